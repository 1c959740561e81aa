//! Lists of texts under one name: repeated headers, query parameters, form fields.

use super::compilation::Compilation;
use super::pairing::Unpaired;
use super::precedence::{RuleTable, Selected};
use super::rule_set::RuleSet;
use super::step::Step;
use crate::error::Place;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::Category;
use crate::path::Segment;
use crate::rule::{MatchingRule, Shape, Variant};
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
    /// For each, some value must fit; the values themselves are then free.
    variants: Vec<(usize, Option<RuleSet>)>,
    /// The values come in any order, and whether there are no others.
    any_order: Option<bool>,
}

impl ValuesPlan {
    pub(crate) fn compile(
        expected: Vec<String>,
        category: Category,
        name: &str,
        rules: &RuleTable<'_>,
        compilation: &mut Compilation,
    ) -> Self {
        let path = [Step::Key(name)];
        let whole = rules.select(category, &path).filter(|selected| !selected.cascaded);
        let mut plan = Self {
            expected,
            whole: whole.map(Selected::to_set),
            single: Vec::new(),
            every: None,
            free_length: false,
            variants: Vec::new(),
            any_order: None,
        };
        // `eachValue` stands for rules one step further down.
        let mut extended = None;
        for rule in whole.iter().flat_map(Selected::rules) {
            let place = whole.map(|whole| whole.place());
            match (rule.shape(), place) {
                (Shape::Plain, _) | (_, None) => continue,
                (Shape::Length | Shape::Values, _) => {}
                (Shape::AnyOrder { exact }, _) => plan.any_order = Some(exact),
                (Shape::EachKey(_), Some(place)) => {
                    let message = "an eachKey rule on values that have no names";
                    compilation.problem_at(place, message);
                }
                (Shape::EachValue(each), Some(place)) => {
                    let table = extended.as_ref().unwrap_or(rules);
                    extended = Some(table.with_values(category, &path, each, place, compilation));
                }
                (Shape::Contains(variants), Some(place)) => {
                    plan.add_variants(variants, place, compilation);
                }
            }
            plan.free_length = true;
        }
        plan.add_values(category, name, extended.as_ref().unwrap_or(rules), compilation);
        plan
    }

    /// The rules for single values.
    fn add_values(
        &mut self,
        category: Category,
        name: &str,
        rules: &RuleTable<'_>,
        compilation: &mut Compilation,
    ) {
        let element = |step| rules.select(category, &[Step::Key(name), step]);
        // V3 names parameters literally, so that `tag[1]` arrives as one name.
        let literal = |index: &str| {
            let name = format!("{name}[{index}]");
            let selected = rules.select(category, &[Step::Key(&name)])?;
            (!selected.cascaded && !selected.is_wild()).then_some(selected)
        };
        let mut single = |at: usize, selected: Selected<'_, '_>| {
            selected.refuse(MatchingRule::is_about_children, "a single value", compilation);
            self.single.push((at, selected.to_set()));
        };
        for step in rules.named_steps(category, &[Step::Key(name)]) {
            if let Segment::Index(index) = step
                && let Ok(at) = usize::try_from(*index)
                && let Some(selected) = element(Step::Index(at))
            {
                single(at, selected);
            }
        }
        for at in 0..self.expected.len() {
            if let Some(selected) = literal(&at.to_string()) {
                single(at, selected);
            }
        }
        self.every = literal("*").or_else(|| element(Step::OtherIndex)).map(Selected::to_set);
    }

    fn add_variants(&mut self, variants: &[Variant], place: &Place, compilation: &mut Compilation) {
        for variant in Variant::or_each(variants, self.expected.len()).as_ref() {
            if variant.index >= self.expected.len() {
                compilation.problem_at(place, variant.out_of_range(self.expected.len()));
                continue;
            }
            let table = RuleTable::compile(&variant.rules, &[Category::Body], compilation);
            let rules = table.select(Category::Body, &[]).map(Selected::to_set);
            self.variants.push((variant.index, rules));
        }
    }

    /// The values of the example.
    pub(crate) fn expected(&self) -> &[String] {
        &self.expected
    }

    /// Whether any rule holds for the values.
    pub(crate) fn has_rules(&self) -> bool {
        self.whole.is_some() || self.every.is_some() || !self.single.is_empty()
    }

