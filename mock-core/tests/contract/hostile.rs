//! Texts that no tool would write: each is read or refused, and none brings the reader down.

use mock_core::{Pact, Plan, Session};
use proptest::prelude::*;

use crate::writing::EXAMPLES;

/// Does with a text whatever can be done with it.
fn survive(text: &[u8]) {
    match Pact::parse_bytes(text) {
        Ok(pact) => {
            let written = pact.to_json();
            let again = Pact::parse(&written).expect("what was written can be read");
            assert_eq!(again.to_json(), written);
            for interaction in pact.interactions.iter().filter_map(|one| one.http()) {
                interaction.response.example();
            }
            if let Ok(plan) = Plan::compile(&pact) {
                let session = Session::new(plan.into());
                for interaction in pact.interactions.iter().filter_map(|one| one.http()) {
                    session.respond(interaction.request.example());
                }
                while let Some(taken) = session.take_next() {
                    session.reply_with(taken.delivery, taken.message.clone());
                    session.request(taken.delivery, taken.message.contents);
                }
                let outcome = session.finish();
                assert!(!mock_core::Report::new(&outcome).to_string().is_empty());
            }
        }
        Err(error) => {
            assert!(!error.problems().is_empty());
            for problem in error.problems() {
                assert!(problem.place.line > 0 && problem.place.column > 0, "{problem}");
            }
        }
    }
}

#[test]
fn half_a_file() {
    for (_, text) in EXAMPLES {
        // Without its indentation, so that nearly every offset is inside a token.
        let text = mock_core::json::Document::parse(text).unwrap().root().compact();
        for end in 0..text.len() {
            assert!(Pact::parse_bytes(&text.as_bytes()[..end]).is_err(), "{end} bytes");
        }
    }
}

/// The values of the examples replaced by what does not belong there, each by some of the list.
#[test]
fn misplaced_values() {
    let odd = [
        "null",
        "true",
        "-1",
        "1.5",
        "1e999",
        "\"\"",
        "\"$.a[\"",
        "[]",
        "[null]",
        "{}",
        r#"{"": 1}"#,
    ];
    for (_, text) in &EXAMPLES[2..] {
        let document = mock_core::json::Document::parse(*text).unwrap();
        let mut values = vec![document.root()];
        let mut at = 0;
        while let Some(value) = values.get(at).copied() {
            values.extend(value.elements());
            values.extend(value.members().map(|(_, value)| value));
            let (start, end) = (value.offset(), value.offset() + value.text().len());
            for odd in odd.iter().skip(at % 4).step_by(4) {
                survive(format!("{}{odd}{}", &text[..start], &text[end..]).as_bytes());
            }
            at += 1;
        }
    }
}

#[test]
fn a_large_file() {
    let interaction = r#"{"description": "reads an order", "request": {"method": "GET", "path": "/orders/4711",
"headers": {"Accept": "application/json"}}, "response": {"status": 200, "body": {"id": 4711, "name": "an order", "tags": ["a", "b"]},
"matchingRules": {"$.body.id": {"match": "type"}}}}"#;
    // All on one line, where a column is a far count.
    let interaction = interaction.replace('\n', " ");
    let count = 5_000_000 / interaction.len();
    let list = vec![interaction.as_str(); count].join(",");
    let text = format!(
        r#"{{"interactions": [{list}], "metadata": {{"pactSpecification": {{"version": "2.0.0"}}}}}}"#
    );
    let pact = Pact::parse(&text).unwrap();
    assert_eq!(pact.interactions.len(), count);
    assert_eq!(pact.interactions[count - 1].place.line, 1);
}

