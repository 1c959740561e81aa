//! Bodies of forms: fields, compared as query parameters are.

use expect_test::{Expect, expect};

use crate::support::{judge, request};

#[track_caller]
fn check(body: &str, actual: &str, says: Expect) {
    check_rules(body, "{}", actual, says);
}

#[track_caller]
fn check_rules(body: &str, rules: &str, actual: &str, says: Expect) {
    let expected = format!(
        r#"{{"method": "POST", "headers": {{"Content-Type": "application/x-www-form-urlencoded"}},
            "body": "{body}", "matchingRules": {{"body": {rules}}}}}"#
    );
    let actual = format!("POST /\nContent-Type: application/x-www-form-urlencoded\n\n{actual}");
    says.assert_eq(&judge(&expected, request(&actual)));
}

#[test]
fn fields() {
    check("a=1&b=2", "b=2&a=1", expect![]);
    check("a=x%20y", "a=x+y", expect![]);
    check(
        "a=1",
        "a=2",
        expect!["$.a -> Expected form post parameter 'a' with value '1' but was '2'"],
    );
    check(
        "a=1",
        "b=1",
        expect![[r#"
        $.a -> Expected form post parameter 'a' but was missing
        $.b -> Unexpected form post parameter 'b' received"#]],
    );
    check("a=1", "a=1&b=2", expect!["$.b -> Unexpected form post parameter 'b' received"]);
    check("a=1&a=2", "a=1&a=2", expect![]);
    check(
        "a=1&a=2",
        "a=2&a=1",
        expect![[r#"
        $.a -> Expected form post parameter 'a' with value '1' but was '2'
        $.a -> Expected form post parameter 'a' with value '2' but was '1'"#]],
    );
    check(
        "a=1&a=2",
        "a=1",
        expect![[r#"
        $.a -> Expected form post parameter 'a' but was missing
        $.a -> Expected form post parameter 'a' with 2 value(s) but received 1 value(s)"#]],
    );
    check("a", "a=", expect![]);
    check("ü=é", "%C3%BC=%C3%A9", expect![]);
    check("a=1", "", expect!["/ -> Expected body Present(3 bytes) but was missing"]);
}

#[test]
fn rules() {
    let integer = r#"{"$.a": {"matchers": [{"match": "integer"}]}}"#;
    check_rules("a=1", integer, "a=-7", expect![]);
    check_rules("a=1", integer, "a=x", expect!["$.a -> Expected 'x' (String) to be an integer"]);
    check_rules(
        "a=1",
        integer,
        "a=1&a=2&a=z",
        expect!["$.a -> Expected 'z' (String) to be an integer"],
    );
    check_rules(
        "a=1&b=2",
        integer,
        "a=1",
        expect!["$.b -> Expected form post parameter 'b' but was missing"],
    );
    check_rules(
        "a=1",
        r#"{"$['a']": {"matchers": [{"match": "regex", "regex": "\\d"}]}}"#,
        "a=5",
        expect![],
    );
    check_rules(
        "a=1&a=2",
        r#"{"$.a[1]": {"matchers": [{"match": "integer"}]}}"#,
        "a=1&a=9",
        expect![],
    );
    check_rules(
        "a[]=1",
        r#"{"$['a[]']": {"matchers": [{"match": "integer"}]}}"#,
        "a[]=9",
        expect![],
    );
}

#[test]
fn a_rule_for_the_whole_form() {
    check_rules("a=1&b=2", r#"{"$": {"matchers": [{"match": "type"}]}}"#, "a=3&b=4", expect![]);
    check_rules(
        "a=1&b=2",
        r#"{"$.*": {"matchers": [{"match": "integer"}]}}"#,
        "a=3&b=4",
        expect![],
    );
    check_rules(
        "a=1&b=2",
        r#"{"$.*": {"matchers": [{"match": "integer"}]}}"#,
        "a=3&b=x",
        expect!["$.b -> Expected 'x' (String) to be an integer"],
    );
}

#[test]
fn a_form_that_is_none() {
    let mut actual = request("POST /\nContent-Type: application/x-www-form-urlencoded\n\n");
    actual.body = bytes::Bytes::from_static(b"a=\xff");
    let expected = r#"{"method": "POST", "headers": {"Content-Type": "application/x-www-form-urlencoded"}, "body": "a=1"}"#;
    expect!["$ -> Expected a form, but the body cannot be read as such: invalid utf-8 sequence of 1 bytes from index 2"].assert_eq(&judge(expected, actual));
}

#[test]
fn many_fields() {
    let form: Vec<String> = (0..2_000).map(|n| format!("field{n}={n}")).collect();
    let form = form.join("&");
    check(&form, &form, expect![]);
}
