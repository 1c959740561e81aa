//! Rules that nothing could fit where they stand: they are the contract's fault, and are told as
//! that instead of failing every exchange.

use expect_test::{Expect, expect};
use mock_core::{MessagePlan, Pact, Plan, PlanError, ResponsePlan};

use crate::support::pact;

/// What is said of the rules, each without its line and the place of its message.
fn refusals<P>(compiled: Result<P, PlanError>) -> String {
    let said = compiled.err().map(|error| error.to_string()).unwrap_or_default();
    let sentences = said.lines().map(|line| {
        let (_, behind) = line.split_once("/matchingRules").unwrap_or(("", line));
        behind.to_owned()
    });
    sentences.collect::<Vec<_>>().join("\n")
}

/// A request with rules for a category.
#[track_caller]
fn check(request: &str, rules: &str, says: Expect) {
    let pact = pact(&format!(
        r#"{{"request": {{"method": "POST", {request}, "matchingRules": {{{rules}}}}}}}"#
    ));
    says.assert_eq(&refusals(Plan::compile(&pact)));
}

const EACH_KEY: &str = r#"{"match": "eachKey", "rules": [{"match": "type"}]}"#;
const EACH_VALUE: &str = r#"{"match": "eachValue", "rules": [{"match": "type"}]}"#;
const CONTAINS: &str = r#"{"match": "arrayContains", "variants": []}"#;

