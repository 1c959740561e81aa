//! What a provider answered, against what the contract expects of it.

use expect_test::{Expect, expect};
use http::HeaderMap;
use mock_core::ReceivedResponse;

use crate::support::{judge_response, pact, plan};

#[track_caller]
fn check(expected: &str, status: u16, headers: &[(&'static str, &str)], body: &str, says: Expect) {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(*name, value.parse().unwrap());
    }
    let actual = ReceivedResponse { status, headers: map, body: body.to_owned().into() };
    says.assert_eq(&judge_response(expected, &actual));
}

#[test]
fn status_codes() {
    check(r#"{"status": 201}"#, 201, &[], "", expect![]);
    check(r#"{"status": 201}"#, 200, &[], "", expect!["expected 201 but was 200"]);
    let class = r#"{"status": 200, "matchingRules": {"status": {"matchers": [{"match": "statusCode", "status": "success"}]}}}"#;
    check(class, 204, &[], "", expect![]);
    check(
        class,
        404,
        &[],
        "",
        expect!["Expected status code 404 to be a Successful response (200–299)"],
    );
    let regex =
        r#"{"status": 200, "matchingRules": {"$.status": {"match": "regex", "regex": "2\\d\\d"}}}"#;
    check(regex, 204, &[], "", expect![]);
    check(regex, 302, &[], "", expect![[r#"Expected 302 to match '2\d\d'"#]]);
    let integer =
        r#"{"status": 200, "matchingRules": {"status": {"matchers": [{"match": "integer"}]}}}"#;
    check(integer, 500, &[], "", expect![]);
}

/// Serving needs no rules of responses, so that the contract is not refused.
#[test]
fn rules_that_no_provider_can_be_checked_by() {
    let check = |rules: &str, says: Expect| {
        let pact = pact(&format!(r#"{{"response": {{"matchingRules": {{{rules}}}}}}}"#));
        let plan = plan(&pact);
        let notes = plan.notes().iter().filter(|note| !note.place.pointer.is_empty());
        says.assert_eq(&notes.map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    };
    check(r#""body": {"$.a": {"matchers": [{"match": "regex", "regex": "(a)\\1"}]}}"#, expect![""]);
    check(
        r#""status": {"matchers": [{"match": "type"}, {"match": "regex", "regex": "("}]},
           "$.body.b": {"match": "regex", "regex": "*"}"#,
        expect![[r#"
            1:61: at /interactions/0/response/matchingRules/status: the regular expression "(" is not valid: Parsing error at position 1: Opening parenthesis without closing parenthesis
            2:24: at /interactions/0/response/matchingRules/$.body.b: the regular expression "*" is not valid: Parsing error at position 0: Target of repeat operator is invalid"#]],
    );
    check(
        r#""body": {"$.a": {"matchers": [
            {"match": "eachValue", "rules": [{"match": "regex", "regex": "["}]},
            {"match": "arrayContains", "variants": [{"index": 0, "rules": {"$": {"matchers": [{"match": "regex", "regex": ")"}]}}}]}
        ]}}"#,
        expect![[r#"
            1:67: at /interactions/0/response/matchingRules/body/$.a: the regular expression "[" is not valid: Parsing error at position 1: Invalid character class
            1:67: at /interactions/0/response/matchingRules/body/$.a: the regular expression ")" is not valid: Parsing error at position 0: General parsing error: end of string not reached"#]],
    );
    #[cfg(feature = "datetime")]
    check(
        r#""$.body.a": {"match": "date", "format": "jj"}"#,
        expect![[
            r#"1:63: at /interactions/0/response/matchingRules/$.body.a: the date pattern "jj" is not valid: `jj` at character 1 has no meaning; text stands in quotes: 'j'"#
        ]],
    );
    #[cfg(not(feature = "datetime"))]
    check(r#""$.body.a": {"match": "date", "format": "jj"}"#, expect![]);
    let messages = r#"{"messages": [{"matchingRules": {"body": {"$": {"matchers": [{"match": "regex", "regex": "("}]}}}}]}"#;
    let plan = plan(&mock_core::Pact::parse(messages).unwrap());
    assert!(plan.notes().iter().any(|note| note.message.contains("is not valid")));
}

#[test]
fn headers_and_bodies() {
    let expected = r#"{"headers": {"X-A": "1"}, "body": {"a": 1}}"#;
    check(expected, 200, &[("x-a", "1"), ("x-b", "2")], r#"{"a": 1, "b": 2}"#, expect![]);
    check(
        expected,
        200,
        &[("x-a", "2")],
        r#"{"b": 2}"#,
        expect![[r#"
        Mismatch with header 'X-A': Expected header 'X-A' to have value '1' but was '2'
        $ -> Actual map is missing the following keys: a"#]],
    );
    check(
        expected,
        200,
        &[],
        "",
        expect![[r#"
        Expected a header 'X-A' but was missing
        / -> Expected body Present(7 bytes) but was missing"#]],
    );
    check("{}", 200, &[("x-a", "1")], "anything", expect![]);
    check(
        r#"{"body": null}"#,
        200,
        &[],
        "anything",
        expect!["/ -> Expected empty body but received Present(8 bytes)"],
    );
}

#[test]
fn forms_are_strict_even_here() {
    let expected =
        r#"{"headers": {"Content-Type": "application/x-www-form-urlencoded"}, "body": "a=1"}"#;
    check(
        expected,
        200,
        &[("content-type", "application/x-www-form-urlencoded")],
        "a=1&b=2",
        expect!["$.b -> Unexpected form post parameter 'b' received"],
    );
}

#[test]
fn an_example_is_what_the_contract_shows() {
    let pact = pact(
        r#"{"response": {"status": 202, "headers": {"X-A": ["1", "2"], "X-B": "ü"}, "body": {"b": 1.10, "a": [ ]}}}"#,
    );
    let example = pact.interactions[0].http().unwrap().response.example();
    assert_eq!(example.status, 202);
    assert_eq!(example.headers.get_all("x-a").iter().collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(example.headers["x-b"].as_bytes(), "ü".as_bytes());
    assert_eq!(example.body, r#"{"b":1.10,"a":[]}"#);
}
