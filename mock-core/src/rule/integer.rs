//! `integer`: a number without fraction, of any size.

use super::number::numeric_kind;
use super::{Comparison, lists, plain_rule};
use crate::json::Kind;

plain_rule! {
    /// A number without point and exponent (specification V3, "integer").
    Integer, &["integer"], check
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    if numeric_kind(comparison.actual) == Some(Kind::Integer) || lists(comparison) {
        return Ok(());
    }
    Err(format!("Expected {} to be an integer", comparison.actual.typed()))
}
