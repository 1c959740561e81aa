//! HTTP semantics over raw sockets: bytes in, bytes out, and what the journal says of it.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

#[path = "../common/mod.rs"]
mod common;
mod malformed;
mod requests;
mod responses;

use std::io::{Read, Write};
use std::net::Shutdown;

use common::{connect, get, journal, read_all, talk};
use expect_test::Expect;
use mock_runtime::MockServer;

/// A contract whose interactions are all GET on their own path, with these responses.
fn pact(responses: &[(&str, &str)]) -> String {
    let interactions: Vec<String> = responses
        .iter()
        .map(|(target, response)| {
            let (method, path) = target.split_once(' ').unwrap();
            format!(
                r#"{{"description": "{target}", "request": {{"method": "{method}", "path": "{path}"}},
                    "response": {response}}}"#
            )
        })
        .collect();
    format!(r#"{{"interactions": [{}]}}"#, interactions.join(","))
}

/// Sends `input` to a server with the contract, and compares what comes back and the journal.
#[track_caller]
fn check(responses: &[(&str, &str)], input: &[u8], expected: &Expect) {
    let server =
        MockServer::builder().pact(pact(responses)).body_limit(16).start().expect("starts");
    let answer = talk(server.address(), input);
    expected.assert_eq(&format!("{answer}\n--\n{}", settled_journal(&server)));
    server.check();
    if !server.received_requests().iter().any(|request| request.path == "/again") {
        // Whatever came in, the next connection is served.
        assert!(get(server.address(), "/again").starts_with("HTTP/1.1 "));
    }
}

/// The journal once it has something to say: hyper answers malformed bytes by itself, and tells
/// us of it behind that.
fn settled_journal(server: &MockServer) -> String {
    for _ in 0..1000 {
        let journal = journal(&server.check());
        if !journal.is_empty() {
            return journal;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    String::new()
}

const PLAIN: &[(&str, &str)] = &[("GET /a", r#"{"status": 200, "body": "hi"}"#)];
const POST: &[(&str, &str)] = &[("POST /a", r#"{"status": 201}"#)];
