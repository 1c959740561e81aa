//! Bodies before version 4: as they are.

use expect_test::{Expect, expect};

use super::check_request;

#[track_caller]
fn check_body(body: &str, expected: Expect) {
    check_request("3.0.0", &format!(r#"{{"body": {body}}}"#), expected);
}

/// A body whose `Content-Type` header says its type.
#[track_caller]
fn check_typed(content_type: &str, body: &str, expected: Expect) {
    let request = format!(r#"{{"headers": {{"content-type": "{content_type}"}}, "body": {body}}}"#);
    let text = super::reading(&super::contract(
        "3.0.0",
        &format!(r#"{{"request": {request}}}"#),
    ));
    let header = format!("content-type: [\"{content_type}\"] | ");
    expected.assert_eq(text.strip_prefix(&header).unwrap_or(&text));
}

#[test]
fn states_of_a_body() {
    check_request("3.0.0", "{}", expect![]);
    check_body("null", expect![]);
    check_body(r#""""#, expect![]);
    check_body("{}", expect![]);
    check_body(r#"" ""#, expect![]);
}

#[test]
fn json_keeps_its_order_and_spelling() {
    check_body(
        r#"{ "z": 1.10, "a": [1e400, -0], "ü": "\u00e9\n", "z": 2 }"#,
        expect![[
            r#"  body probably application/json: {\"z\":1.10,\"a\":[1e400,-0],\"\xc3\xbc\":\"\\u00e9\\n\",\"z\":2}"#
        ]],
    );
    check_body("[ ]", expect![]);
    check_body("1.50", expect![]);
    check_body("false", expect![]);
    check_body(
        "123456789012345678901234567890",
        expect![],
    );
}

#[test]
fn texts_without_a_type_are_guessed() {
    check_body(r#""hello""#, expect![]);
    check_body(
        r#""{\"a\": 1}""#,
        expect![],
    );
    check_body(
        r#""[1, 2]""#,
        expect![],
    );
    check_body(r#""123""#, expect![]);
    check_body(
        r#""true story""#,
        expect![],
    );
    check_body(
        r#""{ not json }""#,
        expect![],
    );
    check_body(
        r#""<?xml version=\"1.0\"?><a/>""#,
        expect![],
    );
    check_body(
        r#""<!DOCTYPE html><html></html>""#,
        expect![],
    );
    check_body(
        r#""a=1&b=2""#,
        expect![],
    );
}

#[test]
fn texts_under_a_json_type() {
    check_typed(
        "application/json",
        r#""{\"a\": 1}""#,
        expect![],
    );
    check_typed(
        "application/json",
        r#""[1, 2]""#,
        expect![],
    );
    check_typed(
        "application/json",
        r#""\"quoted\"""#,
        expect![],
    );
    check_typed(
        "application/json",
        r#""123""#,
        expect![],
    );
    check_typed(
        "application/json",
        r#""true""#,
        expect![],
    );
    check_typed(
        "application/json",
        r#""say \"hi\"""#,
        expect![],
    );
    check_typed(
        "application/json",
        r#""{ not json }""#,
        expect![],
    );
    check_typed("application/json", r#""""#, expect![]);
    check_typed(
        "application/hal+json;charset=utf-8",
        r#""{}""#,
        expect![],
    );
    check_typed(
        "application/json",
        r#"{"a": 1}"#,
        expect![],
    );
}

#[test]
fn texts_under_other_types() {
    check_typed(
        "text/plain",
        r#""aGVsbG8=""#,
        expect![],
    );
    check_typed(
        "text/plain; charset=utf-8",
        r#""é""#,
        expect![],
    );
    check_typed(
        "application/xml",
        r#""<a>1</a>""#,
        expect![],
    );
    check_typed(
        "application/soap+xml",
        r#""<a>1</a>""#,
        expect![],
    );
    check_typed(
        "application/x-www-form-urlencoded",
        r#""a=1&b=%20""#,
        expect![],
    );
    check_typed(
        "text/plain",
        r#"{"a": 1}"#,
        expect![],
    );
    check_typed(
        "nonsense",
        r#""hello""#,
        expect![],
    );
    check_typed(
        "",
        r#""hello""#,
        expect![],
    );
}

#[test]
fn texts_under_a_binary_type_may_be_base64() {
    check_typed(
        "image/png",
        r#""iVBORw==""#,
        expect![],
    );
    check_typed(
        "image/png",
        r#""iVBO\nRw==\n""#,
        expect![],
    );
    check_typed(
        "application/octet-stream",
        r#""_-8""#,
        expect![],
    );
    check_typed(
        "application/octet-stream",
        r#""/+8""#,
        expect![],
    );
    check_typed(
        "application/octet-stream",
        r#""not base64!""#,
        expect![],
    );
    check_typed("application/pdf", r#""""#, expect![]);
    check_typed("application/pdf", r#""    ""#, expect![]);
}

#[test]
fn json_in_a_text_is_not_deeper_than_it_may_be() {
    let deep = format!("\"{}{}\"", "[".repeat(300), "]".repeat(300));
    check_body(
        &deep,
        expect![],
    );
    check_typed(
        "application/json",
        &deep,
        expect![],
    );
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    check_body(&deep, expect![]);
}
