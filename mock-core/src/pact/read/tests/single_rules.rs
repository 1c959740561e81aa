//! Single rules: their names and attributes.

use expect_test::{Expect, expect};

#[track_caller]
fn check_rule(rule: &str, expected: Expect) {
    let rules = format!(r#"{{"body": {{"$": {{"matchers": [{rule}]}}}}}}"#);
    let text = super::contract(
        "3",
        &format!(r#"{{"request": {{"matchingRules": {rules}}}}}"#),
    );
    let reading = super::reading(&text);
    let (_, rule) = reading.split_once(" And ").unwrap_or_default();
    let problem = reading.split_once("/matchers/").map(|(_, problem)| problem);
    expected.assert_eq(problem.unwrap_or(rule));
}

#[test]
fn every_rule() {
    for (rule, expected) in [
        (r#"{"match": "equality"}"#, expect![]),
        (
            r#"{"match": "regex", "regex": "a+"}"#,
            expect![],
        ),
        (
            r#"{"match": "type"}"#,
            expect![],
        ),
        (
            r#"{"match": "type", "min": 0, "max": "3"}"#,
            expect![],
        ),
        (
            r#"{"match": "type", "min": 2.0}"#,
            expect![],
        ),
        (
            r#"{"match": "type", "min": null, "max": null}"#,
            expect![],
        ),
        (
            r#"{"match": "min", "min": 1}"#,
            expect![],
        ),
        (
            r#"{"match": "max-type", "max": 1}"#,
            expect![],
        ),
        (
            r#"{"match": "include", "value": "a"}"#,
            expect![],
        ),
        (
            r#"{"match": "include", "value": 1.50}"#,
            expect![],
        ),
        (r#"{"match": "number"}"#, expect![]),
        (r#"{"match": "integer"}"#, expect![]),
        (r#"{"match": "decimal"}"#, expect![]),
        (r#"{"match": "real"}"#, expect![]),
        (r#"{"match": "boolean"}"#, expect![]),
        (r#"{"match": "null"}"#, expect![]),
        (r#"{"match": "semver"}"#, expect![]),
        (r#"{"match": "notEmpty"}"#, expect![]),
        (r#"{"match": "not-empty"}"#, expect![]),
        (
            r#"{"match": "statusCode"}"#,
            expect![],
        ),
        (
            r#"{"match": "status-code", "status": "clientError"}"#,
            expect![],
        ),
        (
            r#"{"match": "statusCode", "status": [200, "201"]}"#,
            expect![],
        ),
        (r#"{"match": "values"}"#, expect![]),
        (
            r#"{"match": "eachKey", "rules": [{"match": "regex", "regex": "a"}]}"#,
            expect![],
        ),
        (
            r#"{"match": "each-value", "rules": [{"match": "type"}], "value": "x"}"#,
            expect![],
        ),
        (
            r#"{"match": "eachValue"}"#,
            expect![],
        ),
        (
            r#"{"match": "arrayContains", "variants": []}"#,
            expect![],
        ),
        (
            r#"{"match": "array-contains", "variants": [{"index": 1, "rules": {"$.a": {"matchers": [{"match": "type"}]}}, "generators": {}}, {}]}"#,
            expect![[
                r#"0/variants/0/rules/$.a", line: 2, column: 148 } }], written: None } }, Variant { index: 0, rules: MatchingRules { entries: [], written: None } }] })]"#
            ]],
        ),
        (
            r#"{"match": "date", "format": "yyyy"}"#,
            expect![],
        ),
        (
            r#"{"match": "contentType", "value": "image/png"}"#,
            expect![[
                r#"[Other(Other { name: "contentType", json: {"match":"contentType","value":"image/png"} })]"#
            ]],
        ),
        (
            r#"{"pact:matcher:type": "type"}"#,
            expect![],
        ),
    ] {
        check_rule(rule, expected);
    }
}

#[test]
fn rules_that_are_told_by_their_attributes() {
    check_rule(
        r#"{"regex": "a", "min": 1}"#,
        expect![],
    );
    check_rule(
        r#"{"min": 1, "max": 2}"#,
        expect![],
    );
    check_rule(
        r#"{"max": 2, "date": "y"}"#,
        expect![],
    );
    check_rule(
        r#"{"timestamp": "yyyy-MM-dd"}"#,
        expect![],
    );
    check_rule(
        r#"{"time": "HH:mm"}"#,
        expect![],
    );
    check_rule(
        r#"{"date": "yyyy"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": null, "regex": "a"}"#,
        expect![],
    );
    check_rule("{}", expect![]);
    check_rule(
        r#"{"min": null}"#,
        expect![],
    );
}

#[test]
fn rules_that_are_wrong() {
    check_rule("null", expect![]);
    check_rule(
        "\"type\"",
        expect![],
    );
    check_rule(
        r#"{"match": "tpye"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "Regex", "regex": "a"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "sematic-version"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": ""}"#,
        expect![],
    );
    check_rule(
        r#"{"match": 1}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "regex"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "regex", "regex": null}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "type", "min": -1}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "type", "max": "many"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "type", "min": 99999999999999999999}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "type", "min": 3, "max": 2}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "min"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "max-type", "min": 1}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "include"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "statusCode", "status": "sucess"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "statusCode", "status": [200, -1]}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "eachKey", "rules": {"match": "type"}}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "eachValue", "rules": [{"match": "typ"}]}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "arrayContains"}"#,
        expect![],
    );
    check_rule(
        r#"{"match": "arrayContains", "variants": [{"index": -1}, 5]}"#,
        expect![
            "0/variants/0/index: expected the index of an element, found -1 | 2:132: at /interactions/0/request/matchingRules/body/$/matchers/0/variants/1: expected an object, found 5"
        ],
    );
    check_rule(
        r#"{"match": "arrayContains", "variants": [{"index": 0, "rules": {"$.a[": {"matchers": []}}}]}"#,
        expect![[
            r#"0/variants/0/rules/$.a[: invalid path "$.a[": expected an index, `*` or a quoted name at character 5"#
        ]],
    );
}

