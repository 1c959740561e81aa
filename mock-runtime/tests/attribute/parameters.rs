//! What is injected, and the forms in which a parameter may be written.

use std::net::SocketAddr;

use mock_runtime::{BaseUrl, FromMockServer, MockServer, mock_test};

use super::client::hello;

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_server(host: MockServer) {
    assert_eq!(hello(host.url()).unwrap(), "hello");
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_base_url(host: BaseUrl) {
    assert_eq!(hello(&host).unwrap(), "hello");
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_string(host: String) {
    assert_eq!(hello(&host).unwrap(), "hello");
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_uri(host: http::Uri) {
    assert_eq!(hello(&host).unwrap(), "hello");
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_socket_address(host: SocketAddr) {
    assert_eq!(hello(&host).unwrap(), "hello");
}

/// A type that the test's author makes injectable.
struct Guest {
    host: String,
    calls: u32,
}

impl FromMockServer for Guest {
    fn from_mock_server(server: &MockServer) -> Self {
        Self { host: server.url().to_owned(), calls: 0 }
    }
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_mutable_client_of_ones_own(mut guest: Guest) {
    hello(&guest.host).unwrap();
    guest.calls += 1;
    assert_eq!(guest.calls, 1);
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_pattern(Guest { host, .. }: Guest) {
    hello(&host).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn several_and_one_that_is_not_used(_: MockServer, url: String, address: SocketAddr) {
    assert!(url.contains(&address.to_string()));
    hello(&url).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_parameter_with_a_lint(#[allow(unused_variables)] server: MockServer, r#in: String) {
    hello(&r#in).unwrap();
}

/// The name of the runtime's own variable is free.
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_parameter_named_server(server: MockServer) {
    hello(server.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn r#fn(host: MockServer) {
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", state = "the host is awake")]
fn a_state(host: MockServer) {
    hello(host.url()).unwrap();
}

mod reexport {
    pub(super) use mock_runtime as mock;
}

#[mock_test(
    crate = super::parameters::reexport::mock,
    pact = "tests/../tests/ui/pacts/greetings.json",
    interactions = ["say hello"],
)]
fn another_path_to_the_crate(host: MockServer) {
    hello(host.url()).unwrap();
}

/// A macro hands over its literals in invisible groups.
macro_rules! tests_of_greetings {
    ($($name:ident($parameter:ident: $type:ty) $body:block using $path:literal, [$($interaction:literal),*];)*) => {
        $(
            #[mock_test(
                crate = $crate::attribute::parameters::reexport::mock,
                pact = $path,
                interactions = [$($interaction),*],
            )]
            fn $name($parameter: $type) $body
        )*
    };
}

tests_of_greetings! {
    made_by_a_macro(host: MockServer) { hello(host.url()).unwrap(); }
        using "tests/ui/pacts/greetings.json", ["say hello"];
}
