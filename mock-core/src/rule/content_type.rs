//! `contentType`: bytes that are of a type, whatever their message says of them.

use std::borrow::Cow;

use super::{Comparison, Rule, lists};
use crate::cursor::Cursor;
use crate::json::Kind;
use crate::pact::ContentType as Type;
use crate::value::ValueRef;

/// The bytes are of a type, told by their magic numbers (specification V3, "contentType").
///
/// A text in JSON may hold them in base64.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ContentType {
    /// The type that they must be of.
    pub value: String,
}

impl Rule for ContentType {
    const NAMES: &'static [&'static str] = &["contentType", "content-type"];
    type Compiled = Type;

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        match at.present("value") {
            Some(value) => Some(Self { value: value.plain_text() }),
            None => {
                at.problem("a contentType rule without `value`");
                None
            }
        }
    }

    fn compile(&self) -> Result<Type, String> {
        let invalid = || format!("\"{}\" is no content type", self.value);
        Type::parse(&self.value).ok_or_else(invalid)
    }

    fn check(expected: &Type, comparison: Comparison<'_>) -> Result<(), String> {
        let actual = comparison.actual;
        if lists(comparison) {
            // A list is matched by its elements.
            return Ok(());
        }
        if actual.container_len().is_some() {
            let actual = actual.typed();
            return Err(format!("Expected {actual} to have content type '{expected}'"));
        }
        let bytes = match actual {
            ValueRef::Bytes(bytes) => Cow::Borrowed(bytes),
            other => Cow::Owned(other.to_text().unwrap_or_default().into_owned().into_bytes()),
        };
        let is_text = actual.json_kind() == Some(Kind::String);
        let encoded = actual.to_text().filter(|_| is_text);
        let decoded = encoded.and_then(|text| crate::pact::decode_base64(&text));
        if expected.describes(&bytes) || decoded.is_some_and(|bytes| expected.describes(&bytes)) {
            return Ok(());
        }
        let detected = Type::detect(&bytes);
        Err(format!(
            "Expected binary contents to have content type '{expected}' but detected contents was '{detected}'"
        ))
    }
}
