//! Replies: what the contract answers, made once, and what a request gets that fits nothing.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::generate::GeneratedParts;
use crate::content::ContentMatchers;
use crate::exchange::{ReceivedRequest, Reply};
use crate::generation;
use crate::generator::GeneratorContext;
use crate::json::{Document, Kind};
use crate::matching::Compilation;
use crate::mismatch::{Mismatch, MismatchKind};
use crate::pact::headers::{Header, unfolded};
use crate::pact::{Interaction, Response};
use crate::value;
use crate::verdict::Verdict;

/// What the contract answers.
#[derive(Debug)]
pub(super) struct ReplyPlan {
    example: Reply,
    generated: GeneratedParts,
}

impl ReplyPlan {
    pub(super) fn compile(
        response: &Response,
        matchers: &ContentMatchers,
        compilation: &mut Compilation,
    ) -> Self {
        let example = compile(response, compilation);
        let content = response.body.content();
        generation::refuse(content, &response.generators, matchers, compilation);
        Self { example, generated: GeneratedParts::compile(response, matchers) }
    }

    /// The reply. The context is asked for only where the contract has generators.
    pub(super) fn reply(&self, context: impl FnOnce() -> GeneratorContext) -> Reply {
        if self.generated.is_empty() {
            return self.example.clone();
        }
        self.generated.fill(&self.example, &context())
    }
}

fn compile(response: &Response, compilation: &mut Compilation) -> Reply {
    let mut headers = HeaderMap::new();
    for header in &response.headers.entries {
        for line in lines(header) {
            // Text beyond ASCII goes over the wire as its UTF-8 bytes.
            let value = HeaderValue::from_bytes(line.as_bytes());
            let appended = match (header.name.parse::<HeaderName>(), value) {
                (Ok(name), Ok(value)) => headers.try_append(name, value).is_ok(),
                _ => false,
            };
            if !appended {
                let name = &header.name;
                compilation
                    .problem(format!("HTTP cannot carry the response header {name}: {line:?}"));
            }
        }
    }
    if let Some(content) = response.body.content()
        && content.is_declared
        && !headers.contains_key(CONTENT_TYPE)
    {
        // V4 files may say the type with the body instead of in a header.
        let value = HeaderValue::from_str(&content.content_type.to_string());
        headers.extend(value.map(|value| (CONTENT_TYPE, value)));
    }
    let status = StatusCode::from_u16(response.status).unwrap_or_default();
    if status.is_informational() {
        let message = format!("the status {} is no final response", response.status);
        compilation.problem(message);
    }
    Reply { status, headers, body: response.body.bytes() }
}

/// The lines of a header: a text is one line as it is written, a list one line for each element.
fn lines(header: &Header) -> Vec<String> {
    let written = Document::parse(header.written.as_str()).ok();
    let text = written.as_ref().and_then(|json| match json.root().kind() {
        Kind::String => json.root().as_str().map(|text| unfolded(text.trim()).into_owned()),
        _ => None,
    });
    text.map_or_else(|| header.values.clone(), |text| vec![text])
}

/// The answer to a request that fits no interaction: everything that a developer needs to see in
/// the log of his own client.
pub(super) fn rejection(
    interactions: &[Interaction],
    request: &ReceivedRequest,
    verdict: &Verdict,
) -> Reply {
    let (kind, error, nearest) = match verdict {
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
    let nearest = nearest.and_then(|(index, mismatches)| {
        let (interaction, http) = (&interactions[index], interactions[index].http()?);
        Some(json!({
            "description": interaction.description,
            "method": http.request.method,
            "path": http.request.path,
            "line": interaction.place.line,
            "mismatches": mismatches.iter().map(mismatch).collect::<Vec<_>>(),
        }))
    });
    let body = json!({
        "error": error,
        "request": {"method": request.method.as_str(), "target": request.target()},
        "nearest": nearest,
    });
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(HeaderName::from_static("x-pact"), HeaderValue::from_static(kind));
    Reply {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        headers,
        body: Bytes::from(format!("{body:#}\n")),
    }
}

fn mismatch(mismatch: &Mismatch) -> Value {
    let (place, path) = mismatch.location.parts();
    let mut out = json!({"location": place, "text": mismatch.to_string()});
    let mut set = |key: &str, value: Value| out[key] = value;
    if let Some(path) = path {
        set("path", path.into());
    }
    match &mismatch.kind {
        MismatchKind::NotEqual { expected, actual } | MismatchKind::Type { expected, actual } => {
            set("expected", shown(expected));
            set("actual", shown(actual));
        }
        MismatchKind::Rule { rule, expected, actual, .. } => {
            set("rule", (*rule).into());
            set("expected", shown(expected));
            set("actual", shown(actual));
        }
        MismatchKind::Missing { expected } | MismatchKind::Variant { expected, .. } => {
            set("expected", shown(expected));
        }
        MismatchKind::Unexpected { actual } => set("actual", shown(actual)),
        MismatchKind::Keys { expected, actual, .. } => {
            set("expected", json!(expected));
            set("actual", json!(actual));
        }
        MismatchKind::Length { expected, actual } => {
            set("expected", json!(expected));
            set("actual", json!(actual));
        }
        MismatchKind::Malformed { format, reason } => {
            set("expected", (*format).into());
            set("actual", reason.as_str().into());
        }
    }
    out
}

fn shown(value: &value::Value) -> Value {
    match value {
        value::Value::Json(text) => {
            serde_json::from_str(text.as_str()).unwrap_or_else(|_| text.as_str().into())
        }
        value::Value::Text(text) => text.as_str().into(),
        bytes @ value::Value::Bytes { .. } => bytes.to_string().into(),
    }
}
