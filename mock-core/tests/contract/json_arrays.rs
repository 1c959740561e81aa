//! JSON arrays: as long as the example, unless a rule says otherwise.

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
const INTEGER: &str = r#"{"match": "integer"}"#;

#[test]
fn without_rules_elements_are_equal() {
    check(Request, "[1, 2]", "[1, 2]", expect![]);
    check(
        Request,
        "[1, 2]",
        "[2, 1]",
        expect![[r#"
        $[0] -> Expected 2 (Integer) to be equal to 1 (Integer)
        $[1] -> Expected 1 (Integer) to be equal to 2 (Integer)"#]],
    );
    check(
        Request,
        "[1, 2]",
        "[1]",
        expect![[r#"
        $[1] -> Expected 2 but was missing
        $ -> Expected a List with 2 elements but received 1 elements"#]],
    );
    check(
        Response,
        "[1, 2]",
        "[1, 2, 3]",
        expect!["$ -> Expected a List with 2 elements but received 3 elements"],
    );
    check(
        Request,
        "[1, 2]",
        "[]",
        expect![[r#"
        $[0] -> Expected 1 but was missing
        $[1] -> Expected 2 but was missing
        $ -> Expected a List with 2 elements but received 0 elements"#]],
    );
    check(
        Request,
        "[]",
        "[1]",
        expect!["$ -> Expected a List with 0 elements but received 1 elements"],
    );
    check(
        Response,
        "[]",
        "[1]",
        expect!["$ -> Expected a List with 0 elements but received 1 elements"],
    );
    check(Request, "[]", "[]", expect![]);
    check(
        Request,
        "[]",
        "{}",
        expect!["$ -> Type mismatch: Expected {} (Object) to be the same type as [] (Array)"],
    );
    check(Response, r#"[{"a": 1}]"#, r#"[{"a": 1, "b": 2}]"#, expect![]);
    check(
        Request,
        r#"[{"a": 1}]"#,
        r#"[{"a": 1, "b": 2}]"#,
        expect!["$[0] -> Expected a Map with keys [a] but received one with keys [a, b]"],
    );
    check(
        Request,
        "[null]",
        "[]",
        expect![[r#"
        $[0] -> Expected null but was missing
        $ -> Expected a List with 1 elements but received 0 elements"#]],
    );
    check(
        Request,
        "[[1], [2]]",
        "[[1], [3]]",
        expect!["$[1][0] -> Expected 3 (Integer) to be equal to 2 (Integer)"],
    );
}

#[test]
fn a_type_allows_more_elements_and_not_fewer() {
    let at_root = [("$", TYPE)];
    check_rules(Request, &at_root, "[1]", "[2, 3, 4]", expect![]);
    check_rules(
        Request,
        &at_root,
        "[1]",
        r#"[2, "3"]"#,
        expect!["$[1] -> Expected '3' (String) to be the same type as 1 (Integer)"],
    );
    check_rules(
        Request,
        &at_root,
        "[1, 2]",
        "[3]",
        expect![[r#"
        $[1] -> Expected 2 but was missing
        $ -> Expected a List with 2 elements but received 1 elements"#]],
    );
    check_rules(
        Response,
        &at_root,
        "[1, 2]",
        "[3]",
        expect![[r#"
        $[1] -> Expected 2 but was missing
        $ -> Expected a List with 2 elements but received 1 elements"#]],
    );
    check_rules(
        Request,
        &at_root,
        "[1]",
        "[]",
        expect![[r#"
        $[0] -> Expected 1 but was missing
        $ -> Expected a List with 1 elements but received 0 elements"#]],
    );
    check_rules(Request, &at_root, r#"[1, "a"]"#, r#"[2, "b", 3]"#, expect![]);
    check_rules(
        Request,
        &at_root,
        r#"[1, "a"]"#,
        r#"[2, "b", "c"]"#,
        expect!["$[2] -> Expected 'c' (String) to be the same type as 1 (Integer)"],
    );
    check_rules(Request, &at_root, "[]", r#"[1, "a"]"#, expect![]);
    check_rules(
        Request,
        &[("$.a", TYPE)],
        r#"{"a": [{"b": 1}]}"#,
        r#"{"a": [{"b": 2}, {"b": 3, "c": 4}]}"#,
        expect!["$.a[1] -> Expected a Map with keys [b] but received one with keys [b, c]"],
    );
    check_rules(
        Response,
        &[("$.a", TYPE)],
        r#"{"a": [{"b": 1}]}"#,
        r#"{"a": [{"b": 2}, {"b": 3, "c": 4}]}"#,
        expect![],
    );
}

#[test]
fn bounds_rule_the_length() {
    let bounded = [("$.a", r#"{"match": "type", "min": 1, "max": 3}"#)];
    check_rules(Request, &bounded, r#"{"a": [1]}"#, r#"{"a": [2, 3]}"#, expect![]);
    check_rules(Request, &bounded, r#"{"a": [1, 2]}"#, r#"{"a": [3]}"#, expect![]);
    check_rules(
        Request,
        &bounded,
        r#"{"a": [1]}"#,
        r#"{"a": []}"#,
        expect!["$.a -> Expected [] (size 0) to have minimum size of 1"],
    );
    check_rules(
        Request,
        &bounded,
        r#"{"a": [1]}"#,
        r#"{"a": [1, 2, 3, 4]}"#,
        expect!["$.a -> Expected [1, 2, 3, 4] (size 4) to have maximum size of 3"],
    );
    check_rules(
        Request,
        &bounded,
        r#"{"a": [1]}"#,
        r#"{"a": [1, "b"]}"#,
        expect!["$.a[1] -> Expected 'b' (String) to be the same type as 1 (Integer)"],
    );
    // An example without elements is no reason to check nothing.
    check_rules(
        Request,
        &bounded,
        r#"{"a": []}"#,
        r#"{"a": []}"#,
        expect!["$.a -> Expected [] (size 0) to have minimum size of 1"],
    );
    check_rules(Request, &bounded, r#"{"a": []}"#, r#"{"a": [1, "b"]}"#, expect![]);
    // Bounds do not hold for what is inside.
    check_rules(
        Request,
        &[("$", r#"{"match": "type", "min": 2}"#)],
        "[[1], [2]]",
        "[[3], [4]]",
        expect![],
    );
    check_rules(
        Request,
        &[("$", r#"{"match": "type", "min": 2}"#)],
        "[[1], [2]]",
        "[[3]]",
        expect!["$ -> Expected [[3]] (size 1) to have minimum size of 2"],
    );
    check_rules(
        Request,
        &[("$", r#"{"match": "type", "max": 5}"#)],
        "[[1]]",
        "[[]]",
        expect![[r#"
        $[0][0] -> Expected 1 but was missing
        $[0] -> Expected a List with 1 elements but received 0 elements"#]],
    );
}

#[test]
fn rules_for_elements() {
    let every = [("$.a[*]", INTEGER)];
    check_rules(Request, &every, r#"{"a": [1, 2]}"#, r#"{"a": [3, 4]}"#, expect![]);
    check_rules(
        Request,
        &every,
        r#"{"a": [1, 2]}"#,
        r#"{"a": [3, "4"]}"#,
        expect!["$.a[1] -> Expected '4' (String) to be an integer"],
    );
    check_rules(
        Request,
        &every,
        r#"{"a": [1, 2]}"#,
        r#"{"a": [3]}"#,
        expect![[r#"
        $.a[1] -> Expected 2 but was missing
        $.a -> Expected a List with 2 elements but received 1 elements"#]],
    );
    check_rules(
        Request,
        &every,
        r#"{"a": [1]}"#,
        r#"{"a": [3, 4]}"#,
        expect!["$.a -> Expected a List with 1 elements but received 2 elements"],
    );
    let second = [("$.a[1]", INTEGER)];
    check_rules(Request, &second, r#"{"a": [1, 2]}"#, r#"{"a": [1, 9]}"#, expect![]);
    check_rules(
        Request,
        &second,
        r#"{"a": [1, 2]}"#,
        r#"{"a": [9, 9]}"#,
        expect!["$.a[0] -> Expected 9 (Integer) to be equal to 1 (Integer)"],
    );
    let members =
        [("$.a", r#"{"match": "type", "min": 1}"#), ("$.a[*].id", INTEGER), ("$.a[*].*", TYPE)];
    check_rules(
        Request,
        &members,
        r#"{"a": [{"id": 1, "n": "x"}]}"#,
        r#"{"a": [{"id": 2, "n": "y"}, {"id": 3, "n": "z"}]}"#,
        expect![],
    );
    check_rules(
        Request,
        &members,
        r#"{"a": [{"id": 1, "n": "x"}]}"#,
        r#"{"a": [{"id": 2.5, "n": 5}, {"id": "3", "n": "z"}]}"#,
        expect![[r#"
            $.a[0].id -> Expected 2.5 (Decimal) to be an integer
            $.a[0].n -> Expected 5 (Integer) to be the same type as 'x' (String)
            $.a[1].id -> Expected '3' (String) to be an integer"#]],
    );
    // A rule for an element beyond the example.
    let third = [("$.a", TYPE), ("$.a[2]", r#"{"match": "regex", "regex": "7"}"#)];
    check_rules(Request, &third, r#"{"a": [1]}"#, r#"{"a": [2, 3, 7]}"#, expect![]);
    check_rules(
        Request,
        &third,
        r#"{"a": [1]}"#,
        r#"{"a": [2, 3, 4]}"#,
        expect!["$.a[2] -> Expected '4' to match '7'"],
    );
    let huge = [("$.a[18446744073709551615]", INTEGER), ("$.a", TYPE)];
    check_rules(Request, &huge, r#"{"a": [1]}"#, r#"{"a": [2, 3]}"#, expect![]);
}

#[test]
fn combined_rules() {
    let check = |combine: &str, actual: &str, says: Expect| {
        let rules = format!(
            r#"{{"$[*]": {{"combine": "{combine}", "matchers": [{INTEGER}, {{"match": "include", "value": "5"}}]}}}}"#
        );
        says.assert_eq(&judge_json(Request, &rules, "[5]", actual));
    };
    check("AND", "[15]", expect![]);
    check("AND", "[6]", expect!["$[0] -> Expected 6 to include '5'"]);
    check(
        "AND",
        "[\"x\"]",
        expect![[r#"
        $[0] -> Expected 'x' (String) to be an integer
        $[0] -> Expected 'x' to include '5'"#]],
    );
    check("OR", "[6]", expect![]);
    check("OR", "[\"x5\"]", expect![]);
    check(
        "OR",
        "[\"x\"]",
        expect![[r#"
        $[0] -> Expected 'x' (String) to be an integer
        $[0] -> Expected 'x' to include '5'"#]],
    );
}
