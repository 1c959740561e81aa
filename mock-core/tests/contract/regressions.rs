//! Faults that were found by use, each as the case that showed it.

use std::sync::Arc;

use bytes::Bytes;
use expect_test::{Expect, expect};
use http::Method;
use mock_core::{Pact, Plan, ReceivedRequest, ResponsePlan, Selection, Session, Verdict};

use crate::support::{Direction, judge_json, pact};

/// What the reader and the plan say of a contract, and how many interactions are served.
#[track_caller]
fn check_notes(text: &str, selection: &Selection, expected: Expect) {
    let plan = Pact::parse(text)
        .map_err(|error| error.to_string())
        .and_then(|pact| Plan::select(&pact, selection).map_err(|error| error.to_string()));
    let said = match plan {
        Ok(plan) => {
            let notes = plan.notes().iter().map(|note| format!("{note}\n")).collect::<String>();
            format!("{notes}{} served", plan.interactions().len())
        }
        Err(error) => error,
    };
    expected.assert_eq(&said);
}

const TYPED: &str = r#"{"consumer": {"name": "a"}, "provider": {"name": "b"}, "interactions": [
    {"type": "Asynchronous/Messages", "description": "a message"},
    {"type": "Synchronous/HTTP", "description": "a call", "request": {"method": "POST",
        "body": {"content": {"a": 1}, "contentType": "application/json", "encoded": false}}}
], "metadata": {"pactSpecification": {"version": "5.0"}}}"#;

#[test]
fn a_typed_file_of_an_unknown_version_is_read_as_version_4() {
    check_notes(
        TYPED,
        &Selection::all(),
        expect![[r#"
            5:50: at /metadata/pactSpecification/version: "5.0" is no known version of the Pact specification: read as version 4
            2 served"#]],
    );
}

#[test]
fn misspelled_members_and_generators_are_told() {
    check_notes(
        r#"{"interactions": [{"description": "x", "request": {"mathcingRules": {}},
            "response": {"generators": {"body": {"$": {"type": "RandmInt"}}}}}]}"#,
        &Selection::all(),
        expect![[
            r#"2:64: at /interactions/0/response/generators/body/$/type: unknown generator "RandmInt"; did you mean "RandomInt"?"#
        ]],
    );
    check_notes(
        r#"{"consumer": {"name": "a"}, "provider": {"name": "b"}, "interactions": [{"description": "x",
            "request": {"mathcingRules": {}}}], "metadata": {"pactSpecification": {"version": "3.0.0"}}}"#,
        &Selection::all(),
        expect![[r#"
            2:42: at /interactions/0/request/mathcingRules: unknown member "mathcingRules"; did you mean "matchingRules"?
            1 served"#]],
    );
}

