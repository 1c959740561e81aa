//! A value that is kept and not looked into.

use std::fmt;

use super::{Document, Json, JsonError, print};

/// A JSON value kept as its author spelled it.
///
/// The model keeps what it does not interpret (comments, metadata, parameters of provider states,
/// plugin configuration) in this form, so that writing a contract back changes nothing.
///
/// ```
/// let params = mock_core::json::JsonText::parse("{\"total\": 1.10}").unwrap();
/// assert_eq!(params.as_str(), "{\"total\":1.10}");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JsonText(Box<str>);

impl JsonText {
    /// The value, unless it is longer than so many bytes: then how it begins.
    pub(crate) fn up_to(limit: usize, value: Json<'_>) -> Result<Self, String> {
        let (text, is_all) = print::print_up_to(limit, value, None);
        if is_all { Ok(Self(text.into())) } else { Err(text) }
    }

    /// Reads a JSON text; whitespace between its tokens is dropped.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        Document::parse(text).map(|document| Self::from(document.root()))
    }

    /// The string as a JSON text.
    pub fn string(text: &str) -> Self {
        Self(serde_json::Value::from(text).to_string().into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Json<'_>> for JsonText {
    fn from(value: Json<'_>) -> Self {
        Self(value.compact().into())
    }
}

impl fmt::Debug for JsonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for JsonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
