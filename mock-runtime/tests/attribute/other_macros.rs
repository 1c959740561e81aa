//! Test attributes of the standard library and of others, above and below. Each counts its runs.

use std::sync::atomic::{AtomicU32, Ordering};

use mock_runtime::{MockServer, mock_test};

use super::client::hello;

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[test]
fn the_standard_attribute_below(host: MockServer) {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    assert_eq!(RUNS.fetch_add(1, Ordering::SeqCst), 0);
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[::core::prelude::v1::test]
async fn the_standard_attribute_on_a_future(host: MockServer) {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    assert_eq!(RUNS.fetch_add(1, Ordering::SeqCst), 0);
    super::client::hello_async(host.url()).await.unwrap();
}

#[tokio::test]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn tokio_above_runs_once(host: MockServer) {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    assert_eq!(RUNS.fetch_add(1, Ordering::SeqCst), 0);
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[tokio::test]
async fn tokio_below_runs_once(host: MockServer) {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    assert_eq!(RUNS.fetch_add(1, Ordering::SeqCst), 0);
    hello(host.url()).unwrap();
}
