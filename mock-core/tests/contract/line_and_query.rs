//! The request line: method, path and query.

use expect_test::{Expect, expect};

use crate::support::{judge, judge_in, request};

#[track_caller]
fn check(expected: &str, actual: &str, says: Expect) {
    says.assert_eq(&judge(expected, request(actual)));
}

#[test]
fn methods() {
    check(r#"{"method": "POST"}"#, "POST /", expect![]);
    check(r#"{"method": "post"}"#, "POST /", expect![]);
    check(r#"{"method": "POST"}"#, "post /", expect![]);
    check(r#"{"method": "PURGE"}"#, "PURGE /", expect![]);
    check(r#"{"method": "POST"}"#, "GET /", expect!["expected POST but was GET"]);
    check(r#"{"method": "GET"}"#, "HEAD /", expect!["expected GET but was HEAD"]);
}

#[test]
fn paths() {
    check(r#"{"path": "/a/b"}"#, "GET /a/b", expect![]);
    check(r#"{"path": "/a/b"}"#, "GET /a/b/", expect!["Expected '/a/b/' to be equal to '/a/b'"]);
    check(r#"{"path": "/a/b"}"#, "GET /a/B", expect!["Expected '/a/B' to be equal to '/a/b'"]);
    check(r#"{"path": "/a%2Fb"}"#, "GET /a/b", expect!["Expected '/a/b' to be equal to '/a%2Fb'"]);
    check(r#"{"path": "/a%2Fb"}"#, "GET /a%2Fb", expect![]);
    check(
        r#"{"path": "/a%2fb"}"#,
        "GET /a%2Fb",
        expect!["Expected '/a%2Fb' to be equal to '/a%2fb'"],
    );
    // What cannot stand in a request line is sent with escapes.
    check(r#"{"path": "/ä b/{id}"}"#, "GET /%C3%A4%20b/%7Bid%7D", expect![]);
    check(r#"{"path": "/ä b/{id}"}"#, "GET /ä%20b/{id}", expect![]);
    check(r#"{"path": "/a%20b"}"#, "GET /a b", expect![]);
    check(r#"{"path": "/"}"#, "GET //", expect!["Expected '//' to be equal to '/'"]);
    check(
        r#"{"path": "/a"}"#,
        "OPTIONS *",
        expect![[r#"
        expected GET but was OPTIONS
        Expected '*' to be equal to '/a'"#]],
    );
}

#[test]
fn rules_for_the_path() {
    let regex = r#"{"path": "/orders/1", "matchingRules": {"path": {"matchers": [{"match": "regex", "regex": "/orders/\\d+"}]}}}"#;
    check(regex, "GET /orders/42", expect![]);
    check(regex, "GET /orders/42/", expect![[r#"Expected '/orders/42/' to match '/orders/\d+'"#]]);
    check(
        regex,
        "POST /orders/x",
        expect![[r#"
        expected GET but was POST
        Expected '/orders/x' to match '/orders/\d+'"#]],
    );
    let either = r#"{"path": "/a", "matchingRules": {"path": {"combine": "OR", "matchers": [{"match": "equality"}, {"match": "include", "value": "b"}]}}}"#;
    check(either, "GET /a", expect![]);
    check(either, "GET /b", expect![]);
    check(
        either,
        "GET /c",
        expect![[r#"
        Expected '/c' (String) to be equal to '/a' (String)
        Expected '/c' to include 'b'"#]],
    );
    let flat =
        r#"{"path": "/a", "matchingRules": {"$.path": {"match": "regex", "regex": "/\\w"}}}"#;
    check(flat, "GET /b", expect![]);
    check(flat, "GET /bb", expect![[r#"Expected '/bb' to match '/\w'"#]]);
}

#[test]
fn queries() {
    check("{}", "GET /", expect![]);
    check("{}", "GET /?", expect![]);
    check(
        "{}",
        "GET /?a=1&b",
        expect![[r#"
        Unexpected query parameter 'a' received
        Unexpected query parameter 'b' received"#]],
    );
    check(r#"{"query": "a=1"}"#, "GET /", expect!["Expected query parameter 'a' but was missing"]);
    check(r#"{"query": "a=1&b=2"}"#, "GET /?b=2&a=1", expect![]);
    check(r#"{"query": "a=1&b=2"}"#, "GET /?b=2&a=1&", expect![]);
    check(
        r#"{"query": "a=1"}"#,
        "GET /?a=2",
        expect!["Expected query parameter 'a' with value '1' but was '2'"],
    );
    check(
        r#"{"query": "a=1"}"#,
        "GET /?A=1",
        expect![[r#"
        Expected query parameter 'a' but was missing
        Unexpected query parameter 'A' received"#]],
    );
    check(
        r#"{"query": "a=1"}"#,
        "GET /?a=1&b=2&b=3",
        expect!["Unexpected query parameter 'b' received"],
    );
    check(r#"{"query": "a=x%20y%26"}"#, "GET /?a=x+y%26", expect![]);
    check(r#"{"query": "a=%C3%A9"}"#, "GET /?a=é", expect![]);
    check(r#"{"query": {"q[]": ["1"]}}"#, "GET /?q%5B%5D=1", expect![]);
}

#[test]
fn repeated_parameters() {
    check(r#"{"query": "a=1&a=2"}"#, "GET /?a=1&a=2", expect![]);
    check(
        r#"{"query": "a=1&a=2"}"#,
        "GET /?a=2&a=1",
        expect![[r#"
        Expected query parameter 'a' with value '1' but was '2'
        Expected query parameter 'a' with value '2' but was '1'"#]],
    );
    check(
        r#"{"query": "a=1&a=2"}"#,
        "GET /?a=1",
        expect![[r#"
        Expected query parameter 'a' but was missing
        Expected query parameter 'a' with 2 value(s) but received 1 value(s)"#]],
    );
    check(
        r#"{"query": "a=1"}"#,
        "GET /?a=1&a=1",
        expect!["Expected query parameter 'a' with 1 value(s) but received 2 value(s)"],
    );
    check(r#"{"query": {"a": ["1", "2"], "b": ["3"]}}"#, "GET /?a=1&b=3&a=2", expect![]);
}

#[test]
fn parameters_without_a_value() {
    check(r#"{"query": {"a": [null]}}"#, "GET /?a", expect![]);
    check(r#"{"query": {"a": [null]}}"#, "GET /?a=", expect![]);
    check(r#"{"query": {"a": [""]}}"#, "GET /?a", expect![]);
    check(
        r#"{"query": {"a": null}}"#,
        "GET /?a=1",
        expect!["Expected query parameter 'a' with value '' but was '1'"],
    );
    check(
        r#"{"query": {"a": []}}"#,
        "GET /?a=1",
        expect!["Expected query parameter 'a' with 0 value(s) but received 1 value(s)"],
    );
}

#[track_caller]
fn check_rule(values: &str, rules: &str, query: &str, says: Expect) {
    let expected =
        format!(r#"{{"query": {{"q": {values}}}, "matchingRules": {{"query": {rules}}}}}"#);
    says.assert_eq(&judge(&expected, request(&format!("GET /?{query}"))));
}

#[test]
fn rules_for_status_codes_and_nothing() {
    let success = r#"{"q": {"matchers": [{"match": "statusCode", "status": "success"}]}}"#;
    check_rule(r#"["200"]"#, success, "q=201", expect![]);
    check_rule(r#"["200"]"#, success, "q=204&q=299", expect![]);
    check_rule(
        r#"["200"]"#,
        success,
        "q=200&q=404",
        expect!["Expected status code 404 to be a Successful response (200–299)"],
    );
    let null = r#"{"q": {"matchers": [{"match": "null"}]}}"#;
    check_rule("[null]", null, "q", expect![]);
    check_rule("[null]", null, "q=", expect![]);
    check_rule("[null]", null, "q=1", expect!["Expected '1' (String) to be a null value"]);
}

#[test]
fn rules_for_parameters() {
    let number = r#"{"q": {"matchers": [{"match": "integer"}]}}"#;
    check_rule(r#"["1"]"#, number, "q=-7", expect![]);
    check_rule(r#"["1"]"#, number, "q=x", expect!["Expected 'x' (String) to be an integer"]);
    check_rule(r#"["1"]"#, number, "q=1&q=2&q=3", expect![]);
    check_rule(r#"["1"]"#, number, "q=1&q=x", expect!["Expected 'x' (String) to be an integer"]);
    check_rule(r#"["1", "2"]"#, number, "q=3&q=4", expect![]);
    check_rule(
        r#"["1", "2"]"#,
        number,
        "q=3",
        expect![[r#"
        Expected query parameter 'q' but was missing
        Expected query parameter 'q' with 2 value(s) but received 1 value(s)"#]],
    );
    check_rule(r#"["1"]"#, number, "", expect!["Expected query parameter 'q' but was missing"]);
    check_rule(r#"["1"]"#, number, "q=1&p=2", expect!["Unexpected query parameter 'p' received"]);
    check_rule(
        r#"["1"]"#,
        number,
        "Q=1",
        expect![[r#"
        Expected query parameter 'q' but was missing
        Unexpected query parameter 'Q' received"#]],
    );
    check_rule(
        r#"["1"]"#,
        r#"{"q": {"matchers": [{"match": "type", "min": 2}]}}"#,
        "q=1",
        expect!["Expected 1 values (size 1) to have minimum size of 2"],
    );
    check_rule(
        r#"["1"]"#,
        r#"{"q": {"matchers": [{"match": "type", "min": 2}]}}"#,
        "q=1&q=b",
        expect![],
    );
    check_rule(
        r#"["1", "2"]"#,
        r#"{"q": {"matchers": [{"match": "type", "max": 2}]}}"#,
        "q=b",
        expect![],
    );
    check_rule("[]", r#"{"q": {"matchers": [{"match": "type", "min": 1}]}}"#, "q=b", expect![]);
    check_rule("[]", number, "q=b", expect![]);
    check_rule(
        r#"["a"]"#,
        r#"{"q": {"combine": "OR", "matchers": [{"match": "integer"}, {"match": "regex", "regex": "a+"}]}}"#,
        "q=aa",
        expect![],
    );
    check_rule(
        r#"["a"]"#,
        r#"{"q": {"combine": "OR", "matchers": [{"match": "integer"}, {"match": "regex", "regex": "a+"}]}}"#,
        "q=b",
        expect![[r#"
            Expected 'b' (String) to be an integer
            Expected 'b' to match 'a+'"#]],
    );
    check_rule(
        r#"["a"]"#,
        r#"{"q": {"matchers": [{"match": "integer"}, {"match": "regex", "regex": "a+"}]}}"#,
        "q=b",
        expect![[r#"
            Expected 'b' (String) to be an integer
            Expected 'b' to match 'a+'"#]],
    );
}

#[test]
fn rules_for_single_values_of_a_parameter() {
    check_rule(
        r#"["1", "2"]"#,
        r#"{"$.q[1]": {"matchers": [{"match": "integer"}]}}"#,
        "q=1&q=9",
        expect![],
    );
    check_rule(
        r#"["1", "2"]"#,
        r#"{"$.q[1]": {"matchers": [{"match": "integer"}]}}"#,
        "q=9&q=9",
        expect!["Expected query parameter 'q' with value '1' but was '9'"],
    );
    check_rule(
        r#"["1", "2"]"#,
        r#"{"q[1]": {"matchers": [{"match": "integer"}]}}"#,
        "q=1&q=9",
        expect![],
    );
    check_rule(
        r#"["1", "2"]"#,
        r#"{"$.q[*]": {"matchers": [{"match": "integer"}]}}"#,
        "q=8&q=9",
        expect![],
    );
    check_rule(
        r#"["1", "2"]"#,
        r#"{"$.q[*]": {"matchers": [{"match": "integer"}]}}"#,
        "q=8&q=9&q=7",
        expect!["Expected query parameter 'q' with 2 value(s) but received 3 value(s)"],
    );
    says_of_v2(
        r#"{"query": "q=1&q=2", "matchingRules": {"$.query.q[0]": {"match": "integer"}}}"#,
        "GET /?q=8&q=2",
        expect![],
    );
    says_of_v2(
        r#"{"query": "q=1&q=2", "matchingRules": {"$.query.q[0]": {"match": "integer"}}}"#,
        "GET /?q=8&q=8",
        expect!["Expected query parameter 'q' with value '2' but was '8'"],
    );
    says_of_v2(
        r#"{"query": "q=1", "matchingRules": {"$.query.q": {"match": "regex", "regex": "\\d"}}}"#,
        "GET /?q=8",
        expect![],
    );
}

#[test]
fn rules_for_all_parameters() {
    check_rule(r#"["1"]"#, r#"{"$": {"matchers": [{"match": "integer"}]}}"#, "q=7", expect![]);
    check_rule(
        r#"["1"]"#,
        r#"{"$.*": {"matchers": [{"match": "integer"}]}}"#,
        "q=x",
        expect!["Expected 'x' (String) to be an integer"],
    );
    check_rule(
        r#"["1"]"#,
        r#"{"matchers": [{"match": "integer"}]}"#,
        "q=x",
        expect!["Expected 'x' (String) to be an integer"],
    );
    says_of_v2(
        r#"{"query": "q=1", "matchingRules": {"$.query": {"match": "type"}}}"#,
        "GET /?q=x",
        expect![],
    );
}

#[test]
fn rules_for_what_is_inside_a_parameter() {
    let each = r#"{"q": {"matchers": [{"match": "eachValue", "rules": [{"match": "integer"}]}]}}"#;
    check_rule(r#"["1"]"#, each, "q=2&q=3", expect![]);
    check_rule(r#"["1"]"#, each, "q=2&q=x", expect!["Expected 'x' (String) to be an integer"]);
}

#[track_caller]
fn says_of_v2(expected: &str, actual: &str, says: Expect) {
    says.assert_eq(&judge_in("2.0.0", expected, request(actual)));
}

#[test]
fn names_of_parameters_are_literal() {
    let expected = r#"{"query": {"a.b": ["1"], "c[]": ["2"], "$d": ["3"]}, "matchingRules": {"query": {
        "a.b": {"matchers": [{"match": "integer"}]}, "c[]": {"matchers": [{"match": "integer"}]},
        "$d": {"matchers": [{"match": "integer"}]}}}}"#;
    check(expected, "GET /?a.b=7&c[]=8&$d=9", expect![]);
    check(
        expected,
        "GET /?a.b=x&c[]=y&$d=z",
        expect![[r#"
        Expected 'x' (String) to be an integer
        Expected 'y' (String) to be an integer
        Expected 'z' (String) to be an integer"#]],
    );
}
