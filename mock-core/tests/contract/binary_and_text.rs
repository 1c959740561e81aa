//! Bodies of text, and of anything else.

use expect_test::{Expect, expect};

use crate::support::{judge, request};

#[track_caller]
fn check_text(body: &str, rules: &str, actual: &str, says: Expect) {
    let expected = format!(
        r#"{{"method": "PUT", "headers": {{"Content-Type": "text/plain"}}, "body": {body}, "matchingRules": {{"body": {rules}}}}}"#
    );
    says.assert_eq(&judge(
        &expected,
        request(&format!("PUT /\nContent-Type: text/plain\n\n{actual}")),
    ));
}

#[test]
fn texts() {
    check_text(r#""a text""#, "{}", "a text", expect![]);
    check_text(
        r#""a text""#,
        "{}",
        "a text\n",
        expect![[r#"
        $ -> Expected body 'a text' to match 'a text
        ' using equality but did not match"#]],
    );
    check_text(
        r#""é""#,
        "{}",
        "è",
        expect!["$ -> Expected body 'é' to match 'è' using equality but did not match"],
    );
    let regex = r#"{"$": {"matchers": [{"match": "regex", "regex": "\\w+ \\w+"}]}}"#;
    check_text(r#""a text""#, regex, "other words", expect![]);
    check_text(
        r#""a text""#,
        regex,
        "word",
        expect![[r#"$ -> Expected 'word' to match '\w+ \w+'"#]],
    );
    check_text(r#""a text""#, r#"{"$": {"matchers": [{"match": "type"}]}}"#, "x", expect![]);
    check_text(
        r#""a text""#,
        r#"{"$": {"combine": "OR", "matchers": [{"match": "integer"}, {"match": "include", "value": "t"}]}}"#,
        "12",
        expect![],
    );
    check_text(
        r#""a text""#,
        r#"{"$": {"combine": "OR", "matchers": [{"match": "integer"}, {"match": "include", "value": "t"}]}}"#,
        "a",
        expect![[r#"
        $ -> Expected 'a' (String) to be an integer
        $ -> Expected 'a' to include 't'"#]],
    );
    check_text(
        r#""a text""#,
        r#"{"$.a": {"matchers": [{"match": "type"}]}}"#,
        "x",
        expect!["$ -> Expected body 'a text' to match 'x' using equality but did not match"],
    );
}

#[test]
fn texts_of_another_encoding() {
    let expected = r#"{"method": "PUT", "headers": {"Content-Type": "text/plain"}, "body": "é"}"#;
    let mut actual = request("PUT /\nContent-Type: text/plain\n\n");
    actual.body = bytes::Bytes::from_static(b"\xe9");
    expect!["$ -> Expected text, but the body cannot be read as such: incomplete utf-8 byte sequence from index 0"].assert_eq(&judge(expected, actual));
}

#[track_caller]
fn check_binary(rules: &str, actual: &'static [u8], says: Expect) {
    let expected = format!(
        r#"{{"method": "PUT", "headers": {{"Content-Type": "image/png"}}, "body": "iVBORw==", "matchingRules": {{"body": {rules}}}}}"#
    );
    let mut request = request("PUT /\nContent-Type: image/png\n\n");
    request.body = bytes::Bytes::from_static(actual);
    says.assert_eq(&judge(&expected, request));
}

#[test]
fn bytes() {
    check_binary("{}", b"\x89PNG", expect![]);
    check_binary("{}", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00", expect!["$ -> Actual body [image/png, 29 bytes, starting with 89504e470d0a1a0a0000000d4948445200000100000001000806000000] is not equal to the expected body [image/png, 4 bytes, starting with 89504e47]"]);
    check_binary(
        "{}",
        b"GIF",
        expect![
            "$ -> Actual body [image/png, 3 bytes, starting with 474946] is not equal to the expected body [image/png, 4 bytes, starting with 89504e47]"
        ],
    );
    check_binary(r#"{"$": {"matchers": [{"match": "type"}]}}"#, b"GIF", expect![]);
    check_binary(
        r#"{"$": {"matchers": [{"match": "equality"}]}}"#,
        b"GIF",
        expect!["$ -> Expected 3 bytes to be equal to 4 bytes"],
    );
    check_binary(r#"{"$": {"matchers": [{"match": "notEmpty"}]}}"#, b"x", expect![]);
    check_binary(r#"{"$": {"matchers": [{"match": "regex", "regex": "G.*"}]}}"#, b"GIF", expect![]);
    check_binary(
        r#"{"$": {"matchers": [{"match": "include", "value": "PNG"}]}}"#,
        b"\x89PNG",
        expect!["$ -> Expected 4 bytes to include 'PNG'"],
    );
}
