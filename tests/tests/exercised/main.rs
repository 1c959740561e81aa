//! Tests that exercise two contracts, each interaction once. `partitions` runs them in parts.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

#[path = "../client/mod.rs"]
mod client;

use std::net::SocketAddr;

use client::call;
use mock_runtime::mock_test;

#[mock_test(pact = "pacts/library.json", interactions = ["find books"])]
fn finds_books(library: SocketAddr) {
    let accept = ["Accept: application/json"];
    assert_eq!(call(library, "GET /books?author=Lem&page=1", &accept, "").unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", state = "book 7 is on the shelf")]
fn reads_a_book(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/7", &[], "").unwrap(), 200);
}

const BOOK: &str = r#"{"title": "Fiasco", "year": 1986, "isbn": "978-0156306300", "language": "pl",
    "tags": ["novel"]}"#;

#[mock_test(pact = "pacts/library.json", interactions = ["add a book"])]
fn adds_a_book(library: SocketAddr) {
    let json = ["Content-Type: application/json"];
    assert_eq!(call(library, "POST /books", &json, BOOK).unwrap(), 201);
}

/// In a process of its own, which leaves what happened there.
#[mock_test(pact = "pacts/greeter.json", env(GREETER_URL = greeter))]
fn greets(greeter: SocketAddr) {
    assert_eq!(call(greeter, "GET /hello", &[], "").unwrap(), 200);
}

/// What may happen and does not is not exercised.
#[mock_test(pact = "pacts/library.json", calls("find books" = 0.., "read a book" = 0.., "add a book" = 0..))]
fn may_do_anything_and_does_nothing(_library: SocketAddr) {}

#[mock_test(pact = "pacts/library.json")]
#[ignore = "the library is closed"]
fn does_everything(_library: SocketAddr) {}

/// As the tests are written.
#[test]
fn nothing_is_forgotten() {
    mock_runtime::coverage().with_pacts("pacts/greeter.json").assert_complete();
    let coverage = mock_runtime::coverage().with_pacts("pacts/lottery.json");
    assert!(!coverage.is_complete());
}
