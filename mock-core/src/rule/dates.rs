//! What `date`, `time` and `datetime` have in common: the value, as text, is written as a pattern
//! says.

use super::{Comparison, lists};
use crate::cursor::Cursor;
use crate::datetime::Pattern;
use crate::json::Kind;

/// A rule that is a pattern, under `format` or the rule's own name.
macro_rules! date_rule {
    ($(#[$doc:meta])* $name:ident, $names:expr, $kind:literal, $default:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct $name {
            /// The pattern, as [`Pattern`](crate::datetime::Pattern) has it.
            pub format: String,
        }

        impl crate::rule::Rule for $name {
            const NAMES: &'static [&'static str] = $names;
            type Compiled = crate::datetime::Pattern;

            fn parse(at: &crate::cursor::Cursor<'_>) -> Option<Self> {
                let format = crate::rule::dates::format(at, Self::NAMES)?;
                Some(Self { format: format.unwrap_or_else(|| $default.to_owned()) })
            }

            fn compile(&self) -> Result<Self::Compiled, String> {
                crate::rule::dates::compile($kind, &self.format)
            }

            fn check(
                pattern: &Self::Compiled,
                comparison: crate::rule::Comparison<'_>,
            ) -> Result<(), String> {
                crate::rule::dates::check(pattern, $kind, comparison)
            }
        }
    };
}

pub(super) use date_rule;

/// The pattern that the rule has, if it has one; nothing at all if it is no text.
pub(super) fn format(at: &Cursor<'_>, names: &[&str]) -> Option<Option<String>> {
    let found = ["format"].iter().chain(names).find_map(|name| at.present(name));
    let Some(found) = found else { return Some(None) };
    found.expect(Kind::String).then(|| Some(found.plain_text()).filter(|text| !text.is_empty()))
}

pub(super) fn compile(kind: &str, format: &str) -> Result<Pattern, String> {
    let invalid = |error| format!("the {kind} pattern \"{format}\" is not valid: {error}");
    Pattern::parse(format).map_err(invalid)
}

pub(super) fn check(
    pattern: &Pattern,
    kind: &str,
    comparison: Comparison<'_>,
) -> Result<(), String> {
    if lists(comparison) {
        return Ok(());
    }
    let actual = comparison.actual;
    // Of a number it is the text that counts (specification V3, "date"): `20240229` may be a date.
    let is_plain = actual.json_kind().is_none_or(|kind| !kind.is_container());
    let Some(text) = actual.to_text().filter(|_| is_plain) else {
        return Err(format!(
            "Expected {} to match a {kind} pattern of '{pattern}'",
            actual.typed()
        ));
    };
    pattern.check(&text).map_err(|reason| {
        format!("Expected '{text}' to match a {kind} pattern of '{pattern}': {reason}")
    })
}
