//! Bodies of JSON texts one after the other.

use expect_test::{Expect, expect};

use crate::support::{judge_in, request, rules};

const EXAMPLE: &str = r#"{\"id\":1,\"kind\":\"a\"}\n{\"id\":2,\"kind\":\"b\"}\n"#;

#[track_caller]
fn check(by_path: &[(&str, &str)], body: &str, says: Expect) {
    let judge = |kind: &str| {
        let rules = rules(by_path);
        let expected = format!(
            r#"{{"method": "POST", "headers": {{"Content-Type": "{kind}"}}, "body": "{EXAMPLE}",
                "matchingRules": {{"body": {rules}}}}}"#
        );
        let actual = request(&format!("POST /\nContent-Type: {kind}\n\n{body}"));
        judge_in("3.0.0", &expected, actual)
    };
    let said = judge("application/x-ndjson");
    assert_eq!(said, judge("application/jsonl"));
    assert_eq!(said, judge("application/json-seq"));
    says.assert_eq(&said);
}

const BOTH: &str = "{\"id\": 1, \"kind\": \"a\"}\n{\"kind\":\"b\", \"id\": 2}";

#[test]
fn lines_are_the_elements_of_an_array() {
    check(&[], BOTH, expect![]);
    check(&[], &BOTH.replace('\n', "\r\n\r\n\u{1e}"), expect![]);
    check(&[], &format!("\n{BOTH}\n\n"), expect![]);
    check(
        &[],
        &BOTH.replace('2', "3"),
        expect!["$[1].id -> Expected 3 (Integer) to be equal to 2 (Integer)"],
    );
    check(
        &[],
        "{\"id\":1,\"kind\":\"a\"}",
        expect![[r#"
        $[1] -> Expected {"id":2,"kind":"b"} but was missing
        $ -> Expected a List with 2 elements but received 1 elements"#]],
    );
    let like_the_first = [
        ("$", r#"{"match": "type", "min": 1}"#),
        ("$[*].kind", r#"{"match": "regex", "regex": "[a-c]"}"#),
    ];
    check(&like_the_first, &format!("{BOTH}\n{{\"id\": 3, \"kind\": \"c\"}}"), expect![]);
    check(
        &like_the_first,
        &format!("{BOTH}\n{{\"id\": 3, \"kind\": \"d\"}}"),
        expect!["$[2].kind -> Expected 'd' to match '[a-c]'"],
    );
}

#[test]
fn a_line_that_is_no_json_is_named() {
    check(
        &[],
        "{\"id\":1,\"kind\":\"a\"}\n\n{\"id\":",
        expect![
            "$ -> Expected JSON, one value a line, but the body cannot be read as such: line 3: expected a value at byte 6"
        ],
    );
    check(
        &[],
        "[1,\n2]",
        expect![
            "$ -> Expected JSON, one value a line, but the body cannot be read as such: line 1: expected a value at byte 3"
        ],
    );
    check(
        &[],
        "1 2",
        expect![
            "$ -> Expected JSON, one value a line, but the body cannot be read as such: line 1: expected nothing more behind the value at byte 2"
        ],
    );
}
