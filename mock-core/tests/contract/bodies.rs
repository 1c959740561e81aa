//! Whether there is a body, and of which type; before its content is looked at.

use expect_test::{Expect, expect};
use mock_core::{Pact, Plan};

use crate::support::{judge, judge_in, request};

#[track_caller]
fn check(expected: &str, actual: &str, says: Expect) {
    let expected = format!(r#"{{"method": "PUT", {expected}}}"#);
    says.assert_eq(&judge(&expected, request(&format!("PUT /\n{actual}"))));
}

#[test]
fn a_body_or_none() {
    check(r#""path": "/""#, "\n", expect![]);
    check(r#""path": "/""#, "Content-Type: a/b\n\nanything", expect![]);
    check(r#""body": null"#, "\n", expect![]);
    check(
        r#""body": null"#,
        "\ntext",
        expect!["/ -> Expected empty body but received Present(4 bytes)"],
    );
    check(r#""body": """#, "\n", expect![]);
    check(
        r#""body": """#,
        "\n{\"a\": 1}",
        expect!["/ -> Expected empty body but received Present(8 bytes)"],
    );
    check(
        r#""body": "text""#,
        "\n",
        expect!["/ -> Expected body Present(4 bytes) but was missing"],
    );
    check(
        r#""body": {"a": 1}"#,
        "\n",
        expect!["/ -> Expected body Present(7 bytes) but was missing"],
    );
    check(
        r#""body": {"a": 1}"#,
        "Content-Type: application/json\n\n",
        expect!["/ -> Expected body Present(7 bytes) but was missing"],
    );
    check(r#""body": {}"#, "\n", expect!["/ -> Expected body Present(2 bytes) but was missing"]);
}

#[test]
fn types_of_bodies() {
    let typed = |kind: &str, body: &str| {
        format!("\"headers\": {{\"Content-Type\": \"{kind}\"}}, \"body\": {body}")
    };
    let json = r#"{"a": 1}"#;
    check(
        &typed("application/json", json),
        "Content-Type: application/json\n\n{\"a\":1}",
        expect![],
    );
    check(
        &typed("application/json", json),
        "Content-Type: text/plain\n\n{\"a\":1}",
        expect![[r#"
        Mismatch with header 'Content-Type': Expected header 'Content-Type' to have value 'application/json' but was 'text/plain'
        Expected a body of 'application/json' but the actual content type was 'text/plain'"#]],
    );
    check(
        &typed("application/json", json),
        "\n{\"a\":1}",
        expect!["Expected a header 'Content-Type' but was missing"],
    );
    // Without a header nothing is known of the type, and the content decides.
    check(r#""body": {"a": 1}"#, "\n{\"a\":1}", expect![]);
    check(
        r#""body": {"a": 1}"#,
        "Content-Type: application/json; charset=utf-8\n\n{\"a\":1}",
        expect![],
    );
    check(r#""body": {"a": 1}"#, "Content-Type: application/hal+json\n\n{\"a\":1}", expect![]);
    check(
        r#""body": {"a": 1}"#,
        "Content-Type: text/plain\n\n{\"a\":1}",
        expect![
            "Expected a body of 'application/json' but the actual content type was 'text/plain'"
        ],
    );
    check(r#""body": {"a": 1}"#, "Content-Type: nonsense\n\n{\"a\":1}", expect![]);
    check(r#""body": "text""#, "Content-Type: text/plain\n\ntext", expect![]);
    check(
        r#""body": "text""#,
        "Content-Type: text/html\n\ntext",
        expect!["Expected a body of 'text/plain' but the actual content type was 'text/html'"],
    );
    check(r#""body": "{\"a\": 1}""#, "Content-Type: application/json\n\n{\"a\":1}", expect![]);
}

#[test]
fn types_that_only_a_version_4_body_says() {
    let check = |body: &str, actual: &str, says: Expect| {
        let expected = format!(r#"{{"method": "PUT", "body": {body}}}"#);
        says.assert_eq(&judge_in("4.0", &expected, request(&format!("PUT /\n{actual}"))));
    };
    let json = r#"{"content": {"a": 1}, "contentType": "application/json"}"#;
    check(json, "Content-Type: application/json\n\n{\"a\":1}", expect![]);
    check(
        json,
        "Content-Type: text/plain\n\n{\"a\":1}",
        expect![
            "Expected a body of 'application/json' but the actual content type was 'text/plain'"
        ],
    );
    check(json, "\n{\"a\":1}", expect![]);
    check(r#"{"content": "{\"a\": 1}", "encoded": "JSON"}"#, "\n{\"a\":1}", expect![]);
    check(
        r#"{"content": "eyJhIjoxfQ==", "encoded": true, "contentType": "application/json"}"#,
        "\n{ \"a\": 1 }",
        expect![],
    );
    check(r#"{"content": "text", "contentType": "application/json"}"#, "\n\"text\"", expect![]);
    check(
        r#"{"content": "text", "contentType": "application/json"}"#,
        "\ntext",
        expect![
            "$ -> Expected JSON, but the body cannot be read as such: expected a value at byte 0"
        ],
    );
    // Hints go before types.
    check(
        r#"{"content": "{\"a\": 1}", "contentType": "application/json", "encoded": "json", "contentTypeHint": "BINARY"}"#,
        "\n{ \"a\": 1 }",
        expect![
            "$ -> Actual body [application/json, 10 bytes, starting with 7b202261223a2031207d] is not equal to the expected body [application/json, 8 bytes, starting with 7b2261223a20317d]"
        ],
    );
    check(
        r#"{"content": "a", "contentType": "application/octet-stream", "contentTypeHint": "TEXT"}"#,
        "\nb",
        expect!["$ -> Expected body 'a' to match 'b' using equality but did not match"],
    );
}

#[test]
fn bodies_that_are_not_what_they_should_be() {
    let json = r#""body": {"a": 1}"#;
    check(
        json,
        "\n{\"a\":",
        expect![
            "$ -> Expected JSON, but the body cannot be read as such: expected a value at byte 5"
        ],
    );
    check(
        json,
        "\ntext",
        expect![
            "$ -> Expected JSON, but the body cannot be read as such: expected a value at byte 0"
        ],
    );
    check(
        json,
        "\n{\"a\":1} {\"a\":1}",
        expect![
            "$ -> Expected JSON, but the body cannot be read as such: expected nothing more behind the value at byte 8"
        ],
    );
    check(json, "\n\u{feff}{\"a\":1}", expect![]);
    check(json, "\n  {\"a\":1}\r\n", expect![]);
    // An example that is no JSON is compared as the text that it is.
    let broken = r#"{"method": "PUT", "body": {"content": "{half", "encoded": "json"}}"#;
    expect![].assert_eq(&judge_in("4.0", broken, request("PUT /\n\n{half")));
    expect!["$ -> Expected body '{half' to match '{other' using equality but did not match"]
        .assert_eq(&judge_in("4.0", broken, request("PUT /\n\n{other")));
}

#[test]
fn bytes_that_are_no_text() {
    let mut actual = request("PUT /\nContent-Type: application/json\n\n");
    actual.body = bytes::Bytes::from_static(b"{\"a\":\"\xff\"}");
    expect!["$ -> Expected JSON, but the body cannot be read as such: not UTF-8 at byte 6"]
        .assert_eq(&judge(r#"{"method": "PUT", "body": {"a": "x"}}"#, actual.clone()));
    actual.headers.clear();
    expect!["$ -> Expected text, but the body cannot be read as such: invalid utf-8 sequence of 1 bytes from index 6"].assert_eq(&judge(r#"{"method": "PUT", "body": "text"}"#, actual));
}

/// Nesting is bounded by the contract and never by what comes in.
#[test]
fn deep_bodies() {
    let (open, close) = ("[".repeat(50_000), "]".repeat(50_000));
    let deep = format!("{open}{close}");
    let objects = format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
    for (body, rules) in [
        ("[]", "{}"),
        ("[[]]", r#"{"$": {"matchers": [{"match": "type"}]}}"#),
        ("[]", r#"{"$": {"matchers": [{"match": "type", "min": 1}]}}"#),
        (
            "[]",
            r#"{"$[*]": {"matchers": [{"match": "equality"}]}, "$": {"matchers": [{"match": "type"}]}}"#,
        ),
        (
            "[]",
            r#"{"$": {"matchers": [{"match": "eachValue", "rules": [{"match": "equality"}]}]}}"#,
        ),
        (
            "{}",
            r#"{"$": {"matchers": [{"match": "eachValue", "rules": [{"match": "equality"}]}]}}"#,
        ),
        ("{}", r#"{"$": {"matchers": [{"match": "values"}]}}"#),
        ("[[]]", r#"{"$": {"matchers": [{"match": "arrayContains", "variants": []}]}}"#),
        ("\"a\"", r#"{"$": {"matchers": [{"match": "regex", "regex": "a"}]}}"#),
    ] {
        let expected =
            format!(r#"{{"method": "PUT", "body": {body}, "matchingRules": {{"body": {rules}}}}}"#);
        for actual in [&deep, &objects] {
            // Whatever the verdict: it comes.
            judge(
                &expected,
                request(&format!("PUT /\nContent-Type: application/json\n\n{actual}")),
            );
        }
    }
}

#[track_caller]
fn check_refused(request: &str, says: Expect) {
    let text = format!(
        r#"{{"interactions": [{{"description": "first"}},
{{"request": {request}}}],
"metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#
    );
    let pact = Pact::parse(&text).unwrap();
    says.assert_eq(&Plan::compile(&pact).unwrap_err().to_string());
}

#[test]
fn what_cannot_be_matched_is_refused() {
    #[cfg(not(feature = "xml"))]
    check_refused(
        r#"{"headers": {"Content-Type": "application/xml"}, "body": "<a/>"}"#,
        expect![[
            r#"2:1: at /interactions/1: XML bodies (application/xml) need the feature "xml" of mock-runtime"#
        ]],
    );
    #[cfg(not(feature = "multipart"))]
    check_refused(
        r#"{"headers": {"Content-Type": "multipart/form-data"}, "body": "--x--"}"#,
        expect![[
            r#"2:1: at /interactions/1: multipart bodies (multipart/form-data) need the feature "multipart" of mock-runtime"#
        ]],
    );
    #[cfg(not(feature = "datetime"))]
    check_refused(
        r#"{"body": 1, "matchingRules": {"body": {"$": {"matchers": [{"match": "date"}]}}}}"#,
        expect![[
            r#"2:57: at /interactions/1/request/matchingRules/body/$: the matching rule "date" needs the feature "datetime" of mock-runtime"#
        ]],
    );
    check_refused(
        r#"{"matchingRules": {"path": {"matchers": [{"match": "regex", "regex": "["}, {"match": "regex", "regex": "[\\w-z-a]"}]}}}"#,
        expect![[r#"
        2:40: at /interactions/1/request/matchingRules/path: the regular expression "[" is not valid: Parsing error at position 1: Invalid character class
        2:40: at /interactions/1/request/matchingRules/path: the regular expression "[\w-z-a]" is not valid: invalid character class range, the start must be <= the end"#]],
    );
    check_refused(
        r#"{"body": [1], "matchingRules": {"body": {"$": {"matchers": [{"match": "arrayContains", "variants": [{"index": 5}]}]}}}}"#,
        expect![
            "2:59: at /interactions/1/request/matchingRules/body/$: an arrayContains rule for element 5 of an example that has 1"
        ],
    );
    check_refused(
        r#"{"body": [1], "matchingRules": {"body": {"$": {"matchers": [{"match": "eachValue", "rules": [{"match": "regex", "regex": "("}]}]}}}}"#,
        expect![[
            r#"2:59: at /interactions/1/request/matchingRules/body/$: the regular expression "(" is not valid: Parsing error at position 1: Opening parenthesis without closing parenthesis"#
        ]],
    );
}

/// A query is text; other tools have the whole request as JSON.
#[test]
fn graphql() {
    #[track_caller]
    fn check(version: &str, body: &str, actual: &str, says: Expect) {
        let expected = format!(
            r#"{{"method": "POST", "headers": {{"Content-Type": "application/graphql"}}, "body": {body}}}"#
        );
        let actual = format!("POST /\nContent-Type: application/graphql\n\n{actual}");
        says.assert_eq(&judge_in(version, &expected, request(&actual)));
    }
    for query in ["query { a }", "{ a }", "{ a(id: 1) { b } }"] {
        check("3.0.0", &format!("{query:?}"), query, expect![]);
    }
    check(
        "3.0.0",
        r#""query { a }""#,
        "query { b }",
        expect![
            "$ -> Expected body 'query { a }' to match 'query { b }' using equality but did not match"
        ],
    );
    check("3.0.0", r#""{\"query\": \"{ a }\"}""#, r#"{ "query": "{ a }" }"#, expect![]);
    check("3.0.0", r#"{"query": "{ a }"}"#, r#"{ "query": "{ a }" }"#, expect![]);
}
