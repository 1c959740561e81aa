//! `application/x-www-form-urlencoded`: fields, compared as query parameters are.

use super::{BodyContext, BodyPlan, ContentMatcher, ReceivedBody};
use crate::matching::ParametersPlan;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content, Query};
use crate::path::Path;

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