#[test]
fn many_problems() {
    let list = vec![r#"{"response": {"status": "none"}}"#; 2_000].join(",");
    let error = Pact::parse(&format!(r#"{{"interactions": [{list}]}}"#)).unwrap_err();
    assert_eq!(error.problems().len(), 2_000);
}

#[test]
fn bodies_that_cannot_be_read() {
    for body in ["NaN", "{", "\"", "\u{0}", "[[[[", "\u{feff}", "{\"a\":1,\"a\":2}"] {
        let body = serde_json::to_string(body).unwrap();
        survive(format!(
            r#"{{"interactions": [{{"request": {{"method": "PUT", "headers": {{"Content-Type": "application/json"}}, "body": {body}}}}}],
            "metadata": {{"pactSpecificationVersion": "2"}}}}"#
        ).as_bytes());
        survive(format!(
            r#"{{"interactions": [{{"type": "Synchronous/HTTP", "request": {{"method": "PUT",
            "body": {{"content": {body}, "encoded": "JSON", "contentType": "application/json"}}}}}}],
            "metadata": {{"pactSpecificationVersion": "4"}}}}"#
        ).as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survive(&bytes);
    }

    #[test]
    fn arbitrary_tokens(tokens in proptest::collection::vec(prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u00e9\"", "1", "-0.5e3", "true", "null", " ", "\n",
        "\"interactions\"", "\"request\"", "\"body\"", "\"matchingRules\"", "\u{feff}", "\"\\",
    ]), 0..40)) {
        survive(tokens.concat().as_bytes());
    }
}

/// What is nested is compiled once, and not once more at every level.
#[test]
fn deep_examples_under_rules() {
    let deep = |leaf: &str| format!("{}{leaf}{}", "[".repeat(200), "]".repeat(200));
    for rule in
        [r#"{"match": "type"}"#, r#"{"match": "type", "min": 1}"#, r#"{"match": "ignore-order"}"#]
    {
        let part = format!(
            r#"{{"body": {}, "matchingRules": {{"body": {{"$": {{"matchers": [{rule}]}}}}}}}}"#,
            deep("1")
        );
        survive(
            format!(r#"{{"interactions": [{{"request": {part}, "response": {part}}}]}}"#)
                .as_bytes(),
        );
    }
}

/// Rules for each of 20 levels of an example that are refused, since what they say multiplies.
/// Each is a step, what stands behind all steps, and the rules there.
#[track_caller]
fn check_multiplying(body: &str, rules: &[(&str, &str, &str)]) {
    let of_a_level = |depth| {
        let rule = move |(step, last, rules): &(&str, &str, &str)| {
            format!(r#""${}{last}": {rules}"#, step.repeat(depth))
        };
        rules.iter().map(rule)
    };
    let rules = (0..20).flat_map(of_a_level).collect::<Vec<_>>().join(", ");
    let pact = Pact::parse(&format!(
        r#"{{"interactions": [{{"request": {{"body": {body}, "matchingRules": {{"body": {{{rules}}}}}}}}}]}}"#
    ));
    let error = Plan::compile(&pact.unwrap()).unwrap_err().to_string();
    assert!(error.ends_with("would be looked at more than 64 times each"), "{error}");
    assert_eq!(error.lines().count(), 1);
}

const VALUES: &str = r#"{"matchers": [{"match": "values"}]}"#;
const BOUNDS: &str = r#"{"matchers": [{"match": "type", "min": 1}]}"#;

#[test]
fn rules_that_multiply() {
    let object = format!("{}1{}", r#"{"a": "#.repeat(20), "}".repeat(20));
    let array = format!("{}1{}", "[".repeat(20), "]".repeat(20));
    let either = r#"{"combine": "OR", "matchers": [{"match": "values"}, {"match": "eachValue", "rules": [{"match": "type"}]}]}"#;
    check_multiplying(&object, &[(".a", "", either)]);
    check_multiplying(&object, &[(".*", "", VALUES)]);
    check_multiplying(&array, &[("[*]", "", BOUNDS), ("[*]", "[7]", BOUNDS)]);
}

#[test]
#[cfg(feature = "xml")]
fn rules_for_xml_that_multiply() {
    let body = format!(r#""<?xml version='1.0'?>{}{}""#, "<a>".repeat(20), "</a>".repeat(20));
    check_multiplying(&body, &[(".a[*]", "", BOUNDS), (".a[*]", ".a[7]", BOUNDS)]);
}
