//! JSON arrays whose elements are a rule's matter.

use expect_test::{Expect, expect};

use crate::support::Direction::{self, Request};
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

const INTEGER: &str = r#"{"match": "integer"}"#;

#[test]
fn values_rules_on_arrays() {
    let each = [("$", r#"{"match": "eachValue", "rules": [{"match": "integer"}]}"#)];
    check_rules(Request, &each, "[1]", "[2, 3]", expect![]);
    check_rules(Request, &each, "[1]", "[]", expect![]);
    check_rules(Request, &each, "[1, 2]", "[3]", expect![]);
    check_rules(
        Request,
        &each,
        "[1]",
        "[2, \"x\", 1.5]",
        expect![[r#"
        $[1] -> Expected 'x' (String) to be an integer
        $[2] -> Expected 1.5 (Decimal) to be an integer"#]],
    );
    check_rules(
        Request,
        &each,
        "[]",
        "[\"x\"]",
        expect!["$[0] -> Expected 'x' (String) to be an integer"],
    );
    let deep =
        [("$", r#"{"match": "eachValue", "rules": [{"match": "type"}]}"#), ("$[*].id", INTEGER)];
    check_rules(
        Request,
        &deep,
        r#"[{"id": 1, "n": "m"}]"#,
        r#"[{"id": 2.5, "n": 1}]"#,
        expect![[r#"
        $[0].id -> Expected 2.5 (Decimal) to be an integer
        $[0].n -> Expected 1 (Integer) to be the same type as 'm' (String)"#]],
    );
    let not_empty = [("$", r#"{"match": "notEmpty"}"#)];
    check_rules(
        Request,
        &not_empty,
        "[1]",
        "[]",
        expect!["$ -> Expected [] (Array) to not be empty"],
    );
    check_rules(Request, &not_empty, "[1]", "[1, 2]", expect![]);
    check_rules(
        Request,
        &not_empty,
        "[1]",
        "\"x\"",
        expect!["$ -> Type mismatch: Expected 'x' (String) to be the same type as [1] (Array)"],
    );
}

#[track_caller]
fn check_variants(expected: &str, variants: &str, actual: &str, says: Expect) {
    let rule = format!(r#"{{"match": "arrayContains", "variants": {variants}}}"#);
    check_rules(Request, &[("$", &rule)], expected, actual, says);
}

#[test]
fn arrays_that_contain() {
    check_variants("[1, \"a\"]", "[]", r#"["x", "a", 2, 1]"#, expect![]);
    check_variants(
        "[1, \"a\"]",
        "[]",
        r#"["a", 2]"#,
        expect!["$ -> Variant at index 0 (1) was not found in the actual list"],
    );
    check_variants(
        "[1]",
        "[]",
        "[]",
        expect!["$ -> Variant at index 0 (1) was not found in the actual list"],
    );
    check_variants(
        "[1]",
        "[]",
        "{}",
        expect!["$ -> Type mismatch: Expected {} (Object) to be the same type as [1] (Array)"],
    );
    check_variants(
        "[1]",
        r#"[{"index": 0, "rules": {"$": {"matchers": [{"match": "integer"}]}}}]"#,
        r#"["x", 7]"#,
        expect![],
    );
    check_variants(
        "[1]",
        r#"[{"index": 0, "rules": {"$": {"matchers": [{"match": "integer"}]}}}]"#,
        r#"["x", "y"]"#,
        expect!["$ -> Variant at index 0 (1) was not found in the actual list"],
    );
    let by_kind =
        r#"[{"index": 0, "rules": {"$.id": {"matchers": [{"match": "type"}]}}}, {"index": 1}]"#;
    let example = r#"[{"kind": "a", "id": 1}, {"kind": "b"}]"#;
    check_variants(example, by_kind, r#"[{"kind": "b"}, {"kind": "a", "id": 9}]"#, expect![]);
    check_variants(
        example,
        by_kind,
        r#"[{"kind": "b", "more": 1}, {"kind": "a", "id": "9"}]"#,
        expect![[r#"
            $ -> Variant at index 0 ({"id":1,"kind":"a"}) was not found in the actual list
            $ -> Variant at index 1 ({"kind":"b"}) was not found in the actual list"#]],
    );
    // One element may be what several variants look for.
    check_variants(
        "[1, 2]",
        r#"[{"index": 0, "rules": {"$": {"matchers": [{"match": "type"}]}}}, {"index": 1, "rules": {"$": {"matchers": [{"match": "type"}]}}}]"#,
        "[3]",
        expect![],
    );
}

#[test]
fn arrays_in_arrays_that_contain() {
    let inner = r#"{"match": "arrayContains", "variants": [{"index": 0, "rules": {"$": {"matchers": [{"match": "integer"}]}}}]}"#;
    check_rules(
        Request,
        &[("$.a[*].b", inner)],
        r#"{"a": [{"b": [1]}]}"#,
        r#"{"a": [{"b": ["x", 2]}]}"#,
        expect![],
    );
    check_rules(
        Request,
        &[("$.a[*].b", inner)],
        r#"{"a": [{"b": [1]}]}"#,
        r#"{"a": [{"b": ["x", null]}]}"#,
        expect!["$.a[0].b -> Variant at index 0 (1) was not found in the actual list"],
    );
}

#[test]
fn alternatives_as_a_whole() {
    let check = |rules: &str, expected: &str, actual: &str, says: Expect| {
        let rules = format!(r#"{{"$": {{"combine": "OR", "matchers": [{rules}]}}}}"#);
        says.assert_eq(&judge_json(Request, &rules, expected, actual));
    };
    let null_or_type = r#"{"match": "null"}, {"match": "type"}"#;
    check(null_or_type, r#"{"a": 1}"#, r#"{"a": 2}"#, expect![]);
    check(null_or_type, r#"{"a": 1}"#, "null", expect![]);
    check(
        null_or_type,
        r#"{"a": 1}"#,
        "[]",
        expect![[
            r#"$ -> Type mismatch: Expected [] (Array) to be the same type as {"a":1} (Object)"#
        ]],
    );
    check(null_or_type, "[1]", "null", expect![]);
    // Each alternative with what it says about the members.
    let keys_or_type =
        r#"{"match": "eachKey", "rules": [{"match": "regex", "regex": "k."}]}, {"match": "type"}"#;
    check(keys_or_type, r#"{"k1": 1}"#, r#"{"k2": 5}"#, expect![]);
    check(keys_or_type, r#"{"k1": 1}"#, r#"{"k1": 7}"#, expect![]);
    check(keys_or_type, r#"{"a": 1}"#, r#"{"a": 2}"#, expect![]);
    check(keys_or_type, r#"{"a": 1}"#, r#"{"b": 2}"#, expect!["$.b -> Expected 'b' to match 'k.'"]);
    let values = r#"{"match": "eachValue", "rules": [{"match": "integer"}]}, {"match": "eachValue", "rules": [{"match": "boolean"}]}"#;
    check(values, r#"{"a": 1}"#, r#"{"b": 2}"#, expect![]);
    check(values, r#"{"a": 1}"#, r#"{"b": true, "c": false}"#, expect![]);
    check(
        values,
        r#"{"a": 1}"#,
        r#"{"b": true, "c": 1}"#,
        expect!["$.b -> Expected true (Boolean) to be an integer"],
    );
    // And about the elements.
    let lists = r#"{"match": "ignore-order"}, {"match": "arrayContains", "variants": []}"#;
    check(lists, "[1, 2]", "[2, 1]", expect![]);
    check(lists, "[1, 2]", "[2, 3, 1]", expect![]);
    check(
        lists,
        "[1, 2]",
        "[2, 3]",
        expect!["$ -> Variant at index 0 (1) was not found in the actual list"],
    );
    check(
        lists,
        "[1, 2]",
        "{}",
        expect!["$ -> Type mismatch: Expected {} (Object) to be the same type as [1,2] (Array)"],
    );
    check(r#"{"match": "type", "min": 2}, {"match": "equality"}"#, "[1]", "[1]", expect![]);
    check(r#"{"match": "type", "min": 2}, {"match": "equality"}"#, "[1]", "[3, 4]", expect![]);
    check(
        r#"{"match": "type", "min": 2}, {"match": "equality"}"#,
        "[1]",
        "[3]",
        expect![[r#"
        $ -> Expected [3] (size 1) to have minimum size of 2
        $ -> Expected [3] (Array) to be equal to [1] (Array)"#]],
    );
}
