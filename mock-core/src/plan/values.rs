//! Lists of texts under one name: repeated headers, query parameters, form fields.

use super::precedence::{RuleSet, RuleTable, Selected, Step};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::Category;
use crate::path::Segment;
use crate::rule::Shape;
use crate::value::ValueRef;

/// What is expected of the values of one name.
#[derive(Debug)]
pub(crate) struct ValuesPlan {
    expected: Vec<String>,
    /// The rules for the whole list, and so for each value that has none of its own.
    whole: Option<RuleSet>,
    /// The rules of single values, by their position.
    single: Vec<(usize, RuleSet)>,
    /// The rules of every value.
    every: Option<RuleSet>,
    /// Whether the number of values is a rule's matter.
    free_length: bool,
}

impl ValuesPlan {
    pub(crate) fn compile(
        expected: Vec<String>,
        category: Category,
        name: &str,
        rules: &RuleTable<'_>,
    ) -> Self {
        let path = [Step::Key(name)];
        let whole = rules
            .select(category, &path)
            .filter(|selected| !selected.cascaded);
        let element = |step| {
            let path = [Step::Key(name), step];
            rules
                .select(category, &path)
                .filter(|one| !one.cascaded)
                .map(Selected::to_set)
        };
        let named = rules
            .named_steps(category, &path)
            .into_iter()
            .filter_map(|step| match step {
                Segment::Index(index) => usize::try_from(*index).ok(),
                _ => None,
            });
        let mut single: Vec<_> = named
            .filter_map(|at| Some((at, element(Step::Index(at))?)))
            .collect();
        // V3 names parameters literally, so that `tag[1]` arrives as one name.
        let literal = |index: &str| {
            let name = format!("{name}[{index}]");
            let selected = rules.select(category, &[Step::Key(&name)])?;
            (!selected.cascaded && !selected.is_wild()).then(|| selected.to_set())
        };
        single.extend((0..expected.len()).filter_map(|at| Some((at, literal(&at.to_string())?))));
        let free_length = whole.is_some_and(|whole| {
            whole
                .rules()
                .any(|rule| !matches!(rule.shape(), Shape::Plain))
        });
        Self {
            expected,
            whole: whole.map(Selected::to_set),
            single,
            every: element(Step::OtherIndex).or_else(|| literal("*")),
            free_length,
        }
    }

    /// Whether any rule holds for the values.
    pub(crate) fn has_rules(&self) -> bool {
        self.whole.is_some() || self.every.is_some() || !self.single.is_empty()
    }

    fn rules_at(&self, index: usize) -> Option<&RuleSet> {
        let single = self
            .single
            .iter()
            .find(|(at, _)| *at == index)
            .map(|(_, rules)| rules);
        single.or(self.every.as_ref()).or(self.whole.as_ref())
    }

    /// Checks the values. `equal` compares those that no rule holds for.
    pub(crate) fn check(
        &self,
        location: impl Fn() -> Location,
        actual: &[&str],
        equal: impl Fn(&str, &str) -> bool,
        out: &mut Mismatches,
    ) {
        if let Some(whole) = &self.whole {
            let (expected, len) = (
                ValueRef::List(self.expected.len()),
                ValueRef::List(actual.len()),
            );
            whole.check(&location, expected, len, out);
            if self.expected.is_empty() {
                return;
            }
        }
        let is_open = self.whole.is_some();
        for (index, value) in actual.iter().enumerate() {
            let example = match self.expected.get(index) {
                Some(example) => example,
                // With a rule for the list every further value is like the first.
                None if is_open => &self.expected[0],
                None => break,
            };
            let (expected, actual) = (ValueRef::Text(example), ValueRef::Text(value));
            match self.rules_at(index) {
                Some(rules) => rules.check(&location, expected, actual, out),
                None if equal(example, value) => {}
                None => out.not_equal(&location, expected, actual),
            }
        }
        self.check_length(location, actual, is_open, out);
    }

    fn check_length(
        &self,
        location: impl Fn() -> Location,
        actual: &[&str],
        is_open: bool,
        out: &mut Mismatches,
    ) {
        let (expected, actual_len) = (self.expected.len(), actual.len());
        if self.free_length || expected == actual_len || (is_open && actual_len > expected) {
            return;
        }
        for missing in self.expected.iter().skip(actual_len) {
            let expected = ValueRef::Text(missing);
            out.push(|| {
                (
                    location(),
                    MismatchKind::Missing {
                        expected: expected.to_value(),
                    },
                )
            });
        }
        out.push(|| {
            (
                location(),
                MismatchKind::Length {
                    expected,
                    actual: actual_len,
                },
            )
        });
    }
}
