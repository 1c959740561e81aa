//! Responses whose values are made afresh: where generated values go is settled once, and a
//! reply is the example's text with the values put in.

use std::ops::Range;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};

use crate::exchange::Reply;
use crate::generator::{Generator, Random};
use crate::json::{Document, Json, Kind};
use crate::pact::{Category, Content, Response};
use crate::path::Segment;

/// The values of a response that are made afresh.
#[derive(Debug, Default)]
pub(super) struct GeneratedParts {
    status: Option<Generator>,
    headers: Vec<(HeaderName, Generator)>,
    /// The places in the body's text, in its order and apart from each other.
    body: Vec<(Range<usize>, Kind, Generator)>,
}

impl GeneratedParts {
    pub(super) fn compile(response: &Response) -> Self {
        let mut parts = Self::default();
        for entry in response.generators.iter() {
            let generator = entry.generator.clone();
            match (entry.category, entry.path.segments()) {
                (Category::Status, _) => parts.status = Some(generator),
                (Category::Header, [Segment::Key(name), ..]) => {
                    parts.headers.extend(name.parse().map(|name| (name, generator)));
                }
                (Category::Body, path) => {
                    let places = response.body.content().map(|content| places(content, path));
                    let places = places.unwrap_or_default().into_iter();
                    parts.body.extend(places.map(|(at, kind)| (at, kind, generator.clone())));
                }
                _ => {}
            }
        }
        // A value inside of one that is replaced as a whole is gone with it.
        parts.body.sort_by_key(|(at, ..)| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        parts.body.retain(|(at, ..)| {
            let is_apart = at.start >= end;
            end = end.max(at.end);
            is_apart
        });
        parts
    }

    pub(super) fn is_empty(&self) -> bool {
        self.status.is_none() && self.headers.is_empty() && self.body.is_empty()
    }

    /// The reply with fresh values in the places of the example's.
    pub(super) fn fill(&self, reply: &Reply, random: &mut Random) -> Reply {
        Reply {
            status: self.status(random).unwrap_or(reply.status),
            headers: self.headers(&reply.headers, random),
            body: self.body(&reply.body, random),
        }
    }

    fn status(&self, random: &mut Random) -> Option<StatusCode> {
        let generated = self.status.as_ref()?.generate(random)?.into_text();
        generated.parse().ok().filter(|status: &StatusCode| !status.is_informational())
    }

    fn headers(&self, example: &HeaderMap, random: &mut Random) -> HeaderMap {
        let mut headers = example.clone();
        for (name, generator) in &self.headers {
            let generated = generator.generate(random).map(crate::generator::Generated::into_text);
            if let Some(Ok(value)) = generated.map(HeaderValue::try_from) {
                headers.insert(name, value);
            }
        }
        headers
    }

    fn body(&self, example: &Bytes, random: &mut Random) -> Bytes {
        let Ok(text) = std::str::from_utf8(example) else { return example.clone() };
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, kind, generator) in &self.body {
            if let Some(generated) = generator.generate(random) {
                out.push_str(&text[done..at.start]);
                out.push_str(&generated.into_json(*kind));
                done = at.end;
            }
        }
        if done == 0 {
            return example.clone();
        }
        out.push_str(&text[done..]);
        Bytes::from(out)
    }
}

/// The values of a JSON body that a path leads to, as ranges of its text.
fn places(content: &Content, path: &[Segment]) -> Vec<(Range<usize>, Kind)> {
    if !content.content_type.is_json() {
        return Vec::new();
    }
    let Ok(document) = Document::parse_bytes(&content.bytes) else { return Vec::new() };
    let mut values = vec![document.root()];
    for segment in path {
        values = values.into_iter().flat_map(|value| children(value, segment)).collect();
    }
    let range = |value: Json<'_>| value.offset()..value.offset() + value.text().len();
    values.into_iter().map(|value| (range(value), value.kind())).collect()
}

fn children<'a>(value: Json<'a>, segment: &Segment) -> Vec<Json<'a>> {
    match segment {
        Segment::Key(name) => value.get(name).into_iter().collect(),
        Segment::Index(index) => {
            let index = usize::try_from(*index).ok();
            index.and_then(|index| value.elements().nth(index)).into_iter().collect()
        }
        Segment::AnyIndex => value.elements().collect(),
        Segment::AnyKey => {
            value.members().map(|(_, member)| member).chain(value.elements()).collect()
        }
    }
}
