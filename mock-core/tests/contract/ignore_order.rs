//! Lists whose elements come in any order.

use expect_test::{Expect, expect};
use http::HeaderMap;
use mock_core::ReceivedResponse;

use crate::support::Direction::{Request, Response};
use crate::support::{Direction, judge, judge_json, judge_response, request, rules};

const PLAIN: (&str, &str) = ("$", r#"{"match": "ignore-order"}"#);
const INTEGER: &str = r#"{"match": "integer"}"#;
const TYPE: &str = r#"{"match": "type"}"#;

#[track_caller]
fn check(direction: Direction, list: &[(&str, &str)], expected: &str, actual: &str, says: Expect) {
    says.assert_eq(&judge_json(direction, &rules(list), expected, actual));
}

#[track_caller]
fn check_fits(list: &[(&str, &str)], expected: &str, actual: &[&str]) {
    for actual in actual {
        let said = judge_json(Request, &rules(list), expected, actual);
        assert!(said.is_empty(), "{actual} for {expected}: {said}");
    }
}

#[test]
fn elements_that_are_written_as_an_example_go_first() {
    check_fits(&[PLAIN], r#"[{"a": 1}, {"a":1}, 2]"#, &[r#"[2, {"a":1}, { "a" : 1 }]"#]);
    // And give way where another has no other.
    check_fits(&[PLAIN, ("$[0]", INTEGER)], "[1, 1]", &["[1, 5]", "[5, 1]"]);
    check_fits(&[PLAIN, ("$[1]", INTEGER)], "[1, 1]", &["[1, 5]", "[5, 1]"]);
    let nine = ("$[*]", r#"{"match": "regex", "regex": "9"}"#);
    check_fits(&[PLAIN, nine], r#"["1", "2"]"#, &[r#"["9", "9"]"#]);
    check(
        Request,
        &[PLAIN, nine],
        r#"["1", "2"]"#,
        r#"["2", "9"]"#,
        expect!["$ -> Variant at index 1 (2) was not found in the actual list"],
    );
    let list = |at: &mut dyn Iterator<Item = u32>| {
        let elements: Vec<String> = at.map(|at| format!(r#"{{"id": {at}}}"#)).collect();
        format!("[{}]", elements.join(","))
    };
    check_fits(&[PLAIN], &list(&mut (0..4000)), &[&list(&mut (0..4000).rev())]);
}

#[test]
fn every_element_is_found() {
    check_fits(&[PLAIN], "[1, 2, 3]", &["[1, 2, 3]", "[3, 1, 2]", "[2, 3, 1]"]);
    check_fits(&[PLAIN], "[]", &["[]"]);
    check_fits(&[PLAIN], r#"[{"a": 1}, [2], null]"#, &[r#"[null, [2], {"a": 1}]"#]);
    check(
        Request,
        &[PLAIN],
        "[1, 2, 3]",
        "[3, 4, 1]",
        expect!["$ -> Variant at index 1 (2) was not found in the actual list"],
    );
    check(
        Request,
        &[PLAIN],
        r#"[{"id": 1, "n": "x"}, {"id": 2, "n": "y"}]"#,
        r#"[{"id": 2, "n": "z"}, {"id": 1, "n": "y"}]"#,
        expect![[r#"
            $ -> Variant at index 0 ({"id":1,"n":"x"}) was not found in the actual list
            $ -> Variant at index 1 ({"id":2,"n":"y"}) was not found in the actual list"#]],
    );
    // Each in an element of its own.
    check(
        Request,
        &[PLAIN],
        "[1, 1]",
        "[1, 2]",
        expect!["$ -> Variant at index 1 (1) was not found in the actual list"],
    );
    check(
        Request,
        &[PLAIN],
        "[1, 1]",
        "[1, 1, 1]",
        expect!["$ -> Expected a List with 2 elements but received 3 elements"],
    );
    check(
        Response,
        &[PLAIN],
        "[1, 2]",
        "[2]",
        expect![[r#"
            $ -> Variant at index 0 (1) was not found in the actual list
            $ -> Expected a List with 2 elements but received 1 elements"#]],
    );
    check(
        Response,
        &[PLAIN],
        "[]",
        "[2]",
        expect!["$ -> Expected a List with 0 elements but received 1 elements"],
    );
    check(
        Response,
        &[PLAIN],
        "[1]",
        r#"{"a": 1}"#,
        expect![[
            r#"$ -> Type mismatch: Expected {"a":1} (Object) to be the same type as [1] (Array)"#
        ]],
    );
}

#[test]
fn rules_belong_to_elements_of_the_example() {
    let each = [
        PLAIN,
        ("$[0]", r#"{"match": "regex", "regex": "a|b"}"#),
        ("$[1]", r#"{"match": "regex", "regex": "a"}"#),
    ];
    check_fits(&each, r#"["a", "a"]"#, &[r#"["b", "a"]"#, r#"["a", "b"]"#, r#"["a", "a"]"#]);
    check(
        Request,
        &each,
        r#"["a", "a"]"#,
        r#"["b", "b"]"#,
        expect!["$ -> Variant at index 1 (a) was not found in the actual list"],
    );
    let members = [
        ("$.list", r#"{"match": "ignore-order"}"#),
        ("$.list[0].id", INTEGER),
        ("$.list[1].at", TYPE),
    ];
    let example = r#"{"list": [{"id": 1, "n": "x"}, {"id": 2, "at": "y"}]}"#;
    check_fits(&members, example, &[r#"{"list": [{"id": 2, "at": "z"}, {"id": 7, "n": "x"}]}"#]);
    check(
        Request,
        &members,
        example,
        r#"{"list": [{"id": 3, "at": "z"}, {"id": 7, "n": "x"}]}"#,
        expect![[
            r#"$.list -> Variant at index 1 ({"at":"y","id":2}) was not found in the actual list"#
        ]],
    );
    // All elements.
    let all = [PLAIN, ("$[*].id", INTEGER)];
    let example = r#"[{"id": 1, "n": "x"}, {"id": 2, "n": "y"}]"#;
    check_fits(&all, example, &[r#"[{"id": 9, "n": "y"}, {"id": 8, "n": "x"}]"#]);
    check_fits(
        &[PLAIN, ("$[*]", TYPE)],
        example,
        &[r#"[{"id": 9, "n": "b"}, {"id": 8, "n": "a"}]"#],
    );
}

#[test]
fn bounds_leave_further_elements_free() {
    let least = [("$", r#"{"match": "ignore-order", "min": 2}"#)];
    check_fits(&least, "[1, 2]", &["[2, 1]", r#"[2, "x", 1, null]"#]);
    check(
        Request,
        &least,
        "[1]",
        "[1]",
        expect!["$ -> Expected [1] (size 1) to have minimum size of 2"],
    );
    check(
        Request,
        &least,
        "[1, 2]",
        "[1, 3]",
        expect!["$ -> Variant at index 1 (2) was not found in the actual list"],
    );
    let most = [("$", r#"{"match": "ignore-order", "max": 3}"#)];
    check_fits(&most, "[1, 2]", &["[2, 1]", "[3, 2, 1]"]);
    check(
        Request,
        &most,
        "[1, 2]",
        "[4, 3, 2, 1]",
        expect!["$ -> Expected [4, 3, 2, 1] (size 4) to have maximum size of 3"],
    );
    let both = [("$", r#"{"match": "min-max-equals-ignore-order", "min": 1, "max": 3}"#)];
    check_fits(&both, "[1]", &["[1]", "[3, 2, 1]"]);
    check_fits(&both, "[]", &["[1]", "[3, 2, 1]"]);
    // Unless a rule for all elements says what they are like.
    let like = [("$", r#"{"match": "ignore-order", "min": 1}"#), ("$[*]", INTEGER)];
    check_fits(&like, "[1]", &["[7]", "[7, 8]"]);
    check(
        Request,
        &like,
        "[1]",
        r#"["x", 8, "y"]"#,
        expect![[r#"
            $[0] -> Expected 'x' (String) to be an integer
            $[2] -> Expected 'y' (String) to be an integer"#]],
    );
    // What is not like them has to be one of the example's.
    let named = [
        ("$", r#"{"match": "ignore-order", "min": 1}"#),
        ("$[*]", INTEGER),
        ("$[0]", TYPE),
        ("$[1]", r#"{"match": "regex", "regex": "x|7"}"#),
    ];
    check_fits(&named, r#"[1, "x"]"#, &[r#"[7, "x", 8]"#, r#"["x", 7, 8]"#, "[7, 8, 9]"]);
}

#[test]
fn lists_below_come_in_any_order_too() {
    check_fits(&[PLAIN], r#"{"a": [1, [2, 3]]}"#, &[r#"{"a": [[3, 2], 1]}"#]);
    // Bounds hold for the list alone.
    let least = [("$", r#"{"match": "ignore-order", "min": 1}"#)];
    check_fits(&least, "[[1, 2]]", &["[[2, 1]]", "[[5], [2, 1]]"]);
    check(
        Request,
        &least,
        "[[1, 2]]",
        "[[2, 1, 3]]",
        expect!["$ -> Variant at index 0 ([1,2]) was not found in the actual list"],
    );
    let typed = [PLAIN, ("$[0].list", TYPE)];
    check_fits(&typed, r#"[{"list": [1]}]"#, &[r#"[{"list": [3, 4]}]"#]);
    // Nesting costs no more than there are values.
    let deep = |leaf: &str| format!("{}{leaf}{}", "[".repeat(200), "]".repeat(200));
    let said = judge_json(Request, &rules(&[PLAIN]), &deep("1"), &deep("2"));
    assert!(said.starts_with("$ -> Variant at index 0"), "{said}");
}

#[test]
fn names() {
    for name in [
        "ignore-order",
        "equals-ignore-order",
        "equalsIgnoreOrder",
        "ignoreOrder",
        "min-ignore-order",
        "maxIgnoreOrder",
        "min-max-ignore-order",
        "minMaxEqualsIgnoreOrder",
        "max-equals-ignore-order",
    ] {
        let rule = format!(r#"{{"match": "{name}", "min": 1, "max": 5}}"#);
        check_fits(&[("$", &rule)], "[1, 2]", &["[2, 3, 1]"]);
    }
}

#[test]
fn repeated_parameters_and_headers() {
    let with = |rule: &str| {
        format!(
            r#"{{"query": {{"tag": ["a", "b"]}}, "matchingRules": {{"query": {{"tag": {{"matchers": [{rule}]}}}}}}}}"#
        )
    };
    let check =
        |expected: &str, line: &str, says: Expect| says.assert_eq(&judge(expected, request(line)));
    let plain = with(r#"{"match": "ignore-order"}"#);
    check(&plain, "GET /?tag=b&tag=a", expect![]);
    check(
        &plain,
        "GET /?tag=b&tag=c",
        expect!["Variant at index 0 (a) was not found in the actual list"],
    );
    check(
        &plain,
        "GET /?tag=b&tag=a&tag=c",
        expect!["Expected query parameter 'tag' with 2 value(s) but received 3 value(s)"],
    );
    let least = with(r#"{"match": "ignore-order", "min": 2}"#);
    check(&least, "GET /?tag=b&tag=a&tag=c", expect![]);
    check(
        &least,
        "GET /?tag=b",
        expect![[r#"
            Expected 1 values (size 1) to have minimum size of 2
            Variant at index 0 (a) was not found in the actual list"#]],
    );
    let header = r#"{"headers": {"X-Tag": ["a", "b"]}, "matchingRules": {"header": {"X-Tag": {"matchers": [{"match": "ignore-order"}]}}}}"#;
    check(header, "GET /\nX-Tag: b\nX-Tag: a", expect![]);
    let response = ReceivedResponse { status: 200, headers: HeaderMap::new(), body: "".into() };
    expect!["Expected a header 'X-Tag' but was missing"]
        .assert_eq(&judge_response(header, &response));
}
