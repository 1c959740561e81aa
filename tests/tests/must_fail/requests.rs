//! Requests that the contract does not have, and those that never come. Every body is content.

use std::net::SocketAddr;

use mock_runtime::mock_test;

use super::client::{call, send};

const JSON: &[&str] = &["Accept: application/json"];

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn never_called(_library: SocketAddr) {}

#[mock_test(pact = "pacts/library.json")]
fn called_in_part(library: SocketAddr) {
    assert_eq!(call(library, "GET /books?author=Lem&page=1", JSON, "").unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn wrong_path(library: SocketAddr) {
    assert_eq!(call(library, "GET /book/7", &[], "").unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn wrong_method(library: SocketAddr) {
    assert_eq!(call(library, "DELETE /books/7", &[], "").unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["find books"])]
fn wrong_query(library: SocketAddr) {
    assert_eq!(call(library, "GET /books?author=Lem&page=2", JSON, "").unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["find books"])]
fn other_query(library: SocketAddr) {
    assert_eq!(call(library, "GET /books?author=Lem&pages=1", JSON, "").unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["find books"])]
fn missing_header(library: SocketAddr) {
    assert_eq!(call(library, "GET /books?author=Lem&page=1", &[], "").unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["find books"])]
fn wrong_header(library: SocketAddr) {
    let html = &["Accept: text/html"];
    assert_eq!(call(library, "GET /books?author=Lem&page=1", html, "").unwrap(), 500);
}

/// Nothing that the contract has comes close to it.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn stray(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/7", &[], "").unwrap(), 200);
    assert_eq!(call(library, "GET /metrics?verbose=true", &[], "").unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn one_call_too_many(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/7", &[], "").unwrap(), 200);
    assert_eq!(call(library, "GET /books/8", &[], "").unwrap(), 500);
}

/// What went wrong before is not forgiven because it went well later.
#[mock_test(pact = "pacts/library.json", interactions = ["find books"])]
fn wrong_then_right(library: SocketAddr) {
    assert_eq!(call(library, "GET /books?author=Lem", JSON, "").unwrap(), 500);
    assert_eq!(call(library, "GET /books?author=Lem&page=1", JSON, "").unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn many_strays(library: SocketAddr) {
    for page in 1..=60 {
        assert_eq!(call(library, &format!("GET /shelves?page={page}"), &[], "").unwrap(), 500);
    }
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn without_a_host(library: SocketAddr) {
    let answer = send(library, "GET /books/7 HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn no_http(library: SocketAddr) {
    let answer = send(library, "HELO library\r\n\r\n").unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

/// What a client sends that was told `https`.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn tls(library: SocketAddr) {
    let hello = *b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03";
    send(library, hello).unwrap();
}
