//! JSON objects whose names or values are a rule's matter.

use expect_test::{Expect, expect};

use crate::support::Direction::{self, Request, Response};
use crate::support::{judge_json, rules};

#[track_caller]
fn check_rules(
    direction: Direction,
    list: &[(&str, &str)],
    expected: &str,
    actual: &str,
    says: Expect,
) {
    says.assert_eq(&judge_json(direction, &rules(list), expected, actual));
}

const TYPE: &str = r#"{"match": "type"}"#;
const VALUES: &str = r#"{"match": "values"}"#;
const EQUALITY: &str = r#"{"match": "equality"}"#;
const INTEGER: &str = r#"{"match": "integer"}"#;

#[test]
fn names_that_are_free() {
    let at_a = [("$.a", VALUES)];
    check_rules(Request, &at_a, r#"{"a": {"x": 1}}"#, r#"{"a": {"y": 1}}"#, expect![]);
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": {"y": 2}}"#,
        expect!["$.a.y -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"x": 1, "y": 2}}"#,
        r#"{"a": {"y": 2, "z": 1}}"#,
        expect![],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"x": 1, "y": 2}}"#,
        r#"{"a": {"y": 1}}"#,
        expect!["$.a.y -> Expected 1 (Integer) to be equal to 2 (Integer)"],
    );
    check_rules(Request, &at_a, r#"{"a": {"x": 1}}"#, r#"{"a": {}}"#, expect![]);
    check_rules(Request, &at_a, r#"{"a": {}}"#, r#"{"a": {"x": [1]}}"#, expect![]);
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": [1]}"#,
        expect![[
            r#"$.a -> Type mismatch: Expected [1] (Array) to be the same type as {"x":1} (Object)"#
        ]],
    );
    let typed = [("$.a", VALUES), ("$.a.*", TYPE)];
    check_rules(Request, &typed, r#"{"a": {"x": 1}}"#, r#"{"a": {"y": 2, "z": 3}}"#, expect![]);
    check_rules(
        Request,
        &typed,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": {"y": 2, "z": "3"}}"#,
        expect!["$.a.z -> Expected '3' (String) to be the same type as 1 (Integer)"],
    );
    let deep = [("$.a", VALUES), ("$.a.*.id", INTEGER)];
    check_rules(
        Request,
        &deep,
        r#"{"a": {"x": {"id": 1, "n": "m"}}}"#,
        r#"{"a": {"y": {"id": 5, "n": "m"}}}"#,
        expect![],
    );
    check_rules(
        Request,
        &deep,
        r#"{"a": {"x": {"id": 1, "n": "m"}}}"#,
        r#"{"a": {"y": {"id": "5", "n": "o"}}}"#,
        expect![[r#"
            $.a.y.id -> Expected '5' (String) to be an integer
            $.a.y.n -> Expected 'o' (String) to be equal to 'm' (String)"#]],
    );
}

const EACH_KEY: &str = r#"{"match": "eachKey", "rules": [{"match": "regex", "regex": "\\d+"}]}"#;

#[test]
fn rules_for_names() {
    let at_a = [("$.a", EACH_KEY)];
    check_rules(Request, &at_a, r#"{"a": {"1": "x"}}"#, r#"{"a": {"1": "x"}}"#, expect![]);
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"1": "x"}}"#,
        r#"{"a": {"22": "x", "333": "y"}}"#,
        expect![],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"1": "x"}}"#,
        r#"{"a": {"b": "x", "2": "y"}}"#,
        expect![[r#"$.a.b -> Expected 'b' to match '\d+'"#]],
    );
    // The values are still compared: those of the example's names with theirs, others by type.
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"1": "x"}}"#,
        r#"{"a": {"1": "y"}}"#,
        expect!["$.a[1] -> Expected 'y' (String) to be equal to 'x' (String)"],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"1": "x"}}"#,
        r#"{"a": {"1": "x", "2": 5}}"#,
        expect!["$.a[2] -> Expected 5 (Integer) to be the same type as 'x' (String)"],
    );
    check_rules(Request, &at_a, r#"{"a": {"1": "x"}}"#, r#"{"a": {}}"#, expect![]);
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"1": "x"}}"#,
        r#"{"a": ["x"]}"#,
        expect![[
            r#"$.a -> Type mismatch: Expected ["x"] (Array) to be the same type as {"1":"x"} (Object)"#
        ]],
    );
    let typed = [("$.a", EACH_KEY), ("$.a.*", TYPE)];
    check_rules(Response, &typed, r#"{"a": {"1": "x"}}"#, r#"{"a": {"2": "y"}}"#, expect![]);
    check_rules(
        Response,
        &typed,
        r#"{"a": {"1": "x"}}"#,
        r#"{"a": {"2": 1}}"#,
        expect!["$.a[2] -> Expected 1 (Integer) to be the same type as 'x' (String)"],
    );
}

const EACH_VALUE: &str = r#"{"match": "eachValue", "rules": [{"match": "integer"}]}"#;

