//! `eachKey`: every name of an object's members fits rules.

use super::{Comparison, MatchingRule, Rule, Shape, wrong_type};
use crate::cursor::Cursor;

/// Every name of an object's members fits rules; the values are compared as ever
/// (specification V4, "eachKey").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct EachKey {
    /// The rules for the names.
    pub rules: Vec<MatchingRule>,
}

impl Rule for EachKey {
    const NAMES: &'static [&'static str] = &["eachKey", "each-key"];
    const CASCADES: bool = false;
    type Compiled = ();

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        parse_rules(at).map(|rules| Self { rules })
    }

    fn compile(&self) -> Result<(), String> {
        Ok(())
    }

    fn check((): &(), comparison: Comparison<'_>) -> Result<(), String> {
        of_containers("eachKey", comparison)
    }

    fn shape(&self) -> Shape<'_> {
        Shape::EachKey(&self.rules)
    }
}

/// The `rules` of a rule that holds others.
pub(super) fn parse_rules(at: &Cursor<'_>) -> Option<Vec<MatchingRule>> {
    match at.get("rules") {
        Some(rules) if rules.expect(crate::json::Kind::Array) => {
            // Whether plugins are declared does not matter in here: no plugin nests its rules so.
            Some(MatchingRule::parse_list(&rules, false))
        }
        Some(_) => None,
        None => Some(Vec::new()),
    }
}

/// Rules that only say something about children hold for every container.
pub(super) fn of_containers(name: &str, comparison: Comparison<'_>) -> Result<(), String> {
    let Comparison { expected, actual, .. } = comparison;
    if comparison.both_containers() {
        return Ok(());
    }
    if expected.container_len().is_some() {
        return Err(wrong_type(expected, actual));
    }
    Err(format!("Expected {} to be a container, as the rule {name} needs", actual.typed()))
}
