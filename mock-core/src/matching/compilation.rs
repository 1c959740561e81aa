//! What compiling a contract gathers: problems, and each rule's matcher once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::error::{Place, Problem};
use crate::rule::{Matcher, MatchingRule};

/// The state of compiling a contract.
///
/// Contracts repeat their rules, and a regular expression costs a fraction of a millisecond to
/// build, so that equal rules share a matcher.
#[derive(Debug, Default)]
pub(crate) struct Compilation {
    pub(crate) problems: Vec<Problem>,
    matchers: HashMap<MatchingRule, Result<Arc<Matcher>, String>>,
}

impl Compilation {
    /// Notes a problem that has no place of its own.
    pub(crate) fn problem(&mut self, message: impl Into<String>) {
        self.problems.push(Problem::of_the_whole(message.into()));
    }

    /// Notes a problem at a place.
    pub(crate) fn problem_at(&mut self, place: &Place, message: impl Into<String>) {
        self.problems.push(Problem::new(place.clone(), message));
    }

    /// Compiles rules; what does not compile is a problem at the place of their list.
    pub(crate) fn matchers<'r>(
        &mut self,
        rules: &'r [MatchingRule],
        place: &Place,
    ) -> Vec<(&'r MatchingRule, Arc<Matcher>)> {
        let mut compiled = Vec::new();
        for rule in rules {
            let known = self.matchers.get(rule).cloned();
            let matcher = known.unwrap_or_else(|| {
                let matcher = rule.compile().map(Arc::new);
                self.matchers.insert(rule.clone(), matcher.clone());
                matcher
            });
            match matcher {
                Ok(matcher) => compiled.push((rule, matcher)),
                Err(message) => self.problem_at(place, message),
            }
        }
        compiled
    }
}
