//! JSON values that hold no others.

use expect_test::expect;

use super::{check, check_fits};

const EQUALITY: &str = r#"{"match": "equality"}"#;
const TYPE: &str = r#"{"match": "type"}"#;
const NUMBER: &str = r#"{"match": "number"}"#;
const INTEGER: &str = r#"{"match": "integer"}"#;
const DECIMAL: &str = r#"{"match": "decimal"}"#;
const BOOLEAN: &str = r#"{"match": "boolean"}"#;
const NULL: &str = r#"{"match": "null"}"#;
const SEMVER: &str = r#"{"match": "semver"}"#;
const NOT_EMPTY: &str = r#"{"match": "notEmpty"}"#;
const STATUS: &str = r#"{"match": "statusCode", "status": "clientError"}"#;
const VALUES: &str = r#"{"match": "values"}"#;

#[test]
fn equality() {
    check_fits(EQUALITY, "1.10", &["1.10", "1.1", "11e-1"], &["1", "11", "\"1.10\""]);
    check_fits(EQUALITY, "1", &["1"], &["1.0", "1e0", "2", "true"]);
    check_fits(EQUALITY, "\"é\"", &["\"é\"", r#""\u00e9""#], &["\"e\"", "\"É\"", "null"]);
    check_fits(EQUALITY, "1e400", &["1e400", "10e399"], &["1e401", "2e400"]);
    check(
        EQUALITY,
        "100",
        "\"100\"",
        expect!["Expected '100' (String) to be equal to 100 (Integer)"],
    );
    check(EQUALITY, "null", "0", expect!["Expected 0 (Integer) to be equal to null (Null)"]);
    check(
        EQUALITY,
        "\"it's\"",
        "\"a\\nb\"",
        expect![[r#"
        Expected 'a
        b' (String) to be equal to 'it's' (String)"#]],
    );
}

#[test]
fn the_type_of_the_example() {
    check_fits(TYPE, "1", &["2", "-2.5", "1e9"], &["\"1\"", "null", "true", "[]", "{}"]);
    check_fits(TYPE, "\"a\"", &["\"\"", "\"b\""], &["1", "null"]);
    check_fits(TYPE, "true", &["false"], &["\"false\"", "0"]);
    check_fits(TYPE, "null", &["null"], &["0", "\"\"", "[]"]);
    check(
        TYPE,
        "100",
        "\"100\"",
        expect!["Expected '100' (String) to be the same type as 100 (Integer)"],
    );
    check(
        TYPE,
        "\"a\"",
        "null",
        expect!["Expected null (Null) to be the same type as 'a' (String)"],
    );
    check(
        TYPE,
        "\"a\"",
        "{\"b\": 1}",
        expect![[
            r#"Type mismatch: Expected {"b":1} (Object) to be the same type as 'a' (String)"#
        ]],
    );
    check(
        TYPE,
        "[1, 2]",
        "1",
        expect!["Type mismatch: Expected 1 (Integer) to be the same type as [1,2] (Array)"],
    );
    check(
        TYPE,
        "{\"a\": 1}",
        "[1]",
        expect![[r#"Type mismatch: Expected [1] (Array) to be the same type as {"a":1} (Object)"#]],
    );
}

#[test]
fn bounds_say_nothing_of_single_values() {
    check_fits(r#"{"match": "type", "min": 2}"#, "1", &["7"], &["\"7\""]);
    check_fits(r#"{"match": "max", "max": 0}"#, "\"a\"", &["\"abc\""], &["1"]);
}

#[test]
fn numbers() {
    check_fits(
        NUMBER,
        "1",
        &["0", "-1", "1.5", "1e99", "123456789012345678901234567890"],
        &["\"1\"", "true", "null", "[1]", "{}"],
    );
    check_fits(
        INTEGER,
        "1",
        &["0", "-5", "123456789012345678901234567890"],
        &["1.0", "1e2", "\"1\"", "null"],
    );
    check_fits(DECIMAL, "1.0", &["1.5", "-0.0", "1e2"], &["1", "-1", "\"1.0\"", "null"]);
    check(NUMBER, "1", "\"100\"", expect!["Expected '100' (String) to be a number"]);
    check(INTEGER, "1", "100.5", expect!["Expected 100.5 (Decimal) to be an integer"]);
    check(INTEGER, "1", "\"100\"", expect!["Expected '100' (String) to be an integer"]);
    check(DECIMAL, "1.0", "100", expect!["Expected 100 (Integer) to be a decimal number"]);
    check(
        DECIMAL,
        "1.0",
        "{\"a\":1}",
        expect![[r#"Expected {"a":1} (Object) to be a decimal number"#]],
    );
}

#[test]
fn booleans_and_null() {
    check_fits(
        BOOLEAN,
        "true",
        &["true", "false", "\"true\"", "\"false\""],
        &["\"True\"", "1", "null", "\"\""],
    );
    check_fits(NULL, "null", &["null"], &["0", "\"\"", "\"null\"", "{}", "false"]);
    check(BOOLEAN, "true", "\"yes\"", expect!["Expected 'yes' (String) to match a boolean"]);
    check(NULL, "null", "\"\"", expect!["Expected '' (String) to be a null value"]);
}

#[test]
fn regular_expressions() {
    check_fits(
        r#"{"match": "regex", "regex": "\\d+"}"#,
        "\"1\"",
        &["\"12\"", "12"],
        &["\"1a\"", "\"\"", "1.5", "-1", "null"],
    );
    check_fits(
        r#"{"match": "regex", "regex": "null|true"}"#,
        "\"a\"",
        &["null", "true", "\"null\""],
        &["false"],
    );
    check_fits(
        r#"{"match": "regex", "regex": "a.c"}"#,
        "\"abc\"",
        &["\"aéc\""],
        &["\"abcd\"", "\"xabc\"", r#""a\nc""#],
    );
    check(
        r#"{"match": "regex", "regex": "\\w{3,5}"}"#,
        "\"abc\"",
        "\"ab\"",
        expect![[r#"Expected 'ab' to match '\w{3,5}'"#]],
    );
    check(
        r#"{"match": "regex", "regex": "\\d+"}"#,
        "1",
        "-1.5",
        expect![[r#"Expected '-1.5' to match '\d+'"#]],
    );
    check(
        r#"{"match": "regex", "regex": "(x+x+)+(?=y)y"}"#,
        "\"xxy\"",
        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
        expect![
            "Expected 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' to match '(x+x+)+(?=y)y': Error executing regex: Max limit for backtracking count exceeded"
        ],
    );
}

#[test]
fn texts_within_texts() {
    check_fits(
        r#"{"match": "include", "value": "b"}"#,
        "\"abc\"",
        &["\"b\"", "\"xbx\""],
        &["\"\"", "\"B\"", "1"],
    );
    check_fits(r#"{"match": "include", "value": 1}"#, "\"1\"", &["213", "\"a1\""], &["23"]);
    check_fits(r#"{"match": "include", "value": ""}"#, "\"\"", &["\"\"", "\"a\""], &[]);
    check(
        r#"{"match": "include", "value": "needle"}"#,
        "\"needle\"",
        "\"hay\"",
        expect!["Expected 'hay' to include 'needle'"],
    );
}

#[test]
fn semantic_versions() {
    check_fits(
        SEMVER,
        "\"1.0.0\"",
        &["\"1.2.3\"", "\"1.0.0-rc.1+build\""],
        &["\"1.0\"", "\"v1.0.0\"", "\"01.0.0\"", "1.0", "null", "\"\""],
    );
    check(
        SEMVER,
        "\"1.0.0\"",
        "\"1.0\"",
        expect![
            "'1.0' is not a valid semantic version - unexpected end of input while parsing minor version number"
        ],
    );
    check(SEMVER, "\"1.0.0\"", "1.5", expect!["Expected 1.5 (Decimal) to be a semantic version"]);
}

#[test]
fn neither_null_nor_empty() {
    check_fits(NOT_EMPTY, "\"a\"", &["\"b\"", "0", "false", "[1]"], &["\"\"", "null"]);
    check(NOT_EMPTY, "\"a\"", "\"\"", expect!["Expected '' (String) to not be empty"]);
    check(NOT_EMPTY, "\"a\"", "null", expect!["Expected null (Null) to not be empty"]);
    check(
        NOT_EMPTY,
        "[1]",
        "\"a\"",
        expect!["Type mismatch: Expected 'a' (String) to be the same type as [1] (Array)"],
    );
}

#[test]
fn status_codes_in_bodies() {
    check_fits(STATUS, "400", &["404", "\"404\""], &["200", "\"\"", "null", "404.5"]);
    check(STATUS, "400", "500", expect!["Expected status code 500 to be a Client error (400–499)"]);
}

#[test]
fn rules_for_children_on_single_values() {
    check_fits(VALUES, "\"a\"", &["\"a\""], &["\"b\""]);
    check(
        r#"{"match": "eachKey"}"#,
        "1",
        "1",
        expect!["Expected 1 (Integer) to be a container, as the rule eachKey needs"],
    );
    check(
        r#"{"match": "eachValue"}"#,
        "\"a\"",
        "\"a\"",
        expect!["Expected 'a' (String) to be a container, as the rule eachValue needs"],
    );
    check(
        r#"{"match": "arrayContains", "variants": []}"#,
        "1",
        "[1]",
        expect!["Expected [1] (Array) to be a container, as the rule arrayContains needs"],
    );
}
