//! Bodies of any other type: the same bytes, or bytes that fit the rules at the root.

use super::{BodyContext, BodyPlan, ContentMatcher, ReceivedBody};
use crate::matching::{RuleSet, Selected};
use crate::mismatch::{Location, Mismatches};
use crate::pact::{Category, Content};
use crate::path::Path;
use crate::value::ValueRef;

pub(super) struct Binary;

#[derive(Debug)]
struct BinaryPlan {
    expected: bytes::Bytes,
    rules: Option<RuleSet>,
}

impl ContentMatcher for Binary {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let table = context.table();
        let rules = table.select(Category::Body, &[]).map(Selected::to_set);
        Some(Box::new(BinaryPlan { expected: expected.bytes.clone(), rules }))
    }
}

impl BodyPlan for BinaryPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        let location = || Location::body(Path::Root);
        let bytes = actual.bytes();
        let (expected, actual) = (ValueRef::Bytes(&self.expected), ValueRef::Bytes(bytes));
        match &self.rules {
            Some(rules) => rules.check(location, expected, actual, out),
            None if self.expected == bytes => {}
            None => out.not_equal(location, expected, actual),
        }
    }
}