#[test]
fn rules_for_values() {
    let at_a = [("$.a", EACH_VALUE)];
    check_rules(Request, &at_a, r#"{"a": {"x": 1}}"#, r#"{"a": {"x": 2, "y": 3}}"#, expect![]);
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": {"x": 2, "y": "3"}}"#,
        expect!["$.a.y -> Expected '3' (String) to be an integer"],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": {"x": 1.5}}"#,
        expect!["$.a.x -> Expected 1.5 (Decimal) to be an integer"],
    );
    check_rules(Request, &at_a, r#"{"a": {"x": 1}}"#, r#"{"a": {}}"#, expect![]);
    check_rules(Request, &at_a, r#"{"a": {}}"#, r#"{"a": {"x": 1}}"#, expect![]);
    check_rules(
        Request,
        &at_a,
        r#"{"a": {}}"#,
        r#"{"a": {"x": "1"}}"#,
        expect!["$.a.x -> Expected '1' (String) to be an integer"],
    );
    // Rules for deeper paths stay in force.
    let deep =
        [("$.a", r#"{"match": "eachValue", "rules": [{"match": "type"}]}"#), ("$.a.*.id", INTEGER)];
    check_rules(
        Request,
        &deep,
        r#"{"a": {"x": {"id": 1, "n": "m"}}}"#,
        r#"{"a": {"y": {"id": 2, "n": "o"}}}"#,
        expect![],
    );
    check_rules(
        Request,
        &deep,
        r#"{"a": {"x": {"id": 1, "n": "m"}}}"#,
        r#"{"a": {"y": {"id": 2.5, "n": 1}}}"#,
        expect![[r#"
            $.a.y.id -> Expected 2.5 (Decimal) to be an integer
            $.a.y.n -> Expected 1 (Integer) to be the same type as 'm' (String)"#]],
    );
    // What the file says of a value by its path comes before what eachValue says of all.
    let exact = [("$.a", EACH_VALUE), ("$.a.x", TYPE)];
    check_rules(Request, &exact, r#"{"a": {"x": "s"}}"#, r#"{"a": {"x": "t", "y": 1}}"#, expect![]);
    let wild = [("$.a", EACH_VALUE), ("$.a.*", r#"{"match": "regex", "regex": "\\d"}"#)];
    check_rules(Request, &wild, r#"{"a": {"x": 1}}"#, r#"{"a": {"y": "7"}}"#, expect![]);
}

#[test]
fn rules_for_names_and_values_at_once() {
    let check = |expected: &str, actual: &str, says: Expect| {
        let rules = format!(r#"{{"$.a": {{"matchers": [{EACH_KEY}, {EACH_VALUE}]}}}}"#);
        says.assert_eq(&judge_json(Request, &rules, expected, actual));
    };
    check(r#"{"a": {"1": 1}}"#, r#"{"a": {"2": 2, "3": 3}}"#, expect![]);
    check(
        r#"{"a": {"1": 1}}"#,
        r#"{"a": {"2": "2", "x": 3}}"#,
        expect![[r#"
        $.a.x -> Expected 'x' to match '\d+'
        $.a[2] -> Expected '2' (String) to be an integer"#]],
    );
    let nested = [(
        "$.a",
        r#"{"match": "eachValue", "rules": [{"match": "eachValue", "rules": [{"match": "integer"}]}]}"#,
    )];
    check_rules(
        Request,
        &nested,
        r#"{"a": {"x": {"y": 1}}}"#,
        r#"{"a": {"p": {"q": 2}, "r": {"s": 3}}}"#,
        expect![],
    );
    check_rules(
        Request,
        &nested,
        r#"{"a": {"x": {"y": 1}}}"#,
        r#"{"a": {"p": {"q": "2"}}}"#,
        expect!["$.a.p.q -> Expected '2' (String) to be an integer"],
    );
    check_rules(
        Request,
        &nested,
        r#"{"a": {"x": {"y": 1}}}"#,
        r#"{"a": {"p": 2}}"#,
        expect![[
            r#"$.a.p -> Type mismatch: Expected 2 (Integer) to be the same type as {"y":1} (Object)"#
        ]],
    );
}

#[test]
fn rules_that_stand_on_a_container() {
    check_rules(
        Request,
        &[("$.a", r#"{"match": "notEmpty"}"#)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": 2}}"#,
        expect![],
    );
    check_rules(
        Request,
        &[("$.a", r#"{"match": "notEmpty"}"#)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {}}"#,
        expect![[r#"
            $.a -> Expected {} (Object) to not be empty
            $.a -> Expected a Map with keys [b] but received one with keys []"#]],
    );
    check_rules(
        Request,
        &[("$.a", EQUALITY)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": 1, "c": 2}}"#,
        expect![[r#"$.a -> Expected {"b":1,"c":2} (Object) to be equal to {"b":1} (Object)"#]],
    );
    check_rules(
        Response,
        &[("$.a", EQUALITY)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": 1, "c": 2}}"#,
        expect![[r#"$.a -> Expected {"b":1,"c":2} (Object) to be equal to {"b":1} (Object)"#]],
    );
    check_rules(
        Request,
        &[("$.a", r#"{"match": "null"}"#)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": null}"#,
        expect![[
            r#"$.a -> Type mismatch: Expected null (Null) to be the same type as {"b":1} (Object)"#
        ]],
    );
    check_rules(
        Request,
        &[("$", r#"{"match": "null"}"#)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": null}"#,
        expect![[r#"
            $ -> Expected {"a":null} (Object) to be a null value
            $.a -> Type mismatch: Expected null (Null) to be the same type as {"b":1} (Object)"#]],
    );
    check_rules(
        Request,
        &[("$.a", r#"{"match": "regex", "regex": ".*"}"#)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": "text"}"#,
        expect![[
            r#"$.a -> Type mismatch: Expected 'text' (String) to be the same type as {"b":1} (Object)"#
        ]],
    );
    check_rules(
        Request,
        &[("$.a", r#"{"match": "regex", "regex": "\\d"}"#)],
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": 2}}"#,
        expect![],
    );
}
