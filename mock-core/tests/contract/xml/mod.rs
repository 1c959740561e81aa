//! XML bodies.

mod compared;
mod generated;
pub(crate) mod laws;
mod paths;
mod read;
mod ruled;

use expect_test::Expect;
use http::HeaderMap;
use mock_core::{ReceivedRequest, ReceivedResponse};

use crate::support::{Direction, judge, judge_response, request, rules};

/// A request or a response with an XML body; the rules are those for the body.
fn message(by_path: &[(&str, &str)], example: &str) -> String {
    let example = serde_json::to_string(example).unwrap();
    let rules = rules(by_path);
    format!(
        r#"{{"method": "POST", "headers": {{"Content-Type": "application/xml"}}, "body": {example}, "matchingRules": {{"body": {rules}}}}}"#
    )
}

/// All that is said of an XML body.
fn judge_xml(
    direction: Direction,
    by_path: &[(&str, &str)],
    example: &str,
    actual: &[u8],
) -> String {
    judge_typed(direction, "application/xml", by_path, example, actual)
}

/// All that is said of an XML body whose message says this of its type.
fn judge_typed(
    direction: Direction,
    content_type: &str,
    by_path: &[(&str, &str)],
    example: &str,
    actual: &[u8],
) -> String {
    let message = message(by_path, example);
    let body = actual.to_owned().into();
    let mut headers = HeaderMap::new();
    headers.insert("content-type", content_type.parse().unwrap());
    match direction {
        Direction::Request => {
            judge(&message, ReceivedRequest { headers, body, ..request("POST /") })
        }
        Direction::Response => {
            judge_response(&message, &ReceivedResponse { status: 200, headers, body })
        }
    }
}

/// What is said of a request, which may hold nothing but the example.
#[track_caller]
fn check(by_path: &[(&str, &str)], example: &str, actual: &str, says: Expect) {
    says.assert_eq(&judge_xml(Direction::Request, by_path, example, actual.as_bytes()));
}

/// What is said of a response, which may hold more than the example.
#[track_caller]
fn check_response(by_path: &[(&str, &str)], example: &str, actual: &str, says: Expect) {
    says.assert_eq(&judge_xml(Direction::Response, by_path, example, actual.as_bytes()));
}
