//! `equality`: the value equals the example. It also ends the cascade of a rule above it.

use super::{Comparison, plain_rule};
use crate::value::ValueRef;

plain_rule! {
    /// The value equals the example (specification V3, "equality").
    Equality, &["equality"], check, equal
}

fn equal(Comparison { expected, actual, .. }: Comparison<'_>) -> bool {
    match (expected, actual) {
        (ValueRef::Json(expected), ValueRef::Json(actual)) => expected.equals(actual),
        (ValueRef::Bytes(expected), ValueRef::Bytes(actual)) => expected == actual,
        (ValueRef::Status(expected), ValueRef::Status(actual)) => expected == actual,
        // The values of a list are compared one by one.
        (ValueRef::List(expected), ValueRef::List(actual)) => expected == actual,
        (expected, actual) => expected.to_text() == actual.to_text(),
    }
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    if equal(comparison) {
        return Ok(());
    }
    let Comparison { expected, actual, .. } = comparison;
    Err(format!("Expected {} to be equal to {}", actual.typed(), expected.typed()))
}
