//! Arrays, objects, and several texts under one name.

use expect_test::expect;

use super::{check, check_fits, verdict};

#[test]
fn lengths() {
    let bounded = r#"{"match": "type", "min": 1, "max": 2}"#;
    check_fits(bounded, "[1]", &["[1]", "[1, 2]"], &["[]", "[1, 2, 3]", "{}", "1"]);
    check_fits(bounded, "{\"a\": 1}", &["{\"b\": 1}"], &["{}", r#"{"a": 1, "b": 2, "c": 3}"#]);
    check_fits(bounded, "list:1", &["list:1", "list:2"], &["list:0", "list:3"]);
    check_fits(r#"{"match": "type", "min": 0}"#, "[1]", &["[]"], &[]);
    check(bounded, "[1]", "[]", expect!["Expected [] (size 0) to have minimum size of 1"]);
    check(
        bounded,
        "[1]",
        "[1, \"b\", 3]",
        expect![[r#"Expected [1, "b", 3] (size 3) to have maximum size of 2"#]],
    );
    check(bounded, "{}", "{}", expect!["Expected {} (size 0) to have minimum size of 1"]);
    check(
        bounded,
        "list:1",
        "list:4",
        expect!["Expected 4 values (size 4) to have maximum size of 2"],
    );
}

#[test]
fn lengths_do_not_cascade() {
    assert_eq!(verdict(r#"{"match": "type", "min": 3}"#, "[1]", "[]", true), "");
    assert_eq!(verdict(r#"{"match": "type", "max": 0}"#, "{}", "{\"a\": 1}", true), "");
    assert_ne!(verdict(r#"{"match": "type", "max": 0}"#, "[1]", "1", true), "");
}

#[test]
fn equality() {
    let equality = r#"{"match": "equality"}"#;
    check_fits(equality, "[1, 2]", &["[1,2]"], &["[2, 1]", "[1]", "[1, 2.0]", "{}"]);
    check_fits(
        equality,
        r#"{"a": 1, "b": [null]}"#,
        &[r#"{"b": [null], "a": 1}"#],
        &[r#"{"a": 1}"#, "{}", "[]"],
    );
    check(
        equality,
        "[1]",
        "[1, \"b\"]",
        expect![[r#"Expected [1, "b"] (Array) to be equal to [1] (Array)"#]],
    );
    check(
        equality,
        r#"{"a": 1}"#,
        r#"{"a": "1"}"#,
        expect![[r#"Expected {"a":"1"} (Object) to be equal to {"a":1} (Object)"#]],
    );
}

#[test]
fn rules_for_values_hold_for_the_elements_of_a_list() {
    for rule in [
        "number",
        "integer",
        "decimal",
        "boolean",
        "null",
        "semver",
        "type",
        "values",
        "statusCode",
    ] {
        let rule = format!(r#"{{"match": "{rule}"}}"#);
        check_fits(&rule, "[1]", &["[]", "[true, 1]"], &[]);
        check_fits(&rule, "list:1", &["list:0", "list:5"], &[]);
    }
    check_fits(r#"{"match": "regex", "regex": "a"}"#, "[1]", &["[2]"], &["2"]);
    check_fits(r#"{"match": "include", "value": "a"}"#, "[1]", &["[2]"], &["2"]);
}

#[test]
fn rules_for_values_on_objects() {
    check(r#"{"match": "number"}"#, "{}", "{}", expect!["Expected {} (Object) to be a number"]);
    check(
        r#"{"match": "integer"}"#,
        r#"{"a": 1}"#,
        r#"{"a": 2}"#,
        expect![[r#"Expected {"a":2} (Object) to be an integer"#]],
    );
    check(
        r#"{"match": "boolean"}"#,
        "{}",
        "{}",
        expect!["Expected {} (Object) to match a boolean"],
    );
    check(r#"{"match": "null"}"#, "{}", "{}", expect!["Expected {} (Object) to be a null value"]);
    check(
        r#"{"match": "semver"}"#,
        "{}",
        "{}",
        expect!["Expected {} (Object) to be a semantic version"],
    );
    check_fits(r#"{"match": "null"}"#, "{}", &["null"], &[]);
    check_fits(r#"{"match": "null"}"#, "[]", &["null"], &[]);
}

#[test]
fn neither_null_nor_empty() {
    let rule = r#"{"match": "notEmpty"}"#;
    check_fits(rule, "[1]", &["[null]"], &["[]", "null", "{\"a\": 1}", "\"a\""]);
    check_fits(rule, "{\"a\": 1}", &["{\"b\": null}"], &["{}", "[1]"]);
    check_fits(rule, "list:1", &["list:1"], &["list:0"]);
    check(rule, "[1]", "[]", expect!["Expected [] (Array) to not be empty"]);
    check(rule, "{\"a\": 1}", "{}", expect!["Expected {} (Object) to not be empty"]);
    check(rule, "list:1", "list:0", expect!["Expected 0 values to not be empty"]);
}

#[test]
fn rules_for_children() {
    for rule in [
        r#"{"match": "values"}"#,
        r#"{"match": "eachKey", "rules": [{"match": "integer"}]}"#,
        r#"{"match": "eachValue", "rules": [{"match": "integer"}]}"#,
        r#"{"match": "arrayContains", "variants": []}"#,
    ] {
        // What they say of the children is the plan's work.
        check_fits(rule, "{\"a\": 1}", &["{}", "{\"b\": 2}"], &["1", "[]"]);
        check_fits(rule, "[1]", &["[]", "[2]"], &["1", "{}", "null"]);
    }
    check(
        r#"{"match": "eachKey"}"#,
        "{}",
        "[]",
        expect!["Type mismatch: Expected [] (Array) to be the same type as {} (Object)"],
    );
}
