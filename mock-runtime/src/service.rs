//! The crate's own binary, started for a test: found, watched, and ended with all that it started.

mod announced;
mod launch;
mod monitor;
mod process;
mod readiness;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::background::Background;
use crate::{FromMockServer, MockServer};
pub(crate) use launch::{Failed, Launch};
use monitor::Monitor;
pub(crate) use process::{Ended, Process};

/// The binary that `#[mock_test(spawn = "…")]` has started for the test.
///
/// ```ignore
/// #[mock_test(pact = "pacts/orders.json", spawn = "shop")]
/// fn the_shop_asks_for_the_order(orders: MockServer, shop: Service) {
///     // The shop was started with ORDERS_URL in its environment.
///     let page = ureq::get(format!("{}/orders/42", shop.url())).call().unwrap();
///     assert_eq!(page.status(), 200);
/// }
/// ```
///
/// # How it is started
/// The binary has the environment and the current folder of the test, nothing to read, and in its
/// environment the URL of each server: `ORDERS_URL` for the server `orders`. `PORT` is a free port
/// on which it is to listen. What `env(...)` sets wins: another URL, as in
/// `env(ORDERS_URL = "{orders}/v1")`, or another `PORT`, of which 0 leaves it to the service.
///
/// The test's body starts once the service serves: when it accepts connections on `PORT`, or on
/// the address in a line like `listening on http://127.0.0.1:4123` of its output, for a service
/// that chooses its port itself. A service that ends before, or that does neither within 30
/// seconds, or the test's `timeout` if that is shorter, fails the test.
///
/// # How it ends
/// Calls that the service makes behind the body count, as `within` and `settle` say. Then the mock
/// servers end, and the service gets `SIGTERM` and a second to write what it has to write; after
/// that it is killed, with all processes that it started. On Unix it is killed as well if the
/// test's process dies, whatever that died of, and when the test's time is over. (Where there is no
/// `SIGTERM`, it is killed at once.)
///
/// A service that ends by itself while the test runs, other than with exit code 0, fails the test.
/// The tail of its output is part of a failing test's report, in order with the requests.
///
/// # What it cannot do
/// A service that leaves its process group (`setsid`, a daemon) cannot be ended with it.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
}

struct Inner {
    name: &'static str,
    address: SocketAddr,
    url: String,
    monitor: Arc<Monitor>,
    background: Background,
}

impl Service {
    fn new(
        name: &'static str,
        address: SocketAddr,
        monitor: Arc<Monitor>,
        background: Background,
    ) -> Self {
        let url = format!("http://{address}");
        Self { inner: Arc::new(Inner { name, address, url, monitor, background }) }
    }

    /// The name of the binary.
    pub fn name(&self) -> &str {
        self.inner.name
    }

    /// The URL, such as `http://127.0.0.1:40123`, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.inner.url
    }

    /// The address that the service listens on.
    pub fn address(&self) -> SocketAddr {
        self.inner.address
    }

    /// What the service has written so far to its standard output and its standard error, in the
    /// order in which it did, without colours; of more than 256 KiB the last ones.
    pub fn output(&self) -> String {
        self.inner.monitor.text()
    }

    /// Waits until the output contains a text, at most for `time`. Returns whether it does.
    ///
    /// It waits in real time and blocks the thread; in an async test,
    /// [`wait_for_output_async`](Self::wait_for_output_async) does not.
    pub fn wait_for_output(&self, text: &str, time: Duration) -> bool {
        self.inner.background.wait(self.appears(text, time))
    }

    /// As [`wait_for_output`](Self::wait_for_output), without blocking the thread. It waits in
    /// real time, also while the clock of the test's runtime is paused, and works on any executor.
    pub async fn wait_for_output_async(&self, text: &str, time: Duration) -> bool {
        self.inner.background.run(self.appears(text, time)).await
    }

    /// What there is to say of it now.
    pub(crate) fn so_far(&self) -> Ended {
        Ended::now(self.inner.name, &self.inner.monitor)
    }

    /// Whether a text appears in time. There is nothing to wait for once the output has ended.
    fn appears(&self, text: &str, time: Duration) -> impl Future<Output = bool> + Send + use<> {
        let (monitor, text) = (self.inner.monitor.clone(), text.to_owned());
        async move {
            let is_over =
                |monitor: &Monitor| monitor.is_at_its_end() || monitor.text().contains(&text);
            // In time or not, what counts is what is there.
            drop(tokio::time::timeout(time, monitor.until(is_over)).await);
            monitor.text().contains(&text)
        }
    }
}

impl FromMockServer for Service {
    /// # Panics
    /// If the test does not start a service.
    #[track_caller]
    fn from_mock_server(server: &MockServer) -> Self {
        server.service().cloned().expect(
            "this test has no service; `#[mock_test(spawn = \"name-of-the-binary\")]` starts one",
        )
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("name", &self.name())
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}
