//! `#[rstest]`: cases, values, fixtures and time-outs. What is not the server's stays rstest's.

use std::time::Duration;

use mock_runtime::{BaseUrl, FromMockServer, MockServer, mock_test};
use rstest::{fixture, rstest};

use super::{ran, read_a_book, read_a_book_in_time};

#[fixture]
fn shelf() -> &'static str {
    "fiction"
}

#[fixture]
fn row(#[default(3)] number: u8) -> u8 {
    number
}

/// A client of the user's own, which only a mark can tell from a fixture.
struct Reader {
    library: MockServer,
}

impl FromMockServer for Reader {
    fn from_mock_server(server: &MockServer) -> Self {
        Self { library: server.clone() }
    }
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[case(1, "one")]
#[case::named(2, "two")]
fn cases_below(#[case] number: u8, library: MockServer, #[case] word: &str) {
    ran(word);
    assert_eq!(["one", "two"][usize::from(number) - 1], word);
    super::client::call(library.address(), "GET /books/7", &[], "").expect("an answer");
}

#[rstest]
#[case(1, "one")]
#[case::named(2, "two")]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn cases_above(#[case] number: u8, #[ignore] library: MockServer, #[case] word: &str) {
    ran(word);
    assert_eq!(["one", "two"][usize::from(number) - 1], word);
    super::client::call(library.address(), "GET /books/7", &[], "").expect("an answer");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
fn values_below(#[values(1, 2)] left: u8, #[values("a", "b")] right: &str, library: BaseUrl) {
    ran(&format!("{left}{right}"));
    assert!([1, 2].contains(&left) && ["a", "b"].contains(&right));
    let address = library.trim_start_matches("http://").parse().expect("an address");
    super::client::call(address, "GET /books/7", &[], "").expect("an answer");
}

#[rstest]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn values_above(#[values(1, 2)] left: u8, #[ignore] library: MockServer) {
    ran(&left.to_string());
    super::client::call(library.address(), "GET /books/7", &[], "").expect("an answer");
}

/// A fixture needs no attribute: its name is enough. The server is known by its type.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
fn fixtures_below(
    shelf: &str,
    library: MockServer,
    #[from(shelf)] other: &str,
    #[with(4)] row: u8,
) {
    read_a_book(&library);
    assert_eq!((shelf, other, row), ("fiction", "fiction", 4));
}

#[rstest]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn fixtures_above(shelf: &str, #[ignore] library: MockServer, row: u8) {
    read_a_book(&library);
    assert_eq!((shelf, row), ("fiction", 3));
}

/// What is neither of the runtime's types nor a fixture is marked, as rstest has it.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
fn a_client_of_ones_own(shelf: &str, #[ignore] reader: Reader) {
    read_a_book(&reader.library);
    assert_eq!(shelf, "fiction");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[case((1, 2))]
fn patterns(
    #[case] (left, right): (u8, u8),
    mut library: MockServer,
    _: BaseUrl,
    #[ignore] Reader { library: other }: Reader,
) {
    library = if left == 1 { other } else { library };
    read_a_book(&library);
    assert_eq!((left, right), (1, 2));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[timeout(Duration::from_secs(600))]
fn a_timeout(library: MockServer) {
    read_a_book(&library);
}

/// Without another attribute it runs on the runtime of `#[mock_test]`.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[case(1)]
async fn a_future(#[case] number: u8, shelf: &str, library: MockServer) {
    read_a_book_in_time(&library).await;
    assert_eq!((number, shelf), (1, "fiction"));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[case(2)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokio_below(#[case] number: usize, library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    assert_eq!(tokio::runtime::Handle::current().metrics().num_workers(), number);
}

#[rstest]
#[case(2)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn tokio_above(#[case] number: usize, #[ignore] library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    assert_eq!(tokio::runtime::Handle::current().metrics().num_workers(), number);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[tokio::test]
#[timeout(Duration::from_secs(600))]
async fn tokio_with_a_timeout(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest]
#[case("on purpose")]
#[should_panic(expected = "on purpose")]
fn a_panic(#[case] text: &str, library: MockServer) {
    read_a_book(&library);
    panic!("{text}");
}
