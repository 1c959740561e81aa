//! Matchers as old Ruby tools serialised them.

use expect_test::{Expect, expect};

use super::{check_request, contract, reading};
use crate::pact::Pact;

/// What is read of a request, and that it is written as it was.
#[track_caller]
fn check(request: &str, expected: Expect) {
    let text = contract("1.0.0", &format!(r#"{{"request": {request}}}"#));
    expected.assert_eq(&reading(&text));
    let written = Pact::parse(&text).expect("it was read").to_json();
    let without_places = |text: &str| reading(text).split(" | note").next().map(str::to_owned);
    assert_eq!(without_places(&written), without_places(&text));
    assert_eq!(written.matches("json_class").count(), request.matches("json_class").count());
}

#[track_caller]
fn check_body(body: &str, expected: Expect) {
    check(&format!(r#"{{"body": {body}}}"#), expected);
}

fn term(example: &str, source: &str, options: u8) -> String {
    format!(
        r#"{{"json_class": "Pact::Term", "data": {{"generate": {example},
            "matcher": {{"json_class": "Regexp", "o": {options}, "s": {source:?}}}}}}}"#
    )
}

#[test]
fn terms() {
    check_body(
        &term(r#""x1""#, r"\w\d", 0),
        expect![[
            r#"body probably application/json: \"x1\" | body $ And [Regex(Regex { regex: "[\\s\\S]*?(?m:\\w\\d)[\\s\\S]*" })]"#
        ]],
    );
    check_body(
        &format!(r#"{{"a": [{}], "b": 1.10}}"#, term(r#""X""#, "x # any", 7)),
        expect![[
            r#"body probably application/json: {\"a\":[\"X\"],\"b\":1.10} | body $.a[0] And [Regex(Regex { regex: "[\\s\\S]*?(?mixs:x # any\n)[\\s\\S]*" })]"#
        ]],
    );
    // Without the wrapping that would make a valid expression of it.
    check_body(
        &term(r#""a""#, "a)(b", 0),
        expect![[
            r#"body probably application/json: \"a\" | body $ And [Regex(Regex { regex: "a)(b" })]"#
        ]],
    );
}

#[test]
fn likes() {
    check_body(
        &format!(
            r#"{{"json_class": "Pact::SomethingLike", "contents": {{"id": 1, "at": {}}}}}"#,
            term(r#""12:30""#, ":", 0)
        ),
        expect![[
            r#"body probably application/json: {\"id\":1,\"at\":\"12:30\"} | body $ And [Type(Type { min: None, max: None })] | body $.at And [Regex(Regex { regex: "[\\s\\S]*?(?m::)[\\s\\S]*" })]"#
        ]],
    );
    let like = r#"{"json_class": "Pact::SomethingLike", "contents": 1}"#;
    let list = |contents: &str, min: &str| {
        format!(r#"{{"json_class": "Pact::ArrayLike", "contents": {contents}, "min": {min}}}"#)
    };
    check_body(
        &list(&format!(r#"{{"id": {like}}}"#), "2"),
        expect![[
            r#"body probably application/json: [{\"id\":1},{\"id\":1}] | body $ And [Type(Type { min: Some(2), max: None })] | body $[*].id And [Type(Type { min: None, max: None })]"#
        ]],
    );
    check_body(
        &list(&list(like, "1"), "2"),
        expect![
            "body probably application/json: [[1],[1]] | body $ And [Type(Type { min: Some(2), max: None })] | body $[*] And [Type(Type { min: Some(1), max: None })] | body $[*][*] And [Type(Type { min: None, max: None })]"
        ],
    );
    check_body(
        r#"{"json_class": "Pact::ArrayLike", "contents": "a"}"#,
        expect![[
            r#"body probably application/json: [\"a\"] | body $ And [Type(Type { min: Some(1), max: None })]"#
        ]],
    );
    check_body(
        &list("1", "9999999999"),
        expect![
            "body probably application/json: [1] | body $ And [Type(Type { min: Some(9999999999), max: None })]"
        ],
    );
}

#[test]
fn lists_are_not_deeper_than_they_may_be() {
    let depth = 150;
    let start = r#"{"json_class": "Pact::ArrayLike", "contents": "#.repeat(depth);
    let body = format!("{start}1{}", "}".repeat(depth));
    check_request(
        "1.0.0",
        &format!(r#"{{"body": {body}}}"#),
        expect!["2:30: at /interactions/0/request: nested deeper than 256 levels"],
    );
}

#[test]
fn later_versions_have_rules_instead() {
    let term = format!(r#"{{"body": {}}}"#, term("1", "a", 0));
    check_request(
        "2.0.0",
        &term,
        expect![[
            r#"body probably application/json: {\"json_class\":\"Pact::Term\",\"data\":{\"generate\":1,\"matcher\":{\"json_class\":\"Regexp\",\"o\":0,\"s\":\"a\"}}}"#
        ]],
    );
    check_request(
        "3.0.0",
        &term,
        expect![[
            r#"body probably application/json: {\"json_class\":\"Pact::Term\",\"data\":{\"generate\":1,\"matcher\":{\"json_class\":\"Regexp\",\"o\":0,\"s\":\"a\"}}}"#
        ]],
    );
    let untold = format!(r#"{{"interactions": [{{"request": {term}}}]}}"#);
    expect![[r#"body probably application/json: 1 | body $ And [Regex(Regex { regex: "[\\s\\S]*?(?m:a)[\\s\\S]*" })] | note 1:1: no version of the Pact specification is given: read as version 3 | note 1:1: the consumer has no name | note 1:1: the provider has no name"#]].assert_eq(&reading(&untold));
}

#[test]
fn what_only_looks_like_one() {
    check_body(
        r#"{"json_class": "Pact::Term", "name": "a"}"#,
        expect![[
            r#"body probably application/json: {\"json_class\":\"Pact::Term\",\"name\":\"a\"}"#
        ]],
    );
    check_body(
        r#"{"json_class": "Pact::Other", "contents": "Pact::Term"}"#,
        expect![[
            r#"body probably application/json: {\"json_class\":\"Pact::Other\",\"contents\":\"Pact::Term\"}"#
        ]],
    );
    check_body(r#""Pact::Term""#, expect!["body probably text/plain: Pact::Term"]);
}

#[test]
fn other_parts() {
    let (path, query, header) =
        (term(r#""/a/1""#, r"\d", 0), term(r#""q=1""#, "q", 0), term(r#""a""#, "^[a-f]$", 1));
    check(
        &format!(r#"{{"path": {path}, "query": {query}, "headers": {{"X-A": {header}}}}}"#),
        expect![[
            r#"GET /a/1 | ?q=[("1")] | X-A: ["a"] | path $ And [Regex(Regex { regex: "[\\s\\S]*?(?m:\\d)[\\s\\S]*" })] | header X-A And [Regex(Regex { regex: "[\\s\\S]*?(?mi:^[a-f]$)[\\s\\S]*" })] | note 2:30: at /interactions/0/request: a rule for the query as a whole is not applied: the example counts"#
        ]],
    );
}
