//! Text in the charset that its type says: both sides are read, and what they say is compared.

use expect_test::{Expect, expect};
use http::HeaderValue;
use mock_core::{Plan, ReceivedRequest};

use crate::support::{judge, judge_in, pact, pact_of, request, rules};

fn received(content_type: &str, body: &[u8]) -> ReceivedRequest {
    let mut request = request("POST /");
    request.headers.insert("content-type", HeaderValue::from_str(content_type).unwrap());
    request.body = body.to_vec().into();
    request
}

/// A text of this type with a rule for its header, so that it may come in another charset.
#[track_caller]
fn check(expected: (&str, &str), rule: &str, actual: (&str, &[u8]), says: Expect) {
    let (content_type, text) = expected;
    let any = r#"{"matchers": [{"match": "include", "value": "/"}]}"#;
    let expected = format!(
        r#"{{"method": "POST", "headers": {{"Content-Type": "{content_type}"}}, "body": {text},
            "matchingRules": {{"header": {{"Content-Type": {any}}}, "body": {rule}}}}}"#
    );
    says.assert_eq(&judge(&expected, received(actual.0, actual.1)));
}

const LATIN: &str = "text/plain; charset=ISO-8859-1";

#[test]
fn each_side_is_read_in_its_own_charset() {
    let text = r#""é à""#;
    check((LATIN, text), "{}", (LATIN, b"\xe9 \xe0"), expect![]);
    check((LATIN, text), "{}", ("text/plain", "é à".as_bytes()), expect![]);
    check(("text/plain", text), "{}", (LATIN, b"\xe9 \xe0"), expect![]);
    check((LATIN, text), "{}", ("text/plain; charset=UTF-16LE", b"\xe9\0 \0\xe0\0"), expect![]);
    check(
        ("text/css; charset=UTF-16", text),
        "{}",
        ("text/css; charset=\"utf-8\"", "é à".as_bytes()),
        expect![],
    );
    check(
        (LATIN, text),
        "{}",
        (LATIN, "é".as_bytes()),
        expect!["$ -> Expected body 'é à' to match 'Ã©' using equality but did not match"],
    );
}

#[test]
fn rules_see_the_text() {
    let rule = rules(&[("$", r#"{"match": "regex", "regex": "[a-zé]+"}"#)]);
    check((LATIN, r#""é""#), &rule, (LATIN, b"\xe9t\xe9"), expect![]);
    check(
        (LATIN, r#""é""#),
        &rule,
        (LATIN, b"\xe8"),
        expect!["$ -> Expected 'è' to match '[a-zé]+'"],
    );
}

#[test]
fn bytes_that_are_no_text() {
    let ascii = "text/plain; charset=us-ascii";
    check(
        (ascii, r#""e""#),
        "{}",
        (ascii, b"\xe9"),
        expect!["$ -> Expected text, but the body cannot be read as such: byte 0 is not US-ASCII"],
    );
    check(
        (LATIN, r#""e""#),
        "{}",
        ("text/plain; charset=koi8-r", b"\xc5"),
        expect![[
            r#"$ -> Expected text, but the body cannot be read as such: the charset "koi8-r" is not known"#
        ]],
    );
    check(
        ("text/plain", r#""e""#),
        "{}",
        ("text/plain; charset=utf-16", b"\0"),
        expect![
            "$ -> Expected text, but the body cannot be read as such: half a character of UTF-16 at its end"
        ],
    );
}

#[test]
fn of_an_unknown_charset_only_the_bytes_count() {
    let body = r#"{"method": "POST", "body": {"content": "g2WDWINn", "encoded": "base64",
        "contentType": "text/plain; charset=Shift_JIS"}}"#;
    let japanese = "text/plain; charset=shift_jis";
    let equal = judge_in("4.0", body, received(japanese, b"\x83\x65\x83\x58\x83\x67"));
    expect![].assert_eq(&equal);
    let other = judge_in("4.0", body, received(japanese, b"\x83\x65"));
    expect!["$ -> Actual body [text/plain; charset=shift_jis, 2 bytes, starting with 8365] is not equal to the expected body [text/plain; charset=shift_jis, 6 bytes, starting with 836583588367]"]
        .assert_eq(&other);
    let rule = rules(&[("$", r#"{"match": "type"}"#)]);
    let pact = pact(&format!(
        r#"{{"request": {{"headers": {{"Content-Type": "{japanese}"}}, "body": "a",
            "matchingRules": {{"body": {rule}}}}}}}"#
    ));
    expect![[
        r#"2:45: at /interactions/0/request/matchingRules/body/$: a rule for text needs its charset, and "shift_jis" is not known: only equal bytes can be asked for"#
    ]]
    .assert_eq(&Plan::compile(&pact).unwrap_err().to_string());
}

/// What is sent for a text that stands in the file.
#[track_caller]
fn check_sent(version: &str, content_type: &str, body: &str, bytes: &[u8], notes: Expect) {
    let pact = pact_of(
        version,
        &format!(
            r#"{{"type": "Synchronous/HTTP",
                "response": {{"headers": {{"Content-Type": "{content_type}"}}, "body": {body}}}}}"#
        ),
    );
    let response = &pact.interactions[0].http().unwrap().response;
    assert_eq!(response.body.bytes(), bytes);
    let notes_of_bodies = pact.notes().iter().filter(|note| note.place.pointer.contains("body"));
    let said = notes_of_bodies.map(|note| note.message.clone());
    notes.assert_eq(&said.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_text_is_sent_in_its_charset() {
    check_sent("3.0", LATIN, r#""é""#, b"\xe9", expect![]);
    check_sent("4.0", LATIN, r#"{"content": "é"}"#, b"\xe9", expect![]);
    check_sent("2.0", "text/csv; charset=windows-1252", r#""€""#, b"\x80", expect![]);
    check_sent("3.0", "text/plain", r#""é""#, "é".as_bytes(), expect![]);
    check_sent("3.0", "text/plain; charset=koi8-r", r#""e""#, b"e", expect![]);
    check_sent(
        "3.0",
        LATIN,
        r#""Ω""#,
        "Ω".as_bytes(),
        expect!["the body cannot be written in iso-8859-1: it is sent in UTF-8"],
    );
    check_sent("4.0", LATIN, r#"{"content": "6Q==", "encoded": "base64"}"#, b"\xe9", expect![]);
    // JSON is always UTF-8 (RFC 8259, section 8.1).
    let json = "application/json; charset=ISO-8859-1";
    check_sent("3.0", json, r#"{"a": "é"}"#, r#"{"a":"é"}"#.as_bytes(), expect![]);
}

#[test]
fn json_in_another_charset_is_read_all_the_same() {
    let json = "application/json; charset=ISO-8859-1";
    check((json, r#"{"a": "é"}"#), "{}", (json, b"{\"a\": \"\xe9\"}"), expect![]);
    check((json, r#"{"a": "é"}"#), "{}", (json, "{\"a\": \"é\"}".as_bytes()), expect![]);
    check(
        (json, r#"{"a": "é"}"#),
        "{}",
        ("application/json; charset=utf-16le", b"[\x001\0]\0"),
        expect![[
            r#"$ -> Type mismatch: Expected [1] (Array) to be the same type as {"a":"é"} (Object)"#
        ]],
    );
    check(
        (json, r#"{"a": "é"}"#),
        "{}",
        ("application/json", b"\"\xe9\""),
        expect!["$ -> Expected JSON, but the body cannot be read as such: not UTF-8 at byte 1"],
    );
}
