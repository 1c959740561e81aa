//! Single rules: their names and attributes.

use expect_test::{Expect, expect};

#[track_caller]
fn check_rule(rule: &str, expected: Expect) {
    let rules = format!(r#"{{"body": {{"$": {{"matchers": [{rule}]}}}}}}"#);
    let text = super::contract("3", &format!(r#"{{"request": {{"matchingRules": {rules}}}}}"#));
    let reading = super::reading(&text);
    let rule = reading.strip_prefix("body $ And ");
    let problem = reading.split_once("/matchers/").map(|(_, problem)| problem);
    expected.assert_eq(rule.or(problem).unwrap_or(&reading));
}

#[test]
fn every_rule() {
    for (rule, expected) in [
        (r#"{"match": "equality"}"#, expect!["[Equality(Equality)]"]),
        (r#"{"match": "regex", "regex": "a+"}"#, expect![[r#"[Regex(Regex { regex: "a+" })]"#]]),
        (r#"{"match": "type"}"#, expect!["[Type(Type { min: None, max: None })]"]),
        (
            r#"{"match": "type", "min": 0, "max": "3"}"#,
            expect!["[Type(Type { min: Some(0), max: Some(3) })]"],
        ),
        (r#"{"match": "type", "min": 2.0}"#, expect!["[Type(Type { min: Some(2), max: None })]"]),
        (
            r#"{"match": "type", "min": null, "max": null}"#,
            expect!["[Type(Type { min: None, max: None })]"],
        ),
        (r#"{"match": "min", "min": 1}"#, expect!["[Type(Type { min: Some(1), max: None })]"]),
        (r#"{"match": "max-type", "max": 1}"#, expect!["[Type(Type { min: None, max: Some(1) })]"]),
        (
            r#"{"match": "include", "value": "a"}"#,
            expect![[r#"[Include(Include { value: "a" })]"#]],
        ),
        (
            r#"{"match": "include", "value": 1.50}"#,
            expect![[r#"[Include(Include { value: "1.50" })]"#]],
        ),
        (r#"{"match": "number"}"#, expect!["[Number(Number)]"]),
        (r#"{"match": "integer"}"#, expect!["[Integer(Integer)]"]),
        (r#"{"match": "decimal"}"#, expect!["[Decimal(Decimal)]"]),
        (r#"{"match": "real"}"#, expect!["[Decimal(Decimal)]"]),
        (r#"{"match": "boolean"}"#, expect!["[Boolean(Boolean)]"]),
        (r#"{"match": "null"}"#, expect!["[Null(Null)]"]),
        (r#"{"match": "semver"}"#, expect!["[Semver(Semver)]"]),
        (r#"{"match": "notEmpty"}"#, expect!["[NotEmpty(NotEmpty)]"]),
        (r#"{"match": "not-empty"}"#, expect!["[NotEmpty(NotEmpty)]"]),
        (r#"{"match": "statusCode"}"#, expect!["[StatusCode(StatusCode { status: Success })]"]),
        (
            r#"{"match": "status-code", "status": "clientError"}"#,
            expect!["[StatusCode(StatusCode { status: ClientError })]"],
        ),
        (
            r#"{"match": "statusCode", "status": [200, "201"]}"#,
            expect!["[StatusCode(StatusCode { status: Codes([200, 201]) })]"],
        ),
        (r#"{"match": "values"}"#, expect!["[Values(Values)]"]),
        (
            r#"{"match": "eachKey", "rules": [{"match": "regex", "regex": "a"}]}"#,
            expect![[r#"[EachKey(EachKey { rules: [Regex(Regex { regex: "a" })] })]"#]],
        ),
        (
            r#"{"match": "each-value", "rules": [{"match": "type"}], "value": "x"}"#,
            expect!["[EachValue(EachValue { rules: [Type(Type { min: None, max: None })] })]"],
        ),
        (r#"{"match": "eachValue"}"#, expect!["[EachValue(EachValue { rules: [] })]"]),
        (
            r#"{"match": "arrayContains", "variants": []}"#,
            expect!["[ArrayContains(ArrayContains { variants: [] })]"],
        ),
        (
            r#"{"match": "array-contains", "variants": [{"index": 1, "generators": {}}, {}]}"#,
            expect![
                "[ArrayContains(ArrayContains { variants: [Variant { index: 1, rules: MatchingRules { entries: [], written: None }, generators: Generators { entries: [], written: None } }, Variant { index: 0, rules: MatchingRules { entries: [], written: None }, generators: Generators { entries: [], written: None } }] })]"
            ],
        ),
        (
            r#"{"match": "contentType", "value": "image/png"}"#,
            expect![[r#"[ContentType(ContentType { value: "image/png" })]"#]],
        ),
        (r#"{"pact:matcher:type": "type"}"#, expect!["[Type(Type { min: None, max: None })]"]),
    ] {
        check_rule(rule, expected);
    }
}

#[test]
fn rules_that_are_told_by_their_attributes() {
    check_rule(r#"{"regex": "a", "min": 1}"#, expect![[r#"[Regex(Regex { regex: "a" })]"#]]);
    check_rule(r#"{"min": 1, "max": 2}"#, expect!["[Type(Type { min: Some(1), max: Some(2) })]"]);
    check_rule(r#"{"max": 2, "date": "y"}"#, expect!["[Type(Type { min: None, max: Some(2) })]"]);
    check_rule(r#"{"match": null, "regex": "a"}"#, expect![[r#"[Regex(Regex { regex: "a" })]"#]]);
    check_rule("{}", expect!["0: a matching rule without `match`"]);
    check_rule(r#"{"min": null}"#, expect!["0: a matching rule without `match`"]);
}

#[cfg(not(feature = "datetime"))]
#[test]
fn rules_of_a_feature_that_is_off_are_kept() {
    check_rule(
        r#"{"match": "date", "format": "yyyy"}"#,
        expect![[r#"[Other(Other { name: "date", json: {"match":"date","format":"yyyy"} })]"#]],
    );
    check_rule(
        r#"{"timestamp": "yyyy-MM-dd"}"#,
        expect![[r#"[Other(Other { name: "timestamp", json: {"timestamp":"yyyy-MM-dd"} })]"#]],
    );
    check_rule(
        r#"{"time": "HH:mm"}"#,
        expect![[r#"[Other(Other { name: "time", json: {"time":"HH:mm"} })]"#]],
    );
    check_rule(
        r#"{"date": "yyyy"}"#,
        expect![[r#"[Other(Other { name: "date", json: {"date":"yyyy"} })]"#]],
    );
}

#[cfg(feature = "datetime")]
#[test]
fn dates() {
    check_rule(
        r#"{"match": "date", "format": "yyyy"}"#,
        expect![[r#"[Date(Date { format: "yyyy" })]"#]],
    );
    check_rule(
        r#"{"match": "datetime", "timestamp": "yyyy"}"#,
        expect![[r#"[DateTime(DateTime { format: "yyyy" })]"#]],
    );
    check_rule(
        r#"{"match": "timestamp", "format": null}"#,
        expect![[r#"[DateTime(DateTime { format: "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX" })]"#]],
    );
    check_rule(r#"{"match": "time"}"#, expect![[r#"[Time(Time { format: "HH:mm:ss" })]"#]]);
    check_rule(
        r#"{"timestamp": "yyyy-MM-dd"}"#,
        expect![[r#"[DateTime(DateTime { format: "yyyy-MM-dd" })]"#]],
    );
    check_rule(r#"{"time": "HH:mm"}"#, expect![[r#"[Time(Time { format: "HH:mm" })]"#]]);
    check_rule(r#"{"date": "yyyy"}"#, expect![[r#"[Date(Date { format: "yyyy" })]"#]]);
    check_rule(
        r#"{"match": "date", "format": []}"#,
        expect!["0/format: expected a string, found an array"],
    );
}

#[test]
fn rules_that_are_wrong() {
    check_rule("null", expect!["0: expected an object, found null"]);
    check_rule("\"type\"", expect![[r#"0: expected an object, found "type""#]]);
    check_rule(
        r#"{"match": "tpye"}"#,
        expect![[r#"0/match: unknown matching rule "tpye"; did you mean "type"?"#]],
    );
    check_rule(
        r#"{"match": "Regex", "regex": "a"}"#,
        expect![[r#"0/match: unknown matching rule "Regex"; did you mean "regex"?"#]],
    );
    check_rule(
        r#"{"match": "sematic-version"}"#,
        expect![[r#"0/match: unknown matching rule "sematic-version""#]],
    );
    check_rule(r#"{"match": ""}"#, expect![[r#"0/match: unknown matching rule """#]]);
    check_rule(r#"{"match": 1}"#, expect!["0/match: expected a string, found 1"]);
    check_rule(r#"{"match": "regex"}"#, expect!["0: a regex rule without `regex`"]);
    check_rule(r#"{"match": "regex", "regex": null}"#, expect!["0: a regex rule without `regex`"]);
    check_rule(
        r#"{"match": "type", "min": -1}"#,
        expect!["0/min: `min` must be a number from 0, found -1"],
    );
    check_rule(
        r#"{"match": "type", "max": "many"}"#,
        expect![[r#"0/max: `max` must be a number from 0, found "many""#]],
    );
    check_rule(
        r#"{"match": "type", "min": 99999999999999999999}"#,
        expect!["0/min: `min` must be a number from 0, found 99999999999999999999"],
    );
    check_rule(
        r#"{"match": "type", "min": 3, "max": 2}"#,
        expect!["0: no value has at least 3 and at most 2 children"],
    );
    check_rule(r#"{"match": "min"}"#, expect!["0: a min rule without `min`"]);
    check_rule(r#"{"match": "max-type", "min": 1}"#, expect!["0: a max-type rule without `max`"]);
    check_rule(r#"{"match": "include"}"#, expect!["0: an include rule without `value`"]);
    check_rule(
        r#"{"match": "statusCode", "status": "sucess"}"#,
        expect![[r#"0/status: unknown class of status codes "sucess"; did you mean "success"?"#]],
    );
    check_rule(
        r#"{"match": "statusCode", "status": [200, -1]}"#,
        expect!["0/status/1: expected a status code, found -1"],
    );
    check_rule(
        r#"{"match": "eachKey", "rules": {"match": "type"}}"#,
        expect!["0/rules: expected an array, found an object"],
    );
    check_rule(
        r#"{"match": "eachValue", "rules": [{"match": "typ"}]}"#,
        expect![[r#"0/rules/0/match: unknown matching rule "typ"; did you mean "type"?"#]],
    );
    check_rule(
        r#"{"match": "arrayContains"}"#,
        expect!["0: an arrayContains rule without `variants`"],
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
