//! Rules as tools write them into values: `{"pact:matcher:type": …, "value": …}`.

use std::str::from_utf8;

use mock_core::Pact;
use serde_json::{Value, json};

use crate::serve::{own_requests, serve_twice};

/// The first line is what stands behind `pact:matcher:type`, as a text and, where it is JSON, as
/// that; the rest is the JSON of the value.
pub fn rule_expression(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let (expression, value) = text.split_once('\n').unwrap_or((text, "1"));
    let value = serde_json::from_str(value).unwrap_or(Value::Null);
    let as_json = serde_json::from_str(expression).ok();
    for matcher in [Some(Value::from(expression)), as_json].into_iter().flatten() {
        for version in ["3.0.0", "4.0"] {
            serve(version, &json!({"pact:matcher:type": matcher, "value": value}));
        }
    }
}

/// A contract that has the value in every place that holds one.
fn serve(version: &str, value: &Value) {
    let body = json!({"a": value, "b": [value]});
    let body = match version {
        "4.0" => json!({"content": body, "contentType": "application/json"}),
        _ => body,
    };
    let part = json!({
        "method": "PUT",
        "path": value,
        "query": {"q": value},
        "headers": {"X-Header": value},
        "body": body,
    });
    let pact = json!({
        "interactions": [{"type": "Synchronous/HTTP", "request": part, "response": part}],
        "metadata": {"pactSpecification": {"version": version}},
    });
    if let Ok(pact) = Pact::parse(&pact.to_string()) {
        serve_twice(&pact, &own_requests(&pact));
    }
}
