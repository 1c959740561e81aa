//! `number`: any number.

use super::{Comparison, lists, plain_rule};
use crate::json::{Document, Kind};
use crate::value::ValueRef;

plain_rule! {
    /// Any number (specification V3, "number").
    Number, &["number"], check
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    let is_number = matches!(numeric_kind(comparison.actual), Some(Kind::Integer | Kind::Decimal));
    if is_number || lists(comparison) {
        return Ok(());
    }
    Err(format!("Expected {} to be a number", comparison.actual.typed()))
}

/// Which kind of number a value is. In JSON a string is never a number; elsewhere everything is
/// text, and a text is the number that JSON would spell so.
pub(super) fn numeric_kind(value: ValueRef<'_>) -> Option<Kind> {
    match value {
        ValueRef::Json(json) => Some(json.kind()),
        ValueRef::Text(text) => {
            let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
            let is_digit = |c: char| c.is_ascii_digit();
            // JSON would skip whitespace, which is no part of a number.
            if !(digits.starts_with(is_digit) && digits.ends_with(is_digit)) {
                return None;
            }
            Document::parse(digits).ok().map(|document| document.root().kind())
        }
        ValueRef::Status(_) => Some(Kind::Integer),
        ValueRef::Bytes(_) | ValueRef::List(_) => None,
    }
}
