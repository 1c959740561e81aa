//! What differs between a contract and what came: data, not prose.

mod first;
mod mismatches;

pub use first::First;
pub use mismatches::Mismatches;

use std::fmt;

use crate::path::Path;
use crate::value::Value;

/// One difference between what a contract expects and what came.
///
/// Its `Display` is the sentence that Pact tools print for it; the report and the server's answer
/// show the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// Where it is.
    pub location: Location,
    /// What it is.
    pub kind: MismatchKind,
}

/// The part of a request, response or message that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// The method.
    Method,
    /// The path.
    Path,
    /// A query parameter.
    Query {
        /// Its name.
        name: String,
    },
    /// A header.
    Header {
        /// Its name, as the contract spells it.
        name: String,
    },
    /// The status code.
    Status,
    /// The type of the body.
    ContentType,
    /// A value in the body.
    Body {
        /// Its path, such as `$.items[0].id`.
        path: String,
    },
    /// A field of a form body.
    Form {
        /// Its name.
        name: String,
    },
    /// A header of a part of the body.
    PartHeader {
        /// The path of the part, such as `$.avatar`.
        part: String,
        /// The header's name, as the contract spells it.
        header: String,
    },
    /// A value beside a message.
    Metadata {
        /// Its key.
        key: String,
    },
}

impl Location {
    /// A value in the body.
    pub fn body(path: Path<'_>) -> Self {
        Self::Body { path: path.to_string() }
    }

    /// The body as a whole, which Pact tools give the path `/`.
    pub(crate) fn whole_body() -> Self {
        Self::Body { path: "/".to_owned() }
    }

    /// The name of the part, and which of its values it is.
    pub fn parts(&self) -> (&'static str, Option<String>) {
        match self {
            Self::Method => ("method", None),
            Self::Path => ("path", None),
            Self::Query { name } => ("query", Some(name.clone())),
            Self::Header { name } => ("header", Some(name.clone())),
            Self::Status => ("status", None),
            Self::ContentType => ("body-content-type", None),
            Self::Body { path } => ("body", Some(path.clone())),
            Self::Form { name } => ("body", Some(Path::Root.key(name).to_string())),
            Self::PartHeader { part, header } => ("body", Some(format!("{part}.{header}"))),
            Self::Metadata { key } => ("metadata", Some(key.clone())),
        }
    }
}

impl fmt::Display for Location {
    /// The part and the value, as the report shows them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            ("body-content-type", _) => f.write_str("content type"),
            ("body", Some(path)) if path == "/" => f.write_str("body"),
            (part, Some(value)) => write!(f, "{part} {value}"),
            (part, None) => f.write_str(part),
        }
    }
}

impl Mismatch {
    /// How much differs: a mismatch that ends the comparison weighs what was not compared.
    fn weight(&self) -> usize {
        /// More than a body usually has values: nothing of it could be compared.
        const WHOLE_BODY: usize = 1_000;
        match (&self.location, &self.kind) {
            (Location::ContentType, _) | (_, MismatchKind::Malformed { .. }) => WHOLE_BODY,
            (location, _) if *location == Location::whole_body() => WHOLE_BODY,
            _ => 1,
        }
    }
}

/// How something differs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MismatchKind {
    /// The value should be equal to the example.
    NotEqual {
        /// The example.
        expected: Value,
        /// What came.
        actual: Value,
    },
    /// The value does not fit a matching rule.
    Rule {
        /// The rule's name.
        rule: &'static str,
        /// The example.
        expected: Value,
        /// What came.
        actual: Value,
        /// The rule's own sentence.
        message: String,
    },
    /// The value has another JSON type than the example, and no rule allows that.
    Type {
        /// The example.
        expected: Value,
        /// What came.
        actual: Value,
    },
    /// Something is missing.
    Missing {
        /// The example.
        expected: Value,
    },
    /// Something is there that should not be.
    Unexpected {
        /// What came.
        actual: Value,
    },
    /// An object has other members than the example.
    Keys {
        /// The names that the contract expects.
        expected: First<String>,
        /// The names that came.
        actual: First<String>,
        /// The members of the example that did not come.
        missing: First<(String, Value)>,
        /// The members that came and should not have.
        unexpected: First<(String, Value)>,
        /// Whether further names are allowed, as in responses.
        open: bool,
    },
    /// A list has another length than the example, or a parameter another number of values.
    Length {
        /// How many the contract expects.
        expected: usize,
        /// How many came.
        actual: usize,
    },
    /// A variant of an `arrayContains` rule was not found.
    Variant {
        /// The variant's number, from 0.
        index: usize,
        /// The element of the example that shows it.
        expected: Value,
    },
    /// The elements of a list come in any order and are too many to say which of them differ: no
    /// more were looked for after so many comparisons.
    Stopped {
        /// How many elements were compared with expected ones.
        comparisons: usize,
    },
    /// The body cannot be read as its content type has it.
    Malformed {
        /// What it should be.
        format: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}
