//! `type`, `min` and `max`: the value has the type of the example, and a container as many
//! children as it may have.

use super::{Comparison, Rule, Shape};
use crate::cursor::Cursor;
use crate::json::Kind;
use crate::value::{ValueRef, beginning};

/// The value has the type of the example (specification V2, "type"). With bounds it also limits
/// the length of the array, or the number of members of the object, that it stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Type {
    /// The least number of children.
    pub min: Option<u64>,
    /// The greatest number of children.
    pub max: Option<u64>,
}

impl Type {
    /// Whether nothing but the type matters: bounds do not cascade.
    pub(crate) fn is_only_type(self, cascaded: bool) -> bool {
        cascaded || !self.is_bounded()
    }

    fn is_bounded(self) -> bool {
        self.min.is_some() || self.max.is_some()
    }
}

fn bound(at: &Cursor<'_>, name: &str) -> Option<u64> {
    let value = at.present(name)?;
    let text = value.plain_text();
    // Other tools write `1.0` and "1" too.
    let whole = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole);
    let bound = whole.trim().parse().ok();
    if bound.is_none() {
        value.problem(format!("`{name}` must be a number from 0, found {}", value.shown()));
    }
    bound
}

/// The bounds among a rule's attributes; those that its name promises must be there.
pub(super) fn parse_bounds(at: &Cursor<'_>) -> Option<(Option<u64>, Option<u64>)> {
    let name = super::named(at).map(|name| name.plain_text()).unwrap_or_default();
    let bounds = (bound(at, "min"), bound(at, "max"));
    for needed in ["min", "max"] {
        if name.to_lowercase().contains(needed) && at.present(needed).is_none() {
            at.problem(format!("a {name} rule without `{needed}`"));
            return None;
        }
    }
    if let (Some(min), Some(max)) = bounds
        && min > max
    {
        at.problem(format!("no value has at least {min} and at most {max} children"));
    }
    Some(bounds)
}

/// Checks how many children a container has.
pub(super) fn check_length(
    min: Option<u64>,
    max: Option<u64>,
    actual: ValueRef<'_>,
) -> Result<(), String> {
    let Some(len) = actual.container_len() else {
        return Ok(());
    };
    let len = len as u64;
    let bound = match (min, max) {
        (Some(min), _) if len < min => format!("minimum size of {min}"),
        (_, Some(max)) if len > max => format!("maximum size of {max}"),
        _ => return Ok(()),
    };
    Err(format!("Expected {actual} (size {len}) to have {bound}"))
}

impl Rule for Type {
    const NAMES: &'static [&'static str] = &["type", "min", "max", "min-type", "max-type"];
    type Compiled = Self;

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        parse_bounds(at).map(|(min, max)| Self { min, max })
    }

    fn compile(&self) -> Result<Self, String> {
        Ok(*self)
    }

    fn accepts(rule: &Self, comparison: Comparison<'_>) -> bool {
        same_type(comparison) && Self::check(rule, comparison).is_ok()
    }

    fn check(rule: &Self, comparison: Comparison<'_>) -> Result<(), String> {
        let Comparison { expected, actual, cascaded } = comparison;
        if !same_type(comparison) {
            return Err(wrong_type(expected, actual));
        }
        if rule.is_only_type(cascaded) {
            return Ok(());
        }
        check_length(rule.min, rule.max, actual)
    }

    fn shape(&self) -> Shape<'_> {
        if self.is_bounded() { Shape::Length } else { Shape::Plain }
    }
}

/// Whether both are of one type, as far as they have types.
fn same_type(Comparison { expected, actual, .. }: Comparison<'_>) -> bool {
    match (expected.json_kind(), actual.json_kind()) {
        (Some(expected), Some(actual)) => expected.same_type(actual),
        _ => true,
    }
}

/// The sentence for a value of another type than the example's.
pub(crate) fn wrong_type(expected: ValueRef<'_>, actual: ValueRef<'_>) -> String {
    let contains = |value: ValueRef<'_>| value.json_kind().is_some_and(Kind::is_container);
    let prefix = if contains(expected) || contains(actual) { "Type mismatch: " } else { "" };
    format!(
        "{prefix}Expected {} to be the same type as {}",
        actual.typed(),
        typed_example(expected)
    )
}

fn typed_example(expected: ValueRef<'_>) -> String {
    match expected {
        ValueRef::Json(json) if json.kind().is_container() => {
            format!("{} ({})", beginning(json), json.kind())
        }
        other => other.typed(),
    }
}
