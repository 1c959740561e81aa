//! Replies: what the contract answers, made once.

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::generate::GeneratedParts;
use crate::content::ContentMatchers;
use crate::exchange::Reply;
use crate::generation;
use crate::generator::GeneratorContext;
use crate::json::{Document, Kind};
use crate::matching::Compilation;
use crate::pact::Response;
use crate::pact::headers::{Header, unfolded};

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
    // As many as there are: each reply is a copy of the map, and each server keeps it.
    let mut headers = HeaderMap::with_capacity(response.headers.entries.len());
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
    let is_plain = |text: &str| !text.contains(['\\', '"']);
    let written = header.written.as_str();
    let plain = written.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    if let Some(text) = plain.filter(|text| is_plain(text)) {
        return vec![unfolded(text.trim()).into_owned()];
    }
    let written = Document::parse(written).ok();
    let text = written.as_ref().and_then(|json| match json.root().kind() {
        Kind::String => json.root().as_str().map(|text| unfolded(text.trim()).into_owned()),
        _ => None,
    });
    text.map_or_else(|| header.values.clone(), |text| vec![text])
}
