use super::*;

#[track_caller]
fn check_compact(text: &str, expected: &str) {
    assert_eq!(Document::parse(text).unwrap().root().compact(), expected);
}

#[test]
fn keeps_order_numbers_and_escapes() {
    check_compact(r#" { "b" : 1.10 , "a" : [ ] , "c" : { } } "#, r#"{"b":1.10,"a":[],"c":{}}"#);
    check_compact(
        r#"[1e400, -0, 123456789012345678901234567890]"#,
        "[1e400,-0,123456789012345678901234567890]",
    );
    check_compact(
        r#"["\u00e9", "\n", [[], [{}], {"a": []}]]"#,
        r#"["\u00e9","\n",[[],[{}],{"a":[]}]]"#,
    );
    check_compact(r#"[{"a":{"b":"c"}},"[",[1,"{"],"{"]"#, r#"[{"a":{"b":"c"}},"[",[1,"{"],"{"]"#);
    check_compact(r#"{"a":{},"b":[[]],"c":"x"}"#, r#"{"a":{},"b":[[]],"c":"x"}"#);
    check_compact("\u{feff}true", "true");
}

#[track_caller]
fn check_error(text: &str, offset: usize, message: &str) {
    let error = Document::parse(text).unwrap_err();
    assert_eq!((error.offset(), error.to_string().as_str()), (offset, message), "{text}");
}

#[test]
fn says_where_it_stops_being_json() {
    check_error("", 0, "expected a value");
    check_error("{\"a\": 1", 7, "expected a comma or the end of the array or object");
    check_error("[1,]", 3, "expected a value");
    check_error("{,}", 1, "expected a name in double quotes");
    check_error("{\"a\" 1}", 5, "expected a colon");
    check_error("[1}", 2, "expected a comma or the end of the array or object");
    check_error("true false", 5, "expected nothing more behind the value");
    check_error("[nul]", 1, "expected a value");
    check_error("007", 1, "expected nothing more behind the value");
    check_error("{\"a\":1}}", 7, "expected nothing more behind the value");
    assert!(Document::parse_bytes(b"\"\xff\"").is_err());
    assert!(Document::parse("\"\\ud800\"").is_err());
    assert!(Document::parse("1.").is_err());
}

#[test]
fn deep_nesting_costs_no_stack() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let document = Document::parse(deep.as_str()).unwrap();
    assert_eq!(document.root().compact(), deep);
    assert!(Document::parse("[".repeat(100_000)).is_err());
}

#[track_caller]
fn check_equal(one: &str, two: &str, expected: bool) {
    let (first, second) = (Document::parse(one).unwrap(), Document::parse(two).unwrap());
    assert_eq!(first.root().equals(second.root()), expected, "{one} == {two}");
    assert_eq!(second.root().equals(first.root()), expected, "{two} == {one}");
}

#[test]
fn compares_exactly() {
    for (one, two, expected) in [
        ("1", "1.0", false),
        ("1.0", "1.00", true),
        ("1e2", "100.0", true),
        ("1e400", "10e399", true),
        ("1e400", "1e401", false),
        ("100", "1e2", false),
        ("0", "-0", true),
        ("0.0", "-0e5", true),
        ("0.1", "0.1000000000000000055", false),
        ("12345678901234567890123", "12345678901234567890124", false),
        ("-1", "1", false),
        ("1e99999999999999999999999999999999999999999", "1e1", false),
        (r#""a""#, r#""\u0061""#, true),
        (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#, true),
        (r#"{"a":1}"#, r#"{"a":1,"b":2}"#, false),
        (r#"{"a":1,"a":2}"#, r#"{"a":2}"#, true),
        (r#"{"\u0061":1}"#, r#"{"a":1}"#, true),
        ("[1,2]", "[2,1]", false),
        ("[1]", "[1,1]", false),
        ("null", "[]", false),
    ] {
        check_equal(one, two, expected);
    }
}

#[test]
fn prints_with_indentation() {
    let text = r#"{"a":[1,{"b":[]},[]],"c":{}}"#;
    let pretty = Document::parse(text).unwrap().root().pretty();
    assert_eq!(
        pretty,
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    },\n    []\n  ],\n  \"c\": {}\n}"
    );
    assert_eq!(Document::parse(pretty.as_str()).unwrap().root().compact(), text);
}
