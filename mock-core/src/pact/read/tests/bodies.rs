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
    let text = super::reading(&super::contract("3.0.0", &format!(r#"{{"request": {request}}}"#)));
    let header = format!("content-type: [\"{content_type}\"] | ");
    expected.assert_eq(text.strip_prefix(&header).unwrap_or(&text));
}

#[test]
fn states_of_a_body() {
    check_request("3.0.0", "{}", expect![]);
    check_body("null", expect!["body null"]);
    check_body(r#""""#, expect!["body empty"]);
    check_body("{}", expect!["body probably application/json: {}"]);
    check_body(r#"" ""#, expect!["body probably text/plain:  "]);
}

#[test]
fn json_keeps_its_order_and_spelling() {
    check_body(
        r#"{ "z": 1.10, "a": [1e400, -0], "ü": "\u00e9\n", "z": 2 }"#,
        expect![[
            r#"body probably application/json: {\"z\":1.10,\"a\":[1e400,-0],\"\xc3\xbc\":\"\\u00e9\\n\",\"z\":2}"#
        ]],
    );
    check_body("[ ]", expect!["body probably application/json: []"]);
    check_body("1.50", expect!["body probably application/json: 1.50"]);
    check_body("false", expect!["body probably application/json: false"]);
    check_body(
        "123456789012345678901234567890",
        expect!["body probably application/json: 123456789012345678901234567890"],
    );
}

#[test]
fn texts_without_a_type_are_guessed() {
    check_body(r#""hello""#, expect!["body probably text/plain: hello"]);
    check_body(r#""{\"a\": 1}""#, expect![[r#"body probably application/json: {\"a\": 1}"#]]);
    check_body(r#""[1, 2]""#, expect!["body probably application/json: [1, 2]"]);
    check_body(r#""123""#, expect!["body probably text/plain: 123"]);
    check_body(r#""true story""#, expect!["body probably text/plain: true story"]);
    check_body(r#""{ not json }""#, expect!["body probably text/plain: { not json }"]);
    check_body(
        r#""<?xml version=\"1.0\"?><a/>""#,
        expect![[r#"body probably application/xml: <?xml version=\"1.0\"?><a/>"#]],
    );
    check_body(
        r#""<!DOCTYPE html><html></html>""#,
        expect!["body probably text/html: <!DOCTYPE html><html></html>"],
    );
    check_body(r#""a=1&b=2""#, expect!["body probably text/plain: a=1&b=2"]);
}

#[test]
fn texts_under_a_json_type() {
    check_typed(
        "application/json",
        r#""{\"a\": 1}""#,
        expect![[r#"body application/json: {\"a\": 1}"#]],
    );
    check_typed("application/json", r#""[1, 2]""#, expect!["body application/json: [1, 2]"]);
    check_typed(
        "application/json",
        r#""\"quoted\"""#,
        expect![[r#"body application/json: \"quoted\""#]],
    );
    check_typed("application/json", r#""123""#, expect![[r#"body application/json: \"123\""#]]);
    check_typed("application/json", r#""true""#, expect![[r#"body application/json: \"true\""#]]);
    check_typed(
        "application/json",
        r#""say \"hi\"""#,
        expect![[r#"body application/json: \"say \\\"hi\\\"\""#]],
    );
    check_typed(
        "application/json",
        r#""{ not json }""#,
        expect![[r#"body application/json: \"{ not json }\""#]],
    );
    check_typed("application/json", r#""""#, expect!["body empty"]);
    check_typed(
        "application/hal+json;charset=utf-8",
        r#""{}""#,
        expect!["body application/hal+json;charset=utf-8: {}"],
    );
    check_typed(
        "application/json",
        r#"{"a": 1}"#,
        expect![[r#"body application/json: {\"a\":1}"#]],
    );
}

#[test]
fn texts_under_other_types() {
    check_typed("text/plain", r#""aGVsbG8=""#, expect!["body text/plain: aGVsbG8="]);
    check_typed(
        "text/plain; charset=utf-8",
        r#""é""#,
        expect![[r#"body text/plain; charset=utf-8: \xc3\xa9"#]],
    );
    check_typed("application/xml", r#""<a>1</a>""#, expect!["body application/xml: <a>1</a>"]);
    check_typed(
        "application/soap+xml",
        r#""<a>1</a>""#,
        expect!["body application/soap+xml: <a>1</a>"],
    );
    check_typed(
        "application/x-www-form-urlencoded",
        r#""a=1&b=%20""#,
        expect!["body application/x-www-form-urlencoded: a=1&b=%20"],
    );
    check_typed("text/plain", r#"{"a": 1}"#, expect![[r#"body text/plain: {\"a\":1}"#]]);
    check_typed("nonsense", r#""hello""#, expect!["body probably text/plain: hello"]);
    check_typed("", r#""hello""#, expect!["body probably text/plain: hello"]);
}

#[test]
fn texts_under_a_binary_type_may_be_base64() {
    check_typed("image/png", r#""iVBORw==""#, expect![[r#"body image/png: \x89PNG"#]]);
    check_typed("image/png", r#""iVBO\nRw==\n""#, expect![[r#"body image/png: \x89PNG"#]]);
    check_typed(
        "application/octet-stream",
        r#""_-8""#,
        expect![[r#"body application/octet-stream: \xff\xef"#]],
    );
    check_typed(
        "application/octet-stream",
        r#""/+8""#,
        expect![[r#"body application/octet-stream: \xff\xef"#]],
    );
    check_typed(
        "application/octet-stream",
        r#""not base64!""#,
        expect!["body application/octet-stream: not base64!"],
    );
    check_typed("application/pdf", r#""""#, expect!["body empty"]);
    check_typed("application/pdf", r#""    ""#, expect!["body application/pdf:     "]);
}

#[test]
fn texts_under_a_type_that_is_text_by_its_name() {
    for kind in [
        "application/jwt",
        "application/javascript; charset=utf-8",
        "application/x-javascript",
        "application/yaml",
        "application/x-yaml",
        "application/vnd.acme+yaml",
        "application/vnd.acme+text",
        "application/sql",
        "application/x-sh",
        "application/csv",
        "application/x-httpd-php",
        "application/x-pem-file",
    ] {
        for text in ["word", "AbC1", "aGVsbG8="] {
            let text = format!("\"{text}\"");
            let expected = format!("body {kind}: {}", text.trim_matches('"'));
            let reading = super::reading(&super::contract(
                "2.0.0",
                &format!(
                    r#"{{"request": {{"headers": {{"Content-Type": "{kind}"}}, "body": {text}}}}}"#
                ),
            ));
            assert!(reading.ends_with(&expected), "{reading}");
        }
    }
}

#[test]
fn texts_under_a_type_that_says_nothing() {
    let check = |text: &str, expected| check_typed("application/vnd.acme", text, expected);
    check(r#""word""#, expect!["body application/vnd.acme: word"]);
    check(r#""several words""#, expect!["body application/vnd.acme: several words"]);
    check(r#""1234567890abcdef""#, expect!["body application/vnd.acme: 1234567890abcdef"]);
    check(r#""DEADBEEF""#, expect!["body application/vnd.acme: DEADBEEF"]);
    check(r#""é""#, expect![[r#"body application/vnd.acme: \xc3\xa9"#]]);
    check(r#""aGVsbG8=""#, expect!["body application/vnd.acme: hello"]);
    check(r#""aGVsbG8""#, expect!["body application/vnd.acme: aGVsbG8"]);
    check(r#""aGVs\nbG8=""#, expect![[r#"body application/vnd.acme: aGVs\nbG8="#]]);
    check(r#""aGVsbG8gd29ybGQh""#, expect!["body application/vnd.acme: hello world!"]);
    check(
        r#""H4sIAAAAAAAA/w==""#,
        expect![[r#"body application/vnd.acme: \x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"#]],
    );
    check_typed(
        "application/vnd.acme+zip",
        r#""word""#,
        expect![[r#"body application/vnd.acme+zip: \xc2\x8a\xdd"#]],
    );
    check_typed(
        "application/x-protobuf",
        r#""CAE""#,
        expect![[r#"body application/x-protobuf: \x08\x01"#]],
    );
    check_typed("model/stl", r#""word""#, expect![[r#"body model/stl: \xc2\x8a\xdd"#]]);
}

#[test]
fn json_in_a_text_is_not_deeper_than_it_may_be() {
    let deep = format!("\"{}{}\"", "[".repeat(300), "]".repeat(300));
    check_body(
        &deep,
        expect!["2:39: at /interactions/0/request/body: nested deeper than 256 levels"],
    );
    check_typed(
        "application/json",
        &deep,
        expect!["2:88: at /interactions/0/request/body: nested deeper than 256 levels"],
    );
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    check_body(&deep, expect!["2:291: nested deeper than 256 levels"]);
}
