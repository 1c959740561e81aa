//! `#[gtest]` and `#[googletest::test]`, below ours.

use googletest::prelude::*;
use mock_runtime::{MockServer, mock_test};

use super::{ran, read_a_book, read_a_book_in_time};

/// A fixture of googletest's, which it finds by its type.
#[derive(Default)]
struct Shelf {
    books: u32,
}

impl ConsumableFixture for Shelf {
    fn set_up() -> Result<Self> {
        Ok(Self { books: 7 })
    }
}

impl Fixture for Shelf {
    fn set_up() -> Result<Self> {
        Ok(Self { books: 7 })
    }

    fn tear_down(self) -> Result<()> {
        Ok(())
    }
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
fn below(library: MockServer) {
    read_a_book(&library);
    expect_that!(library.received_requests(), len(eq(1)));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[googletest::test]
fn below_with_a_result(library: MockServer) -> Result<()> {
    read_a_book(&library);
    expect_that!(library.received_requests(), len(eq(1)));
    verify_that!(library.url(), starts_with("http://"))
}

/// The server is known by its type, all else is googletest's.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
fn fixtures(shelf: Shelf, library: MockServer, _: &Shelf, other: &mut Shelf) {
    read_a_book(&library);
    other.books += 1;
    expect_that!((shelf.books, other.books), eq((7, 8)));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
async fn a_future(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_that!(library.received_requests(), len(eq(1)));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
async fn fixtures_of_a_future(shelf: &mut Shelf, library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    shelf.books += 1;
    expect_that!(shelf.books, eq(8));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn above_tokio(library: MockServer) -> Result<()> {
    ran("");
    read_a_book_in_time(&library).await;
    verify_that!(tokio::runtime::Handle::current().metrics().num_workers(), eq(2))
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
#[googletest::test]
async fn below_tokio(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_that!(library.received_requests(), len(eq(1)));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest::rstest]
#[case(1)]
#[case(2)]
#[googletest::test]
fn cases(#[case] number: u8, library: MockServer) -> Result<()> {
    ran(&number.to_string());
    super::client::call(library.address(), "GET /books/7", &[], "").or_fail()?;
    expect_that!(number, le(2));
    Ok(())
}

/// What `expect_that!` finds is a panic where there should be one.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
#[should_panic]
fn a_panic(library: MockServer) {
    read_a_book(&library);
    expect_that!(library.received_requests(), len(eq(2)));
}
