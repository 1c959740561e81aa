//! Whole reports, as a person reads them.

#![allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]

mod bodies;
mod contracts;
mod expectations;
mod layout;
mod requests;
mod timeline;
mod times;
mod verdicts;

use std::sync::Arc;

use expect_test::Expect;
use http::{HeaderName, HeaderValue, Method};

use crate::{Pact, Plan, ReceivedRequest, Report, Session};

/// A small contract that a team could have written.
const ORDERS: &str = r#"{
  "consumer": {"name": "Shop"},
  "provider": {"name": "Orders"},
  "interactions": [
    {
      "description": "reads an order",
      "providerState": "order 42 exists",
      "request": {"method": "GET", "path": "/orders/42", "headers": {"Accept": "application/json"}},
      "response": {"status": 200, "body": {"id": 42}}
    },
    {
      "description": "creates an order",
      "request": {
        "method": "POST",
        "path": "/orders",
        "headers": {"Content-Type": "application/json"},
        "body": {"customer": "Zoë", "lines": [{"sku": "A-1", "amount": 2}], "due": "2024-02-29"},
        "matchingRules": {
          "body": {
            "$.due": {"matchers": [{"match": "regex", "regex": "\\d{4}-\\d\\d-\\d\\d"}]},
            "$.lines": {"matchers": [{"match": "type", "min": 1}]}
          }
        }
      },
      "response": {"status": 201}
    }
  ],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}
}"#;

const READ: &str = "GET /orders/42\nAccept: application/json";
const CREATE: &str = "POST /orders\nContent-Type: application/json\n\n{\"customer\":\"Zoë\",\"lines\":[{\"sku\":\"A-1\",\"amount\":2}],\"due\":\"2024-02-29\"}";

/// A request from its line, its headers, and the body behind an empty line.
fn request(text: &str) -> ReceivedRequest {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, target) = lines.next().and_then(|line| line.split_once(' ')).expect("a line");
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let (path, query) =
        target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let mut request = ReceivedRequest::new(method, path);
    request.query = query.map(str::to_owned);
    for line in lines {
        let (name, value) = line.split_once(": ").expect("a header");
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        request.headers.append(name, HeaderValue::from_bytes(value.as_bytes()).expect("a value"));
    }
    request.body = body.to_owned().into();
    request
}

fn session(pact: &str) -> Session {
    let pact = Pact::parse(pact).expect("a contract");
    Session::new(Arc::new(Plan::compile(&pact).expect("a contract that can be served")))
}

/// The report behind these requests.
#[track_caller]
fn check(pact: &str, requests: &[&str], expected: Expect) {
    let session = session(pact);
    for text in requests {
        session.respond(request(text));
    }
    check_report(&session, expected);
}

#[track_caller]
fn check_report(session: &Session, expected: Expect) {
    let outcome = session.outcome();
    let report = Report::new(&outcome).pact_file("pacts/orders.json").to_string();
    // The same outcome gives the same text.
    assert_eq!(Report::new(&outcome).pact_file("pacts/orders.json").to_string(), report);
    expected.assert_eq(&report);
}
