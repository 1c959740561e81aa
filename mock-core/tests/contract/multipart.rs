//! Multipart bodies: each part is compared as a body by itself.

mod generated;
mod law;
mod parts;

use expect_test::{Expect, expect};
use http::HeaderValue;
use mock_core::{Pact, Plan, ReceivedRequest, ReceivedResponse};

use crate::support::{judge, judge_response, request, rules};

/// A body of these parts, each as it stands between two delimiters.
fn body(boundary: &str, parts: &[&str]) -> String {
    let part = |part: &&str| format!("--{boundary}\r\n{}\r\n", part.replace('\n', "\r\n"));
    let parts: String = parts.iter().map(part).collect();
    format!("{parts}--{boundary}--\r\n")
}

/// A form's field.
fn field(name: &str, value: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{name}\"\n\n{value}")
}

fn expecting(kind: &str, rules: &str, body: &str) -> String {
    let body = serde_json::to_string(body).unwrap();
    format!(
        r#"{{"method": "POST", "headers": {{"Content-Type": "multipart/{kind}; boundary=x"}},
            "body": {body}, "matchingRules": {{"body": {rules}}}}}"#
    )
}

fn received(kind: &str, boundary: &str, body: &str) -> ReceivedRequest {
    let mut request = request("POST /");
    let content_type = format!("multipart/{kind}; boundary=\"{boundary}\"");
    request.headers.insert("content-type", HeaderValue::from_str(&content_type).unwrap());
    request.body = body.to_owned().into();
    request
}

/// Parts that come with another boundary than the contract has.
#[track_caller]
fn check_ruled(list: &[(&str, &str)], expected: &[&str], actual: &[&str], says: Expect) {
    let expected = expecting("form-data", &rules(list), &body("x", expected));
    says.assert_eq(&judge(&expected, received("form-data", "y z", &body("y z", actual))));
}

#[track_caller]
fn check(expected: &[&str], actual: &[&str], says: Expect) {
    check_ruled(&[], expected, actual, says);
}

/// Whole bodies, as they stand on the wire.
#[track_caller]
fn check_raw(expected: &str, actual: &str, says: Expect) {
    let expected = expecting("mixed", "{}", expected);
    says.assert_eq(&judge(&expected, received("mixed", "x", actual)));
}

