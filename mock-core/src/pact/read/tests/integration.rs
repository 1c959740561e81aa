//! Values that say themselves how they are matched and generated.

use expect_test::{Expect, expect};

use super::{check, check_request, contract, reading};
use crate::pact::Pact;

/// What is read of a body, and that it is written as it was.
#[track_caller]
fn check_body(body: &str, expected: Expect) {
    let request = format!(r#"{{"request": {{"body": {body}}}}}"#);
    let text = contract("3.0.0", &request);
    expected.assert_eq(&reading(&text));
    if let Ok(pact) = Pact::parse(&text) {
        let again = Pact::parse(&pact.to_json()).expect("what was written can be read");
        assert_eq!(again.to_json(), pact.to_json());
        let bodies = [&pact, &again].map(|pact| {
            let http = pact.interactions[0].http().expect("HTTP");
            (http.request.body.clone(), http.request.rules.iter().count())
        });
        assert_eq!(bodies[0], bodies[1]);
    }
}

#[test]
fn values_anywhere_in_a_body() {
    check_body(
        r#"{"id": {"pact:matcher:type": "integer", "value": 42}, "n": 1.10}"#,
        expect![[
            r#"body probably application/json: {\"id\":42,\"n\":1.10} | body $.id And [Integer(Integer)]"#
        ]],
    );
    check_body(
        r#"{"pact:matcher:type": "regex", "regex": "\\d+", "value": "4"}"#,
        expect![[
            r#"body probably application/json: \"4\" | body $ And [Regex(Regex { regex: "\\d+" })]"#
        ]],
    );
    check_body(
        r#"{"a": [1, {"b c": {"pact:matcher:type": "type", "value": {"d": {"pact:matcher:type": "null"}}}}]}"#,
        expect![[
            r#"body probably application/json: {\"a\":[1,{\"b c\":{\"d\":null}}]} | body $.a[1]['b c'] And [Type(Type { min: None, max: None })] | body $.a[1]['b c'].d And [Null(Null)]"#
        ]],
    );
    check_body(
        r#"{"a": {"value": 1, "pact:other": 2}, "text": "\"pact:matcher:type\""}"#,
        expect![[
            r#"body probably application/json: {\"a\":{\"value\":1,\"pact:other\":2},\"text\":\"\\\"pact:matcher:type\\\"\"}"#
        ]],
    );
    check_body(
        r#"{"pact:matcher:type": "include", "value": "b"}"#,
        expect![[
            r#"body probably application/json: \"b\" | body $ And [Include(Include { value: "b" })]"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "null"}}"#,
        expect![[r#"body probably application/json: {\"a\":null} | body $.a And [Null(Null)]"#]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "max", "max": 2, "value": []}}"#,
        expect![[
            r#"body probably application/json: {\"a\":[]} | body $.a And [Type(Type { min: None, max: Some(2) })]"#
        ]],
    );
}

#[test]
fn several_rules_for_a_value() {
    check_body(
        r#"{"pact:matcher:type": [{"pact:matcher:type": "type"}, {"match": "include", "value": "a"}], "value": "ba"}"#,
        expect![[
            r#"body probably application/json: \"ba\" | body $ And [Type(Type { min: None, max: None }), Include(Include { value: "a" })]"#
        ]],
    );
    check_body(
        r#"{"pact:matcher:type": "type", "value": {"pact:matcher:type": "integer", "value": 5}}"#,
        expect![
            "body probably application/json: 5 | body $ And [Type(Type { min: None, max: None }), Integer(Integer)]"
        ],
    );
    check_body(
        r#"{"pact:matcher:type": "matching(type, 'a'), notEmpty('b')", "value": "c"}"#,
        expect![[
            r#"body probably application/json: \"c\" | body $ And [Type(Type { min: None, max: None }), NotEmpty(NotEmpty)]"#
        ]],
    );
    check_body(
        r#"{"pact:matcher:type": "matching(regex, '\\d+', '42')"}"#,
        expect![[
            r#"body probably application/json: \"42\" | body $ And [Regex(Regex { regex: "\\d+" })]"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "atLeast(1), eachValue(matching(integer, 3))", "value": [1]}}"#,
        expect![[
            r#"body probably application/json: {\"a\":[1]} | body $.a And [Type(Type { min: Some(1), max: None }), EachValue(EachValue { rules: [Integer(Integer)] })]"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "arrayContains(matching(type, 'a'), matching(regex, 'b+', 'bb'))"}}"#,
        expect![[
            r#"body probably application/json: {\"a\":[\"a\",\"bb\"]} | body $.a And [ArrayContains(ArrayContains { variants: [Variant { index: 0, rules: MatchingRules { entries: [RuleEntry { category: Body, path: PathExpr { text: "$", segments: [] }, list: RuleList { combine: And, rules: [Type(Type { min: None, max: None })] }, place: Place { pointer: "/interactions/0/request/body/a/pact:matcher:type", line: 2, column: 67 } }], written: None }, generators: Generators { entries: [], written: None } }, Variant { index: 1, rules: MatchingRules { entries: [RuleEntry { category: Body, path: PathExpr { text: "$", segments: [] }, list: RuleList { combine: And, rules: [Regex(Regex { regex: "b+" })] }, place: Place { pointer: "/interactions/0/request/body/a/pact:matcher:type", line: 2, column: 67 } }], written: None }, generators: Generators { entries: [], written: None } }] })]"#
        ]],
    );
    check_body(
        r#"{"pact:matcher:type": "eachKey", "rules": [{"pact:matcher:type": "matching(regex, 'k\\d', 'k1')"}], "value": {"k1": 1}}"#,
        expect![[
            r#"body probably application/json: {\"k1\":1} | body $ And [EachKey(EachKey { rules: [Regex(Regex { regex: "k\\d" })] })]"#
        ]],
    );
}

#[test]
fn lists_of_values_alike() {
    let one = r#"{"id": {"pact:matcher:type": "integer", "value": 1}}"#;
    let two = r#"{"id": {"pact:matcher:type": "integer", "value": 2}}"#;
    let other = r#"{"id": {"pact:matcher:type": "decimal", "value": 2.5}}"#;
    let like = |elements: &str| {
        format!(r#"{{"a": {{"pact:matcher:type": "type", "min": 1, "value": [{elements}]}}}}"#)
    };
    check_body(
        &like(one),
        expect![[
            r#"body probably application/json: {\"a\":[{\"id\":1}]} | body $.a And [Type(Type { min: Some(1), max: None })] | body $.a[*].id And [Integer(Integer)]"#
        ]],
    );
    check_body(
        &like(&[one, two].join(", ")),
        expect![[
            r#"body probably application/json: {\"a\":[{\"id\":1},{\"id\":2}]} | body $.a And [Type(Type { min: Some(1), max: None })] | body $.a[*].id And [Integer(Integer)]"#
        ]],
    );
    check_body(
        &like(&[one, other].join(", ")),
        expect![[
            r#"body probably application/json: {\"a\":[{\"id\":1},{\"id\":2.5}]} | body $.a And [Type(Type { min: Some(1), max: None })] | body $.a[0].id And [Integer(Integer)] | body $.a[1].id And [Decimal(Decimal)]"#
        ]],
    );
    check_body(
        &like(&[one, "{}"].join(", ")),
        expect![[
            r#"body probably application/json: {\"a\":[{\"id\":1},{}]} | body $.a And [Type(Type { min: Some(1), max: None })] | body $.a[0].id And [Integer(Integer)]"#
        ]],
    );
    check_body(
        &format!("[{one}, {two}]"),
        expect![[
            r#"body probably application/json: [{\"id\":1},{\"id\":2}] | body $[0].id And [Integer(Integer)] | body $[1].id And [Integer(Integer)]"#
        ]],
    );
    // Nested lists, one description in another.
    check_body(
        &like(&like(one)),
        expect![[
            r#"body probably application/json: {\"a\":[{\"a\":[{\"id\":1}]}]} | body $.a And [Type(Type { min: Some(1), max: None })] | body $.a[*].a And [Type(Type { min: Some(1), max: None })] | body $.a[*].a[*].id And [Integer(Integer)]"#
        ]],
    );
    check_body(
        &like(&[like(&[one, other].join(", ")), like(&[one, other].join(", "))].join(", ")),
        expect![[
            r#"body probably application/json: {\"a\":[{\"a\":[{\"id\":1},{\"id\":2.5}]},{\"a\":[{\"id\":1},{\"id\":2.5}]}]} | body $.a And [Type(Type { min: Some(1), max: None })] | body $.a[*].a And [Type(Type { min: Some(1), max: None })] | body $.a[*].a[0].id And [Integer(Integer)] | body $.a[*].a[1].id And [Decimal(Decimal)]"#
        ]],
    );
    let values =
        |members: &str| format!(r#"{{"pact:matcher:type": "values", "value": {{{members}}}}}"#);
    check_body(
        &values(&format!(r#""x y": {one}, "z": {two}"#)),
        expect![[
            r#"body probably application/json: {\"x y\":{\"id\":1},\"z\":{\"id\":2}} | body $ And [Values(Values)] | body $.*.id And [Integer(Integer)]"#
        ]],
    );
    check_body(
        &values(&format!(r#""x y": {one}, "z": {other}"#)),
        expect![[
            r#"body probably application/json: {\"x y\":{\"id\":1},\"z\":{\"id\":2.5}} | body $ And [Values(Values)] | body $['x y'].id And [Integer(Integer)] | body $.z.id And [Decimal(Decimal)]"#
        ]],
    );
}

#[test]
fn variants() {
    check_body(
        r#"{"a": {"pact:matcher:type": "arrayContains", "variants": [
            {"kind": "x", "id": {"pact:matcher:type": "integer", "pact:generator:type": "RandomInt", "value": 1}},
            {"pact:matcher:type": "regex", "regex": "b", "value": "b"},
            3
        ]}}"#,
        expect![[
            r#"body probably application/json: {\"a\":[{\"kind\":\"x\",\"id\":1},\"b\",3]} | body $.a And [ArrayContains(ArrayContains { variants: [Variant { index: 0, rules: MatchingRules { entries: [RuleEntry { category: Body, path: PathExpr { text: "$.id", segments: [Key("id")] }, list: RuleList { combine: And, rules: [Integer(Integer)] }, place: Place { pointer: "/interactions/0/request/body/a/variants/0/id", line: 3, column: 33 } }], written: None }, generators: Generators { entries: [GeneratorEntry { category: Body, path: PathExpr { text: "$.id", segments: [Key("id")] }, generator: RandomInt(RandomInt { min: 0, max: 10 }), place: Place { pointer: "/interactions/0/request/body/a/variants/0/id", line: 3, column: 33 } }], written: None } }, Variant { index: 1, rules: MatchingRules { entries: [RuleEntry { category: Body, path: PathExpr { text: "$", segments: [] }, list: RuleList { combine: And, rules: [Regex(Regex { regex: "b" })] }, place: Place { pointer: "/interactions/0/request/body/a/variants/1", line: 4, column: 13 } }], written: None }, generators: Generators { entries: [], written: None } }, Variant { index: 2, rules: MatchingRules { entries: [], written: None }, generators: Generators { entries: [], written: None } }] })]"#
        ]],
    );
    check_body(
        r#"{"pact:matcher:type": "array-contains", "value": [1, 2], "variants": [{"index": 1, "rules": {"$": {"matchers": [{"match": "integer"}]}}}]}"#,
        expect![[
            r#"body probably application/json: [1,2] | body $ And [ArrayContains(ArrayContains { variants: [Variant { index: 1, rules: MatchingRules { entries: [RuleEntry { category: Body, path: PathExpr { text: "$", segments: [] }, list: RuleList { combine: And, rules: [Integer(Integer)] }, place: Place { pointer: "/interactions/0/request/body/variants/0/rules/$", line: 2, column: 137 } }], written: None }, generators: Generators { entries: [], written: None } }] })]"#
        ]],
    );
    let variants = r#"{"pact:matcher:type": "arrayContains", "variants": [{"pact:matcher:type": "integer", "value": 1}]}"#;
    check_body(
        &format!(r#"{{"pact:matcher:type": "type", "value": [{variants}, {variants}]}}"#),
        expect![[
            r#"body probably application/json: [[1],[1]] | body $ And [Type(Type { min: None, max: None })] | body $[*] And [ArrayContains(ArrayContains { variants: [Variant { index: 0, rules: MatchingRules { entries: [RuleEntry { category: Body, path: PathExpr { text: "$", segments: [] }, list: RuleList { combine: And, rules: [Integer(Integer)] }, place: Place { pointer: "/interactions/0/request/body/value/0/variants/0", line: 2, column: 131 } }], written: None }, generators: Generators { entries: [], written: None } }] })]"#
        ]],
    );
}

#[test]
fn generators() {
    check_body(
        r#"{"a": {"pact:matcher:type": "integer", "pact:generator:type": "RandomInt", "min": 1, "max": 3, "value": 2}}"#,
        expect![[
            r#"body probably application/json: {\"a\":2} | body $.a And [Integer(Integer)] | generated body $.a RandomInt"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:generator:type": "Uuid", "value": "x"}}"#,
        expect![[r#"body probably application/json: {\"a\":\"x\"} | generated body $.a Uuid"#]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "type", "pact:generator:type": "ProviderState", "expression": "${id}", "value": "x"}}"#,
        expect![[
            r#"body probably application/json: {\"a\":\"x\"} | body $.a And [Type(Type { min: None, max: None })] | generated body $.a ProviderState"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "matching(number, fromProviderState('n', 5))"}}"#,
        expect![[
            r#"body probably application/json: {\"a\":5} | body $.a And [Number(Number)] | generated body $.a ProviderState"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:generator:type": "RandomInt", "min": 3, "max": 1, "value": 2}}"#,
        expect![
            "2:69: at /interactions/0/request/body/a/pact:generator:type: `min` is 3, which is more than `max`, 1"
        ],
    );
    check_body(
        r#"{"a": {"pact:generator:type": "RandomIntt", "value": 2}}"#,
        expect![[
            r#"2:69: at /interactions/0/request/body/a/pact:generator:type: unknown generator "RandomIntt"; did you mean "RandomInt"?"#
        ]],
    );
}

#[test]
fn other_parts() {
    check_request(
        "3.0.0",
        r#"{
            "path": {"pact:matcher:type": "regex", "regex": "/\\d", "value": "/1"},
            "query": {"q": {"pact:matcher:type": "integer", "value": ["1", "2"]}, "r": ["a", {"pact:matcher:type": "type", "value": 5}, null]},
            "headers": {"X-A": {"pact:matcher:type": "type", "value": "a, b"}, "Accept": {"pact:matcher:type": "type", "value": "a, b"}, "X-B": [{"pact:matcher:type": "type", "pact:generator:type": "Uuid", "value": "a"}]}
        }"#,
        expect![[
            r#"GET /1 | ?q=[("1"), ("2")] | ?r=[("a"), ("5"), None] | X-A: ["a, b"] | Accept: ["a", "b"] | X-B: ["a"] | path $ And [Regex(Regex { regex: "/\\d" })] | query q And [Integer(Integer)] | query $.r[1] And [Type(Type { min: None, max: None })] | header X-A And [Type(Type { min: None, max: None })] | header Accept And [Type(Type { min: None, max: None })] | header $.X-B[0] And [Type(Type { min: None, max: None })] | generated header $.X-B[0] Uuid"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "response": {
            "status": {"pact:matcher:type": "statusCode", "status": "success", "value": 201},
            "body": {"content": {"a": {"pact:matcher:type": "type", "value": 1}}, "contentType": "application/json"}
        }}"#,
        expect![[
            r#"=> 201 | body application/json: {\"a\":1} | status $ And [StatusCode(StatusCode { status: Success })] | body $.a And [Type(Type { min: None, max: None })]"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages",
            "contents": {"content": {"pact:matcher:type": "regex", "regex": ".+", "value": "text"}, "contentType": "text/plain"},
            "metadata": {"key": {"pact:matcher:type": "type", "value": {"a": 1}}, "contentType": {"pact:matcher:type": "type", "value": "text/plain"}}
        }"#,
        expect![[
            r#"message | key: {"a":1} | contentType: "text/plain" | body text/plain: text | body $ And [Regex(Regex { regex: ".+" })] | metadata key And [Type(Type { min: None, max: None })] | metadata contentType And [Type(Type { min: None, max: None })]"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "request": {"body": {"pact:matcher:type": "type", "value": {"a": 1}}}}"#,
        expect![[
            r#"body probably application/json: {\"a\":1} | body $ And [Type(Type { min: None, max: None })]"#
        ]],
    );
}

#[test]
fn everything_is_written_as_it_was() {
    let text = contract(
        "4.0",
        r#"{"type": "Synchronous/HTTP",
            "request": {"path": {"pact:matcher:type": "regex", "regex": "/\\d", "value": "/1"}},
            "response": {"status": {"pact:matcher:type": "statusCode", "status": "success", "value": 201}}
        }, {"type": "Asynchronous/Messages", "metadata": {"key": {"pact:matcher:type": "type", "value": 1}}}"#,
    );
    let written = Pact::parse(&text).expect("a contract").to_json();
    assert_eq!(written.matches("pact:matcher:type").count(), 3, "{written}");
    assert_eq!(Pact::parse(&written).expect("a contract").to_json(), written);
}

#[test]
fn what_the_file_says_elsewhere_counts() {
    check_request(
        "3.0.0",
        r#"{
            "body": {"a": {"pact:matcher:type": "integer", "pact:generator:type": "RandomInt", "value": 1}, "b": {"pact:matcher:type": "integer", "value": 2}},
            "matchingRules": {"body": {"$['a']": {"matchers": [{"match": "type"}]}}},
            "generators": {"body": {"$.a": {"type": "Uuid"}}}
        }"#,
        expect![[
            r#"body probably application/json: {\"a\":1,\"b\":2} | body $['a'] And [Type(Type { min: None, max: None })] | body $.b And [Integer(Integer)] | generated body $.a Uuid | note 3:21: at /interactions/0/request/body: the rules for $.a under `matchingRules` count, not those of the value | note 3:21: at /interactions/0/request/body: the generator for $.a under `generators` counts, not that of the value"#
        ]],
    );
}

#[test]
fn problems() {
    check_body(
        r#"{"a": {"pact:matcher:type": "intger", "value": 1}}"#,
        expect![[
            r#"2:67: at /interactions/0/request/body/a/pact:matcher:type: unknown matching rule "intger"; did you mean "integer"?"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": 5, "value": 1}}"#,
        expect![
            "2:67: at /interactions/0/request/body/a/pact:matcher:type: expected a string, found 5"
        ],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "regex", "value": 1}}"#,
        expect!["2:45: at /interactions/0/request/body/a: a regex rule without `regex`"],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "min", "value": []}}"#,
        expect!["2:45: at /interactions/0/request/body/a: a min rule without `min`"],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "matching($'b')", "b": 1}}"#,
        expect![[
            r#"2:67: at /interactions/0/request/body/a/pact:matcher:type: invalid expression "matching($'b')": a reference, which has no meaning in a contract, at character 10"#
        ]],
    );
    check_body(
        r#"{"a": {"pact:matcher:type": "matching(intger, 5)"}}"#,
        expect![[
            r#"2:67: at /interactions/0/request/body/a/pact:matcher:type: unknown matching rule "intger"; did you mean "integer"?"#
        ]],
    );
    check_body(
        r#"{"a": [{"pact:matcher:type": ["type", {"pact:matcher:type": "matching("}]}]}"#,
        expect![[
            r#"2:69: at /interactions/0/request/body/a/0/pact:matcher:type/0: expected an object, found "type" | 2:99: at /interactions/0/request/body/a/0/pact:matcher:type/1/pact:matcher:type: invalid expression "matching(": expected the name of a matching rule at character 10"#
        ]],
    );
    check(
        "3.0.0",
        r#"{"request": {"headers": {"X": {"pact:matcher:type": "eachKey(", "value": "a"}}}}"#,
        expect![[
            r#"2:70: at /interactions/0/request/headers/X/pact:matcher:type: invalid expression "eachKey(": expected a definition such as `matching` at character 9"#
        ]],
    );
}

/// Nothing is walked more than once a level, whatever stands in what.
#[test]
fn deep_descriptions() {
    let mut body = r#"{"pact:matcher:type": "type", "value": 1}"#.to_owned();
    for _ in 0..60 {
        body = format!(r#"{{"pact:matcher:type": "type", "value": [2, {body}]}}"#);
    }
    let text = contract("3.0.0", &format!(r#"{{"request": {{"body": {body}}}}}"#));
    assert!(Pact::parse(&text).is_ok());
}
