//! Files that are no contract: every problem at once, each with its place.

use expect_test::{Expect, expect};

use crate::pact::Pact;

#[track_caller]
fn check(text: impl AsRef<[u8]>, expected: Expect) {
    let error = Pact::parse_bytes(text.as_ref()).unwrap_err();
    expected.assert_eq(&error.in_file("pacts/a.json").to_string());
}

#[test]
fn all_problems_come_at_once() {
    check(
        r#"{
  "consumer": {"name": "Shop"},
  "provider": {"name": "Orders"},
  "interactions": [
    {
      "description": "rückmeldung",
      "providerStates": {"name": "a"},
      "request": {
        "method": "GET ALL",
        "headers": {"X Id": "1"},
        "matchingRules": {
          "bdy": {"$.a": {"matchers": [{"match": "type"}]}},
          "body": {
            "$.ä[": {"matchers": [{"match": "type"}]},
            "$.b": {"matchers": [{"match": "rgex", "regex": "a"}, {"match": "type", "min": -1}]}
          },
          "$.headerz.X-Id": {"match": "type"}
        }
      },
      "response": {"status": "200 OK", "body": 1}
    },
    "not an interaction",
    {"response": {"headers": [1], "status": 2000}}
  ],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}
}"#,
        expect![],
    );
}

#[test]
fn places_count_characters_and_lines() {
    check(
        "{\"ü😀\": 1, \"interactions\": 5}",
        expect![],
    );
    check(
        "\u{feff}{\"interactions\": 5}",
        expect![],
    );
    check(
        "\u{feff}\n{\"interactions\": 5}",
        expect![],
    );
    check(
        "{\r\n\"interactions\":\r\n  5}",
        expect![],
    );
    check(
        "{\"a/b~c\": 1, \"interactions\": [{\"request\": {\"headers\": {\"a/b~ c\": 1}}}]}",
        expect![[
            r#"pacts/a.json:1:66: at /interactions/0/request/headers/a~1b~0 c: "a/b~ c" is no name of a header"#
        ]],
    );
    // Far to the right, beyond what is counted at once.
    let padding = "é".repeat(5000);
    check(
        format!("{{\"{padding}\": 1,\n \"{padding}\": 2, \"interactions\": 5}}"),
        expect![],
    );
}

#[test]
fn long_values_are_cut() {
    check(
        format!("{{\"interactions\": \"{}\"}}", "ü".repeat(100)),
        expect![[
            r#"pacts/a.json:1:18: at /interactions: expected an array, found "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü…"#
        ]],
    );
}

#[test]
fn texts_that_are_not_json() {
    check("", expect![]);
    check(
        "  \n ",
        expect![],
    );
    check(
        "\u{feff}",
        expect![],
    );
    check(
        "consumer: Shop",
        expect![],
    );
    check(
        "{\n  \"consumer\": {\"name\": \"Shop\",}\n}",
        expect![],
    );
    check(
        "{\"interactions\": []}\n}",
        expect![],
    );
    check(
        "{'interactions': []}",
        expect![],
    );
    check(
        "// a comment\n{}",
        expect![],
    );
    check(
        "{\"a\": \"tab\there\"}",
        expect![],
    );
    check(
        "{\"a\": \"\\x\"}",
        expect![],
    );
    check(
        "{\"a\": \"\\ud800\"}",
        expect![],
    );
    check(
        "{\"a\": NaN}",
        expect![],
    );
    check(
        "{\"a\": 01}",
        expect![],
    );
    check(
        "{\"ü\": tru}",
        expect![],
    );
    check(
        "{\"a\": \"open",
        expect![],
    );
}

#[test]
fn bytes_that_are_not_utf8() {
    check(b"{\"\xff\": 1}", expect![]);
    check(
        b"{\n \"\xc3\xbc\": \"\xc3\x28\"}",
        expect![],
    );
    check(b"\xff\xfe{\0}\0", expect![]);
}

#[test]
fn json_that_is_no_contract() {
    check(
        "null",
        expect![],
    );
    check(
        "[]",
        expect![],
    );
    check(
        "\"pact\"",
        expect![],
    );
}

#[test]
fn depth() {
    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{\"interactions\": [{{\"request\": {{\"body\": {open}{close}}}}}]}}")
    };
    assert!(Pact::parse(&nested(250)).is_ok());
    check(
        nested(10_000),
        expect![],
    );
    check(
        "[".repeat(100_000),
        expect![],
    );
    check(
        format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000)),
        expect![],
    );
}
