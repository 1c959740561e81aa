//! `null`: JSON's null.

use super::{Comparison, lists, plain_rule};
use crate::json::Kind;

plain_rule! {
    /// JSON's `null` (specification V3, "null").
    Null, &["null"], check
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    if comparison.actual.json_kind() == Some(Kind::Null) || lists(comparison) {
        return Ok(());
    }
    Err(format!("Expected {} to be a null value", comparison.actual.typed()))
}
