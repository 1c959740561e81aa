//! One attribute over a test, and the test gets a real HTTP server that behaves as a Pact contract
//! says. When the test ends, every interaction of the contract must have happened as written, or
//! the test fails and says why.
//!
//! ```
//! # mod orders { pub struct OrdersClient(String); pub struct Order { pub total: u64 }
//! #   impl OrdersClient { pub fn new(url: &str) -> Self { Self(url.to_owned()) }
//! #     pub fn order(&self, _: u32) -> Result<Order, ()> { Ok(Order { total: 1999 }) } } }
//! # use orders::OrdersClient;
//! use mock_runtime::{MockServer, mock_test};
//!
//! #[mock_test(pact = "pacts/orders.json")]
//! fn reads_an_order(orders: MockServer) {
//!     let order = OrdersClient::new(orders.url()).order(42).unwrap();
//!     assert_eq!(order.total, 1999);
//! }
//! # fn main() {}
//! ```
//!
//! There is no builder, no start, no stop and no assert. `cargo test`, nextest and the editor's
//! run button work as for any `#[test]`; [`mock_test`] says what the attribute understands.
//!
//! # What the server does
//! It answers a request that an interaction expects with what the contract says and HTTP's own
//! framing, and nothing else. What the contract does not expect is answered with status 500, the
//! header `X-Pact` and a JSON body that says what is wrong, so that it shows up in the client's
//! own log. Every request is recorded with its verdict before its response leaves. What never
//! became a request that could be matched (malformed, too large, a bad `Host`) is recorded with
//! the reason, and fails the test too.
//!
//! All servers of a process share one background runtime with threads of its own. A test may
//! therefore block, use a `current_thread` runtime or pause its clock. No port is used twice, and
//! after the test nothing listens any more.
//!
//! # The verdict
//! * The body is fine and the contract was kept: the test passes.
//! * The body is fine and the contract was not kept: the test fails with the report.
//! * The body panics or returns an error: that failure stands, and the report comes with it if
//!   the contract was not kept either.
//! * `#[should_panic]` is about the body: a contract that is not kept never satisfies it.
//!
//! # Late calls
//! A service may answer first and call later. With `within = "2s"` the end of the test waits for
//! what is still to come, and with `settle = "50ms"` for what should not come any more; in the
//! middle of a test [`MockServer::wait`] and [`MockServer::wait_async`] do the former. Nothing
//! polls, and all waiting is in real time, whatever the clock of the test's runtime does.
//!
//! # A process of its own
//! Nobody can change the environment of a running process without harm to others in it, and nobody
//! can end a body that blocks. So a test with `env` or `timeout` runs in a process of its own: the
//! test that libtest or nextest has started starts the same binary for itself alone.
//!
//! ```
//! use mock_runtime::{MockServer, mock_test};
//!
//! #[mock_test(pact = "pacts/orders.json", env(ORDERS_API = "{orders}/v1"), timeout = "30s")]
//! fn the_environment_says_where(orders: MockServer) {
//!     assert!(std::env::var("ORDERS_API").unwrap().starts_with(orders.url()));
//!     // ...
//! }
//! # fn main() {}
//! ```
//!
//! Nothing else changes. What the body prints is captured as that of any test, or shown at once
//! under `--nocapture` (standard output perhaps a little later than standard error); a panic, an
//! `Err` and `#[should_panic]` mean what they always mean. A body that ends the process (`abort`,
//! `exit` with any code, a stack overflow, a signal) fails the test, which says how the process
//! ended, and the report is there as well.
//!
//! * The time of `timeout` is that of the body, in real time. Its report says what is still
//!   awaited, when the last request came, and which connections are open.
//! * The standard input is empty, unless `MOCK_TEST=hold` asks for a key.
//! * On Unix whatever the body has started ends with the test, also when the tests are interrupted
//!   or killed, unless it has left its process group. On Windows only the test's own process does.
//! * What stands above the body runs in both processes: fixtures of rstest are made twice.
//! * A few milliseconds are what it costs.
//!
//! With `panic = "abort"` a panic ends the process that the test is in. The report is then printed
//! before the panic's own message.
//!
//! # What was really sent
//! [`MockServer::received`] has the requests of an interaction for assertions of the test's own,
//! [`MockServer::check`] the verdict so far without a panic, and [`MockServer::reset`] starts anew.
//!
//! # Services
//! `spawn = "name"` starts the package's own binary for the test, with the servers' URLs in its
//! environment, and ends it with the test: see [`Service`].
//!
//! # Nothing is forgotten
//! [`coverage()`] tells which interactions no test of a binary exercises. With
//! `MOCK_TEST_COVERAGE=<folder>` in the environment each test leaves there what really happened in
//! it, for [`Coverage::read`].
//!
//! # Looking at a failure
//! With `MOCK_TEST=hold` in the environment a test that fails keeps its servers and its service up,
//! says where they are, with a `curl` line for each interaction that is missing, and goes on when
//! Enter is pressed. It fails all the same. Where nobody can press a key it goes on at once: in CI,
//! or under `cargo nextest run`, which keeps tests from its terminal. (`--debugger env` gives it to
//! a single one.)
//!
//! # Messages
//! The messages of a contract are handed to the test by [`Messages`], or by [`Message`] if there
//! is just one. Each must be taken, and what is answered to one must be what the contract says;
//! the verdict is the same as for requests.
//!
//! # Without the attribute
//! For harnesses other than libtest, [`MockServer::start`] and [`MockServer::builder`] start a
//! server by hand:
//!
//! ```
//! use std::io::{Read, Write};
//! use mock_runtime::MockServer;
//!
//! let server = MockServer::start(r#"{
//!     "consumer": {"name": "Guest"},
//!     "provider": {"name": "Greeter"},
//!     "interactions": [{
//!         "description": "greet",
//!         "request": {"method": "GET", "path": "/hello"},
//!         "response": {"status": 200, "body": "hi"}
//!     }]
//! }"#)?;
//!
//! // Any client will do.
//! let mut client = std::net::TcpStream::connect(server.address())?;
//! client.write_all(b"GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
//! let mut answer = String::new();
//! client.read_to_string(&mut answer)?;
//! assert!(answer.ends_with("hi"));
//!
//! assert_eq!(server.received_requests()[0].path, "/hello");
//! server.verify();
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod abort;
mod background;
mod base_url;
mod channel;
mod coverage;
mod descriptors;
mod end;
mod error;
mod exit;
mod files;
mod generators;
mod group;
mod handle;
mod hold;
mod inject;
mod messages;
mod mode;
mod plans;
mod ports;
mod process;
mod received;
mod registry;
mod report;
mod run;
mod server;
mod servers;
mod service;
mod start;
mod stopwatch;
mod test_outcome;
mod threads;

