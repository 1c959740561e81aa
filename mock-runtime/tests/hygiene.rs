//! The attribute in a crate that leaves nothing to lean on: no prelude, the usual names taken,
//! every lint an error.

#![no_implicit_prelude]
#![deny(warnings, missing_docs, unused_qualifications, unused_results, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![forbid(unsafe_code)]

/// What is written under the attribute is the user's own; these are the names it may have taken.
#[allow(dead_code, unused_macros, unused_imports, clippy::pedantic, clippy::nursery)]
mod shadows {
    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct String;
    pub(crate) struct Ok;
    pub(crate) struct Some;
    pub(crate) struct None;
    pub(crate) mod std {}
    pub(crate) mod core {}
    pub(crate) mod mock_runtime {}
    pub(crate) mod inventory {}
    pub(crate) fn run() {}
    pub(crate) trait FromMockServer {}
    macro_rules! concat {
        () => {};
    }
    pub(crate) use concat;
    macro_rules! test {
        () => {};
    }
    pub(crate) use test;
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
