//! `null`: JSON's null.

use super::{Comparison, lists, plain_rule};
use crate::json::Kind;
use crate::value::ValueRef;

plain_rule! {
    /// JSON's `null` (specification V3, "null"). What has no types has it as nothing at all: a
    /// parameter without a value, a header without a text.
    Null, &["null"], check
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    let actual = comparison.actual;
    let is_null = actual.json_kind() == Some(Kind::Null) || matches!(actual, ValueRef::Text(""));
    if is_null || lists(comparison) {
        return Ok(());
    }
    Err(format!("Expected {} to be a null value", actual.typed()))
}
