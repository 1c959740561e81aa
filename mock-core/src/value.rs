//! The one view of a value that rules and mismatches share, wherever the value stands.

use std::borrow::Cow;
use std::fmt;

use crate::json::{Document, Json, JsonText, Kind};

/// A borrowed value: of a JSON body, or the text of a header, a query parameter, a path, a form
/// field or a text body, or bytes, or a status code.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ValueRef<'a> {
    /// A JSON value.
    Json(Json<'a>),
    /// A text that has no type of its own.
    Text(&'a str),
    /// Bytes that are no text.
    Bytes(&'a [u8]),
    /// A status code.
    Status(u16),
    /// Several texts under one name: a repeated header or parameter.
    List(usize),
}

impl<'a> ValueRef<'a> {
    /// The kind of a JSON value.
    pub fn json_kind(self) -> Option<Kind> {
        match self {
            Self::Json(json) => Some(json.kind()),
            _ => None,
        }
    }

    /// How many children a container has.
    pub fn container_len(self) -> Option<usize> {
        match self {
            Self::Json(json) if json.kind().is_container() => Some(json.len()),
            Self::List(len) => Some(len),
            _ => None,
        }
    }

    /// The value as text: strings as they are, other JSON as its text, bytes if they are UTF-8.
    pub fn to_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Json(json) => Some(json.to_plain_text()),
            Self::Text(text) => Some(text.into()),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Status(status) => Some(status.to_string().into()),
            Self::List(_) => None,
        }
    }

    /// The value to keep.
    pub fn to_value(self) -> Value {
        match self {
            Self::Json(json) => Value::Json(json.into()),
            Self::Text(text) => Value::Text(text.to_owned()),
            Self::Bytes(bytes) => Value::Bytes { content_type: None, bytes: bytes.into() },
            Self::Status(status) => Value::Json(
                JsonText::parse(&status.to_string()).unwrap_or_else(|_| JsonText::string("")),
            ),
            Self::List(len) => Value::Text(format!("{len} values")),
        }
    }

    /// The value with its JSON type, as sentences show it: `100 (Integer)`, `'a' (String)`.
    pub(crate) fn typed(self) -> String {
        match self {
            Self::Json(json) => match json.kind() {
                kind @ (Kind::Array | Kind::Object) => format!("{} ({kind})", shown(json)),
                kind => format!("{} ({kind})", shown(json)),
            },
            Self::Text(text) => format!("'{text}' (String)"),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for ValueRef<'_> {
    /// The value as sentences show it: texts in quotes, JSON as JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(json) => f.write_str(&shown(*json)),
            Self::Text(text) => write!(f, "'{text}'"),
            Self::Bytes(bytes) if bytes.len() == 1 => f.write_str("1 byte"),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Status(status) => status.fmt(f),
            Self::List(len) => write!(f, "{len} values"),
        }
    }
}

fn shown(json: Json<'_>) -> String {
    match json.as_str() {
        Some(text) => format!("'{text}'"),
        None if json.kind() == Kind::Array => {
            // With a space behind each comma, as other Pact tools print lists.
            let elements: Vec<String> = json.elements().map(|one| one.compact()).collect();
            format!("[{}]", elements.join(", "))
        }
        None => json.compact(),
    }
}

/// A value that a mismatch keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// A JSON value.
    Json(JsonText),
    /// A text that is no JSON.
    Text(String),
    /// Bytes that are no text.
    Bytes {
        /// What they are, where that is known.
        content_type: Option<String>,
        /// The bytes.
        bytes: Box<[u8]>,
    },
}

impl Value {
    /// The kind of a JSON value.
    pub fn json_kind(&self) -> Option<Kind> {
        match self {
            Self::Json(text) => {
                Document::parse(text.as_str()).ok().map(|document| document.root().kind())
            }
            _ => None,
        }
    }
}

impl Value {
    /// How many values it is, those inside it included.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Json(text) => Document::parse(text.as_str()).map_or(1, |json| json.count()),
            Self::Text(_) | Self::Bytes { .. } => 1,
        }
    }
}

impl fmt::Display for Value {
    /// JSON as JSON, text in quotes as JSON has it, bytes by their type, their number and the
    /// first ones.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(text) => text.fmt(f),
            Self::Text(text) => JsonText::string(text).fmt(f),
            Self::Bytes { content_type, bytes } => {
                if let Some(content_type) = content_type {
                    write!(f, "{content_type}, ")?;
                }
                write!(f, "{} bytes", bytes.len())?;
                if !bytes.is_empty() {
                    f.write_str(", starting with ")?;
                }
                bytes.iter().take(32).try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    }
}
