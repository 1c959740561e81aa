//! Bodies of any other type: the same bytes, or bytes that fit the rules at the root.

use super::{BodyContext, BodyPlan, ContentMatcher, ReceivedBody};
use crate::matching::{RuleSet, Selected};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content};
use crate::path::Path;
use crate::rule::MatchingRule;
use crate::value::{Value, ValueRef};

pub(super) struct Binary;

#[derive(Debug)]
struct BinaryPlan {
    expected: Content,
    rules: Option<RuleSet>,
}

impl ContentMatcher for Binary {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let table = context.table();
        let selected = table.select(Category::Body, &[]);
        if let Some(selected) = selected {
            let compilation = &mut *context.compilation;
            selected.refuse(MatchingRule::is_about_children, "bytes", compilation);
        }
        let rules = selected.map(Selected::to_set);
        Some(Box::new(BinaryPlan { expected: expected.clone(), rules }))
    }
}

impl BodyPlan for BinaryPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        let location = || Location::body(Path::Root);
        let (expected, bytes) = (&self.expected.bytes, actual.bytes());
        match &self.rules {
            Some(rules) => {
                rules.check(location, ValueRef::Bytes(expected), ValueRef::Bytes(bytes), out);
            }
            None if expected == bytes => {}
            None => out.push(|| {
                let content_type = Some(self.expected.content_type.to_string());
                let expected = Value::bytes(content_type, expected);
                (location(), MismatchKind::NotEqual { expected, actual: actual.to_bytes() })
            }),
        }
    }

    fn specificity(&self) -> u64 {
        if self.rules.is_some() { 1 } else { 2 }
    }
}
