//! Rules that nobody here checks by, those of what is served or handed out. They are not compiled,
//! but one that no provider can be checked by should be heard of.

use crate::error::Problem;
use crate::pact::MatchingRules;
use crate::rule::{MatchingRule, Shape};

/// What is wrong with the rules, each at its place.
pub(super) fn flaws(rules: &MatchingRules) -> impl Iterator<Item = Problem> {
    rules.iter().flat_map(|entry| {
        let mut found = Vec::new();
        collect(&entry.list.rules, &mut found);
        let place = &entry.place;
        found.into_iter().map(|message| Problem::new(place.clone(), message))
    })
}

fn collect(rules: &[MatchingRule], found: &mut Vec<String>) {
    for rule in rules {
        found.extend(rule.flaw());
        match rule.shape() {
            Shape::EachValue(rules) | Shape::EachKey(rules) => collect(rules, found),
            Shape::Contains(variants) => {
                let entries = variants.iter().flat_map(|variant| variant.rules.iter());
                entries.for_each(|entry| collect(&entry.list.rules, found));
            }
            Shape::Plain | Shape::Length | Shape::Values | Shape::AnyOrder { .. } => {}
        }
    }
}
