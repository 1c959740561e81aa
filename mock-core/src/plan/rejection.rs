//! What a request gets that fits no interaction: everything that a developer needs to see in the
//! log of his own client. It is written as JSON text, so that values stand in it as they came.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};

use crate::exchange::{ReceivedRequest, Reply};
use crate::json::{Document, JsonText};
use crate::mismatch::{First, Mismatch, MismatchKind};
use crate::pact::Interaction;
use crate::value::{Value, cut};
use crate::verdict::Verdict;

/// A longer answer is not laid out over lines.
const LAID_OUT: usize = 64 * 1024;

/// Values are shown as JSON up to this depth: clients' readers have limits too.
const DEPTH: usize = 16;

/// The answer to a request that fits no interaction.
pub(super) fn rejection(
    interactions: &[Arc<Interaction>],
    request: &ReceivedRequest,
    verdict: &Verdict,
) -> Reply {
    let (kind, error, closest) = match verdict {
        Verdict::Mismatched { closest, mismatches } => (
            "Request-Mismatch",
            "the request differs from the contract",
            Some((*closest, mismatches)),
        ),
        Verdict::Unexpected { nearest } => (
            "Unexpected-Request",
            "the contract has no such request",
            nearest.as_ref().map(|(index, mismatches)| (*index, mismatches)),
        ),
        Verdict::Matched { .. } | Verdict::Refused { .. } => ("Unexpected-Request", "", None),
    };
    let nearest = closest.and_then(|(index, mismatches)| nearest(&interactions[index], mismatches));
    let body = object(&[
        ("error", string(error)),
        ("nearest", nearest.unwrap_or_else(|| "null".to_owned())),
        (
            "request",
            object(&[
                ("method", string(request.method.as_str())),
                ("target", string(&cut(&request.target()))),
            ]),
        ),
    ]);
    let laid_out = Some(&body).filter(|body| body.len() <= LAID_OUT);
    let laid_out = laid_out.and_then(|body| Document::parse(body.as_str()).ok());
    let body = laid_out.map_or_else(|| body.clone(), |json| json.root().pretty());
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(HeaderName::from_static("x-pact"), HeaderValue::from_static(kind));
    Reply { status: StatusCode::INTERNAL_SERVER_ERROR, headers, body: Bytes::from(body + "\n") }
}

fn nearest(interaction: &Interaction, mismatches: &First<Mismatch>) -> Option<String> {
    let expected = &interaction.http()?.request;
    let mut members = vec![
        ("description", string(&interaction.description)),
        ("line", interaction.place.line.to_string()),
        ("method", string(&expected.method)),
        ("mismatches", array(mismatches.iter().map(mismatch))),
        ("path", string(&expected.path)),
    ];
    if mismatches.left_out() > 0 {
        members.insert(4, ("more_mismatches", mismatches.left_out().to_string()));
    }
    Some(object(&members))
}

fn mismatch(mismatch: &Mismatch) -> String {
    let (location, path) = mismatch.location.parts();
    let (expected, actual) = values(&mismatch.kind);
    let rule = match mismatch.kind {
        MismatchKind::Rule { rule, .. } => Some(string(rule)),
        _ => None,
    };
    let members = [
        ("actual", actual),
        ("expected", expected),
        ("location", Some(string(location))),
        ("path", path.map(|path| string(&path))),
        ("rule", rule),
        ("text", Some(string(&mismatch.to_string()))),
    ];
    let members: Vec<_> =
        members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    object(&members)
}

/// What was expected, and what came.
fn values(kind: &MismatchKind) -> (Option<String>, Option<String>) {
    match kind {
        MismatchKind::NotEqual { expected, actual }
        | MismatchKind::Type { expected, actual }
        | MismatchKind::Rule { expected, actual, .. } => {
            (Some(shown(expected)), Some(shown(actual)))
        }
        MismatchKind::Missing { expected } | MismatchKind::Variant { expected, .. } => {
            (Some(shown(expected)), None)
        }
        MismatchKind::Unexpected { actual } => (None, Some(shown(actual))),
        MismatchKind::Keys { expected, actual, .. } => (Some(names(expected)), Some(names(actual))),
        MismatchKind::Length { expected, actual } => {
            (Some(expected.to_string()), Some(actual.to_string()))
        }
        MismatchKind::Stopped { .. } => (None, None),
        MismatchKind::Malformed { format, reason } => (Some(string(format)), Some(string(reason))),
    }
}

fn names(names: &First<String>) -> String {
    let more = Some(names.left_out()).filter(|more| *more > 0);
    let more = more.map(|more| string(&format!("… and {more} more")));
    array(names.iter().map(|name| string(name)).chain(more))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Json(text) if is_readable(text.as_str()) => text.to_string(),
        Value::Json(text) => string(text.as_str()),
        Value::Text(text) => string(text),
        other => string(&other.to_string()),
    }
}

/// Whether the usual readers take it, which not all do with `1e400` or very deep values.
fn is_readable(json: &str) -> bool {
    Document::parse(json).is_ok_and(|json| json.deeper_than(DEPTH).is_none())
        && serde_json::from_str::<serde_json::Value>(json).is_ok()
}

fn string(text: &str) -> String {
    JsonText::string(text).to_string()
}

fn array(elements: impl Iterator<Item = String>) -> String {
    format!("[{}]", elements.collect::<Vec<_>>().join(","))
}

/// An object; its names are plain words.
fn object(members: &[(&str, String)]) -> String {
    let member = |(name, value): &(&str, String)| format!("\"{name}\":{value}");
    format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
}
