//! The sentences of mismatches, in the words that Pact's compatibility suite states.

use std::fmt;

use crate::json::Document;
use crate::mismatch::{First, Location, Mismatch, MismatchKind};
use crate::value::{Value, ValueRef};

impl fmt::Display for Mismatch {
    /// The sentence; for a value in a body behind its path and an arrow.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            Location::Body { path } => write!(f, "{path} -> ")?,
            Location::Form { name } => write!(f, "$.{name} -> ")?,
            Location::PartHeader { part, .. } => write!(f, "{part} -> ")?,
            _ => {}
        }
        f.write_str(&self.sentence())
    }
}

/// Calls `show` with a view of a kept value.
fn view<T>(value: &Value, show: impl FnOnce(ValueRef<'_>) -> T) -> T {
    match value {
        Value::Json(text) => match Document::parse(text.as_str()) {
            Ok(document) => show(ValueRef::Json(document.root())),
            Err(_) => show(ValueRef::Text(text.as_str())),
        },
        Value::Text(text) => show(ValueRef::Text(text)),
        Value::Excerpt(excerpt) => show(ValueRef::Text(&excerpt.to_string())),
        Value::Bytes { bytes, .. } => show(ValueRef::Bytes(bytes)),
    }
}

/// A value with its JSON type.
fn typed(value: &Value) -> String {
    match value {
        Value::Excerpt(excerpt) => match excerpt.kind {
            Some(kind) => format!("{value} ({kind})"),
            None => format!("{value} (String)"),
        },
        other => view(other, |value| value.typed()),
    }
}

/// A text as it is, JSON as JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => view(other, |value| value.to_text().unwrap_or_default().into_owned()),
    }
}

impl Mismatch {
    /// The sentence without the value's path.
    pub fn sentence(&self) -> String {
        let sentence = self.of_kind();
        let Location::Metadata { key } = &self.location else { return sentence };
        match &self.kind {
            // These two name the key themselves.
            MismatchKind::NotEqual { .. } | MismatchKind::Missing { .. } => sentence,
            MismatchKind::Rule { expected, actual, .. } => {
                format!("{} - {sentence}", self.not_equal(expected, actual))
            }
            _ => format!("Mismatch with metadata key '{key}': {sentence}"),
        }
    }

    fn of_kind(&self) -> String {
        match &self.kind {
            MismatchKind::NotEqual { expected, actual } => self.not_equal(expected, actual),
            MismatchKind::Rule { message, .. } => match &self.location {
                Location::Header { name } => format!("Mismatch with header '{name}': {message}"),
                Location::PartHeader { header, .. } => {
                    format!("Mismatch with part header '{header}': {message}")
                }
                _ => message.clone(),
            },
            MismatchKind::Type { expected, actual } => match (expected, actual) {
                (Value::Excerpt(_), _) | (_, Value::Excerpt(_)) => format!(
                    "Type mismatch: Expected {} to be the same type as {}",
                    typed(actual),
                    typed(expected)
                ),
                _ => view(expected, |expected| {
                    view(actual, |actual| crate::rule::wrong_type(expected, actual))
                }),
            },
            MismatchKind::Missing { expected } => self.missing(expected),
            MismatchKind::Unexpected { actual } => self.unexpected(actual),
            MismatchKind::Keys { expected, actual, open: false, .. } => format!(
                "Expected a Map with keys [{}] but received one with keys [{}]",
                listed(expected),
                listed(actual)
            ),
            MismatchKind::Keys { missing, open: true, .. } => {
                let names = listed_as(missing, |(name, _)| name);
                format!("Actual map is missing the following keys: {names}")
            }
            MismatchKind::Length { expected, actual } => self.length(*expected, *actual),
            MismatchKind::Variant { index, expected } => {
                // Pact tools print the members of objects by name.
                let sorted = serde_json::from_str::<serde_json::Value>(&expected.to_string());
                let expected = match (expected, sorted) {
                    (Value::Json(_), Ok(sorted)) if !sorted.is_string() => sorted.to_string(),
                    _ => plain(expected),
                };
                format!("Variant at index {index} ({expected}) was not found in the actual list")
            }
            MismatchKind::Stopped { comparisons } => format!(
                "Stopped looking for the elements of the list after {comparisons} comparisons"
            ),
            MismatchKind::Malformed { format, reason } => {
                format!("Expected {format}, but the body cannot be read as such: {reason}")
            }
        }
    }

