//! Which rules hold for a value: the only code that ranks rules.
//!
//! Several paths may fit a value: `$.items[2].id`, `$.items[*].id`, `$.*`, `$`. A path shorter
//! than the value's cascades: it holds for everything below. Among those that fit, the one with
//! the greatest weight wins. A step weighs 2 if it names the value's step and 1 if it is a
//! wildcard; the weight is the product of the steps, the root included, times their number
//! (specification V3, "Matching rule precedence"; the number of steps is what every
//! implementation adds to it, so that a longer path beats the parent that it equals otherwise).
//! Ties go to the path that is more specific further left, then to the earlier text: the same
//! rule wins every time.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use super::compilation::Compilation;
use super::rule_set::RuleSet;
use super::step::{Step, weight};
use crate::error::Place;
use crate::pact::{Category, Combine, MatchingRules};
use crate::path::Segment;
use crate::rule::{Matcher, MatchingRule, Shape};

/// How well a rule's path fits a value's.
struct Fit<'s, 'p> {
    /// The steps of the rule's path that the value's was found to fit.
    segments: &'s [Segment],
    path: &'p [Step<'p>],
    /// Whether the rule stands on a parent of the value.
    cascaded: bool,
}

impl<'s, 'p> Fit<'s, 'p> {
    /// Nothing if the rule's path does not fit.
    fn of(segments: &'s [Segment], path: &'p [Step<'p>]) -> Option<Self> {
        if segments.len() > path.len() {
            return None;
        }
        let (fit, behind) = Self::along(segments, path)?;
        behind.is_empty().then_some(fit)
    }

    /// Follows a rule's path as far as the value's goes; what is left of it is returned too.
    fn along(segments: &'s [Segment], path: &'p [Step<'p>]) -> Option<(Self, &'s [Segment])> {
        let mut rest = segments;
        let mut cascaded = false;
        for step in path {
            match rest {
                [] => cascaded |= !step.is_optional(),
                [segment, ..] if step.is_left_out(segment) => {}
                [segment, behind @ ..] => {
                    weight(segment, *step)?;
                    rest = behind;
                }
            }
        }
        let (segments, rest) = segments.split_at(segments.len() - rest.len());
        Some((Self { segments, path, cascaded }, rest))
    }

    /// What each step weighs. Most rules fit nothing, and few fit what others do: it is not kept.
    fn weights(&self) -> impl Iterator<Item = u8> {
        let mut rest = self.segments.iter().peekable();
        self.path.iter().filter_map(move |step| {
            let segment = rest.next_if(|segment| !step.is_left_out(segment))?;
            weight(segment, *step)
        })
    }

    /// By product times number. The product is a power of two, so that comparing exponents keeps
    /// paths of any length from overflowing.
    fn cmp(&self, other: &Self) -> Ordering {
        let twos = |fit: &Self| fit.weights().filter(|weight| *weight == 2).count();
        let count = |fit: &Self| fit.segments.len() as u128 + 1;
        let (own, others) = (twos(self), twos(other));
        let common = own.min(others);
        // Beyond this difference no number of steps can make up for it.
        let shift = |exponent: usize| (exponent - common).min(64) as u32;
        (count(self) << shift(own))
            .cmp(&(count(other) << shift(others)))
            .then_with(|| self.weights().cmp(other.weights()))
    }
}

/// Whether a path leads to exactly this value.
#[cfg(feature = "xml")]
pub(crate) fn leads_to(segments: &[Segment], path: &[Step<'_>]) -> bool {
    Fit::of(segments, path).is_some_and(|fit| !fit.cascaded)
}

/// The rules of a message, compiled, by path.
#[derive(Clone, Debug)]
pub(crate) struct RuleTable<'r> {
    entries: Vec<Entry<'r>>,
}

#[derive(Clone, Debug)]
struct Entry<'r> {
    category: Category,
    segments: Cow<'r, [Segment]>,
    combine: Combine,
    rules: Vec<(&'r MatchingRule, Arc<Matcher>)>,
    place: &'r Place,
    /// Whether another rule put it here, which gives way to what the file says.
    is_derived: bool,
}

impl<'r> RuleTable<'r> {
    /// Compiles every rule once. What does not compile is a problem of the contract.
    pub(crate) fn compile(
        rules: &'r MatchingRules,
        categories: &[Category],
        compilation: &mut Compilation,
    ) -> Self {
        let entries = rules.iter().filter(|entry| categories.contains(&entry.category));
        let entries = entries.map(|entry| Entry {
            category: entry.category,
            segments: entry.path.segments().into(),
            combine: entry.list.combine,
            rules: compilation.matchers(&entry.list.rules, &entry.place),
            place: &entry.place,
            is_derived: false,
        });
        Self { entries: entries.collect() }
    }

    /// The rules for a value, if there are any.
    pub(crate) fn select(&self, category: Category, path: &[Step<'_>]) -> Option<Selected<'_, 'r>> {
        self.select_if(category, path, |_| true)
    }

    /// The rules for a value, of those on its parents only what reaches it.
    pub(crate) fn select_if(
        &self,
        category: Category,
        path: &[Step<'_>],
        reaches: impl Fn(&MatchingRule) -> bool,
    ) -> Option<Selected<'_, 'r>> {
        let mut best: Option<(Fit<'_, '_>, Selected<'_, 'r>)> = None;
        for entry in self.entries.iter().filter(|entry| entry.category == category) {
            let Some(fit) = Fit::of(&entry.segments, path) else {
                continue;
            };
            let cascaded = fit.cascaded;
            if entry.holding(cascaded).next().is_none() {
                continue;
            }
            if cascaded && !entry.rules.iter().all(|(rule, _)| reaches(rule)) {
                continue;
            }
            let selected = Selected { entry, cascaded };
            let better = best.as_ref().is_none_or(|(best_fit, known)| {
                fit.cmp(best_fit)
                    .then_with(|| known.entry.is_derived.cmp(&entry.is_derived))
                    .is_gt()
            });
            if better {
                best = Some((fit, selected));
            }
        }
        best.map(|(_, selected)| selected)
    }

    /// A name as the rules spell it, where case does not matter.
    pub(crate) fn spelling<'n>(&'n self, category: Category, name: &'n str) -> &'n str {
        let entries = self.entries.iter().filter(|entry| entry.category == category);
        let names = entries.filter_map(|entry| match entry.segments.first() {
            Some(Segment::Key(known)) => Some(known.as_str()),
            _ => None,
        });
        names.into_iter().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or(name)
    }

    /// The steps below `path` that some rule names by itself and that are not in the example.
    pub(crate) fn named_steps(&self, category: Category, path: &[Step<'_>]) -> Vec<&Segment> {
        let mut named = Vec::new();
        let mut known = HashSet::new();
        for entry in self.entries.iter().filter(|entry| entry.category == category) {
            let Some((_, [next, ..])) = Fit::along(&entry.segments, path) else {
                continue;
            };
            if matches!(next, Segment::Key(_) | Segment::Index(_)) && known.insert(next) {
                named.push(next);
            }
        }
        named
    }

    /// The alternatives that were chosen, each by itself in a table, if what they say about the
    /// children of a value differs; those that differ only in what they say of the value itself
    /// are told apart there.
    pub(crate) fn alternatives(&self, selected: &Selected<'_, 'r>) -> Vec<Self> {
        let Selected { entry, cascaded } = *selected;
        let shapes =
            |(rule, _): &(&MatchingRule, _)| !matches!(rule.shape(), Shape::Plain | Shape::Length);
        let differ = entry.rules.len() > 1 && entry.rules.iter().any(shapes);
        if cascaded || entry.combine == Combine::And || !differ {
            return Vec::new();
        }
        let only = |rule: &(&'r MatchingRule, Arc<Matcher>)| {
            let is_chosen = |known: &Entry<'r>| std::ptr::eq(known, entry);
            let alone = Entry { rules: vec![rule.clone()], combine: Combine::And, ..entry.clone() };
            let entries = self.entries.iter();
            let entries = entries.map(|one| if is_chosen(one) { &alone } else { one });
            Self { entries: entries.cloned().collect() }
        };
        entry.rules.iter().map(only).collect()
    }

    /// The table with rules for everything directly below `path`, as `eachValue` brings them.
    pub(crate) fn with_values(
        &self,
        category: Category,
        path: &[Step<'_>],
        rules: &'r [MatchingRule],
        place: &'r Place,
        compilation: &mut Compilation,
    ) -> Self {
        let mut segments: Vec<Segment> = path.iter().map(|step| step.to_segment()).collect();
        segments.push(Segment::AnyKey);
        let mut table = self.clone();
        table.entries.push(Entry {
            category,
            segments: segments.into(),
            combine: Combine::And,
            rules: compilation.matchers(rules, place),
            place,
            is_derived: true,
        });
        table
    }
}

impl<'r> Entry<'r> {
    /// The rules that hold for the value that the path leads to, or for what is below it. Of
    /// alternatives either all hold below or none: one that does not would have been enough.
    fn holding(&self, cascaded: bool) -> impl Iterator<Item = &(&'r MatchingRule, Arc<Matcher>)> {
        let holds = move |rule: &MatchingRule| !cascaded || rule.cascades();
        let all = self.combine == Combine::And || self.rules.iter().all(|(rule, _)| holds(rule));
        self.rules.iter().filter(move |(rule, _)| all && holds(rule))
    }
}

/// The rules that were chosen for a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Selected<'t, 'r> {
    entry: &'t Entry<'r>,
    pub(crate) cascaded: bool,
}

impl<'r> Selected<'_, 'r> {
    /// The rules that hold here, as the contract has them.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &'r MatchingRule> {
        self.entry.holding(self.cascaded).map(|(rule, _)| *rule)
    }

    /// Whether the rules were reached by a wildcard.
    pub(crate) fn is_wild(&self) -> bool {
        self.entry.segments.iter().any(|one| matches!(one, Segment::AnyKey | Segment::AnyIndex))
    }

    pub(crate) fn place(&self) -> &'r Place {
        self.entry.place
    }

    /// Refuses rules that nothing could fit here, such as those about children where there are
    /// none. What a wildcard leads to may be meant for others, and an alternative is not all that
    /// is asked for.
    pub(crate) fn refuse(
        &self,
        is_meaningless: impl Fn(&MatchingRule) -> bool,
        what: &str,
        compilation: &mut Compilation,
    ) {
        let is_alternative = self.entry.combine == Combine::Or && self.entry.rules.len() > 1;
        if self.cascaded || self.is_wild() || is_alternative {
            return;
        }
        for rule in self.rules().filter(|rule| is_meaningless(rule)) {
            let message =
                format!("the matching rule \"{}\" has no meaning for {what}", rule.name());
            compilation.problem_at(self.place(), message);
        }
    }

    pub(crate) fn to_set(self) -> RuleSet {
        let matchers = self.entry.holding(self.cascaded).map(|(_, matcher)| matcher.clone());
        RuleSet::with(matchers, self.entry.combine, self.cascaded)
    }
}
