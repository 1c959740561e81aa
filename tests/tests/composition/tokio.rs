//! `#[tokio::test]` in its flavours.

use std::time::{Duration, Instant};

use mock_runtime::{MockServer, mock_test};
use tokio::runtime::{Handle, RuntimeFlavor};

use super::{ran, read_a_book, read_a_book_in_time};

/// How many threads the runtime has, none for one that runs on the test's own.
fn workers() -> usize {
    let runtime = Handle::current();
    match runtime.runtime_flavor() {
        RuntimeFlavor::CurrentThread => 0,
        _ => runtime.metrics().num_workers(),
    }
}

/// A paused clock jumps as soon as nothing else is to do.
async fn expect_paused_clock() {
    let start = Instant::now();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert!(start.elapsed() < Duration::from_secs(600));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
async fn below(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    assert_eq!(workers(), 0);
}

#[tokio::test]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn above(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    assert_eq!(workers(), 0);
}

/// The server has threads of its own: a test may block.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test(flavor = "current_thread")]
async fn below_on_one_thread_that_blocks(library: MockServer) {
    read_a_book(&library);
    assert_eq!(workers(), 0);
}

#[tokio::test(flavor = "current_thread")]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn above_on_one_thread_that_blocks(library: MockServer) {
    read_a_book(&library);
    assert_eq!(workers(), 0);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn below_on_threads(library: MockServer) -> Result<(), tokio::task::JoinError> {
    ran("");
    tokio::spawn(async move { read_a_book_in_time(&library).await }).await?;
    assert_eq!(workers(), 3);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn above_on_threads(library: MockServer) -> Result<(), tokio::task::JoinError> {
    ran("");
    tokio::spawn(async move { read_a_book_in_time(&library).await }).await?;
    assert_eq!(workers(), 3);
    Ok(())
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test(start_paused = true)]
async fn below_with_a_paused_clock(library: MockServer) {
    ran("");
    expect_paused_clock().await;
    read_a_book_in_time(&library).await;
}

#[tokio::test(start_paused = true)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn above_with_a_paused_clock(library: MockServer) {
    ran("");
    expect_paused_clock().await;
    read_a_book_in_time(&library).await;
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
#[should_panic(expected = "on purpose")]
async fn below_and_a_panic(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    panic!("on purpose");
}

#[should_panic(expected = "on purpose")]
#[tokio::test]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn above_and_a_panic(library: MockServer) {
    ran("");
    read_a_book_in_time(&library).await;
    panic!("on purpose");
}
