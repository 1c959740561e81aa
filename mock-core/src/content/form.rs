//! `application/x-www-form-urlencoded`: fields, compared as query parameters are.

use std::borrow::Cow;
use std::collections::HashMap;

use super::place::in_bytes;
use super::{BodyContext, BodyPlan, ContentMatcher, Notation, ReceivedBody, ValuePlace};
use crate::matching::ParametersPlan;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content, ContentType, Query, decode_form};
use crate::path::{Path, Segment};
use crate::rule::MatchingRule;

pub(super) struct Form;

#[derive(Debug)]
struct FormPlan {
    content_type: ContentType,
    fields: ParametersPlan,
}

impl ContentMatcher for Form {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let content_type = expected.content_type.clone();
        let text = decode(&expected.bytes, &content_type)
            .unwrap_or_else(|_| String::from_utf8_lossy(&expected.bytes));
        let fields = Query::parse(&text);
        let table = context.table();
        if let Some(selected) = table.select(Category::Body, &[]) {
            let is_of_names = |rule: &MatchingRule| {
                rule.is_about_children() || matches!(rule, MatchingRule::Values(_))
            };
            selected.refuse(is_of_names, "a form as a whole", context.compilation);
        }
        let fields = ParametersPlan::compile(&fields, Category::Body, &table, context.compilation);
        Some(Box::new(FormPlan { content_type, fields }))
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        let charset = example.content_type.charset_of_form();
        let Ok(text) = charset.decode(&example.bytes) else { return Vec::new() };
        // So often each name has come.
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut places = Vec::new();
        let mut end = 0;
        for part in text.split_inclusive('&') {
            end += part.len();
            let part = part.trim_end_matches('&');
            let Some((name, value)) = part.split_once('=') else { continue };
            let name = decode_form(name);
            let index = seen.entry(name.clone()).or_default();
            if leads_to(path, &name, *index as u64) {
                let start = end - usize::from(end < text.len()) - value.len();
                places.push(ValuePlace::new(start..start + value.len(), Notation::Form));
            }
            *index += 1;
        }
        in_bytes(places, charset, &text, &example.bytes)
    }
}

/// The text of a form. Its escapes are UTF-8, whatever it is written in (URL standard,
/// section 5.1).
fn decode<'b>(bytes: &'b [u8], content_type: &ContentType) -> Result<Cow<'b, str>, String> {
    content_type.charset_of_form().decode(bytes)
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
        // As with text, each is read in its own charset.
        match decode(actual.bytes(), actual.content_type().unwrap_or(&self.content_type)) {
            Ok(text) => self.fields.check(&Query::parse(&text), out),
            Err(reason) => out.push(|| {
                (Location::body(Path::Root), MismatchKind::Malformed { format: "a form", reason })
            }),
        }
    }

    fn specificity(&self) -> u64 {
        self.fields.specificity()
    }
}
