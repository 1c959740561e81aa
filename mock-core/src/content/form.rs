//! `application/x-www-form-urlencoded`: fields, compared as query parameters are.

use std::collections::HashMap;

use super::{BodyContext, BodyPlan, ContentMatcher, Notation, ReceivedBody, ValuePlace};
use crate::matching::ParametersPlan;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content, Query, decode_form};
use crate::path::{Path, Segment};

pub(super) struct Form;

#[derive(Debug)]
struct FormPlan {
    fields: ParametersPlan,
}

impl ContentMatcher for Form {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let fields = Query::parse(&String::from_utf8_lossy(&expected.bytes));
        let table = context.table();
        let fields = ParametersPlan::compile(&fields, Category::Body, &table, context.compilation);
        Some(Box::new(FormPlan { fields }))
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        let Ok(text) = std::str::from_utf8(&example.bytes) else { return Vec::new() };
        // So often each name has come.
        let mut seen: HashMap<String, u64> = HashMap::new();
        let mut places = Vec::new();
        let mut end = 0;
        for part in text.split_inclusive('&') {
            end += part.len();
            let part = part.trim_end_matches('&');
            let Some((name, value)) = part.split_once('=') else { continue };
            let name = decode_form(name);
            let index = seen.entry(name.clone()).or_default();
            if leads_to(path, &name, *index) {
                let start = end - usize::from(end < text.len()) - value.len();
                places.push(ValuePlace::new(start..start + value.len(), Notation::Form));
            }
            *index += 1;
        }
        places
    }
}

/// Whether a path is that of a field's value: `$.name`, or `$.name[0]` for one of several.
fn leads_to(path: &[Segment], name: &str, index: u64) -> bool {
    let (named, rest) = match path {
        [Segment::Key(key), rest @ ..] => (key == name, rest),
        [Segment::AnyKey, rest @ ..] => (true, rest),
        _ => return false,
    };
    let is_at = match rest {
        [] | [Segment::AnyIndex | Segment::AnyKey] => true,
        [Segment::Index(at)] => *at == index,
        _ => false,
    };
    named && is_at
}

impl BodyPlan for FormPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        match std::str::from_utf8(actual.bytes()) {
            Ok(text) => self.fields.check(&Query::parse(text), out),
            Err(error) => out.push(|| {
                let reason = error.to_string();
                (Location::body(Path::Root), MismatchKind::Malformed { format: "a form", reason })
            }),
        }
    }

    fn specificity(&self) -> u64 {
        self.fields.specificity()
    }
}
