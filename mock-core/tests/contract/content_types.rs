//! The `contentType` rule: bodies that are of a type, whatever is said of them.

use expect_test::{Expect, expect};
use http::HeaderValue;

use crate::support::{judge, judge_in, request, rules};

/// A body of version 4 whose bytes should be of the type that a rule at the root names.
#[track_caller]
fn check(value: &str, declared: &str, actual: &[u8], says: Expect) {
    let rule = rules(&[("$", &format!(r#"{{"match": "contentType", "value": "{value}"}}"#))]);
    let expected = format!(
        r#"{{"method": "POST", "headers": {{"Content-Type": ["{declared}"]}},
            "body": {{"content": "e30=", "encoded": "base64", "contentType": "{declared}"}},
            "matchingRules": {{"body": {rule}}}}}"#
    );
    let mut request = request("POST /");
    request.headers.insert("content-type", HeaderValue::from_str(declared).unwrap());
    request.body = actual.to_vec().into();
    says.assert_eq(&judge_in("4.0", &expected, request));
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

#[test]
fn the_bytes_decide_and_not_the_type() {
    check("image/png", "application/octet-stream", PNG, expect![]);
    check("image/png", "image/png", PNG, expect![]);
    check(
        "image/jpeg",
        "image/jpeg",
        PNG,
        expect![
            "$ -> Expected binary contents to have content type 'image/jpeg' but detected contents was 'image/png'"
        ],
    );
    // Neither JSON nor text is compared with its example then.
    check("application/json", "application/json", b"[1, 2]", expect![]);
    check("text/csv", "text/csv", b"a,b\r\n1,2", expect![]);
    check("application/xml", "text/xml", b"<?xml version='1.0'?><a/>", expect![]);
    check(
        "application/json",
        "application/json",
        b"{",
        expect![
            "$ -> Expected binary contents to have content type 'application/json' but detected contents was 'text/plain'"
        ],
    );
    check(
        "text/plain",
        "text/plain",
        b"\xff\xfe\xfd",
        expect![
            "$ -> Expected binary contents to have content type 'text/plain' but detected contents was 'application/octet-stream'"
        ],
    );
}

/// A text in a JSON body.
#[track_caller]
fn check_text(value: &str, actual: &str, says: Expect) {
    let rule = rules(&[("$.a", &format!(r#"{{"match": "content-type", "value": "{value}"}}"#))]);
    let expected = format!(
        r#"{{"method": "POST", "body": {{"a": "x"}}, "matchingRules": {{"body": {rule}}}}}"#
    );
    says.assert_eq(&judge(&expected, request(&format!("POST /\n\n{{\"a\": {actual}}}"))));
}

#[test]
fn texts_in_json_hold_bytes_in_base64() {
    check_text("image/gif", r#""R0lGODlhAQABAAAAACw=""#, expect![]);
    check_text("image/gif", r#""GIF89a""#, expect![]);
    check_text("text/plain", r#""R0lGODlhAQABAAAAACw=""#, expect![]);
    check_text("text/html", r#""<html><p>a</p></html>""#, expect![]);
    check_text("application/json", "12", expect![]);
    check_text(
        "image/gif",
        r#""iVBORw0KGgo=""#,
        expect![
            "$.a -> Expected binary contents to have content type 'image/gif' but detected contents was 'text/plain'"
        ],
    );
    check_text(
        "image/gif",
        "{}",
        expect!["$.a -> Expected {} (Object) to have content type 'image/gif'"],
    );
}

#[test]
fn headers_and_parameters_are_texts() {
    let rule = rules(&[("a", r#"{"match": "contentType", "value": "application/json"}"#)]);
    let expected = format!(r#"{{"query": {{"a": ["1"]}}, "matchingRules": {{"query": {rule}}}}}"#);
    expect![].assert_eq(&judge(&expected, request("GET /?a=[1,2]")));
    expect!["Expected binary contents to have content type 'application/json' but detected contents was 'text/plain'"]
        .assert_eq(&judge(&expected, request("GET /?a=[1,")));
}

#[track_caller]
fn check_problem(rule: &str, says: Expect) {
    let text = format!(
        r#"{{"interactions": [{{"request": {{"body": "a", "matchingRules": {{"body": {}}}}}}}]}}"#,
        rules(&[("$", rule)])
    );
    let problem = match mock_core::Pact::parse(&text) {
        Ok(pact) => mock_core::Plan::compile(&pact).unwrap_err().to_string(),
        Err(error) => error.to_string(),
    };
    says.assert_eq(&problem);
}

#[test]
fn rules_that_name_no_type() {
    check_problem(
        r#"{"match": "contentType"}"#,
        expect![
            "1:91: at /interactions/0/request/matchingRules/body/$/matchers/0: a contentType rule without `value`"
        ],
    );
    check_problem(
        r#"{"match": "contentType", "value": "alligators"}"#,
        expect![[
            r#"1:77: at /interactions/0/request/matchingRules/body/$: "alligators" is no content type"#
        ]],
    );
}
