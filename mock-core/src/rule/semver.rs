//! `semver`: a semantic version.

use super::{Comparison, lists, plain_rule};
use crate::json::Kind;

plain_rule! {
    /// A semantic version (specification V4, "semver"; semver.org 2.0.0).
    Semver, &["semver"], check
}

fn check(comparison: Comparison<'_>) -> Result<(), String> {
    if lists(comparison) {
        return Ok(());
    }
    let actual = comparison.actual;
    let is_text = actual.json_kind().is_none_or(|kind| kind == Kind::String);
    let text = actual.to_text().filter(|_| is_text);
    let Some(text) = text else {
        return Err(format!("Expected {} to be a semantic version", actual.typed()));
    };
    match semver::Version::parse(&text) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("'{text}' is not a valid semantic version - {error}")),
    }
}
