//! The rules that hold for a value, made ready for checking.

use std::sync::Arc;

use crate::json::Kind;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::Combine;
use crate::regex::{Ends, Pattern};
use crate::rule::{Comparison, Matcher, Type};
use crate::value::ValueRef;

/// The rules for a value, made ready for checking.
#[derive(Clone, Debug)]
pub(crate) struct RuleSet {
    matchers: Vec<Arc<Matcher>>,
    combine: Combine,
    pub(crate) cascaded: bool,
    /// Whether the type of the example is all that is asked for, as most rules do: large bodies
    /// are made of values like that.
    only_type: bool,
}

impl RuleSet {
    pub(crate) fn new(matchers: impl IntoIterator<Item = Arc<Matcher>>, combine: Combine) -> Self {
        Self::with(matchers, combine, false)
    }

    pub(super) fn with(
        matchers: impl IntoIterator<Item = Arc<Matcher>>,
        combine: Combine,
        cascaded: bool,
    ) -> Self {
        let matchers: Vec<_> = matchers.into_iter().collect();
        let only_type = match matchers.as_slice() {
            [matcher] => {
                matches!(&**matcher, Matcher::Type(rule) if rule.is_only_type(cascaded))
            }
            _ => false,
        };
        Self { matchers, combine, cascaded, only_type }
    }

    /// Whether a JSON value fits, where that can be told by its kind alone.
    #[inline]
    pub(crate) fn accepts_kind(&self, expected: Kind, actual: Kind) -> bool {
        self.only_type && expected.same_type(actual)
    }

    /// The same type as the example.
    pub(crate) fn same_type() -> Self {
        Self::new([Arc::new(Matcher::Type(Type::default()))], Combine::And)
    }

    /// Whether the value must simply equal the example.
    pub(crate) fn is_equality(&self) -> bool {
        self.combine == Combine::And
            && self.matchers.iter().any(|matcher| matches!(**matcher, Matcher::Equality(())))
    }

    /// The regular expression, if it is all that is asked for.
    pub(crate) fn only_regex(&self) -> Option<&Pattern> {
        match self.matchers.as_slice() {
            [matcher] => regex(matcher),
            _ => None,
        }
    }

    /// What a text begins and ends with if it fits, as far as that is known.
    pub(crate) fn ends(&self) -> Ends {
        let all = self.combine == Combine::And || self.matchers.len() == 1;
        let mut regexes = self.matchers.iter().filter(|_| all).filter_map(|one| regex(one));
        regexes.next().map(Pattern::ends).unwrap_or_default()
    }

    /// Whether there may be more values than the example has, each like those.
    #[cfg(feature = "xml")]
    pub(crate) fn lets_repeat(&self) -> bool {
        !self.is_equality() && self.matchers.iter().any(|one| matches!(**one, Matcher::Type(_)))
    }

    /// Whether one of several rules is enough, right where they stand.
    pub(crate) fn is_alternative(&self) -> bool {
        self.combine == Combine::Or && !self.cascaded
    }

    /// Whether a value fits.
    pub(crate) fn accepts(&self, expected: ValueRef<'_>, actual: ValueRef<'_>) -> bool {
        let comparison = Comparison { expected, actual, cascaded: self.cascaded };
        if let [matcher] = self.matchers.as_slice() {
            return matcher.accepts(comparison);
        }
        let mut checks = self.matchers.iter().map(|matcher| matcher.accepts(comparison));
        match self.combine {
            Combine::And => checks.all(|held| held),
            Combine::Or => checks.any(|held| held),
        }
    }

    /// Checks a value; each rule that fails is a mismatch, unless another one makes up for it.
    pub(crate) fn check(
        &self,
        location: impl Fn() -> Location,
        expected: ValueRef<'_>,
        actual: ValueRef<'_>,
        out: &mut Mismatches,
    ) {
        if !self.accepts(expected, actual) && out.fail() {
            self.explain(&location, expected, actual, out);
        }
    }

    fn explain(
        &self,
        location: &dyn Fn() -> Location,
        expected: ValueRef<'_>,
        actual: ValueRef<'_>,
        out: &mut Mismatches,
    ) {
        let comparison = Comparison { expected, actual, cascaded: self.cascaded };
        for matcher in &self.matchers {
            if let Err(message) = matcher.check(comparison) {
                out.push_weighing(1, || {
                    let (expected, actual) = ValueRef::to_values(expected, actual);
                    let rule = matcher.name();
                    (location(), MismatchKind::Rule { rule, expected, actual, message })
                });
            }
        }
    }
}

fn regex(matcher: &Matcher) -> Option<&Pattern> {
    match matcher {
        Matcher::Regex(pattern) => Some(pattern),
        _ => None,
    }
}