pub use base_url::BaseUrl;
pub use coverage::{Coverage, coverage};
pub use error::StartError;
pub use handle::MockServer;
pub use inject::FromMockServer;
pub use messages::{Message, Messages};
pub use mock_core;
pub use mock_core::{
    CallRange, Mismatch, Outcome, Pact, ProviderState, ReceivedMessage, ReceivedRequest, Report,
    Verdict,
};
/// Makes a function a test that has a mock server.
///
/// The server answers as the contract says, is handed to the function's parameters, and is
/// verified when the function is over. The function is an ordinary `#[test]`; an `async fn` runs
/// on a current-thread tokio runtime of its own, unless another attribute drives it.
///
/// | argument | meaning |
/// |---|---|
/// | `pact = "path.json"` | the contract, relative to the crate's root; without it, `pacts/<function name>.json`. A folder stands for its `.json` files and a pattern (`pacts/orders-*.json`) for those that it fits: one server then serves them all |
/// | `pacts(orders = "a.json", users = "b.json")` | several providers, a server for each; the parameters `orders`, `_orders` and `orders_url` are made from the server `orders`, and one without a name (`_`, a pattern) from the first that no other parameter has |
/// | `interactions = ["description", ...]` | only these interactions are served and must happen |
/// | `state = "provider state"` | only the interactions with that provider state |
/// | `calls("poll" = 2.., "refund" = 0)` | how often the interactions of a description happen, all together: a number or a range; at least once each is the default |
/// | `unexpected = "allow"` | requests that the contract does not have do not fail the test; they are answered with 404 |
/// | `within = "2s"` | behind the body, wait up to this long for interactions that are still to come |
/// | `settle = "50ms"` | once all have happened, stay open this long to catch surplus calls |
/// | `timeout = "30s"` | a body that is not over by then fails, with the report; the test [has a process of its own](crate#a-process-of-its-own) |
/// | `env(ORDERS_URL = orders)` | the test has a process of its own, in whose environment the variable is from the start: the URL of a server, or a text in which `{orders}` stands for one |
/// | `spawn = "name"` | the package's binary of that name is started before the body, with the servers' URLs in its environment (`ORDERS_URL`), and ends with the test: see [`Service`] |
/// | `crate = path` | where this crate is found, if it was renamed |
///
/// Each parameter is made by [`FromMockServer`]: take [`MockServer`], [`BaseUrl`], `String`,
/// `http::Uri`, `std::net::SocketAddr`, [`Messages`] or [`Message`], [`Service`], or a type of your own.
///
/// The contract is read while compiling: a missing file, an invalid contract, an unknown
/// interaction or provider state is a compile error. Its text travels in the test binary, so that
/// the test is rebuilt when the file changes and runs from any folder.
///
/// ```
/// use mock_runtime::{BaseUrl, mock_test};
///
/// #[mock_test(pact = "pacts/orders.json", interactions = ["cancel an order"])]
/// async fn cancels_an_order(orders: BaseUrl) -> Result<(), std::io::Error> {
///     // ... call orders.join("/orders/42") ...
///     Ok(())
/// }
/// # fn main() {}
/// ```
///
/// # With other test attributes
///
/// They keep their meaning, and the test runs once. Put `#[mock_test]` on top: attributes expand
/// from top to bottom, and some take the parameters away.
///
/// | attribute | below `#[mock_test]` | above it |
/// |---|---|---|
/// | `#[test]` | yes, it may as well be left out | no: it would be a second test |
/// | `#[tokio::test(...)]`, and others that drive futures | yes | yes |
/// | `#[test_log::test]`, `#[test_log::test(tokio::test)]` | yes | yes |
/// | `#[rstest]` | yes, each case is a test with a server of its own | if parameters of ours are marked `#[ignore]` |
/// | `#[serial]`, `#[parallel]` | yes | no: they drop the parameters |
/// | `#[gtest]`, `#[googletest::test]` | yes | no: all parameters are fixtures to them |
///
/// A parameter with an attribute such as `#[case]` or `#[from]` belongs to whom that attribute
/// belongs. One without is the server's. But beside an attribute that fills parameters by itself
/// (`#[rstest]` by name; `#[gtest]`, `#[sqlx::test]` and `#[test_context]` by type;
/// `#[test_case]`, `#[quickcheck]` and `#[proptest]`) only those are the server's whose type is
/// one of this crate's, such as `MockServer` or `BaseUrl`, and those that are marked `#[ignore]`:
///
/// ```ignore
/// #[mock_test(pact = "pacts/orders.json")]
/// #[rstest]
/// #[case(42, 1999)]
/// fn totals(#[case] id: u32, #[case] total: u32, currency: Currency, #[ignore] client: OrdersClient) {
///     // `currency` is a fixture; `client` is made by `FromMockServer`.
/// }
/// ```
pub use mock_macros::mock_test;
pub use received::Received;
/// JSON, of the version that is part of this crate's own interface.
pub use serde_json;
pub use service::Service;
pub use start::{MockServerBuilder, PactSource};

/// What the expansion of `#[mock_test]` names. Not public API.
#[doc(hidden)]
pub mod __private {
    pub use crate::inject::FromMockServer;
    pub use crate::registry::{
        Part, RegisteredPact, RegisteredServer, RegisteredTest, Registration, Settings,
    };
    pub use crate::run::{
        Body, BoxedFuture, drive, drive_apart, once, run, run_apart, run_async, run_async_apart,
    };
    pub use crate::servers::Servers;
    pub use inventory;
    pub use mock_macros::mock_case;
    pub use std::boxed::Box;
}

/// The README's examples, which compile as part of the documentation's tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
