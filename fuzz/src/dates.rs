//! Patterns and expressions of dates and times.

use std::str::from_utf8;

use serde_json::json;

use crate::serve::{own_requests, serve_twice};

/// The first line is a pattern; every other is a value for it. The rule and the generator of the
/// pattern are read, compiled and applied.
pub fn date_pattern(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let (pattern, values) = text.split_once('\n').unwrap_or((text, ""));
    for (rule, generator) in [("date", "Date"), ("time", "Time"), ("datetime", "DateTime")] {
        let rule = json!({"match": rule, "format": pattern});
        let generator = json!({"type": generator, "format": pattern});
        serve_values(&rule, &generator, values.lines().chain([pattern, "2024-02-29"]));
    }
}

/// The text is an expression. The generators that have it are read and applied.
pub fn date_expression(bytes: &[u8]) {
    let Ok(expression) = from_utf8(bytes) else { return };
    for generator in ["Date", "Time", "DateTime"] {
        let rule = json!({"match": "type"});
        let generator = json!({"type": generator, "expression": expression});
        serve_values(&rule, &generator, ["2024-02-29T23:59:59.999Z"]);
    }
}

/// A contract whose request and response have a value with a rule and a generator, and requests
/// with each of these values in its place.
fn serve_values<'a>(
    rule: &serde_json::Value,
    generator: &serde_json::Value,
    values: impl IntoIterator<Item = &'a str>,
) {
    let part = json!({
        "method": "PUT",
        "headers": {"Content-Type": "application/json"},
        "body": {"value": "2000-01-01"},
        "matchingRules": {"body": {"$.value": {"matchers": [rule]}}},
        "generators": {"body": {"$.value": generator}},
    });
    let pact = json!({
        "interactions": [{"request": part, "response": part}],
        "metadata": {"pactSpecification": {"version": "3.0.0"}},
    });
    let Ok(pact) = mock_core::Pact::parse(&pact.to_string()) else { return };
    let mut requests = own_requests(&pact);
    for value in values.into_iter().take(20) {
        let mut request = requests[0].clone();
        request.body = json!({"value": value}).to_string().into();
        requests.push(request);
    }
    serve_twice(&pact, &requests);
}
