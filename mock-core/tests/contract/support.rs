//! A contract with one request, and what is said of the requests that come.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use mock_core::{
    Mismatch, Pact, Plan, ReceivedRequest, ReceivedResponse, ResponsePlan, Session, Verdict,
};

/// A contract of version 3 with these interactions.
pub(crate) fn pact(interactions: &str) -> Pact {
    pact_of("3.0.0", interactions)
}

pub(crate) fn pact_of(version: &str, interactions: &str) -> Pact {
    let text = format!(
        r#"{{"interactions": [{interactions}],
            "metadata": {{"pactSpecification": {{"version": "{version}"}}}}}}"#
    );
    Pact::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

pub(crate) fn plan(pact: &Pact) -> Arc<Plan> {
    Arc::new(Plan::compile(pact).unwrap_or_else(|error| panic!("{error}")))
}

/// A request from the line `METHOD /path?query`, lines of headers, and a body behind an empty
/// line: as they stand in HTTP.
pub(crate) fn request(text: &str) -> ReceivedRequest {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, target) = lines.next().and_then(|line| line.split_once(' ')).expect("a line");
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':').expect("a header");
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        headers.append(name, HeaderValue::from_bytes(value.trim().as_bytes()).expect("a value"));
    }
    ReceivedRequest {
        method: Method::from_bytes(method.as_bytes()).expect("a method"),
        path: path.to_owned(),
        query,
        headers,
        body: body.to_owned().into(),
    }
}

/// All that is said of a request: nothing if it is what the contract's only interaction expects.
pub(crate) fn judge(expected: &str, actual: ReceivedRequest) -> String {
    judge_in("3.0.0", expected, actual)
}

pub(crate) fn judge_in(version: &str, expected: &str, actual: ReceivedRequest) -> String {
    let pact = pact_of(version, &format!(r#"{{"request": {expected}}}"#));
    let session = Session::new(plan(&pact));
    session.respond(actual);
    match &session.exchanges()[0].verdict {
        Verdict::Matched { .. } => String::new(),
        Verdict::Mismatched { mismatches, .. } => {
            assert!(mismatches.count() > 0, "it differs in nothing");
            sentences(mismatches)
        }
        Verdict::Unexpected { nearest: Some((_, mismatches)) } => sentences(mismatches),
        other => format!("{other:?}"),
    }
}

/// All that is said of a response.
pub(crate) fn judge_response(expected: &str, actual: &ReceivedResponse) -> String {
    let pact = pact(&format!(r#"{{"response": {expected}}}"#));
    let response = &pact.interactions[0].http().expect("an HTTP interaction").response;
    let plan = ResponsePlan::compile(response).unwrap_or_else(|error| panic!("{error}"));
    sentences(&plan.check(actual))
}

pub(crate) fn sentences(mismatches: &[Mismatch]) -> String {
    let sentences = mismatches.iter().map(Mismatch::to_string);
    sentences.collect::<Vec<_>>().join("\n")
}

/// The direction in which bodies are compared.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Direction {
    Request,
    Response,
}

/// All that is said of a JSON body; the rules are those for the body.
pub(crate) fn judge_json(
    direction: Direction,
    rules: &str,
    expected: &str,
    actual: &str,
) -> String {
    let part = format!(
        r#"{{"method": "POST", "body": {expected}, "matchingRules": {{"body": {rules}}}}}"#
    );
    match direction {
        Direction::Request => {
            judge(&part, ReceivedRequest { body: actual.to_owned().into(), ..request("POST /") })
        }
        Direction::Response => judge_response(
            &part,
            &ReceivedResponse {
                status: 200,
                headers: HeaderMap::new(),
                body: actual.to_owned().into(),
            },
        ),
    }
}

/// Rules by path, each given as `path: rule`.
pub(crate) fn rules(rules: &[(&str, &str)]) -> String {
    let entry = |(path, rule): &(&str, &str)| {
        let path = serde_json::to_string(path).expect("a text");
        format!(r#"{path}: {{"matchers": [{rule}]}}"#)
    };
    format!("{{{}}}", rules.iter().map(entry).collect::<Vec<_>>().join(", "))
}
