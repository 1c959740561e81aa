//! Where the paths of rules lead, and which of several counts.

use expect_test::expect;

use super::check;
use super::ruled::{DIGITS, EQUALITY, TYPE, digits};

#[test]
fn paths_lead_to_texts_and_attributes() {
    let (example, actual) = ("<a><b x='1'>2</b></a>", "<a><b x='3'>4</b></a>");
    digits("$.a.b", example, actual, expect!["$.a.b['@x'] -> Expected '3' to be equal to '1'"]);
    digits(
        "$.a.b.#text",
        example,
        actual,
        expect!["$.a.b['@x'] -> Expected '3' to be equal to '1'"],
    );
    digits(
        "$.a.b['#text']",
        example,
        actual,
        expect!["$.a.b['@x'] -> Expected '3' to be equal to '1'"],
    );
    digits(
        "$['a']['b']['#text']",
        example,
        actual,
        expect!["$.a.b['@x'] -> Expected '3' to be equal to '1'"],
    );
    digits(
        "$.a[*].b[*].#text",
        example,
        actual,
        expect!["$.a.b['@x'] -> Expected '3' to be equal to '1'"],
    );
    digits(
        "$.a[0].b[0].#text",
        example,
        actual,
        expect!["$.a.b['@x'] -> Expected '3' to be equal to '1'"],
    );
    digits(
        "$.a.b[1].#text",
        example,
        actual,
        expect![[r#"
        $.a.b['@x'] -> Expected '3' to be equal to '1'
        $.a.b['#text'] -> Expected '4' to be equal to '2'"#]],
    );
    digits(
        "$.a.b.@x",
        example,
        actual,
        expect!["$.a.b['#text'] -> Expected '4' to be equal to '2'"],
    );
    digits(
        "$.a.b['@x']",
        example,
        actual,
        expect!["$.a.b['#text'] -> Expected '4' to be equal to '2'"],
    );
    digits(
        "$.a[0].b['@x']",
        example,
        actual,
        expect!["$.a.b['#text'] -> Expected '4' to be equal to '2'"],
    );
    digits(
        "$.*.b['@x']",
        example,
        actual,
        expect!["$.a.b['#text'] -> Expected '4' to be equal to '2'"],
    );
    digits(
        "$[*].b['@x']",
        example,
        actual,
        expect!["$.a.b['#text'] -> Expected '4' to be equal to '2'"],
    );
    digits("$.a.b.*", example, actual, expect![]);
    digits("$.a.*.*", example, actual, expect![]);
    digits(
        "$.a.x",
        example,
        actual,
        expect![[r#"
        $.a.b['@x'] -> Expected '3' to be equal to '1'
        $.a.b['#text'] -> Expected '4' to be equal to '2'"#]],
    );
}

#[test]
fn names_have_a_prefix_or_a_namespace() {
    let example = "<n:a xmlns:n='urn:x' xmlns:m='urn:y'><m:b n:id='1'>2</m:b></n:a>";
    let actual = "<a xmlns='urn:x' xmlns:q='urn:x'><b xmlns='urn:y' q:id='3'>4</b></a>";
    let id = ("$.n:a.m:b['@n:id']", DIGITS);
    check(&[id, ("$.n:a.m:b.#text", DIGITS)], example, actual, expect![]);
    check(&[id, ("$['urn:x:a']['urn:y:b'].#text", DIGITS)], example, actual, expect![]);
    check(
        &[("$.urn:x:a.m:b.@urn:x:id", DIGITS)],
        example,
        actual,
        expect!["$['n:a']['m:b']['#text'] -> Expected '4' to be equal to '2'"],
    );
    check(
        &[id, ("$.a.b.#text", DIGITS)],
        example,
        actual,
        expect!["$['n:a']['m:b']['#text'] -> Expected '4' to be equal to '2'"],
    );
    check(
        &[id, ("$['urn:y:a']['urn:y:b'].#text", DIGITS)],
        example,
        actual,
        expect!["$['n:a']['m:b']['#text'] -> Expected '4' to be equal to '2'"],
    );
    // A default namespace has no prefix to write.
    check(
        &[("$.a.b", DIGITS)],
        "<a xmlns='urn:x'><b>1</b></a>",
        "<n:a xmlns:n='urn:x'><n:b>2</n:b></n:a>",
        expect![],
    );
}

#[test]
fn the_best_path_counts() {
    let example = "<a><b>1</b><b>2</b></a>";
    let one = ("$.a.b[1]", r#"{"match": "regex", "regex": "x"}"#);
    check(&[("$.a.b", DIGITS), one], example, "<a><b>3</b><b>x</b></a>", expect![]);
    check(
        &[("$.a.b", DIGITS), one],
        example,
        "<a><b>x</b><b>3</b></a>",
        expect![[r#"
        $.a.b[0]['#text'] -> Expected 'x' to match '\d+'
        $.a.b[1]['#text'] -> Expected '3' to match 'x'"#]],
    );
    check(
        &[("$.a", TYPE), ("$.a.b", DIGITS)],
        example,
        "<a><b>3</b><b>x</b></a>",
        expect![[r#"$.a.b[1]['#text'] -> Expected 'x' to match '\d+'"#]],
    );
    check(
        &[("$.a", TYPE), ("$.a.b", EQUALITY)],
        example,
        "<a><b>3</b><b>2</b></a>",
        expect!["$.a.b[0]['#text'] -> Expected '3' (String) to be equal to '1' (String)"],
    );
    check(
        &[("$.*", TYPE), ("$.a.*", DIGITS)],
        example,
        "<a><b>x</b><b>2</b></a>",
        expect![[r#"$.a.b[0]['#text'] -> Expected 'x' to match '\d+'"#]],
    );
    check(
        &[("$.a[*].b", DIGITS), ("$.a.b", TYPE)],
        example,
        "<a><b>x</b><b>2</b></a>",
        expect![[r#"$.a.b[0]['#text'] -> Expected 'x' to match '\d+'"#]],
    );
}
