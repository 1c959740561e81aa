//! `eachValue`: every value in a container fits rules.

use super::each_key::{of_containers, parse_rules};
use super::{Comparison, MatchingRule, Rule, Shape};
use crate::cursor::Cursor;

/// Every value in a container fits rules; in an object the names are free. Rules for deeper paths
/// stay in force (specification V4, "eachValue").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct EachValue {
    /// The rules for the values.
    pub rules: Vec<MatchingRule>,
}

impl Rule for EachValue {
    const NAMES: &'static [&'static str] = &["eachValue", "each-value"];
    const CASCADES: bool = false;
    type Compiled = ();

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        parse_rules(at).map(|rules| Self { rules })
    }

    fn compile(&self) -> Result<(), String> {
        Ok(())
    }

    fn check((): &(), comparison: Comparison<'_>) -> Result<(), String> {
        of_containers("eachValue", comparison)
    }

    fn shape(&self) -> Shape<'_> {
        Shape::EachValue(&self.rules)
    }
}
