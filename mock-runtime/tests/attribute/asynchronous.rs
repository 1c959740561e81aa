//! Async tests, driven by the runtime or by tokio's attribute.

use std::time::Duration;

use mock_runtime::{BaseUrl, MockServer, mock_test};
use tokio::runtime::{Handle, RuntimeFlavor};

use super::client::{hello, hello_async};

fn flavor() -> RuntimeFlavor {
    Handle::current().runtime_flavor()
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn alone(host: BaseUrl) {
    assert_eq!(hello_async(&host).await.unwrap(), "hello");
    assert_eq!(flavor(), RuntimeFlavor::CurrentThread);
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// The server does not live on the test's runtime, so the test may block it.
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn alone_and_blocking(host: MockServer) {
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[tokio::test]
async fn tokio_below(host: MockServer) {
    hello_async(host.url()).await.unwrap();
    assert_eq!(flavor(), RuntimeFlavor::CurrentThread);
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokio_below_with_threads(host: MockServer) -> std::io::Result<()> {
    hello_async(host.url()).await?;
    assert_eq!(flavor(), RuntimeFlavor::MultiThread);
    assert_eq!(Handle::current().metrics().num_workers(), 2);
    Ok(())
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[tokio::test(start_paused = true)]
async fn tokio_below_with_a_paused_clock(host: MockServer) {
    let start = (std::time::Instant::now(), tokio::time::Instant::now());
    tokio::time::sleep(Duration::from_secs(3600)).await;
    hello_async(host.url()).await.unwrap();
    assert!(start.0.elapsed() < Duration::from_secs(60));
    assert!(start.1.elapsed() >= Duration::from_secs(3600));
}

#[tokio::test]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn tokio_above(host: MockServer) {
    hello_async(host.url()).await.unwrap();
    assert_eq!(flavor(), RuntimeFlavor::CurrentThread);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn tokio_above_with_threads(host: MockServer) -> std::io::Result<()> {
    hello_async(host.url()).await?;
    assert_eq!(Handle::current().metrics().num_workers(), 2);
    Ok(())
}

#[tokio::test(start_paused = true)]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn tokio_above_with_a_paused_clock(host: MockServer) {
    let start = std::time::Instant::now();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    hello_async(host.url()).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[tokio::test]
#[should_panic(expected = "on purpose")]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn tokio_above_and_a_panic(host: MockServer) {
    hello_async(host.url()).await.unwrap();
    panic!("on purpose");
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[tokio::test]
#[should_panic(expected = "on purpose")]
async fn tokio_below_and_a_panic(host: MockServer) {
    hello_async(host.url()).await.unwrap();
    panic!("on purpose");
}

mod imported {
    use mock_runtime::{MockServer, mock_test};
    use tokio::test;

    #[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
    #[test(flavor = "multi_thread", worker_threads = 2)]
    async fn as_test(host: MockServer) {
        super::hello_async(host.url()).await.unwrap();
        assert_eq!(super::flavor(), super::RuntimeFlavor::MultiThread);
    }

    /// Ours is appended under its full name, which no import can change.
    #[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
    fn not_driven_by_it(host: MockServer) {
        super::hello(host.url()).unwrap();
        assert!(super::Handle::try_current().is_err());
    }
}
