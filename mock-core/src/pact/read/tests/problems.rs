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
        expect![[r#"
            pacts/a.json:7:25: at /interactions/0/providerStates: expected an array, found an object
            pacts/a.json:9:19: at /interactions/0/request/method: "GET ALL" is no HTTP method
            pacts/a.json:10:29: at /interactions/0/request/headers/X Id: "X Id" is no name of a header
            pacts/a.json:12:18: at /interactions/0/request/matchingRules/bdy: unknown category of matching rules "bdy"; did you mean "body"?
            pacts/a.json:14:21: at /interactions/0/request/matchingRules/body/$.ä[: invalid path "$.ä[": expected an index, `*` or a quoted name at character 5
            pacts/a.json:15:44: at /interactions/0/request/matchingRules/body/$.b/matchers/0/match: unknown matching rule "rgex"; did you mean "regex"?
            pacts/a.json:15:92: at /interactions/0/request/matchingRules/body/$.b/matchers/1/min: `min` must be a number from 0, found -1
            pacts/a.json:17:29: at /interactions/0/request/matchingRules/$.headerz.X-Id: the path "$.headerz.X-Id" names no part of a message; did you mean "headers"?
            pacts/a.json:20:30: at /interactions/0/response/status: expected a status code between 100 and 999, found "200 OK"
            pacts/a.json:22:5: at /interactions/1: expected an object, found "not an interaction"
            pacts/a.json:23:30: at /interactions/2/response/headers: expected an object, found an array
            pacts/a.json:23:45: at /interactions/2/response/status: expected a status code between 100 and 999, found 2000"#]],
    );
}

#[test]
fn places_count_characters_and_lines() {
    check(
        "{\"ü😀\": 1, \"interactions\": 5}",
        expect!["pacts/a.json:1:27: at /interactions: expected an array, found 5"],
    );
    check(
        "\u{feff}{\"interactions\": 5}",
        expect!["pacts/a.json:1:18: at /interactions: expected an array, found 5"],
    );
    check(
        "\u{feff}\n{\"interactions\": 5}",
        expect!["pacts/a.json:2:18: at /interactions: expected an array, found 5"],
    );
    check(
        "{\r\n\"interactions\":\r\n  5}",
        expect!["pacts/a.json:3:3: at /interactions: expected an array, found 5"],
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
        expect!["pacts/a.json:2:5025: at /interactions: expected an array, found 5"],
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
    check("", expect!["pacts/a.json:1:1: not JSON: expected a value"]);
    check("  \n ", expect!["pacts/a.json:2:2: not JSON: expected a value"]);
    check("\u{feff}", expect!["pacts/a.json:1:1: not JSON: expected a value"]);
    check("consumer: Shop", expect!["pacts/a.json:1:1: not JSON: expected a value"]);
    check(
        "{\n  \"consumer\": {\"name\": \"Shop\",}\n}",
        expect!["pacts/a.json:2:31: not JSON: expected a name in double quotes"],
    );
    check(
        "{\"interactions\": []}\n}",
        expect!["pacts/a.json:2:1: not JSON: expected nothing more behind the value"],
    );
    check(
        "{'interactions': []}",
        expect!["pacts/a.json:1:2: not JSON: expected a name in double quotes"],
    );
    check("// a comment\n{}", expect!["pacts/a.json:1:1: not JSON: expected a value"]);
    check(
        "{\"a\": \"tab\there\"}",
        expect!["pacts/a.json:1:12: not JSON: invalid string control character"],
    );
    check("{\"a\": \"\\x\"}", expect!["pacts/a.json:1:10: not JSON: invalid escape character x"]);
    check("{\"a\": \"\\ud800\"}", expect!["pacts/a.json:1:14: not JSON: expected low surrogate"]);
    check("{\"a\": NaN}", expect!["pacts/a.json:1:7: not JSON: expected a value"]);
    check(
        "{\"a\": 01}",
        expect!["pacts/a.json:1:8: not JSON: expected a comma or the end of the array or object"],
    );
    check("{\"ü\": tru}", expect!["pacts/a.json:1:7: not JSON: expected a value"]);
    check("{\"a\": \"open", expect!["pacts/a.json:1:12: not JSON: unterminated string"]);
}

#[test]
fn bytes_that_are_not_utf8() {
    check(b"{\"\xff\": 1}", expect!["pacts/a.json:1:3: not UTF-8"]);
    check(b"{\n \"\xc3\xbc\": \"\xc3\x28\"}", expect!["pacts/a.json:2:8: not UTF-8"]);
    check(b"\xff\xfe{\0}\0", expect!["pacts/a.json:1:1: not UTF-8"]);
}

#[test]
fn json_that_is_no_contract() {
    check("null", expect!["pacts/a.json:1:1: expected an object, found null"]);
    check("[]", expect!["pacts/a.json:1:1: expected an object, found an array"]);
    check("\"pact\"", expect![[r#"pacts/a.json:1:1: expected an object, found "pact""#]]);
}

#[test]
fn depth() {
    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{\"interactions\": [{{\"request\": {{\"body\": {open}{close}}}}}]}}")
    };
    assert!(Pact::parse(&nested(250)).is_ok());
    check(nested(10_000), expect!["pacts/a.json:1:292: nested deeper than 256 levels"]);
    check("[".repeat(100_000), expect!["pacts/a.json:1:100001: not JSON: expected a value"]);
    check(
        format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000)),
        expect!["pacts/a.json:1:1281: nested deeper than 256 levels"],
    );
}