    fn not_equal(&self, expected: &Value, actual: &Value) -> String {
        let (want, got) = (plain(expected), plain(actual));
        match &self.location {
            Location::Method => format!("expected {want} but was {got}"),
            Location::Path => format!("Expected '{got}' to be equal to '{want}'"),
            Location::Status => format!("expected {want} but was {got}"),
            Location::Query { name } => {
                format!("Expected query parameter '{name}' with value '{want}' but was '{got}'")
            }
            Location::Form { name } => {
                format!("Expected form post parameter '{name}' with value '{want}' but was '{got}'")
            }
            Location::Header { name } => format!(
                "Mismatch with header '{name}': Expected header '{name}' to have value '{want}' but was '{got}'"
            ),
            Location::ContentType => {
                format!("Expected a body of '{want}' but the actual content type was '{got}'")
            }
            Location::PartHeader { header, .. } => {
                format!("Expected part header '{header}' to have value '{want}' but was '{got}'")
            }
            Location::Metadata { key } => {
                format!("Expected metadata key '{key}' to have value '{want}' but was '{got}'")
            }
            Location::Body { path } => match (expected, actual) {
                _ if expected.json_kind().is_some() && actual.json_kind().is_some() => {
                    format!("Expected {} to be equal to {}", typed(actual), typed(expected))
                }
                (Value::Bytes { .. }, _) | (_, Value::Bytes { .. }) => {
                    format!("Actual body [{actual}] is not equal to the expected body [{expected}]")
                }
                _ if *path != "$" => format!("Expected '{got}' to be equal to '{want}'"),
                _ => format!(
                    "Expected body '{want}' to match '{got}' using equality but did not match"
                ),
            },
        }
    }

    fn missing(&self, expected: &Value) -> String {
        let want = plain(expected);
        match &self.location {
            Location::Header { name } => format!("Expected a header '{name}' but was missing"),
            Location::PartHeader { header, .. } => {
                format!("Expected a part header '{header}' but was missing")
            }
            Location::Query { name } => {
                format!("Expected query parameter '{name}' but was missing")
            }
            Location::Form { name } => {
                format!("Expected form post parameter '{name}' but was missing")
            }
            Location::Metadata { key } => {
                format!("Expected message metadata '{key}' but was missing")
            }
            Location::Body { path } if path == "/" => {
                format!("Expected body {} but was missing", present(expected))
            }
            _ => format!("Expected {want} but was missing"),
        }
    }

    fn unexpected(&self, actual: &Value) -> String {
        match &self.location {
            Location::Query { name } => format!("Unexpected query parameter '{name}' received"),
            Location::Form { name } => format!("Unexpected form post parameter '{name}' received"),
            Location::Body { path } if path == "/" => {
                format!("Expected empty body but received {}", present(actual))
            }
            _ => format!("Unexpected {} received", plain(actual)),
        }
    }

    fn length(&self, expected: usize, actual: usize) -> String {
        let what = match &self.location {
            Location::Query { name } => format!("query parameter '{name}'"),
            Location::Form { name } => format!("form post parameter '{name}'"),
            Location::Header { name } => format!("header '{name}'"),
            _ => {
                return format!(
                    "Expected a List with {expected} elements but received {actual} elements"
                );
            }
        };
        format!("Expected {what} with {expected} value(s) but received {actual} value(s)")
    }
}

/// Names, and how many more there are.
fn listed(names: &First<String>) -> String {
    listed_as(names, |name| name)
}

fn listed_as<T>(all: &First<T>, name: impl Fn(&T) -> &str) -> String {
    let names = all.iter().map(name).collect::<Vec<_>>().join(", ");
    match all.left_out() {
        0 => names,
        more => format!("{names}, … and {more} more"),
    }
}

/// A whole body, by its size.
fn present(value: &Value) -> String {
    let size = match value {
        Value::Text(text) => text.len(),
        Value::Bytes { size, .. } => *size,
        Value::Excerpt(excerpt) => excerpt.size,
        Value::Json(text) => text.as_str().len(),
    };
    format!("Present({size} bytes)")
}