#[test]
fn parts_are_paired_by_name() {
    let (a, b) = (field("a", "1"), field("b", "2"));
    check(&[&a, &b], &[&a, &b], expect![]);
    check(&[&a, &b], &[&b, &a], expect![]);
    check(&[&a], &[&field("a", "2")], expect!["$.a -> Expected '2' to be equal to '1'"]);
    check(&[&a, &b], &[&b], expect!["$.a -> Expected part 'a' but was missing"]);
    check(
        &[&a, &b],
        &[],
        expect![[r#"
        $.a -> Expected part 'a' but was missing
        $.b -> Expected part 'b' but was missing"#]],
    );
    check(
        &[&field("a b", "1")],
        &[&a],
        expect![[r#"
        $['a b'] -> Expected part 'a b' but was missing
        $.a -> Unexpected part 'a' received"#]],
    );
    check(
        &[&a],
        &[&field("A", "1")],
        expect![[r#"
        $.a -> Expected part 'a' but was missing
        $.A -> Unexpected part 'A' received"#]],
    );
}

#[test]
fn parts_of_one_name_are_paired_in_their_order() {
    let (one, two) = (field("a", "1"), field("a", "2"));
    check(&[&one, &two], &[&one, &two], expect![]);
    check(
        &[&one, &two],
        &[&two, &one],
        expect![[r#"
        $.a[0] -> Expected '2' to be equal to '1'
        $.a[1] -> Expected '1' to be equal to '2'"#]],
    );
    check(&[&one, &two], &[&one], expect!["$.a[1] -> Expected part 'a' but was missing"]);
    check(&[&one], &[&one, &one], expect!["$.a[1] -> Unexpected part 'a' received"]);
}

#[test]
fn parts_without_a_name_are_paired_in_their_order() {
    check(&["\na", "\nb"], &["\na", "\nb"], expect![]);
    check(
        &["\na", &field("n", "1"), "\nb"],
        &[&field("n", "1"), "\na", "\nc"],
        expect!["$[1] -> Expected 'c' to be equal to 'b'"],
    );
    check(&["\na"], &["\na", "\nb"], expect!["$[1] -> Unexpected part 2 received"]);
    check_ruled(&[("$[1]", r#"{"match": "type"}"#)], &["\na", "\nb"], &["\na", "\nc"], expect![]);
}

#[test]
fn a_response_may_have_further_parts() {
    let (a, b) = (field("a", "1"), field("b", "2"));
    let expected = expecting("form-data", "{}", &body("x", &[&a]));
    let answer = |parts: &[&str]| {
        let request = received("form-data", "y", &body("y", parts));
        ReceivedResponse { status: 200, headers: request.headers, body: request.body }
    };
    expect![].assert_eq(&judge_response(&expected, &answer(&[&b, &a])));
    expect!["$.a -> Expected part 'a' but was missing"]
        .assert_eq(&judge_response(&expected, &answer(&[&b])));
}

#[test]
fn each_part_is_compared_by_its_own_type() {
    let json = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\n\n{text}"
        )
    };
    check(&[&json(r#"{"b": 1, "c": 2}"#)], &[&json(r#"{"c":2,"b":1}"#)], expect![]);
    check(
        &[&json(r#"{"b": 1}"#)],
        &[&json(r#"{"b": 2, "c": 3}"#)],
        expect![[r#"
        $.a -> Expected a Map with keys [b] but received one with keys [b, c]
        $.a.b -> Expected 2 (Integer) to be equal to 1 (Integer)"#]],
    );
    check(
        &[&json("{}")],
        &[&json("{")],
        expect![
            "$.a -> Expected JSON, but the body cannot be read as such: expected a name in double quotes at byte 1"
        ],
    );
    // What a part without a type holds is text.
    check(
        &[&field("a", r#"{"b": 1}"#)],
        &[&field("a", r#"{"b":1}"#)],
        expect![[r#"$.a -> Expected '{"b":1}' to be equal to '{"b": 1}'"#]],
    );
    let form = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/x-www-form-urlencoded\n\n{text}"
        )
    };
    check(
        &[&form("b=1&c=2")],
        &[&form("b=3")],
        expect![[r#"
        $.a.b -> Expected '3' to be equal to '1'
        $.a.c -> Expected 2 but was missing"#]],
    );
    let latin = "Content-Type: text/plain; charset=ISO-8859-1\n\na";
    check(
        &[latin],
        &["Content-Type: text/plain; charset=utf-8\n\na"],
        expect![
            "$[0] -> Expected part header 'Content-Type' to have value 'text/plain; charset=ISO-8859-1' but was 'text/plain; charset=utf-8'"
        ],
    );
    check(&[latin], &[latin], expect![]);
}

#[test]
fn rules_lead_into_parts() {
    let regex = ("$.a", r#"{"match": "regex", "regex": "\\d+"}"#);
    check_ruled(&[regex], &[&field("a", "1")], &[&field("a", "42")], expect![]);
    check_ruled(
        &[regex],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect![[r#"$.a -> Expected 'x' to match '\d+'"#]],
    );
    let quoted = ("$['a b']", r#"{"match": "include", "value": "c"}"#);
    check_ruled(&[quoted], &[&field("a b", "c")], &[&field("a b", "abc")], expect![]);
    let json = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\n\n{text}"
        )
    };
    let inner = ("$.a.b[*].c", r#"{"match": "integer"}"#);
    check_ruled(
        &[inner],
        &[&json(r#"{"b": [{"c": 1}]}"#)],
        &[&json(r#"{"b": [{"c": 7}]}"#)],
        expect![],
    );
    check_ruled(
        &[inner],
        &[&json(r#"{"b": [{"c": 1}]}"#)],
        &[&json(r#"{"b": [{"c": "7"}]}"#)],
        expect!["$.a.b[0].c -> Expected '7' (String) to be an integer"],
    );
    // A rule at the root holds for all that is below, and gives way to one for the part.
    let all = ("$", r#"{"match": "type"}"#);
    check_ruled(
        &[all],
        &[&json("[1]"), &field("b", "1")],
        &[&json("[2]"), &field("b", "2")],
        expect![],
    );
    check_ruled(
        &[all, regex],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect![[r#"$.a -> Expected 'x' to match '\d+'"#]],
    );
    check_ruled(
        &[("$.*", r#"{"match": "type"}"#), regex],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect![[r#"$.a -> Expected 'x' to match '\d+'"#]],
    );
    check_ruled(
        &[("$.b", r#"{"match": "type"}"#)],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect!["$.a -> Expected 'x' to be equal to '1'"],
    );
}

#[test]
fn rules_name_parts_by_their_place_among_their_namesakes() {
    let (one, two, x) = (field("a", "1"), field("a", "2"), field("a", "x"));
    let number = r#"{"match": "regex", "regex": "\\d"}"#;
    check_ruled(&[("$.a[1]", number)], &[&one, &two], &[&one, &field("a", "3")], expect![]);
    check_ruled(
        &[("$.a[1]", number)],
        &[&one, &two],
        &[&two, &x],
        expect![[r#"
        $.a[0] -> Expected '2' to be equal to '1'
        $.a[1] -> Expected 'x' to match '\d'"#]],
    );
    check_ruled(&[("$.a", number)], &[&one, &two], &[&two, &one], expect![]);
    check_ruled(
        &[("$.a[*]", r#"{"match": "type"}"#), ("$.a[0]", number)],
        &[&one, &two],
        &[&x, &x],
        expect![[r#"$.a[0] -> Expected 'x' to match '\d'"#]],
    );
    // As many as there are, each like the first.
    check_ruled(
        &[("$.a[*]", number)],
        &[&one],
        &[&one, &two, &x],
        expect![[r#"$.a[2] -> Expected 'x' to match '\d'"#]],
    );
    let json = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\n\n{text}"
        )
    };
    check_ruled(
        &[("$.a[*]", r#"{"match": "integer"}"#)],
        &[&json("[1]")],
        &[&json("[2]")],
        expect![],
    );
    check_ruled(
        &[("$.a[*].b", r#"{"match": "integer"}"#)],
        &[&json(r#"{"b": 1}"#)],
        &[&json(r#"{"b": 1}"#), &json(r#"{"b": 2}"#)],
        expect![],
    );
}
