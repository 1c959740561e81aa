//! `decimal`: a number with a fraction.

use super::number::numeric_kind;
use super::{Comparison, lists, plain_rule};
use crate::json::Kind;
use crate::value::ValueRef;

plain_rule! {
    /// A number with a point or an exponent (specification V3, "decimal"). Outside of JSON, where
    /// `100` is how a decimal without fraction is printed, any number.
    Decimal, &["decimal", "real"], check
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    let is_decimal = match (comparison.actual, numeric_kind(comparison.actual)) {
        (_, Some(Kind::Decimal)) => true,
        (ValueRef::Text(_), Some(Kind::Integer)) => true,
        _ => lists(comparison),
    };
    if is_decimal {
        return Ok(());
    }
    Err(format!("Expected {} to be a decimal number", comparison.actual.typed()))
}
