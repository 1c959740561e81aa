//! The same under the test attributes of other crates. Those of tokio are in `asynchronous`.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use googletest::prelude::*;
use mock_runtime::{MockServer, mock_test};
use rstest::{fixture, rstest};
use serial_test::serial;

use super::client::call;

fn read_a_book(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/7", &[], "").unwrap(), 200);
}

fn read_another(library: SocketAddr) {
    assert_eq!(call(library, "GET /book/7", &[], "").unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[case("/books/8")]
#[case::wrong_folder("/book/7")]
fn rstest_below(#[case] path: &str, library: MockServer) {
    call(library.address(), &format!("GET {path}"), &[], "").unwrap();
}

#[rstest]
#[case("/books/8")]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn rstest_above(#[case] path: &str, #[ignore] library: SocketAddr) {
    call(library, &format!("GET {path}"), &[], "").unwrap();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[case(7)]
#[tokio::test]
async fn rstest_and_tokio(#[case] book: u8, library: MockServer) {
    assert_ne!((book, library.port()), (7, 0), "a future that calls nobody");
}

/// The time is rstest's, and what has happened until then is in the report.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[timeout(Duration::from_millis(50))]
fn rstest_runs_out_of_time(library: MockServer) {
    read_another(library.address());
    loop {
        thread::park();
    }
}

#[fixture]
fn broken_shelf() -> u8 {
    panic!("the shelf is broken")
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
fn rstest_has_a_broken_fixture(broken_shelf: u8, library: MockServer) {
    read_a_book(library.address());
    assert_eq!(broken_shelf, 7);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[test_log::test]
fn test_log_below(library: MockServer) {
    read_another(library.address());
}

#[test_log::test(tokio::test)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn test_log_above(_library: MockServer) {}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial]
fn serial_below(library: MockServer) {
    read_another(library.address());
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial]
#[tokio::test]
async fn serial_and_tokio(_library: MockServer) {}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
fn googletest_below(library: MockServer) {
    read_another(library.address());
    expect_that!(library.received_requests(), len(eq(1)));
}

/// All that it expects is told, and the contract's report follows.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
fn googletest_expects_more(library: MockServer) {
    expect_that!(library.received_requests(), len(eq(1)));
    expect_that!(library.received_requests(), len(eq(2)));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[gtest]
fn googletest_expects_more_though_the_contract_is_kept(library: MockServer) {
    read_a_book(library.address());
    expect_that!(library.received_requests().len(), eq(2));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[googletest::test]
#[tokio::test]
async fn googletest_verifies_in_vain(library: MockServer) -> Result<()> {
    verify_that!(library.received_requests(), len(eq(1)))
}

/// The process that is started for it runs this very case.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[rstest]
#[case("/books/8")]
fn rstest_apart(#[case] path: &str, library: MockServer) {
    call(library.address(), &format!("GET {path}"), &[], "").unwrap();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[gtest]
fn googletest_apart_expects_more_though_the_contract_is_kept(library: MockServer) {
    read_a_book(library.address());
    expect_that!(library.received_requests().len(), eq(2));
}
