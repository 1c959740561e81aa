//! Attributes of the language beside ours.

#![warn(unfulfilled_lint_expectations)]

use std::panic::Location;
use std::sync::atomic::{AtomicU32, Ordering};

use mock_runtime::{MockServer, mock_test};

use super::client::hello;

// Which tests are ignored is checked in `listing`.

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[ignore]
fn ignored(host: MockServer) {
    hello(host.url()).unwrap();
}

#[ignore = "the host is away"]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn ignored_with_a_reason(host: MockServer) {
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[should_panic]
fn panics(host: MockServer) {
    hello(host.url()).unwrap();
    panic!("on purpose");
}

#[should_panic(expected = "hello, not goodbye")]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn panics_with_a_text(host: MockServer) {
    panic!("{}, not goodbye", hello(host.url()).unwrap());
}

#[should_panic(expected = "hello, not goodbye")]
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn panics_in_a_future(host: MockServer) {
    panic!("{}, not goodbye", super::client::hello_async(host.url()).await.unwrap());
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[cfg(any())]
fn configured_away(host: NoSuchType) {
    no_such_function();
}

#[cfg(any())]
#[mock_test(pact = "no such file")]
fn configured_away_above(host: NoSuchType) {
    no_such_function();
}

#[cfg_attr(all(), mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"]))]
#[cfg_attr(all(), ignore)]
fn ignored_by_configuration(host: MockServer) {
    hello(host.url()).unwrap();
}

/// Documented, allowed and expected: all of it applies to the user's lines, and nothing is left
/// over on the shim.
#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[allow(unused_mut)]
#[expect(unused_variables, reason = "to see that the expectation is kept")]
#[deny(unused_assignments)]
fn documented_and_linted(host: MockServer) {
    let mut unused = 1;
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[expect(non_snake_case, reason = "to see that the expectation is kept")]
fn NotSnakeCase(host: MockServer) {
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
#[track_caller]
fn tracks_its_caller(host: MockServer) {
    hello(host.url()).unwrap();
    assert!(Location::caller().file().ends_with("attributes.rs"));
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
pub(crate) fn visible_and_run_once(host: MockServer) {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    assert_eq!(RUNS.fetch_add(1, Ordering::SeqCst), 0);
    hello(host.url()).unwrap();
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn items_in_the_body(host: MockServer) {
    #![allow(non_upper_case_globals)]
    const path: &str = "the inner attribute applies";
    fn greet(host: &MockServer) -> String {
        hello(host.url()).unwrap()
    }
    assert_eq!((greet(&host).as_str(), path.len()), ("hello", 27));
}
