//! Values that generators make.

use std::borrow::Cow;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use mock_core::Query;
use mock_core::generator::{Clock, GeneratorContext, GeneratorMode};
use mock_core::json::Json;
use serde_json::{Value, json};

use super::{only_request, only_response, pact, text};

/// A request or response with its generators' values.
pub(super) fn generate(command: Json<'_>) -> Result<Value, String> {
    let mut context = GeneratorContext::default();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    context.clock = Clock::from_unix(now.as_secs() as i64, now.subsec_nanos());
    context.seed = u64::from(now.subsec_nanos());
    if text(command, "mode") == "Provider" {
        context.mode = GeneratorMode::Provider;
    }
    if let Some(given) = command.get("context") {
        let url = given.get("mockServer").and_then(|server| server.get("url"));
        context.mock_server_url = url.and_then(Json::as_str).map(Cow::into_owned);
        // Values may be named under a key of their own, or stand for themselves.
        let states = given.get("providerState").unwrap_or(given);
        let state = |(name, value): (Json<'_>, Json<'_>)| {
            (name.as_str().unwrap_or_default().into_owned(), value.into())
        };
        context.provider_state = states.members().map(state).collect();
    }
    let part = text(command, "part");
    let pact = pact(command, &part, "value")?;
    if part == "response" {
        let made = only_response(&pact)?.generated(&context);
        let body = STANDARD.encode(&made.body);
        let value =
            json!({"status": made.status, "headers": headers(&made.headers), "body_base64": body});
        return Ok(json!({"value": value}));
    }
    let made = only_request(&pact)?.generated(&context);
    let query = made.query.as_deref().map(Query::parse).unwrap_or_default();
    let query: serde_json::Map<String, Value> =
        query.iter().map(|(name, values)| (name.to_owned(), json!(values))).collect();
    Ok(json!({"value": {
        "method": made.method.as_str(),
        "path": made.path,
        "query": query,
        "headers": headers(&made.headers),
        "body_base64": STANDARD.encode(&made.body),
    }}))
}

fn headers(headers: &HeaderMap) -> Value {
    let mut out = json!({});
    for name in headers.keys() {
        let values = headers.get_all(name).iter();
        let values = values.map(|value| String::from_utf8_lossy(value.as_bytes()));
        out[name.as_str()] = values.collect::<Vec<_>>().into();
    }
    out
}
