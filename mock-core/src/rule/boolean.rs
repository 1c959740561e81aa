//! `boolean`: `true` or `false`.

use super::{Comparison, lists, plain_rule};
use crate::value::ValueRef;

plain_rule! {
    /// `true` or `false`, also as a text (specification V4, "boolean").
    Boolean, &["boolean"], check
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    let is_boolean = match comparison.actual {
        ValueRef::Json(_) | ValueRef::Text(_) => {
            comparison.actual.to_text().is_some_and(|text| text == "true" || text == "false")
        }
        _ => false,
    };
    if is_boolean || lists(comparison) {
        return Ok(());
    }
    Err(format!("Expected {} to match a boolean", comparison.actual.typed()))
}
