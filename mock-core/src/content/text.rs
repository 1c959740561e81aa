//! Text bodies: equal, or fitting the rules at the root.

use super::{BodyContext, BodyPlan, ContentMatcher, Notation, ReceivedBody, ValuePlace};
use crate::matching::{RuleSet, Selected};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content};
use crate::path::{Path, Segment};
use crate::value::ValueRef;

pub(super) struct Text;

#[derive(Debug)]
struct TextPlan {
    expected: String,
    rules: Option<RuleSet>,
}

impl ContentMatcher for Text {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let Ok(text) = std::str::from_utf8(&expected.bytes) else {
            return super::binary::Binary.compile(expected, context);
        };
        let table = context.table();
        let rules = table.select(Category::Body, &[]).map(Selected::to_set);
        Some(Box::new(TextPlan { expected: text.to_owned(), rules }))
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        let whole = ValuePlace::new(0..example.bytes.len(), Notation::Plain);
        if path.is_empty() { vec![whole] } else { Vec::new() }
    }
}

impl BodyPlan for TextPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        let location = || Location::body(Path::Root);
        let expected = ValueRef::Text(&self.expected);
        let text = std::str::from_utf8(actual.bytes());
        match (text, &self.rules) {
            (Ok(text), Some(rules)) => rules.check(location, expected, ValueRef::Text(text), out),
            (Ok(text), None) if text == self.expected => {}
            (Ok(text), None) => out.push(|| {
                let (expected, actual) = (expected.to_value(), ValueRef::Text(text).to_value());
                (location(), MismatchKind::NotEqual { expected, actual })
            }),
            (Err(error), _) => out.push(|| {
                let reason = error.to_string();
                (location(), MismatchKind::Malformed { format: "text", reason })
            }),
        }
    }

    fn specificity(&self) -> u64 {
        if self.rules.is_some() { 1 } else { 2 }
    }
}