/// The interaction that a body is said to come closest to.
#[track_caller]
fn check_closest(first: &str, second: &str, body: &'static str, expected: usize) {
    let pact = format!(
        r#"{{"interactions": [
            {{"description": "first", "request": {{"method": "POST", "body": {first}}}}},
            {{"description": "second", "request": {{"method": "POST", "body": {second}}}}}]}}"#
    );
    let session = Session::new(Arc::new(Plan::compile(&Pact::parse(&pact).unwrap()).unwrap()));
    let request = ReceivedRequest {
        body: Bytes::from_static(body.as_bytes()),
        ..ReceivedRequest::new(Method::POST, "/")
    };
    session.respond(request);
    match &session.exchanges()[0].verdict {
        Verdict::Mismatched { closest, .. } => assert_eq!(*closest, expected, "{body}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_mismatch_weighs_what_it_hides() {
    check_closest(r#"{"x": 1, "y": 2, "z": 3}"#, r#"{"a": 1, "b": 2}"#, r#"{"a": 9, "b": 9}"#, 1);
    check_closest("[1]", r#"{"a": 1, "b": 2, "c": 3}"#, r#"{"a": 9, "b": 9, "c": 3}"#, 1);
    check_closest(r#"{"a": [1, 2, 3, 4]}"#, r#"{"a": 1}"#, r#"{"a": 2}"#, 1);
}

/// What was written of a contract is written again to the byte.
#[track_caller]
fn check_rewritten(text: &str) {
    let written = Pact::parse(text).unwrap().to_json();
    assert_eq!(Pact::parse(&written).unwrap().to_json(), written);
}

#[test]
fn a_state_without_a_name_survives_being_written() {
    for version in ["1.0.0", "2.0.0", "3.0.0"] {
        for states in [r#""""#, r#"[""]"#, r#"[{"name": ""}]"#, r#"["a", ""]"#] {
            check_rewritten(&format!(
                r#"{{"interactions": [{{"providerStates": {states}}}],
                    "metadata": {{"pactSpecification": {{"version": "{version}"}}}}}}"#
            ));
        }
    }
}

/// What is said of a JSON body of a request; the rules are those for the body.
#[track_caller]
fn check_body(rules: &str, expected: &str, actual: &str, said: Expect) {
    said.assert_eq(&judge_json(Direction::Request, rules, expected, actual));
}

#[test]
fn alternatives_hold_below_all_or_not_at_all() {
    let map_or_null =
        r#"{"$.a": {"combine": "OR", "matchers": [{"match": "null"}, {"match": "values"}]}}"#;
    check_body(map_or_null, r#"{"a": {"x": 1}}"#, r#"{"a": {"y": 1}}"#, expect![]);
    check_body(map_or_null, r#"{"a": {"x": 1}}"#, r#"{"a": null}"#, expect![]);
    check_body(
        map_or_null,
        r#"{"a": {"x": 1}}"#,
        r#"{"a": {"x": 2}}"#,
        expect!["$.a.x -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
}

/// Were an open list's first element compiled twice, that would be done so many times as there are
/// ways through the brackets.
#[test]
fn nested_lists_are_compiled_once_a_level() {
    let nested = |leaf: &str| format!("{}{leaf}{}", "[".repeat(100), "]".repeat(100));
    let by_type = r#"{"$": {"matchers": [{"match": "type"}]}}"#;
    check_body(by_type, &nested("1"), &nested("2, 3"), expect![]);
    let path = format!("${}", "[0]".repeat(100));
    check_body(
        by_type,
        &nested("1"),
        &nested("2, true"),
        expect![
            "$[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][1] -> Expected true (Boolean) to be the same type as 1 (Integer)"
        ],
    );
    let named = format!(
        r#"{{"$": {{"matchers": [{{"match": "type"}}]}}, "{path}": {{"matchers": [{{"match": "integer"}}]}}}}"#
    );
    check_body(
        &named,
        &nested("1"),
        &nested("2.5"),
        expect![
            "$[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0] -> Expected 2.5 (Decimal) to be an integer"
        ],
    );
}

/// The header says another type than the body does: a request that has just that is right.
#[test]
fn an_example_of_two_types_fits_itself() {
    let expected = r#"{"method": "POST", "headers": {"Content-Type": ["text/plain"]},
        "body": {"content": {"a": 1}, "contentType": "application/json"}}"#;
    let pact = crate::support::pact_of(
        "4.0",
        &format!(r#"{{"type": "Synchronous/HTTP", "request": {expected}}}"#),
    );
    let session = Session::new(Arc::new(Plan::compile(&pact).unwrap()));
    session.respond(pact.interactions[0].http().unwrap().request.example());
    assert!(session.finish().is_success());
}

/// A generator's expression with what it makes under its own rule.
#[track_caller]
fn check_made(regex: &str) {
    let regex = serde_json::to_string(regex).unwrap();
    let pact = pact(&format!(
        r#"{{"response": {{"body": {{"a": "example"}},
            "matchingRules": {{"body": {{"$.a": {{"matchers": [{{"match": "regex", "regex": {regex}}}]}}}}}},
            "generators": {{"body": {{"$.a": {{"type": "Regex", "regex": {regex}}}}}}}}}}}"#
    ));
    let response = &pact.interactions[0].http().unwrap().response;
    let made = response.generated(&<_>::default());
    assert_ne!(made.body, response.example().body);
    assert_eq!(*ResponsePlan::compile(response).unwrap().check(&made), []);
}

#[test]
fn bounds_of_a_repetition_may_be_the_wrong_way_round() {
    check_made(r"\d{6,4}");
    check_made("(ab){3,0}c{2,1}");
}

#[test]
fn repetitions_beyond_counting_are_refused() {
    let regex = format!("{}a{}", "(".repeat(12), "{99}){99}".repeat(12));
    check_notes(
        &format!(
            r#"{{"interactions": [{{"request": {{"path": "/",
                "matchingRules": {{"$.path": {{"match": "regex", "regex": "{regex}"}}}}}}}}]}}"#
        ),
        &Selection::all(),
        expect![[
            r#"2:45: at /interactions/0/request/matchingRules/$.path: the regular expression "((((((((((((a{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}{99}){99}" is not valid: no text is as long as its repetitions ask for"#
        ]],
    );
}
