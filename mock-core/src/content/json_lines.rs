//! JSON texts one after the other: newline-delimited JSON, and JSON text sequences (RFC 7464).
//!
//! They are compared as the elements of an array: `$[0].id` is a value of the first line, and
//! `$[*].id` that of each.

use super::json::Json;
use super::{BodyContext, BodyPlan, ContentMatcher, ReceivedBody, ValuePlace};
use crate::json::Document;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::Content;
use crate::path::{Path, Segment};

pub(super) struct JsonLines;

#[derive(Debug)]
struct LinesPlan {
    array: Box<dyn BodyPlan>,
}

impl ContentMatcher for JsonLines {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let array = Content { bytes: as_array(&expected.bytes).into(), ..expected.clone() };
        Some(Box::new(LinesPlan { array: Json.compile(&array, context)? }))
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        let mut places = super::json_places(&as_array(&example.bytes), path);
        // The sequence as a whole is no value.
        places.retain(|_| !path.is_empty());
        for place in &mut places {
            // The array begins with a bracket.
            place.range = place.range.start - 1..place.range.end - 1;
        }
        places
    }
}

impl BodyPlan for LinesPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        let array = as_array(actual.bytes());
        let body = ReceivedBody::new(&array, None);
        if body.json().is_ok() {
            return self.array.check(&body, out);
        }
        out.push(|| {
            let reason = wrong_line(actual.bytes());
            let format = "JSON, one value a line";
            (Location::body(Path::Root), MismatchKind::Malformed { format, reason })
        });
    }

    fn specificity(&self) -> u64 {
        self.array.specificity()
    }
}

/// The values as an array. Each stays where it is, one byte further: what ends a line becomes a
/// comma if another value follows.
fn as_array(lines: &[u8]) -> Vec<u8> {
    let mut array = Vec::with_capacity(lines.len() + 2);
    array.push(b'[');
    let mut is_first = true;
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let is_blank = line.iter().all(|byte| is_space(*byte));
        if !is_blank && !is_first {
            // Every line but the first follows the end of another one.
            if let Some(end) = array.last_mut() {
                *end = b',';
            }
        }
        is_first &= is_blank;
        array.extend(line.iter().map(|byte| if *byte == SEPARATOR { b' ' } else { *byte }));
    }
    array.push(b']');
    array
}

/// What stands before each text of a sequence.
const SEPARATOR: u8 = 0x1E;

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == SEPARATOR
}

/// What is wrong with the first line that is no JSON.
fn wrong_line(lines: &[u8]) -> String {
    for (number, line) in (1..).zip(lines.split(|byte| *byte == b'\n')) {
        let is_blank = line.iter().all(|byte| is_space(*byte));
        let start = line.iter().take_while(|byte| **byte == SEPARATOR).count();
        if let (false, Err(error)) = (is_blank, Document::parse_bytes(&line[start..])) {
            return format!("line {number}: {error} at byte {}", start + error.offset());
        }
    }
    "a value ends in another line".to_owned()
}
