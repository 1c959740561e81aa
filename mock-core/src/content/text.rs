//! Text bodies: equal, or fitting the rules at the root.

use super::place::in_bytes;
use super::{BodyContext, BodyPlan, ContentMatcher, Notation, ReceivedBody, ValuePlace};
use crate::matching::{RuleSet, Selected};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content, ContentType};
use crate::path::{Path, Segment};
use crate::rule::MatchingRule;
use crate::value::ValueRef;

pub(super) struct Text;

#[derive(Debug)]
struct TextPlan {
    expected: String,
    content_type: ContentType,
    rules: Option<RuleSet>,
}

impl ContentMatcher for Text {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let table = context.table();
        let selected = table.select(Category::Body, &[]);
        let content_type = &expected.content_type;
        if let (Err(charset), Some(selected)) = (content_type.charset(), selected) {
            let message = format!(
                "a rule for text needs its charset, and \"{charset}\" is not known: only equal bytes can be asked for"
            );
            context.compilation.problem_at(selected.place(), message);
            return None;
        }
        let Ok(text) = content_type.decode(&expected.bytes) else {
            return super::binary::Binary.compile(expected, context);
        };
        if let Some(selected) = selected {
            let compilation = &mut *context.compilation;
            selected.refuse(MatchingRule::is_about_children, "a text", compilation);
        }
        Some(Box::new(TextPlan {
            expected: text.into_owned(),
            content_type: content_type.clone(),
            rules: selected.map(Selected::to_set),
        }))
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        let Ok(charset) = example.content_type.charset() else { return Vec::new() };
        let Ok(text) = charset.decode(&example.bytes) else { return Vec::new() };
        if !path.is_empty() {
            return Vec::new();
        }
        let whole = ValuePlace::new(0..text.len(), Notation::Plain);
        in_bytes(vec![whole], charset, &text, &example.bytes)
    }
}

impl BodyPlan for TextPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        let location = || Location::body(Path::Root);
        let expected = ValueRef::Text(&self.expected);
        // Each is read in its own charset, and what they say is compared.
        let text = actual.content_type().unwrap_or(&self.content_type).decode(actual.bytes());
        match (text, &self.rules) {
            (Ok(text), Some(rules)) => rules.check(location, expected, ValueRef::Text(&text), out),
            (Ok(text), None) if text == self.expected => {}
            (Ok(text), None) => out.not_equal(location, expected, ValueRef::Text(&text)),
            (Err(reason), _) => {
                out.push(|| (location(), MismatchKind::Malformed { format: "text", reason }));
            }
        }
    }

    fn specificity(&self) -> u64 {
        if self.rules.is_some() { 1 } else { 2 }
    }
}
