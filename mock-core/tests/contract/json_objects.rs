//! JSON objects: requests hold nothing unexpected, responses may hold more.

use expect_test::{Expect, expect};

use crate::support::Direction::{self, Request, Response};
use crate::support::{judge_json, rules};

#[track_caller]
fn check(direction: Direction, expected: &str, actual: &str, says: Expect) {
    check_rules(direction, &[], expected, actual, says);
}

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
const EQUALITY: &str = r#"{"match": "equality"}"#;

#[test]
fn without_rules_values_are_equal() {
    check(Request, r#"{"a": 1, "b": [true]}"#, r#"{"b": [true], "a": 1}"#, expect![]);
    check(
        Request,
        r#"{"a": 1}"#,
        r#"{"a": 2}"#,
        expect!["$.a -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
    check(
        Request,
        r#"{"a": 1}"#,
        r#"{"a": 1.0}"#,
        expect!["$.a -> Expected 1.0 (Decimal) to be equal to 1 (Integer)"],
    );
    check(Request, r#"{"a": 1.0}"#, r#"{"a": 1.00}"#, expect![]);
    check(
        Request,
        r#"{"a": "1"}"#,
        r#"{"a": 1}"#,
        expect!["$.a -> Expected 1 (Integer) to be equal to '1' (String)"],
    );
    check(Request, r#"{"a": null}"#, r#"{"a": null}"#, expect![]);
    check(
        Request,
        r#"{"a": null}"#,
        "{}",
        expect!["$ -> Expected a Map with keys [a] but received one with keys []"],
    );
    check(
        Response,
        r#"{"a": null}"#,
        r#"{"a": 1}"#,
        expect!["$.a -> Expected 1 (Integer) to be equal to null (Null)"],
    );
    check(
        Request,
        r#"{"a": {"b": {"c": 1}}}"#,
        r#"{"a": {"b": {"c": 2}}}"#,
        expect!["$.a.b.c -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
    check(
        Request,
        r#"{"a": 1, "b": 2}"#,
        r#"{"a": 3, "b": 4}"#,
        expect![[r#"
        $.a -> Expected 3 (Integer) to be equal to 1 (Integer)
        $.b -> Expected 4 (Integer) to be equal to 2 (Integer)"#]],
    );
    check(Request, r#"{"é": "ü"}"#, r#"{"\u00e9": "\u00fc"}"#, expect![]);
}

#[test]
fn more_members_than_the_example() {
    check(
        Request,
        r#"{"a": 1}"#,
        r#"{"a": 1, "b": 2}"#,
        expect!["$ -> Expected a Map with keys [a] but received one with keys [a, b]"],
    );
    check(Response, r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#, expect![]);
    check(
        Request,
        "{}",
        r#"{"a": 1}"#,
        expect!["$ -> Expected a Map with keys [] but received one with keys [a]"],
    );
    check(Response, "{}", r#"{"a": 1}"#, expect![]);
    check(Request, "{}", "{}", expect![]);
    check(Response, r#"{"a": {"b": 1}}"#, r#"{"a": {"b": 1, "c": 2}, "d": 3}"#, expect![]);
    check(
        Request,
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": 1, "c": 2}}"#,
        expect!["$.a -> Expected a Map with keys [b] but received one with keys [b, c]"],
    );
}

#[test]
fn fewer_members_than_the_example() {
    check(
        Request,
        r#"{"a": 1, "b": 2}"#,
        r#"{"a": 1}"#,
        expect!["$ -> Expected a Map with keys [a, b] but received one with keys [a]"],
    );
    check(
        Response,
        r#"{"a": 1, "b": 2}"#,
        r#"{"a": 1, "c": 3}"#,
        expect!["$ -> Actual map is missing the following keys: b"],
    );
    check(
        Request,
        r#"{"a": 1, "b": 2}"#,
        r#"{"c": 3, "a": 9}"#,
        expect![[r#"
        $ -> Expected a Map with keys [a, b] but received one with keys [a, c]
        $.a -> Expected 9 (Integer) to be equal to 1 (Integer)"#]],
    );
}

#[test]
fn repeated_members() {
    check(Request, r#"{"a": 1}"#, r#"{"a": 2, "a": 1}"#, expect![]);
    check(
        Request,
        r#"{"a": 1}"#,
        r#"{"a": 1, "a": 2}"#,
        expect!["$.a -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
    check(Request, r#"{"a": 1, "a": 2}"#, r#"{"a": 2}"#, expect![]);
}

#[test]
fn other_kinds_of_values() {
    check(
        Request,
        r#"{"a": 1}"#,
        "[1]",
        expect![[
            r#"$ -> Type mismatch: Expected [1] (Array) to be the same type as {"a":1} (Object)"#
        ]],
    );
    check(
        Request,
        r#"{"a": {}}"#,
        r#"{"a": "x"}"#,
        expect!["$.a -> Type mismatch: Expected 'x' (String) to be the same type as {} (Object)"],
    );
    check(
        Request,
        r#"{"a": "x"}"#,
        r#"{"a": {"b": 1}}"#,
        expect![[r#"$.a -> Expected {"b":1} (Object) to be equal to 'x' (String)"#]],
    );
    check(
        Response,
        r#"{"a": [1]}"#,
        r#"{"a": null}"#,
        expect!["$.a -> Type mismatch: Expected null (Null) to be the same type as [1] (Array)"],
    );
}

#[test]
fn a_type_for_an_object_keeps_its_names() {
    let at_a = [("$.a", TYPE)];
    check_rules(Request, &at_a, r#"{"a": {"b": 1}}"#, r#"{"a": {"b": 2}}"#, expect![]);
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": "x"}}"#,
        expect!["$.a.b -> Expected 'x' (String) to be the same type as 1 (Integer)"],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": 1, "c": 2}}"#,
        expect!["$.a -> Expected a Map with keys [b] but received one with keys [b, c]"],
    );
    check_rules(Response, &at_a, r#"{"a": {"b": 1}}"#, r#"{"a": {"b": 1, "c": 2}}"#, expect![]);
    check_rules(
        Response,
        &at_a,
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {}}"#,
        expect!["$.a -> Actual map is missing the following keys: b"],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"b": 1}}"#,
        r#"{"a": [1]}"#,
        expect![[
            r#"$.a -> Type mismatch: Expected [1] (Array) to be the same type as {"b":1} (Object)"#
        ]],
    );
    check_rules(
        Request,
        &at_a,
        r#"{"a": {"b": 1}, "c": 1}"#,
        r#"{"a": {"b": 3}, "c": 2}"#,
        expect!["$.c -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
    check_rules(
        Request,
        &[("$", TYPE)],
        "{}",
        r#"{"a": 1}"#,
        expect!["$ -> Expected a Map with keys [] but received one with keys [a]"],
    );
}

#[test]
fn types_reach_down() {
    let at_root = [("$", TYPE)];
    let example = r#"{"a": {"b": [{"c": "x"}]}, "d": null}"#;
    check_rules(
        Request,
        &at_root,
        example,
        r#"{"a": {"b": [{"c": "y"}, {"c": ""}]}, "d": null}"#,
        expect![],
    );
    check_rules(
        Request,
        &at_root,
        example,
        r#"{"a": {"b": [{"c": 1}]}, "d": 0}"#,
        expect![[r#"
        $.a.b[0].c -> Expected 1 (Integer) to be the same type as 'x' (String)
        $.d -> Expected 0 (Integer) to be the same type as null (Null)"#]],
    );
    check_rules(
        Request,
        &at_root,
        example,
        r#"{"a": {"b": []}, "d": null}"#,
        expect![[r#"
        $.a.b[0] -> Expected {"c":"x"} but was missing
        $.a.b -> Expected a List with 1 elements but received 0 elements"#]],
    );
    let stopped = [("$", TYPE), ("$.a", EQUALITY)];
    check_rules(
        Request,
        &stopped,
        r#"{"a": {"b": 1}, "c": 1}"#,
        r#"{"a": {"b": 1}, "c": 2}"#,
        expect![],
    );
    check_rules(
        Request,
        &stopped,
        r#"{"a": {"b": 1}, "c": 1}"#,
        r#"{"a": {"b": 2}, "c": 2}"#,
        expect![[r#"$.a -> Expected {"b":2} (Object) to be equal to {"b":1} (Object)"#]],
    );
    let one = [("$", TYPE), ("$.a.b", r#"{"match": "regex", "regex": "x+"}"#)];
    check_rules(
        Request,
        &one,
        r#"{"a": {"b": "x", "c": "y"}}"#,
        r#"{"a": {"b": "xx", "c": "z"}}"#,
        expect![],
    );
    check_rules(
        Request,
        &one,
        r#"{"a": {"b": "x", "c": "y"}}"#,
        r#"{"a": {"b": "y", "c": "z"}}"#,
        expect!["$.a.b -> Expected 'y' to match 'x+'"],
    );
}

#[test]
fn bounds_on_objects() {
    let two = [("$.a", r#"{"match": "type", "min": 1, "max": 2}"#)];
    check_rules(Response, &two, r#"{"a": {"x": 1}}"#, r#"{"a": {"x": 1, "y": 2}}"#, expect![]);
    check_rules(
        Response,
        &two,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": {"x": 1, "y": 2, "z": 3}}"#,
        expect![[r#"$.a -> Expected {"x":1,"y":2,"z":3} (size 3) to have maximum size of 2"#]],
    );
    check_rules(
        Request,
        &two,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": {}}"#,
        expect![[r#"
        $.a -> Expected {} (size 0) to have minimum size of 1
        $.a -> Expected a Map with keys [x] but received one with keys []"#]],
    );
}

#[test]
fn rules_combined_with_or() {
    let check = |expected: &str, actual: &str, says: Expect| {
        let rules =
            r#"{"$.a": {"combine": "OR", "matchers": [{"match": "type"}, {"match": "null"}]}}"#;
        says.assert_eq(&judge_json(Request, rules, expected, actual));
    };
    check(r#"{"a": "x"}"#, r#"{"a": "y"}"#, expect![]);
    check(r#"{"a": "x"}"#, r#"{"a": null}"#, expect![]);
    check(
        r#"{"a": "x"}"#,
        r#"{"a": 1}"#,
        expect![[r#"
        $.a -> Expected 1 (Integer) to be the same type as 'x' (String)
        $.a -> Expected 1 (Integer) to be a null value"#]],
    );
    check(r#"{"a": {"b": 1}}"#, r#"{"a": {"b": 2}}"#, expect![]);
    check(r#"{"a": {"b": 1}}"#, r#"{"a": null}"#, expect![]);
    check(
        r#"{"a": {"b": 1}}"#,
        r#"{"a": {"b": "x"}}"#,
        expect![[r#"
        $.a.b -> Expected 'x' (String) to be the same type as 1 (Integer)
        $.a.b -> Expected 'x' (String) to be a null value"#]],
    );
    check(
        r#"{"a": {"b": 1}}"#,
        r#"{"a": 1}"#,
        expect![[
            r#"$.a -> Type mismatch: Expected 1 (Integer) to be the same type as {"b":1} (Object)"#
        ]],
    );
    check(r#"{"a": [1]}"#, r#"{"a": null}"#, expect![]);
    check(r#"{"a": [1]}"#, r#"{"a": [2, 3]}"#, expect![]);
    check(
        r#"{"a": [1]}"#,
        r#"{"a": {}}"#,
        expect!["$.a -> Type mismatch: Expected {} (Object) to be the same type as [1] (Array)"],
    );
}

#[test]
fn paths_in_sentences() {
    check(
        Request,
        r#"{"a-b": {"100": {"it's": {"": {"é": [{"x y": 1}]}}}}}"#,
        r#"{"a-b": {"100": {"it's": {"": {"é": [{"x y": 2}]}}}}}"#,
        expect![[
            r#"$.a-b[100]['it\'s'][''].é[0]['x y'] -> Expected 2 (Integer) to be equal to 1 (Integer)"#
        ]],
    );
}

/// Whatever the order of members, each value is looked at once: a contract that is nested deeply
/// is checked in a time that does not double with each level.
#[test]
fn another_order_on_every_level() {
    let nested = |first: &str, second: &str| {
        let (before, behind) = (r#"{"n": "#.repeat(60), format!("{first}{second}}}").repeat(60));
        format!("{before}{{}}{behind}")
    };
    let (a, b) = (r#", "a": 1"#, r#", "b": 2"#);
    check(Request, &nested(a, b), &nested(b, a), expect![]);
}
