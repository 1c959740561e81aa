//! The attribute in a crate that leaves nothing to lean on: no prelude, the usual names taken,
//! every lint an error.

#![no_implicit_prelude]
#![deny(warnings, unused, missing_docs, unused_qualifications, unused_results, unreachable_pub)]
#![deny(
    missing_debug_implementations,
    elided_lifetimes_in_paths,
    trivial_casts,
    let_underscore_drop
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![forbid(unsafe_code)]

/// What is written under the attribute is the user's own; these are the names it may have taken.
#[allow(dead_code, unused_macros, unused_imports, clippy::pedantic, clippy::nursery)]
mod shadows {
    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct String;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct Some;
    pub(crate) struct None;
    pub(crate) struct Box;
    pub(crate) struct Vec;
    pub(crate) struct Body;
    pub(crate) struct Servers;
    pub(crate) mod std {}
    pub(crate) mod core {}
    pub(crate) mod mock_runtime {}
    pub(crate) mod inventory {}
    pub(crate) fn run() {}
    pub(crate) trait FromMockServer {}
    macro_rules! taken {
        ($($name:ident)*) => {
            $(
                macro_rules! $name {
                    () => {};
                }
                pub(crate) use $name;
            )*
        };
    }
    taken! { concat env file include_str line module_path panic test vec }
}
#[allow(unused_imports)]
use shadows::*;

/// The least of a client, in full names.
#[allow(clippy::pedantic, clippy::nursery, clippy::unwrap_used)]
fn hello(url: &str) -> ::std::string::String {
    use ::std::io::{Read as _, Write as _};

    let address = url.trim_start_matches("http://");
    let mut stream = ::std::net::TcpStream::connect(address).unwrap();
    ::std::write!(stream, "GET /hello HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = ::std::string::String::new();
    let _ = stream.read_to_string(&mut answer).unwrap();
    answer
}

#[::mock_runtime::mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn nothing_is_imported(host: ::mock_runtime::MockServer) {
    ::core::assert!(hello(host.url()).ends_with("hello"));
}

#[::mock_runtime::mock_test(
    pact = "tests/ui/pacts/greetings.json",
    interactions = ["say hello"],
    state = "the host is awake",
)]
async fn nor_by_a_future(
    host: ::std::string::String,
) -> ::core::result::Result<(), ::std::fmt::Error> {
    ::core::assert!(hello(&host).ends_with("hello"));
    ::std::future::ready(::core::result::Result::Ok(())).await
}

#[::mock_runtime::mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[should_panic(expected = "on purpose")]
fn nor_in_a_test_that_panics(host: ::mock_runtime::MockServer) {
    ::core::assert!(!hello(host.url()).ends_with("hello"), "on purpose");
}

#[::mock_runtime::mock_test(
    pacts(host = "tests/ui/pacts/greetings.json", other = "tests/ui/pacts/says_hello.json"),
    interactions = ["say hello"],
    calls("say hello" = 1..=2),
    unexpected = "allow",
    within = "1s",
    settle = "1ms",
)]
fn nor_with_all_that_can_be_said(
    host: ::mock_runtime::MockServer,
    other: ::mock_runtime::MockServer,
) {
    ::core::assert!(hello(host.url()).ends_with("hello"));
    ::core::assert!(hello(other.url()).ends_with("hello"));
}

#[::mock_runtime::mock_test(
    pact = "tests/ui/pacts/greetings.json",
    interactions = ["say hello"],
    env(HOST_URL = host, HOST_HELLO = "{host}/hello"),
    timeout = "600s",
)]
async fn nor_in_a_process_of_its_own(
    host: ::mock_runtime::MockServer,
) -> ::core::result::Result<(), ::std::env::VarError> {
    ::core::assert_eq!(::std::env::var("HOST_URL")?, host.url());
    ::core::assert!(hello(host.url()).ends_with("hello"));
    ::std::future::ready(::core::result::Result::Ok(())).await
}
