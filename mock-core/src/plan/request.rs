//! An expected request, compiled: everything but the body is checked here.

use http::HeaderMap;

use super::body::BodyExpectation;
use super::headers::HeadersPlan;
use crate::content::{BodyContext, ContentMatchers, Direction, ReceivedBody};
use crate::exchange::{ReceivedRequest, as_sent};
use crate::matching::Compilation;
use crate::matching::ParametersPlan;
use crate::matching::{RuleSet, RuleTable, Selected};
use crate::mismatch::{Location, Mismatches};
use crate::pact::{Category, Query, Request};
use crate::rule::MatchingRule;
use crate::value::ValueRef;

/// A request together with what is read from it at most once, however many interactions it is
/// compared with.
#[derive(Debug)]
pub(crate) struct Incoming<'a> {
    pub(crate) request: &'a ReceivedRequest,
    pub(crate) query: Query,
    pub(crate) body: ReceivedBody<'a>,
}

impl<'a> Incoming<'a> {
    pub(crate) fn new(request: &'a ReceivedRequest) -> Self {
        Self {
            request,
            query: request.query.as_deref().map(Query::parse).unwrap_or_default(),
            body: ReceivedBody::new(&request.body, content_type(&request.headers)),
        }
    }
}

/// What a message says of its body's type.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
}

/// Whether a rule fits no path at all: it is a text that begins with a slash.
fn never_fits_path(rule: &MatchingRule) -> bool {
    rule.is_about_children() || matches!(rule, MatchingRule::Null(_) | MatchingRule::StatusCode(_))
}

#[derive(Debug)]
pub(crate) struct RequestPlan {
    method: String,
    path: String,
    path_rules: Option<RuleSet>,
    query: ParametersPlan,
    headers: HeadersPlan,
    body: BodyExpectation,
    specificity: u64,
}

impl RequestPlan {
    pub(crate) fn compile(
        request: &Request,
        matchers: &ContentMatchers,
        compilation: &mut Compilation,
    ) -> Self {
        const CATEGORIES: [Category; 3] = [Category::Path, Category::Query, Category::Header];
        let rules = RuleTable::compile(&request.rules, &CATEGORIES, compilation);
        let path_rules = rules.select(Category::Path, &[]);
        if let Some(selected) = path_rules {
            selected.refuse(never_fits_path, "a path", compilation);
        }
        let headers = HeadersPlan::compile(&request.headers, &rules, compilation);
        let query = ParametersPlan::compile(&request.query, Category::Query, &rules, compilation);
        let mut context =
            BodyContext::new(&request.rules, Direction::Request, matchers, compilation);
        let any_type = headers.decides_content_type(&request.body);
        let body = BodyExpectation::compile(&request.body, any_type, &mut context);
        let path = if path_rules.is_none() { 2 } else { 1 };
        Self {
            method: request.method.clone(),
            path: request.path.clone(),
            path_rules: path_rules.map(Selected::to_set),
            specificity: path + query.specificity() + headers.specificity() + body.specificity(),
            query,
            headers,
            body,
        }
    }

    pub(crate) fn method(&self) -> &str {
        &self.method
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The rules for the path, if there are any.
    pub(crate) fn path_rules(&self) -> Option<&RuleSet> {
        self.path_rules.as_ref()
    }

    /// Whether a path fits.
    pub(crate) fn fits_path(&self, path: &str) -> bool {
        let mut out = Mismatches::probe();
        self.check_path(path, &mut out);
        !out.is_failed()
    }

    fn check_method(&self, method: &str, out: &mut Mismatches) {
        // Methods are compared without regard to case, as the specification's cases want it.
        if !method.eq_ignore_ascii_case(&self.method) {
            let (expected, actual) = (ValueRef::Text(&self.method), ValueRef::Text(method));
            out.not_equal(|| Location::Method, expected, actual);
        }
    }

    fn check_path(&self, path: &str, out: &mut Mismatches) {
        let (expected, actual) = (ValueRef::Text(&self.path), ValueRef::Text(path));
        match &self.path_rules {
            Some(rules) => rules.check(|| Location::Path, expected, actual, out),
            None if self.path == path || as_sent(&self.path) == as_sent(path) => {}
            None => out.not_equal(|| Location::Path, expected, actual),
        }
    }

    /// Checks all of a request.
    pub(crate) fn check(&self, incoming: &Incoming<'_>, out: &mut Mismatches) {
        self.check_method(incoming.request.method.as_str(), out);
        self.check_path(&incoming.request.path, out);
        self.check_contents(incoming, out);
    }

    /// Checks all but method and path, the cheapest first; a probe ends at the first mismatch.
    pub(crate) fn check_contents(&self, incoming: &Incoming<'_>, out: &mut Mismatches) {
        self.query.check(&incoming.query, out);
        if out.is_decided() {
            return;
        }
        self.headers.check(&incoming.request.headers, out);
        if out.is_decided() {
            return;
        }
        self.body.check(&incoming.body, out);
    }

    /// How much the contract demands: among interactions that fit a request equally, the one that
    /// says most about it is meant.
    pub(crate) fn specificity(&self) -> u64 {
        self.specificity
    }
}