    fn rules_at(&self, index: usize) -> Option<&RuleSet> {
        let single = self.single.iter().find(|(at, _)| *at == index).map(|(_, rules)| rules);
        single.or(self.every.as_ref())
    }

    /// Checks that for each variant some value fits.
    fn check_variants(
        &self,
        location: &dyn Fn() -> Location,
        actual: &[&str],
        out: &mut Mismatches,
    ) {
        for (index, rules) in &self.variants {
            let example = self.expected[*index].as_str();
            let expected = ValueRef::Text(example);
            let fits = |value: &&str| match rules {
                Some(rules) => rules.accepts(expected, ValueRef::Text(value)),
                None => example == *value,
            };
            if !actual.iter().any(fits) {
                out.push(|| {
                    let expected = expected.to_value();
                    (location(), MismatchKind::Variant { index: *index, expected })
                });
            }
        }
    }

    /// Checks values that come in any order.
    fn check_any_order(
        &self,
        location: &dyn Fn() -> Location,
        exact: bool,
        actual: &[&str],
        equal: &dyn Fn(&str, &str) -> bool,
        out: &mut Mismatches,
    ) {
        let comparisons = out.comparisons();
        let fits = |index: usize, at: usize| {
            let (example, value) = (self.expected[index].as_str(), actual[at]);
            comparisons.compare(index, || match self.rules_at(index) {
                Some(rules) => rules.accepts(ValueRef::Text(example), ValueRef::Text(value)),
                None => equal(example, value),
            })
        };
        // Only a rule that stands on the values themselves says what further ones are like.
        let others = self.every.as_ref().filter(|rules| !exact && !rules.cascaded);
        let like = |value| {
            let example = self.expected.first().map_or(value, String::as_str);
            (ValueRef::Text(example), ValueRef::Text(value))
        };
        let may_be_left = |at: usize| {
            let (example, value) = like(actual[at]);
            others.is_none_or(|rules| rules.accepts(example, value))
        };
        let (expected, count) = (self.expected.len(), actual.len());
        let unpaired = Unpaired::find(expected, count, &fits, &may_be_left, &|_| None, &|found| {
            comparisons.go_on(found)
        });
        if let Some(kind) = comparisons.mismatch() {
            out.push_weighing(1, || (location(), kind));
        }
        for index in unpaired.expected.into_iter().filter(|index| comparisons.reached(*index)) {
            let expected = ValueRef::Text(&self.expected[index]);
            out.push_weighing(1, || {
                (location(), MismatchKind::Variant { index, expected: expected.to_value() })
            });
        }
        if exact && self.expected.len() != actual.len() {
            let (expected, actual) = (self.expected.len(), actual.len());
            out.push(|| (location(), MismatchKind::Length { expected, actual }));
        }
        if let Some(rules) = others {
            for at in unpaired.actual {
                let (example, value) = like(actual[at]);
                rules.check(location, example, value, out);
            }
        }
    }

    /// Checks the values. `equal` compares those that no rule holds for.
    pub(crate) fn check(
        &self,
        location: &dyn Fn() -> Location,
        actual: &[&str],
        equal: &dyn Fn(&str, &str) -> bool,
        out: &mut Mismatches,
    ) {
        if let Some(whole) = &self.whole {
            let (expected, len) =
                (ValueRef::List(self.expected.len()), ValueRef::List(actual.len()));
            whole.check(location, expected, len, out);
            if let Some(exact) = self.any_order {
                return self.check_any_order(location, exact, actual, equal, out);
            }
            if self.expected.is_empty() {
                return;
            }
        }
        if !self.variants.is_empty() {
            return self.check_variants(location, actual, out);
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
                Some(rules) => rules.check(location, expected, actual, out),
                None if equal(example, value) => {}
                None => out.not_equal(location, expected, actual),
            }
        }
        self.check_length(location, actual, is_open, out);
    }

    fn check_length(
        &self,
        location: &dyn Fn() -> Location,
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
            out.push(|| (location(), MismatchKind::Missing { expected: expected.to_value() }));
        }
        out.push(|| (location(), MismatchKind::Length { expected, actual: actual_len }));
    }
}
