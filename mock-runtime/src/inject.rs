//! What a test can take as a parameter.

use std::net::SocketAddr;

use crate::{BaseUrl, Message, Messages, MockServer};

/// A type that a `#[mock_test]` can take as a parameter.
///
/// Implement it for a client of your own, and tests begin with what they are about:
///
/// ```
/// use mock_runtime::{FromMockServer, MockServer};
///
/// struct OrdersClient {
///     url: String,
/// }
///
/// impl FromMockServer for OrdersClient {
///     fn from_mock_server(server: &MockServer) -> Self {
///         Self { url: server.url().to_owned() }
///     }
/// }
/// # let server = MockServer::start("pacts/orders.json").unwrap();
/// # assert_eq!(OrdersClient::from_mock_server(&server).url, server.url());
/// # server.check();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be injected by `#[mock_test]`",
    label = "this parameter is made from a mock server",
    note = "take `MockServer`, `BaseUrl`, `String`, `http::Uri` or `std::net::SocketAddr`, for messages `Messages` or `Message`, with `spawn` a `Service`",
    note = "or implement `mock_runtime::FromMockServer` for `{Self}`"
)]
pub trait FromMockServer {
    /// Makes the parameter from the test's server.
    fn from_mock_server(server: &MockServer) -> Self;
}

impl FromMockServer for MockServer {
    fn from_mock_server(server: &MockServer) -> Self {
        server.clone()
    }
}

impl FromMockServer for BaseUrl {
    fn from_mock_server(server: &MockServer) -> Self {
        server.base_url()
    }
}

impl FromMockServer for String {
    fn from_mock_server(server: &MockServer) -> Self {
        server.url().to_owned()
    }
}

impl FromMockServer for http::Uri {
    fn from_mock_server(server: &MockServer) -> Self {
        server.uri()
    }
}

impl FromMockServer for SocketAddr {
    fn from_mock_server(server: &MockServer) -> Self {
        server.address()
    }
}

impl FromMockServer for Messages {
    fn from_mock_server(server: &MockServer) -> Self {
        server.messages()
    }
}

impl FromMockServer for Message {
    /// # Panics
    /// If more than one message is selected, or none.
    #[track_caller]
    fn from_mock_server(server: &MockServer) -> Self {
        server.messages().only()
    }
}
