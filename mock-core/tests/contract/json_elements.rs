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
