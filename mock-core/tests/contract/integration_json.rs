//! Contracts whose values say themselves how they are matched and generated.

use expect_test::{Expect, expect};
use mock_core::ResponsePlan;

use crate::support::{judge, pact, plan, request, sentences};

#[track_caller]
fn check(expected: &str, actual: &str, says: Expect) {
    says.assert_eq(&judge(expected, request(actual)));
}

#[test]
fn requests_are_judged_by_what_values_say() {
    let order = r#"{
        "method": "POST",
        "path": {"pact:matcher:type": "regex", "regex": "/orders/\\d+", "value": "/orders/1"},
        "query": {"page": {"pact:matcher:type": "integer", "value": "1"}},
        "headers": {"X-Id": {"pact:matcher:type": "matching(regex, '[a-f]+', 'abc')"}},
        "body": {
            "kind": "order",
            "items": {"pact:matcher:type": "type", "min": 1, "value": [
                {"id": {"pact:matcher:type": "integer", "value": 1}, "tags": {"pact:matcher:type": "ignore-order", "value": ["a", "b"]}}
            ]}
        }
    }"#;
    check(
        order,
        "POST /orders/77?page=2\nX-Id: fff\n\n{\"kind\": \"order\", \"items\": [{\"id\": 5, \"tags\": [\"b\", \"a\"]}, {\"id\": 6, \"tags\": [\"a\", \"b\"]}]}",
        expect![],
    );
    check(
        order,
        "POST /orders/x?page=y\nX-Id: 1\n\n{\"kind\": \"offer\", \"items\": [{\"id\": 5.5, \"tags\": [\"c\", \"a\"]}]}",
        expect![[r#"
            Expected '/orders/x' to match '/orders/\d+'
            Expected 'y' (String) to be an integer
            Mismatch with header 'X-Id': Expected '1' to match '[a-f]+'
            $.kind -> Expected 'offer' (String) to be equal to 'order' (String)
            $.items[0].id -> Expected 5.5 (Decimal) to be an integer
            $.items[0].tags -> Variant at index 1 (b) was not found in the actual list"#]],
    );
    check(
        order,
        "POST /orders/1?page=1\nX-Id: a\n\n{\"kind\": \"order\", \"items\": []}",
        expect!["$.items -> Expected [] (size 0) to have minimum size of 1"],
    );
    let text = r#"{
        "headers": {"Content-Type": "text/plain"},
        "body": {"pact:matcher:type": "matching(include, 'world')", "value": "hello world"}
    }"#;
    check(text, "GET /\nContent-Type: text/plain\n\nworlds", expect![]);
    check(
        text,
        "GET /\nContent-Type: text/plain\n\nword",
        expect!["$ -> Expected 'word' to include 'world'"],
    );
}

#[test]
fn expressions_nest() {
    let body = |expression: &str, value: &str| {
        format!(r#"{{"body": {{"a": {{"pact:matcher:type": "{expression}", "value": {value}}}}}}}"#)
    };
    let each = body(
        "atLeast(1), atMost(2), eachKey(matching(regex, 'k[0-9]', 'k1')), eachValue(matching(integer, 1))",
        r#"{"k1": 1}"#,
    );
    check(&each, "GET /\n\n{\"a\": {\"k7\": 5, \"k8\": 6}}", expect![]);
    check(
        &each,
        "GET /\n\n{\"a\": {\"x\": \"y\"}}",
        expect![[r#"
        $.a.x -> Expected 'x' to match 'k[0-9]'
        $.a.x -> Expected 'y' (String) to be an integer"#]],
    );
    check(
        &each,
        "GET /\n\n{\"a\": {}}",
        expect!["$.a -> Expected {} (size 0) to have minimum size of 1"],
    );
    let contains =
        body("arrayContains(matching(type, 'a'), matching(regex, '[0-9]+', '1'))", r#"["a", "1"]"#);
    check(&contains, "GET /\n\n{\"a\": [null, \"12\", 5]}", expect![]);
    check(
        &contains,
        "GET /\n\n{\"a\": [null, 5]}",
        expect!["$.a -> Variant at index 0 (a) was not found in the actual list"],
    );
}

/// What is answered is the example, with the values of its generators.
#[test]
fn responses_are_examples() {
    let pact = pact(
        r#"{"response": {
            "status": {"pact:matcher:type": "statusCode", "status": "success", "value": 201},
            "headers": {"X-Id": [{"pact:matcher:type": "type", "value": "7"}]},
            "body": {
                "list": {"pact:matcher:type": "type", "value": [{"id": {"pact:matcher:type": "integer", "pact:generator:type": "RandomInt", "min": 5, "max": 5, "value": 1}}]},
                "any": {"pact:matcher:type": "arrayContains", "variants": [{"pact:matcher:type": "type", "value": "a"}, 1.10]}
            }
        }}"#,
    );
    let response = &pact.interactions[0].http().expect("HTTP").response;
    assert_eq!(response.example().body, r#"{"list":[{"id":1}],"any":["a",1.10]}"#);
    let generated = response.generated(&Default::default());
    assert_eq!(generated.body, r#"{"list":[{"id":5}],"any":["a",1.10]}"#);
    assert_eq!((generated.status, &generated.headers["X-Id"]), (201, &"7".parse().unwrap()));
    let said = ResponsePlan::compile(response).unwrap().check(&generated);
    assert!(said.is_empty(), "{}", sentences(&said));
    plan(&pact);
}
