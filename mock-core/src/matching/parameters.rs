//! Expected parameters of a query or a form, compiled.

use std::collections::HashMap;

use super::compilation::Compilation;
use super::precedence::RuleTable;
use super::values::ValuesPlan;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Query};
use crate::value::Value;

/// So many names are compared one by one; of more, they are looked up.
const FEW: usize = 8;

#[derive(Debug)]
pub(crate) struct ParametersPlan {
    category: Category,
    parameters: Vec<(String, ValuesPlan)>,
    names: HashMap<String, usize>,
}

impl ParametersPlan {
    pub(crate) fn compile(
        expected: &Query,
        category: Category,
        rules: &RuleTable<'_>,
        compilation: &mut Compilation,
    ) -> Self {
        let names = expected.iter().map(|(name, _)| name.to_owned()).zip(0..).collect();
        let parameters = expected.iter().map(|(name, values)| {
            let values = texts(values).into_iter().map(str::to_owned).collect();
            (name.to_owned(), ValuesPlan::compile(values, category, name, rules, compilation))
        });
        Self { category, parameters: parameters.collect(), names }
    }

    fn location(&self, name: &str) -> Location {
        let name = name.to_owned();
        match self.category {
            Category::Query => Location::Query { name },
            _ => Location::Form { name },
        }
    }

    pub(crate) fn specificity(&self) -> u64 {
        let weight = |plan: &ValuesPlan| if plan.has_rules() { 1 } else { 2 };
        self.parameters.iter().map(|(_, plan)| weight(plan)).sum()
    }

    pub(crate) fn check(&self, actual: &Query, out: &mut Mismatches) {
        let is_few = self.parameters.len() <= FEW;
        let mut received: HashMap<&str, usize> = HashMap::new();
        if !is_few {
            received.extend(actual.iter().map(|(name, _)| name).zip(0..));
        }
        for (name, plan) in &self.parameters {
            let values = match is_few {
                true => actual.get(name),
                false => received.get(&**name).map(|at| actual.entries[*at].1.as_slice()),
            };
            match values {
                Some(values) => plan.check(
                    &|| self.location(name),
                    &texts(values),
                    &|expected, actual| expected == actual,
                    out,
                ),
                // No values are expected, and there are none.
                None if plan.expected().is_empty() => {}
                None => out.push(|| {
                    let expected = Value::text(&plan.expected().join(", "));
                    (self.location(name), MismatchKind::Missing { expected })
                }),
            }
            if out.is_decided() {
                return;
            }
        }
        for (name, values) in actual.iter() {
            let is_expected = match is_few {
                true => self.parameters.iter().any(|(known, _)| known == name),
                false => self.names.contains_key(name),
            };
            if !is_expected {
                out.push(|| {
                    let actual = Value::text(&texts(values).join(", "));
                    (self.location(name), MismatchKind::Unexpected { actual })
                });
            }
        }
    }
}

/// A parameter without a value is one with the empty text.
fn texts(values: &[Option<String>]) -> Vec<&str> {
    values.iter().map(|value| value.as_deref().unwrap_or_default()).collect()
}
