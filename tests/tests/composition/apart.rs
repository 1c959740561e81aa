//! A process of its own, beside the test attributes of other crates: the process runs the very
//! test, with all that they say of it.

use googletest::prelude::*;
use mock_runtime::{MockServer, mock_test};
use rstest::rstest;
use serial_test::serial;

use super::{ran, read_a_book, read_a_book_in_time};

/// The variable is that of a process that was started for this test.
fn expect_variable(library: &MockServer) {
    assert_eq!(std::env::var("LIBRARY_URL").as_deref(), Ok(library.url()));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn above_tokio(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_variable(&library);
    assert_eq!(tokio::runtime::Handle::current().metrics().num_workers(), 2);
}

#[tokio::test(start_paused = true)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
async fn below_tokio(library: MockServer) -> std::io::Result<()> {
    ran("");
    read_a_book_in_time(&library).await;
    expect_variable(&library);
    Ok(())
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[rstest]
#[case(1)]
#[case::two(2)]
fn above_rstest(#[case] number: u8, library: MockServer, #[values("a", "b")] letter: &str) {
    read_a_book(&library);
    expect_variable(&library);
    assert!([1, 2].contains(&number) && ["a", "b"].contains(&letter));
}

#[rstest]
#[case(1)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn below_rstest(#[case] number: u8, #[ignore] library: MockServer) {
    read_a_book(&library);
    expect_variable(&library);
    assert_eq!(number, 1);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[serial]
fn above_serial(library: MockServer) {
    read_a_book(&library);
    expect_variable(&library);
}

/// Without parameters there is nothing that `#[serial]` could take away.
#[serial]
#[mock_test(pact = "pacts/greeter.json", env(GREETER_URL = greeter))]
fn below_serial() {
    let url = std::env::var("GREETER_URL").unwrap_or_default();
    let address = url.trim_start_matches("http://").parse().expect("an address");
    super::client::call(address, "GET /hello", &[], "").expect("an answer");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[gtest]
fn above_googletest(library: MockServer) -> Result<()> {
    read_a_book(&library);
    expect_variable(&library);
    verify_that!(library.received_requests().len(), eq(1))
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[test_log::test(tokio::test)]
async fn above_test_log(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    expect_variable(&library);
    assert!(log::max_level() >= log::Level::Error);
}
