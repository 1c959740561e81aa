//! `regex`: the whole value, as text, matches a regular expression.

use super::{Comparison, Rule};
use crate::cursor::Cursor;
use crate::regex::Pattern;
use crate::value::{ValueRef, cut};

/// The whole value matches a regular expression (specification V2, "regex") in Ruby's syntax.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Regex {
    /// The expression as the contract has it.
    pub regex: String,
}

impl Rule for Regex {
    const NAMES: &'static [&'static str] = &["regex"];
    type Compiled = Pattern;

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        match at.present("regex") {
            Some(regex) => Some(Self { regex: regex.plain_text() }),
            None => {
                at.problem("a regex rule without `regex`");
                None
            }
        }
    }

    fn compile(&self) -> Result<Pattern, String> {
        Pattern::new(&self.regex)
    }

    fn accepts(pattern: &Pattern, comparison: Comparison<'_>) -> bool {
        let Comparison { expected, actual, .. } = comparison;
        // A container is matched by its children.
        (expected.container_len().is_some() && actual.container_len().is_some())
            || actual.to_text().is_some_and(|text| pattern.is_match(&text) == Ok(true))
    }

    fn check(pattern: &Pattern, comparison: Comparison<'_>) -> Result<(), String> {
        let Comparison { expected, actual, .. } = comparison;
        if expected.container_len().is_some() && actual.container_len().is_some() {
            // A container is matched by its children.
            return Ok(());
        }
        let text = actual.to_text();
        match text.as_deref().map(|text| pattern.is_match(text)) {
            Some(Ok(true)) => Ok(()),
            Some(Err(reason)) => {
                Err(format!("Expected {actual} to match '{}': {reason}", pattern.source()))
            }
            Some(Ok(false)) | None => {
                let shown = match actual {
                    ValueRef::Json(json) => format!("'{}'", cut(&json.to_plain_text())),
                    other => other.to_string(),
                };
                Err(format!("Expected {shown} to match '{}'", pattern.source()))
            }
        }
    }
}
