//! Messages: what is handed out, what is said of those that come back, and what it comes to.

mod session;

use std::sync::Arc;

use expect_test::{Expect, expect};
use mock_core::json::JsonText;
use mock_core::{Delivery, MessagePlan, Pact, Plan, ReceivedMessage, Report, Selection, Session};

use crate::support::{pact, pact_of, plan, sentences};

/// A message from its metadata, as a JSON object, and its contents.
fn message(metadata: &str, contents: &str) -> ReceivedMessage {
    let members: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(metadata).expect("an object");
    let mut message = ReceivedMessage::new(contents.to_owned());
    for (key, value) in members {
        let value = JsonText::parse(&value.to_string()).expect("JSON");
        message.metadata.push((key, value));
    }
    message
}

/// The only message of a V3 contract.
fn v3(message: &str) -> Pact {
    let text = format!(
        r#"{{"messages": [{message}],
            "metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#
    );
    Pact::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What is said of a message, in the V3 form of what is expected.
#[track_caller]
fn check(expected: &str, metadata: &str, contents: &str, says: Expect) {
    let pact = v3(expected);
    let plan = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap();
    says.assert_eq(&sentences(&plan.check(&message(metadata, contents))));
}

#[test]
fn contents() {
    let order = r#"{"contents": {"order": {"id": 7, "tags": ["a"]}}}"#;
    check(order, "{}", r#"{"order": {"id": 7, "tags": ["a"]}}"#, expect![]);
    check(order, "{}", r#"{"order": {"id": 7, "tags": ["a"], "new": 1}, "more": 2}"#, expect![]);
    check(
        order,
        "{}",
        r#"{"order": {"id": "7", "tags": []}}"#,
        expect![[r#"
            $.order.id -> Expected '7' (String) to be equal to 7 (Integer)
            $.order.tags[0] -> Expected a but was missing
            $.order.tags -> Expected a List with 1 elements but received 0 elements"#]],
    );
    check(order, "{}", "", expect!["/ -> Expected body Present(31 bytes) but was missing"]);
    check("{}", "{}", "anything", expect![]);
    check(
        r#"{"contents": null}"#,
        "{}",
        "anything",
        expect!["/ -> Expected empty body but received Present(8 bytes)"],
    );
    check(r#"{"contents": "hi"}"#, "{}", "hi", expect![]);
}

/// Whatever the category of the rules is called.
#[test]
fn rules_for_contents() {
    for category in ["body", "content", "contents"] {
        let expected = format!(
            r#"{{"contents": {{"id": 1}}, "matchingRules":
                {{"{category}": {{"$.id": {{"matchers": [{{"match": "integer"}}]}}}}}}}}"#
        );
        check(&expected, "{}", r#"{"id": 99}"#, expect![]);
        check(
            &expected,
            "{}",
            r#"{"id": 9.5}"#,
            expect!["$.id -> Expected 9.5 (Decimal) to be an integer"],
        );
    }
}

#[test]
fn metadata() {
    let expected =
        r#"{"metadata": {"origin": "shop", "try": 1, "trace": {"id": "x", "on": true}}}"#;
    let kept = r#"{"origin": "shop", "try": 1.0, "trace": {"on": true, "id": "x"}, "other": 1}"#;
    check(
        expected,
        kept,
        "",
        expect!["Expected metadata key 'try' to have value '1' but was '1.0'"],
    );
    check(
        expected,
        r#"{"origin": "mall", "try": "1", "trace": {"id": "y", "on": true, "at": 1}}"#,
        "",
        expect![[r#"
            Expected metadata key 'origin' to have value 'shop' but was 'mall'
            Expected metadata key 'try' to have value '1' but was '1'
            Mismatch with metadata key 'trace': Expected a Map with keys [id, on] but received one with keys [at, id, on]
            Expected metadata key 'trace.id' to have value 'x' but was 'y'"#]],
    );
    check(
        expected,
        r#"{"Origin": "shop", "trace": null}"#,
        "",
        expect![[r#"
            Expected message metadata 'origin' but was missing
            Expected message metadata 'try' but was missing
            Mismatch with metadata key 'trace': Type mismatch: Expected null (Null) to be the same type as {"id":"x","on":true} (Object)"#]],
    );
}

#[test]
fn rules_for_metadata() {
    let expected = |path: &str, rule: &str| {
        format!(
            r#"{{"metadata": {{"a.b c": "AB-1", "trace": {{"id": 1, "at": 2}}}}, "matchingRules":
                {{"metadata": {{"{path}": {{"matchers": [{rule}]}}}}}}}}"#
        )
    };
    let regex = r#"{"match": "regex", "regex": "[A-Z]+-\\d"}"#;
    let trace = r#""trace": {"id": 1, "at": 2}"#;
    let says = r"Expected metadata key 'a.b c' to have value 'AB-1' but was 'XY' - Expected 'XY' to match '[A-Z]+-\d'";
    for path in ["a.b c", "$['a.b c']"] {
        let plan = |metadata: &str| {
            let pact = v3(&expected(path, regex));
            let plan = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap();
            sentences(&plan.check(&message(metadata, "")))
        };
        assert_eq!(plan(&format!(r#"{{"a.b c": "XY-2", {trace}}}"#)), "", "{path}");
        assert_eq!(plan(&format!(r#"{{"a.b c": "XY", {trace}}}"#)), says, "{path}");
    }
    let inside = expected("$.trace.id", r#"{"match": "integer"}"#);
    check(&inside, r#"{"a.b c": "AB-1", "trace": {"id": 9, "at": 2}}"#, "", expect![]);
    check(
        &inside,
        r#"{"a.b c": "AB-1", "trace": {"id": "9", "at": 3}}"#,
        "",
        expect![[r#"
            Expected metadata key 'trace.id' to have value '1' but was '9' - Expected '9' (String) to be an integer
            Expected metadata key 'trace.at' to have value '2' but was '3'"#]],
    );
    let whole = expected("trace", r#"{"match": "type"}"#);
    check(&whole, r#"{"a.b c": "AB-1", "trace": {"id": 9, "at": 8}}"#, "", expect![]);
}

#[test]
fn content_types() {
    let expected = r#"{"contents": {"a": 1}, "metadata": {"contentType": "application/json"}}"#;
    let json = r#"{"a": 1}"#;
    check(expected, r#"{"contentType": "application/json; charset=utf-8"}"#, json, expect![]);
    check(
        expected,
        r#"{"contentType": "text/plain"}"#,
        json,
        expect![[r#"
            Expected metadata key 'contentType' to have value 'application/json' but was 'text/plain'
            Expected a body of 'application/json' but the actual content type was 'text/plain'"#]],
    );
    check(expected, "{}", json, expect!["Expected message metadata 'contentType' but was missing"]);
    check(
        r#"{"contents": {"a": 1}, "metadata": {"Content-Type": "application/json"}, "matchingRules":
            {"metadata": {"Content-Type": {"matchers": [{"match": "include", "value": "/"}]}}}}"#,
        r#"{"Content-Type": "text/plain"}"#,
        json,
        expect![],
    );
}

#[test]
fn rules_that_cannot_be_used() {
    let pact = v3(
        r#"{"metadata": {"a": "b"}, "matchingRules": {"metadata": {"a": {"matchers": [{"match": "regex", "regex": "("}]}}}}"#,
    );
    let error = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap_err();
    expect![[r#"1:76: at /messages/0/matchingRules/metadata/a: the regular expression "(" is not valid: Parsing error at position 1: Opening parenthesis without closing parenthesis"#]]
        .assert_eq(&error.to_string());
}

#[test]
fn metadata_is_written_in_the_one_spelling_that_every_tool_reads() {
    let pact = v3(r#"{"metaData": {"a": 1.0}}"#);
    let written: serde_json::Value = serde_json::from_str(&pact.to_json()).unwrap();
    assert_eq!(written["messages"][0]["metadata"].to_string(), r#"{"a":1.0}"#);
    assert_eq!(written["messages"][0].get("metaData"), None);
}

/// Transports carry texts, so that a number in one is a number.
#[test]
fn texts_beside_a_message() {
    let expected = r#"{"metadata": {"k": "1"}, "matchingRules": {"metadata": {
        "k": {"matchers": [{"match": "integer"}]}}}}"#;
    check(expected, r#"{"k": "1"}"#, "", expect![]);
    check(expected, r#"{"k": "-20"}"#, "", expect![]);
    check(
        expected,
        r#"{"k": "1.5"}"#,
        "",
        expect![
            "Expected metadata key 'k' to have value '1' but was '1.5' - Expected '1.5' (String) to be an integer"
        ],
    );
    check(expected, r#"{"k": 7}"#, "", expect![]);
    check(
        expected,
        r#"{"k": [7]}"#,
        "",
        expect![
            "Expected metadata key 'k' to have value '1' but was '[7]' - Expected [7] (Array) to be an integer"
        ],
    );
}

#[test]
fn texts_in_their_charset() {
    let message = ReceivedMessage::new(&b"gr\xfcn"[..]);
    assert_eq!(message.text(), "gr\u{fffd}n");
    let typed = message.with_metadata("contentType", "text/plain; charset=iso-8859-1");
    assert_eq!(typed.text(), "grün");
}
