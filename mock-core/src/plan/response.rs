//! An expected response, compiled: for checking what a real provider answered.

use super::body::BodyExpectation;
use super::headers::HeadersPlan;
use super::request::content_type;
use crate::content::{BodyContext, ContentMatchers, Direction, ReceivedBody};
use crate::error::PlanError;
use crate::exchange::ReceivedResponse;
use crate::matching::Compilation;
use crate::matching::{RuleSet, RuleTable, Selected};
use crate::mismatch::{First, Location, Mismatch, Mismatches};
use crate::pact::{Category, Response};
use crate::rule::MatchingRule;
use crate::value::ValueRef;

/// A response that a provider is expected to give, made ready for checking.
///
/// ```
/// use mock_core::{Pact, ReceivedResponse, ResponsePlan};
///
/// let pact = Pact::parse(r#"{"interactions": [{"response": {"status": 201}}]}"#).unwrap();
/// let expected = &pact.interactions[0].http().unwrap().response;
/// let plan = ResponsePlan::compile(expected).unwrap();
/// let actual = ReceivedResponse { status: 404, headers: Default::default(), body: "".into() };
/// assert_eq!(plan.check(&actual)[0].to_string(), "expected 201 but was 404");
/// ```
#[derive(Debug)]
pub struct ResponsePlan {
    status: u16,
    status_rules: Option<RuleSet>,
    headers: HeadersPlan,
    body: BodyExpectation,
}

impl ResponsePlan {
    /// Compiles a response.
    ///
    /// # Errors
    /// Every rule that cannot be used, and what else keeps responses from being checked.
    pub fn compile(response: &Response) -> Result<Self, PlanError> {
        const CATEGORIES: [Category; 2] = [Category::Status, Category::Header];
        let mut compilation = Compilation::default();
        let rules = RuleTable::compile(&response.rules, &CATEGORIES, &mut compilation);
        let headers = HeadersPlan::compile(&response.headers, &rules, &mut compilation);
        let matchers = ContentMatchers::new();
        let mut context =
            BodyContext::new(&response.rules, Direction::Response, &matchers, &mut compilation);
        let any_type = headers.decides_content_type(&response.body);
        let body = BodyExpectation::compile(&response.body, any_type, &mut context);
        let status_rules = rules.select(Category::Status, &[]);
        if let Some(selected) = status_rules {
            selected.refuse(MatchingRule::is_about_children, "a status", &mut compilation);
        }
        let status_rules = status_rules.map(Selected::to_set);
        match compilation.problems.is_empty() {
            true => Ok(Self { status: response.status, status_rules, headers, body }),
            false => Err(PlanError::new(compilation.problems)),
        }
    }

    /// The differences between a response and what is expected.
    pub fn check(&self, actual: &ReceivedResponse) -> First<Mismatch> {
        let (expected, status) = (ValueRef::Status(self.status), ValueRef::Status(actual.status));
        let body = ReceivedBody::new(&actual.body, content_type(&actual.headers));
        Mismatches::of(&mut |out| {
            match &self.status_rules {
                Some(rules) => rules.check(|| Location::Status, expected, status, out),
                None if self.status == actual.status => {}
                None => out.not_equal(|| Location::Status, expected, status),
            }
            self.headers.check(&actual.headers, out);
            self.body.check(&body, out);
        })
    }
}
