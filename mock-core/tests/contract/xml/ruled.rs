//! What rules mean where they stand.

use expect_test::{Expect, expect};
use mock_core::{Pact, Plan};

use super::{check, check_response, message};

pub(super) const TYPE: &str = r#"{"match": "type"}"#;
pub(super) const DIGITS: &str = r#"{"match": "regex", "regex": "\\d+"}"#;
pub(super) const EQUALITY: &str = r#"{"match": "equality"}"#;
const NOT_EMPTY: &str = r#"{"match": "notEmpty"}"#;

#[track_caller]
pub(super) fn digits(path: &str, example: &str, actual: &str, says: Expect) {
    check(&[(path, DIGITS)], example, actual, says);
}

#[test]
fn values_fit_every_rule() {
    let leaf = |rule: &str, actual: &str, says: Expect| {
        let rules = [("$.a.b", rule), ("$.a.@x", rule)];
        let actual = format!("<a x='{actual}'><b>{actual}</b></a>");
        check(&rules, "<a x='1'><b>1</b></a>", &actual, says);
    };
    leaf(r#"{"match": "include", "value": "2"}"#, "123", expect![]);
    leaf(
        r#"{"match": "include", "value": "2"}"#,
        "13",
        expect![[r#"
        $.a['@x'] -> Expected '13' to include '2'
        $.a.b['#text'] -> Expected '13' to include '2'"#]],
    );
    leaf(r#"{"match": "integer"}"#, "-7", expect![]);
    leaf(
        r#"{"match": "integer"}"#,
        "7.5",
        expect![[r#"
        $.a['@x'] -> Expected '7.5' (String) to be an integer
        $.a.b['#text'] -> Expected '7.5' (String) to be an integer"#]],
    );
    leaf(r#"{"match": "decimal"}"#, "7.5", expect![]);
    leaf(
        r#"{"match": "number"}"#,
        "seven",
        expect![[r#"
        $.a['@x'] -> Expected 'seven' (String) to be a number
        $.a.b['#text'] -> Expected 'seven' (String) to be a number"#]],
    );
    leaf(r#"{"match": "boolean"}"#, "true", expect![]);
    leaf(
        r#"{"match": "semver"}"#,
        "1.0",
        expect![[r#"
        $.a['@x'] -> '1.0' is not a valid semantic version - unexpected end of input while parsing minor version number
        $.a.b['#text'] -> '1.0' is not a valid semantic version - unexpected end of input while parsing minor version number"#]],
    );
    leaf(
        NOT_EMPTY,
        "",
        expect![[r#"
        $.a['@x'] -> Expected '' (String) to not be empty
        $.a.b['#text'] -> Expected '' (String) to not be empty"#]],
    );
    leaf(
        r#"{"match": "equality"}"#,
        "2",
        expect![[r#"
        $.a['@x'] -> Expected '2' (String) to be equal to '1' (String)
        $.a.b['#text'] -> Expected '2' (String) to be equal to '1' (String)"#]],
    );
    leaf(r#"{"match": "type"}"#, "anything", expect![]);
    leaf(
        &format!("{DIGITS}, {{\"match\": \"include\", \"value\": \"2\"}}"),
        "13",
        expect![[r#"
        $.a['@x'] -> Expected '13' to include '2'
        $.a.b['#text'] -> Expected '13' to include '2'"#]],
    );
}

#[test]
fn a_rule_for_values_means_the_text() {
    // Neither the attributes of an element nor the space between its children.
    digits("$.a", "<a x='en'>1</a>", "<a x='en'>2</a>", expect![]);
    digits(
        "$.a",
        "<a x='en'>1</a>",
        "<a x='de'>2</a>",
        expect!["$.a['@x'] -> Expected 'de' to be equal to 'en'"],
    );
    digits("$.a", "<a>\n <b>1</b>\n</a>", "<a><b>2</b></a>", expect![]);
    digits(
        "$.a",
        "<a><b>1</b></a>",
        "<a><b>x</b></a>",
        expect![[r#"$.a.b['#text'] -> Expected 'x' to match '\d+'"#]],
    );
    digits(
        "$.a",
        "<a><b>1</b></a>",
        "<a>x<b>1</b></a>",
        expect!["$.a['#text'] -> Expected 'x' to be equal to ''"],
    );
    check(
        &[("$", TYPE), ("$.a.b", DIGITS)],
        "<a><b x='en'>1</b></a>",
        "<a><b x='de'>2</b></a>",
        expect![],
    );
    check(&[("$.*", TYPE), ("$.a.*", DIGITS)], "<a>\n<b>1</b></a>", "<a>x<b>2</b></a>", expect![]);
    // There are as many as the example has.
    digits(
        "$.a.b",
        "<a><b>1</b></a>",
        "<a><b>2</b><b>3</b></a>",
        expect!["$.a.b[1] -> Unexpected <b>3</b> received"],
    );
    digits(
        "$.a.b",
        "<a><b>1</b><b>2</b></a>",
        "<a><b>3</b></a>",
        expect!["$.a.b[1] -> Expected <b>2</b> but was missing"],
    );
}

#[test]
fn type_lets_elements_repeat() {
    let list = "<a><b x='1'>1</b></a>";
    let rules = [("$.a.b", TYPE)];
    check(&rules, list, "<a><b x='2'>3</b><b x='4'>5</b></a>", expect![]);
    check(
        &rules,
        list,
        "<a><b x='2'>3</b><b>5</b></a>",
        expect!["$.a.b[1]['@x'] -> Expected x='1' but was missing"],
    );
    check(
        &rules,
        list,
        "<a><b x='2'>3</b><b x='4' y='5'><c/></b></a>",
        expect![[r#"
        $.a.b[1]['@y'] -> Unexpected y='5' received
        $.a.b[1].c -> Unexpected <c/> received"#]],
    );
    check(&rules, list, "<a/>", expect!["$.a.b -> Expected <b x='1'>1</b> but was missing"]);
    check(&rules, list, "<a><b x='2'/><c/></a>", expect!["$.a.c -> Unexpected <c/> received"]);
    check_response(&rules, list, "<a><b x='2'/><c/></a>", expect![]);
    check_response(
        &[("$.a", TYPE)],
        list,
        "<a><b x='2'/><c/></a>",
        expect!["$.a.c -> Unexpected <c/> received"],
    );
    // Not fewer than the example has, unless a rule says how many.
    let two = "<a><b>1</b><b>2</b></a>";
    check(&rules, two, "<a><b>3</b></a>", expect!["$.a.b[1] -> Expected <b>2</b> but was missing"]);
    check(&[("$", TYPE)], two, "<a><b>3</b><b>4</b><b>5</b></a>", expect![]);
    check(&[("$.a.b[0]", TYPE)], two, "<a><b>3</b><b>2</b></a>", expect![]);
    check(
        &[("$.a.b", TYPE), ("$.a.b[3]", DIGITS), ("$.a.b[2]", EQUALITY)],
        two,
        "<a><b/><b/><b>1</b><b>x</b><b>x</b></a>",
        expect![[r#"$.a.b[3]['#text'] -> Expected 'x' to match '\d+'"#]],
    );
}

#[test]
fn bounds_count_child_elements() {
    let list = "<a>\n  <b/>\n  <b/>\n</a>";
    let min = [("$.a", r#"{"match": "type", "min": 1}"#)];
    check(&min, list, "<a><b/></a>", expect![]);
    check(&min, list, "<a><b/><b/><b/></a>", expect![]);
    check(
        &min,
        list,
        "<a> </a>",
        expect!["$.a -> Expected 0 values (size 0) to have minimum size of 1"],
    );
    check(
        &[("$.a", r#"{"min": 3}"#)],
        list,
        "<a>\n<b/>\n<b/>\n</a>",
        expect!["$.a -> Expected 2 values (size 2) to have minimum size of 3"],
    );
    check(
        &[("$.a", r#"{"match": "type", "max": 2}"#)],
        list,
        "<a><b/><b/><b/></a>",
        expect!["$.a -> Expected 3 values (size 3) to have maximum size of 2"],
    );
    check(&[("$.a", r#"{"match": "max", "max": 2}"#)], list, "<a/>", expect![]);
    let texts = "<a><b>1</b><b>1</b></a>";
    check(&[("$.a", NOT_EMPTY)], texts, "<a><b>1</b><b>1</b><b>1</b></a>", expect![]);
    check(
        &[("$.a", NOT_EMPTY)],
        texts,
        "<a><b>1</b><b/></a>",
        expect!["$.a.b[1]['#text'] -> Expected '' (String) to not be empty"],
    );
    check(&[("$.a", NOT_EMPTY)], list, "<a/>", expect!["$.a -> Expected 0 values to not be empty"]);
    // Elements of different names are no list: each is there.
    check(
        &min,
        "<a><b/><c/></a>",
        "<a><b/></a>",
        expect!["$.a.c -> Expected <c/> but was missing"],
    );
    // They do not cascade.
    check(
        &[("$.a", r#"{"min": 2}"#)],
        "<a><b><c/></b><b><c/></b></a>",
        list,
        expect![[r#"
        $.a.b[0].c -> Expected <c/> but was missing
        $.a.b[1].c -> Expected <c/> but was missing"#]],
    );
}

#[test]
fn bounds_on_an_element_without_children_count_the_element() {
    let rules = [("$.a.b", r#"{"match": "type", "min": 2, "max": 3}"#)];
    let list = "<a><b>1</b><b>2</b></a>";
    check(
        &rules,
        list,
        "<a><b>1</b></a>",
        expect!["$.a.b -> Expected 1 values (size 1) to have minimum size of 2"],
    );
    check(&rules, list, "<a><b>3</b><b/><b>4</b></a>", expect![]);
    check(
        &rules,
        list,
        "<a><b/><b/><b/><b/></a>",
        expect!["$.a.b -> Expected 4 values (size 4) to have maximum size of 3"],
    );
    check(&rules, "<a><b>1</b></a>", "<a><b>1</b><b>2</b></a>", expect![]);
    check(&[("$.a.b", r#"{"max": 1}"#)], "<a><b>1</b></a>", "<a/>", expect![]);
    check(
        &[("$.a", r#"{"min": 1}"#)],
        "<a/>",
        "<a/>",
        expect!["$.a -> Expected 0 values (size 0) to have minimum size of 1"],
    );
}

#[test]
fn equality_is_exact_below() {
    let rules = [("$", TYPE), ("$.a.b", EQUALITY)];
    let example = "<a><b x='1'><c>2</c></b></a>";
    check_response(&rules, example, "<a y='9'><b x='1'><c>2</c></b></a>", expect![]);
    check_response(
        &rules,
        example,
        "<a><b x='2'><c>3</c></b></a>",
        expect![[r#"
        $.a.b['@x'] -> Expected '2' (String) to be equal to '1' (String)
        $.a.b.c['#text'] -> Expected '3' (String) to be equal to '2' (String)"#]],
    );
    check_response(
        &rules,
        example,
        "<a><b x='1' y='2'><c>2</c><d/></b></a>",
        expect![[r#"
        $.a.b['@y'] -> Unexpected y='2' received
        $.a.b.d -> Unexpected <d/> received"#]],
    );
    check_response(
        &rules,
        example,
        "<a><b x='1'><c>2</c><c>2</c></b></a>",
        expect!["$.a.b.c[1] -> Unexpected <c>2</c> received"],
    );
}

#[test]
fn alternatives() {
    let rules = r#"{"$.a": {"combine": "OR", "matchers": [{"match": "regex", "regex": "x"}, {"match": "integer"}]}}"#;
    let message = message(&[], "<a>1</a>").replace(r#""body": {}"#, &format!(r#""body": {rules}"#));
    let judge = |actual: &str| {
        let request =
            crate::support::request(&format!("POST /\nContent-Type: application/xml\n\n{actual}"));
        crate::support::judge(&message, request)
    };
    expect![].assert_eq(&judge("<a>x</a>"));
    expect![].assert_eq(&judge("<a>7</a>"));
    expect![[r#"
        $.a['#text'] -> Expected 'y' to match 'x'
        $.a['#text'] -> Expected 'y' (String) to be an integer"#]]
    .assert_eq(&judge("<a>y</a>"));
}

#[track_caller]
fn check_refused(rules: &[(&str, &str)], example: &str, says: Expect) {
    let pact = format!(r#"{{"interactions": [{{"request": {}}}]}}"#, message(rules, example));
    says.assert_eq(&Plan::compile(&Pact::parse(&pact).unwrap()).unwrap_err().to_string());
}

#[test]
fn rules_without_a_meaning_are_refused() {
    check_refused(
        &[
            ("$.a", r#"{"match": "values"}"#),
            ("$.a.b", r#"{"match": "eachKey", "rules": []}"#),
            ("$.a.c", r#"{"match": "arrayContains", "variants": []}"#),
        ],
        "<a/>",
        expect![[r#"
            1:148: at /interactions/0/request/matchingRules/body/$.a: the matching rule "values" has no meaning in XML
            1:194: at /interactions/0/request/matchingRules/body/$.a.b: the matching rule "eachKey" has no meaning in XML
            1:254: at /interactions/0/request/matchingRules/body/$.a.c: the matching rule "arrayContains" has no meaning in XML"#]],
    );
    check_refused(
        &[("$.a.b", TYPE)],
        "<a><b></a>",
        expect![
            "1:156: at /interactions/0/request/matchingRules/body/$.a.b: a rule for a part of an example that cannot be read as XML: expected 'b' tag, not 'a' at 1:7"
        ],
    );
    check_refused(
        &[("$.a.b", r#"{"match": "regex", "regex": "("}"#)],
        "<a/>",
        expect![[
            r#"1:150: at /interactions/0/request/matchingRules/body/$.a.b: the regular expression "(" is not valid: Parsing error at position 1: Opening parenthesis without closing parenthesis"#
        ]],
    );
}