/// An example, and the rule of each kind that is about children at a path of its body.
#[track_caller]
fn check_body(request: &str, path: &str, says: Expect) {
    let all = [EACH_KEY, EACH_VALUE, CONTAINS].join(", ");
    check(request, &format!(r#""body": {{"{path}": {{"matchers": [{all}]}}}}"#), says);
}

#[test]
fn rules_about_children_of_what_has_none() {
    check_body(
        r#""headers": {"Content-Type": "text/plain"}, "body": "a""#,
        "$",
        expect![[r#"
            /body/$: the matching rule "eachKey" has no meaning for a text
            /body/$: the matching rule "eachValue" has no meaning for a text
            /body/$: the matching rule "arrayContains" has no meaning for a text"#]],
    );
    check_body(
        r#""headers": {"Content-Type": "image/png"}, "body": "AAAA""#,
        "$",
        expect![[r#"
            /body/$: the matching rule "eachKey" has no meaning for bytes
            /body/$: the matching rule "eachValue" has no meaning for bytes
            /body/$: the matching rule "arrayContains" has no meaning for bytes"#]],
    );
    check_body(
        r#""body": {"a": "x"}"#,
        "$.a",
        expect![[r#"
        /body/$.a: the matching rule "eachKey" has no meaning for a value of type String
        /body/$.a: the matching rule "eachValue" has no meaning for a value of type String
        /body/$.a: the matching rule "arrayContains" has no meaning for a value of type String"#]],
    );
    check_body(
        r#""body": {"a": [1, null]}"#,
        "$.a[1]",
        expect![[r#"
        /body/$.a[1]: the matching rule "eachKey" has no meaning for a value of type Null
        /body/$.a[1]: the matching rule "eachValue" has no meaning for a value of type Null
        /body/$.a[1]: the matching rule "arrayContains" has no meaning for a value of type Null"#]],
    );
    check_body(
        r#""headers": {"Content-Type": "application/x-www-form-urlencoded"}, "body": "a=1&a=2""#,
        "$.a[1]",
        expect![[r#"
            /body/$.a[1]: the matching rule "eachKey" has no meaning for a single value
            /body/$.a[1]: the matching rule "eachValue" has no meaning for a single value
            /body/$.a[1]: the matching rule "arrayContains" has no meaning for a single value"#]],
    );
    let header = format!(r#""header": {{"X-One[0]": {{"matchers": [{EACH_VALUE}]}}}}"#);
    check(
        r#""headers": {"X-One": "1"}"#,
        &header,
        expect![[
            r#"/header/X-One[0]: the matching rule "eachValue" has no meaning for a single value"#
        ]],
    );
}

#[test]
#[cfg(feature = "multipart")]
fn rules_about_children_of_parts() {
    check_body(
        r#""headers": {"Content-Type": "multipart/form-data; boundary=x"},
           "body": "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n""#,
        "$.a",
        expect![[r#"
            /body/$.a: the matching rule "eachKey" has no meaning for a text
            /body/$.a: the matching rule "eachValue" has no meaning for a text
            /body/$.a: the matching rule "arrayContains" has no meaning for a text"#]],
    );
}

#[test]
fn rules_about_names_at_the_root_of_a_form() {
    let form = r#""headers": {"Content-Type": "application/x-www-form-urlencoded"}, "body": "a=1""#;
    check_body(
        form,
        "$",
        expect![[r#"
        /body/$: the matching rule "eachKey" has no meaning for a form as a whole
        /body/$: the matching rule "eachValue" has no meaning for a form as a whole
        /body/$: the matching rule "arrayContains" has no meaning for a form as a whole"#]],
    );
    check(
        form,
        r#""body": {"$": {"matchers": [{"match": "values"}]}}"#,
        expect![[r#"/body/$: the matching rule "values" has no meaning for a form as a whole"#]],
    );
}

#[test]
fn rules_that_fit_no_path() {
    for rule in [EACH_KEY, r#"{"match": "null"}"#, r#"{"match": "statusCode"}"#] {
        let name = rule.split('"').nth(3).unwrap();
        let said = format!(r#"/path: the matching rule "{name}" has no meaning for a path"#);
        let rules = format!(r#""path": {{"matchers": [{rule}]}}"#);
        let pact = pact(&format!(r#"{{"request": {{"matchingRules": {{{rules}}}}}}}"#));
        assert_eq!(refusals(Plan::compile(&pact)), said);
    }
}

#[test]
fn statuses_and_metadata() {
    let rules = format!(r#"{{"status": {{"matchers": [{EACH_VALUE}]}}}}"#);
    let pact = pact(&format!(r#"{{"response": {{"matchingRules": {rules}}}}}"#));
    // It is served all the same: nobody checks by it here.
    expect![""].assert_eq(&refusals(Plan::compile(&pact)));
    let response = &pact.interactions[0].http().unwrap().response;
    expect![[r#"/status: the matching rule "eachValue" has no meaning for a status"#]]
        .assert_eq(&refusals(ResponsePlan::compile(response)));

    let rules = format!(r#"{{"metadata": {{"k": {{"matchers": [{EACH_KEY}]}}}}}}"#);
    let messages = format!(
        r#"{{"messages": [{{"contents": 1, "metaData": {{"k": "v"}}, "matchingRules": {rules}}}],
            "metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#
    );
    let pact = Pact::parse(&messages).unwrap();
    let message = pact.interactions[0].message().unwrap();
    expect![[
        r#"/metadata/k: the matching rule "eachKey" has no meaning for a value of type String"#
    ]]
    .assert_eq(&refusals(MessagePlan::compile(message)));
}

#[test]
fn rules_that_may_be_meant_for_others_stay() {
    let body = r#""body": {"a": "x", "b": {"c": 1}}"#;
    check(body, &format!(r#""body": {{"$.*": {{"matchers": [{EACH_KEY}]}}}}"#), expect![""]);
    let either = format!(r#"{{"combine": "OR", "matchers": [{{"match": "type"}}, {EACH_KEY}]}}"#);
    check(body, &format!(r#""body": {{"$.a": {either}}}"#), expect![""]);
    check(body, r#""body": {"$.a": {"matchers": [{"match": "values"}]}}"#, expect![""]);
    let query = format!(r#""query": {{"q": {{"matchers": [{EACH_VALUE}]}}}}"#);
    check(r#""query": {"q": ["1", "2"]}"#, &query, expect![""]);
}
