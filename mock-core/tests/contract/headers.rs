//! Headers: names in any case, lists, parameters, rules; further headers are always allowed.

use expect_test::{Expect, expect};

use mock_core::Session;

use crate::support::{judge, judge_in, pact, plan, request};

#[track_caller]
fn check(headers: &str, actual: &str, says: Expect) {
    says.assert_eq(&judge(
        &format!(r#"{{"headers": {headers}}}"#),
        request(&format!("GET /\n{actual}")),
    ));
}

#[test]
fn names_and_values() {
    check(r#"{"X-One": "a"}"#, "x-one: a", expect![]);
    check(r#"{"X-One": "a"}"#, "X-ONE: a\nX-Two: b", expect![]);
    check(
        r#"{"X-One": "a"}"#,
        "X-One: A",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value 'a' but was 'A'"
        ],
    );
    check(r#"{"X-One": "a"}"#, "X-Two: a", expect!["Expected a header 'X-One' but was missing"]);
    check(r#"{"X-One": ""}"#, "X-One:", expect![]);
    check(
        r#"{"X-One": ""}"#,
        "X-One: a",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value '' but was 'a'"
        ],
    );
    check(r#"{"X-One": 5}"#, "X-One: 5", expect![]);
    check(r#"{"X-One": "é"}"#, "X-One: é", expect![]);
    check(r#"{"X-One": " a "}"#, "X-One: a", expect![]);
    check(
        r#"{"X-One": []}"#,
        "X-One: a",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value '' but was 'a'"
        ],
    );
    check(
        r#"{"X-A": "1", "X-B": "2"}"#,
        "X-B: 3",
        expect![[r#"
        Expected a header 'X-A' but was missing
        Mismatch with header 'X-B': Expected header 'X-B' to have value '2' but was '3'"#]],
    );
}

#[test]
fn values_that_are_folded_over_lines() {
    check(r#"{"X-One": "a\r\n b"}"#, "X-One: a b", expect![]);
    check(r#"{"X-One": "a \n\t b;\r\n  c"}"#, "X-One: a b; c", expect![]);
    check(r#"{"X-One": ["a,\r\n b"]}"#, "X-One: a, b", expect![]);
    check(
        r#"{"Accept": "text/html,\r\n\ttext/plain"}"#,
        "Accept: text/html, text/plain",
        expect![],
    );
    let response = r#"{"response": {"headers": {"X-One": "a\r\n b", "X-Two": ["a\n\tb"]}}}"#;
    let reply = Session::new(plan(&pact(response))).respond(request("GET /"));
    assert_eq!(
        (&reply.headers["X-One"], &reply.headers["X-Two"]),
        (&"a b".parse().unwrap(), &"a b".parse().unwrap())
    );
    // Without whitespace behind it the line is another one, and no header can hold it.
    check(
        r#"{"X-One": "a\nb"}"#,
        "X-One: a b",
        expect![[r#"
            Mismatch with header 'X-One': Expected header 'X-One' to have value 'a
            b' but was 'a b'"#]],
    );
}

#[test]
fn rules_of_version_2_in_other_spellings() {
    let check = |path: &str, actual: &str, says: Expect| {
        let rules = format!(r#"{{"{path}": {{"match": "regex", "regex": "[a-c]+"}}}}"#);
        let expected = format!(r#"{{"headers": {{"X-One": "a"}}, "matchingRules": {rules}}}"#);
        says.assert_eq(&judge_in("2.0.0", &expected, request(&format!("GET /\n{actual}"))));
    };
    for path in ["$.header.$.X-One[0]", "$.headers.$['X-One'][0]", "$.headerX-One"] {
        check(path, "X-One: cab", expect![]);
    }
    check(
        "$.header.$.X-One[0]",
        "X-One: d",
        expect!["Mismatch with header 'X-One': Expected 'd' to match '[a-c]+'"],
    );
}

#[test]
fn whitespace_around_commas() {
    check(r#"{"X-One": "a,b"}"#, "X-One: a ,  b", expect![]);
    check(
        r#"{"X-One": "a, b"}"#,
        "X-One: a b",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value 'a, b' but was 'a b'"
        ],
    );
    check(
        r#"{"Date": "Tue, 01 Jan 2030 00:00:00 GMT"}"#,
        "Date: Tue, 01 Jan 2030 00:00:00 GMT",
        expect![],
    );
}

#[test]
fn several_values() {
    check(r#"{"X-One": ["a", "b"]}"#, "X-One: a\nX-One: b", expect![]);
    check(r#"{"X-One": ["a", "b"]}"#, "X-One: a, b", expect![]);
    check(r#"{"X-One": "a, b"}"#, "X-One: a\nX-One: b", expect![]);
    check(
        r#"{"X-One": ["a", "b"]}"#,
        "X-One: b\nX-One: a",
        expect![[r#"
        Mismatch with header 'X-One': Expected header 'X-One' to have value 'a' but was 'b'
        Mismatch with header 'X-One': Expected header 'X-One' to have value 'b' but was 'a'"#]],
    );
    check(
        r#"{"X-One": ["a", "b"]}"#,
        "X-One: a",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value 'a, b' but was 'a'"
        ],
    );
    check(
        r#"{"X-One": "a"}"#,
        "X-One: a\nX-One: b",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value 'a' but was 'a, b'"
        ],
    );
    check(r#"{"Vary": "a, b"}"#, "Vary: a\nVary: b", expect![]);
    check(r#"{"Vary": ["a", "b"]}"#, "Vary: a,b", expect![]);
    check(
        r#"{"Cache-Control": "no-store, no-cache"}"#,
        "Cache-Control: no-cache, no-store",
        expect![[r#"
            Mismatch with header 'Cache-Control': Expected header 'Cache-Control' to have value 'no-store' but was 'no-cache'
            Mismatch with header 'Cache-Control': Expected header 'Cache-Control' to have value 'no-cache' but was 'no-store'"#]],
    );
    check(r#"{"Accept": "a/b, c/d;q=1"}"#, "Accept: a/b\nAccept: c/d; q=1", expect![]);
}

#[test]
fn cookies() {
    check(r#"{"Cookie": "a=b;c=d"}"#, "Cookie: c=d; e=f; a=b", expect![]);
    check(r#"{"Cookie": "a=b"}"#, "Cookie: c=d\nCookie: a=b", expect![]);
    check(r#"{"Cookie": ["a=b", "c=d"]}"#, "Cookie: c=d; a=b", expect![]);
    check(
        r#"{"Cookie": "a=b; c=d"}"#,
        "Cookie: a=b; c=D",
        expect![
            "Mismatch with header 'Cookie': Expected header 'Cookie' to have value 'a=b; c=d' but was 'a=b; c=D'"
        ],
    );
    check(
        r#"{"Cookie": "a=b"}"#,
        "Cookie: c=d\nCookie: e=f",
        expect![
            "Mismatch with header 'Cookie': Expected header 'Cookie' to have value 'a=b' but was 'c=d; e=f'"
        ],
    );
    // What a server sets is no list of cookies.
    check(
        r#"{"Set-Cookie": "a=b; Path=/"}"#,
        "Set-Cookie: a=b; Path=/; Secure",
        expect![
            "Mismatch with header 'Set-Cookie': Expected header 'Set-Cookie' to have value 'a=b; Path=/' but was 'a=b; Path=/; Secure'"
        ],
    );
}

#[test]
fn parameters() {
    check(
        r#"{"Accept": "application/json;charset=utf-8"}"#,
        "Accept: application/json; charset=UTF-8",
        expect![],
    );
    check(r#"{"Accept": "application/json"}"#, "Accept: application/json; q=0.9", expect![]);
    check(
        r#"{"Accept": "application/json;q=0.9"}"#,
        "Accept: application/json",
        expect![
            "Mismatch with header 'Accept': Expected header 'Accept' to have value 'application/json;q=0.9' but was 'application/json'"
        ],
    );
    check(r#"{"Accept": "text/plain;a=1;b=2"}"#, "Accept: text/plain; b=2; a=1", expect![]);
    check(
        r#"{"Accept": "text/plain;a=1"}"#,
        "Accept: text/plain;a=2",
        expect![
            "Mismatch with header 'Accept': Expected header 'Accept' to have value 'text/plain;a=1' but was 'text/plain;a=2'"
        ],
    );
    check(
        r#"{"Accept": "Text/Plain"}"#,
        "Accept: text/plain",
        expect![
            "Mismatch with header 'Accept': Expected header 'Accept' to have value 'Text/Plain' but was 'text/plain'"
        ],
    );
    check(
        r#"{"Content-Type": "text/plain;charset=\"utf-8\""}"#,
        "Content-Type: text/plain; charset=utf-8",
        expect![],
    );
    check(
        r#"{"Content-Type": "text/plain"}"#,
        "Content-Type: text/html",
        expect![
            "Mismatch with header 'Content-Type': Expected header 'Content-Type' to have value 'text/plain' but was 'text/html'"
        ],
    );
    check(
        r#"{"X-Type": "text/plain;a=1"}"#,
        "X-Type: text/plain; a=1",
        expect![
            "Mismatch with header 'X-Type': Expected header 'X-Type' to have value 'text/plain;a=1' but was 'text/plain; a=1'"
        ],
    );
}

#[test]
fn the_boundary_of_multipart_types_is_free() {
    let mixed = r#"{"Content-Type": "multipart/mixed; charset=utf-8; Boundary=\"a=b, c\""}"#;
    check(mixed, "Content-Type: multipart/mixed; boundary=x; charset=utf-8", expect![]);
    check(mixed, "Content-Type: multipart/mixed; charset=utf-8", expect![]);
    check(
        mixed,
        "Content-Type: multipart/mixed; boundary=x",
        expect![[
            r#"Mismatch with header 'Content-Type': Expected header 'Content-Type' to have value 'multipart/mixed; charset=utf-8; Boundary="a=b, c"' but was 'multipart/mixed; boundary=x'"#
        ]],
    );
    check(
        mixed,
        "Content-Type: multipart/form-data; charset=utf-8; boundary=x",
        expect![[
            r#"Mismatch with header 'Content-Type': Expected header 'Content-Type' to have value 'multipart/mixed; charset=utf-8; Boundary="a=b, c"' but was 'multipart/form-data; charset=utf-8; boundary=x'"#
        ]],
    );
    let text = r#"{"Content-Type": "text/plain; boundary=a"}"#;
    check(
        text,
        "Content-Type: text/plain; boundary=b",
        expect![
            "Mismatch with header 'Content-Type': Expected header 'Content-Type' to have value 'text/plain; boundary=a' but was 'text/plain; boundary=b'"
        ],
    );
}

#[track_caller]
fn check_rule(rule: &str, value: &str, actual: &str, says: Expect) {
    let expected = format!(
        r#"{{"headers": {{"X-One": {value}}}, "matchingRules": {{"header": {{"x-ONE": {rule}}}}}}}"#
    );
    says.assert_eq(&judge(&expected, request(&format!("GET /\n{actual}"))));
}

#[test]
fn rules() {
    let digits = r#"{"matchers": [{"match": "regex", "regex": "\\d+"}]}"#;
    check_rule(digits, "\"1\"", "X-One: 42", expect![]);
    check_rule(
        digits,
        "\"1\"",
        "X-One: x",
        expect![[r#"Mismatch with header 'X-One': Expected 'x' to match '\d+'"#]],
    );
    check_rule(digits, "\"1\"", "X-Two: 1", expect!["Expected a header 'X-One' but was missing"]);
    check_rule(digits, "\"1\"", "X-One: 1\nX-One: 2", expect![]);
    check_rule(
        digits,
        "\"1\"",
        "X-One: 1\nX-One: b",
        expect![[r#"Mismatch with header 'X-One': Expected 'b' to match '\d+'"#]],
    );
    check_rule(
        digits,
        r#"["1", "2"]"#,
        "X-One: 1",
        expect![[r#"
        Expected a header 'X-One' but was missing
        Expected header 'X-One' with 2 value(s) but received 1 value(s)"#]],
    );
    let either = r#"{"combine": "OR", "matchers": [{"match": "integer"}, {"match": "equality"}]}"#;
    check_rule(either, "\"a\"", "X-One: 7", expect![]);
    check_rule(either, "\"a\"", "X-One: a", expect![]);
    check_rule(
        either,
        "\"a\"",
        "X-One: b",
        expect![[r#"
        Mismatch with header 'X-One': Expected 'b' (String) to be an integer
        Mismatch with header 'X-One': Expected 'b' (String) to be equal to 'a' (String)"#]],
    );
    check_rule(r#"{"matchers": [{"match": "type"}]}"#, "\"a\"", "X-One:", expect![]);
    check_rule(
        r#"{"matchers": [{"match": "notEmpty"}]}"#,
        "\"a\"",
        "X-One:",
        expect!["Mismatch with header 'X-One': Expected '' (String) to not be empty"],
    );
    check_rule(
        r#"{"matchers": [{"match": "values"}]}"#,
        "\"a\"",
        "X-One: b",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value 'a' but was 'b'"
        ],
    );
    check_rule(
        r#"{"matchers": []}"#,
        "\"a\"",
        "X-One: b",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value 'a' but was 'b'"
        ],
    );
}

#[test]
fn rules_for_one_of_several_values() {
    let check = |rules: &str, actual: &str, says: Expect| {
        let expected =
            format!(r#"{{"headers": {{"X-One": ["1", "2"]}}, "matchingRules": {rules}}}"#);
        says.assert_eq(&judge(&expected, request(&format!("GET /\n{actual}"))));
    };
    let second = r#"{"header": {"$.X-One[1]": {"matchers": [{"match": "integer"}]}}}"#;
    check(second, "X-One: 1\nX-One: 9", expect![]);
    check(
        second,
        "X-One: 9\nX-One: 9",
        expect![
            "Mismatch with header 'X-One': Expected header 'X-One' to have value '1' but was '9'"
        ],
    );
    let flat = r#"{"$.headers['x-one']": {"match": "integer"}}"#;
    check(flat, "X-One: 8\nX-One: 9", expect![]);
    check(
        flat,
        "X-One: 8\nX-One: y",
        expect!["Mismatch with header 'X-One': Expected 'y' (String) to be an integer"],
    );
}

#[test]
fn the_content_type_may_be_a_rules_matter() {
    let expected = |rule: &str| {
        format!(
            r#"{{"method": "PUT", "headers": {{"Content-Type": "application/json"}}, "body": {{"a": 1}},
            "matchingRules": {{"header": {{"Content-Type": {{"matchers": [{rule}]}}}}}}}}"#
        )
    };
    let check = |rule: &str, actual: &str, says: Expect| {
        let actual = request(&format!("PUT /\nContent-Type: {actual}\n\n{{\"a\":1}}"));
        says.assert_eq(&judge(&expected(rule), actual));
    };
    let regex = r#"{"match": "regex", "regex": "application/.*"}"#;
    check(regex, "application/vnd.api", expect![]);
    check(
        regex,
        "text/plain",
        expect![
            "Mismatch with header 'Content-Type': Expected 'text/plain' to match 'application/.*'"
        ],
    );
}
