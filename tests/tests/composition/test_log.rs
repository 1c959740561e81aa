//! `#[test_log::test]`, which has the logger set up before the test begins.

use mock_runtime::{MockServer, mock_test};

use super::{ran, read_a_book, read_a_book_in_time};

/// Without a logger nothing is logged, at any level.
fn expect_logger() {
    assert!(log::max_level() >= log::Level::Error, "no logger is there");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[test_log::test]
fn below(library: MockServer) {
    read_a_book(&library);
    expect_logger();
}

#[test_log::test]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn above(library: MockServer) {
    read_a_book(&library);
    expect_logger();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[test_log::test(tokio::test(flavor = "multi_thread", worker_threads = 2))]
async fn below_with_tokio(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_logger();
    assert_eq!(tokio::runtime::Handle::current().metrics().num_workers(), 2);
}

#[test_log::test(tokio::test(flavor = "multi_thread", worker_threads = 2))]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn above_with_tokio(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_logger();
    assert_eq!(tokio::runtime::Handle::current().metrics().num_workers(), 2);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
#[test_log::test]
async fn below_tokio(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_logger();
}

#[tokio::test]
#[test_log::test]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn above_below_tokio(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_logger();
}

/// It drives no future by itself, so that `#[mock_test]` does.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[test_log::test]
async fn a_future_below(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_logger();
}

#[test_log::test]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn a_future_above(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_logger();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest::rstest]
#[case(1)]
#[test_log::test(tokio::test)]
async fn below_rstest(#[case] number: u8, library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_logger();
    assert_eq!(number, 1);
}

mod imported {
    use test_log::test;

    use super::*;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[test]
    fn as_test(library: MockServer) {
        read_a_book(&library);
        expect_logger();
    }
}
