//! `include`: the value, as text, contains a text.

use super::{Comparison, Rule};
use crate::cursor::Cursor;

/// The value, as text, contains a text (specification V3, "include").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Include {
    /// The text that must be contained.
    pub value: String,
}

impl Rule for Include {
    const NAMES: &'static [&'static str] = &["include"];
    type Compiled = String;

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        match at.get("value") {
            Some(value) => Some(Self { value: value.plain_text() }),
            None => {
                at.problem("an include rule without `value`");
                None
            }
        }
    }

    fn compile(&self) -> Result<String, String> {
        Ok(self.value.clone())
    }

    fn check(
        value: &String,
        Comparison { expected, actual, .. }: Comparison<'_>,
    ) -> Result<(), String> {
        let both_lists = expected.container_len().is_some() && actual.container_len().is_some();
        // A container is matched by its children.
        if both_lists || actual.to_text().is_some_and(|text| text.contains(value.as_str())) {
            return Ok(());
        }
        Err(format!("Expected {actual} to include '{value}'"))
    }
}
