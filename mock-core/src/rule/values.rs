//! `values`: the names of an object's members are free.

use super::{Comparison, Rule, Shape, equality::Equality, lists, wrong_type};
use crate::cursor::Cursor;

/// The names of an object's members are free; each value is compared with the example's of that
/// name, else with the first (specification V3, "values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Values;

impl Rule for Values {
    const NAMES: &'static [&'static str] = &["values"];
    const CASCADES: bool = false;
    type Compiled = ();

    fn parse(_: &Cursor<'_>) -> Option<Self> {
        Some(Self)
    }

    fn compile(&self) -> Result<(), String> {
        Ok(())
    }

    fn check((): &(), comparison: Comparison<'_>) -> Result<(), String> {
        if lists(comparison) || comparison.both_containers() {
            return Ok(());
        }
        if comparison.expected.container_len().is_some() {
            return Err(wrong_type(comparison.expected, comparison.actual));
        }
        Equality::check(&(), comparison)
    }

    fn shape(&self) -> Shape<'_> {
        Shape::Values
    }
}
