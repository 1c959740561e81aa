//! What differs between a contract and what came: data, not prose.

use std::fmt;

use crate::path::Path;
use crate::value::{Value, ValueRef};

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
    pub(crate) fn weight(&self) -> usize {
        /// More than a body usually has values: nothing of it could be compared.
        const WHOLE_BODY: usize = 1_000;
        match (&self.location, &self.kind) {
            (Location::ContentType, _) | (_, MismatchKind::Malformed { .. }) => WHOLE_BODY,
            (location, _) if *location == Location::whole_body() => WHOLE_BODY,
            (_, MismatchKind::Keys { missing, unexpected, .. }) => {
                missing.iter().chain(unexpected).map(|(_, value)| value.count()).sum()
            }
            (_, MismatchKind::Type { expected, actual }) => expected.count() + actual.count(),
            (_, MismatchKind::Missing { expected }) => expected.count(),
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
        expected: Vec<String>,
        /// The names that came.
        actual: Vec<String>,
        /// The members of the example that did not come.
        missing: Vec<(String, Value)>,
        /// The members that came and should not have.
        unexpected: Vec<(String, Value)>,
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
    /// The body cannot be read as its content type has it.
    Malformed {
        /// What it should be.
        format: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}

/// Where mismatches go while something is matched.
///
/// Finding the interaction that a request belongs to needs only a verdict; explaining a failure
/// needs everything. Both run the same code: a probe notes that there was a mismatch and lets the
/// matcher stop early, a collection keeps each.
#[derive(Debug)]
pub struct Mismatches {
    found: Vec<Mismatch>,
    collect: bool,
    failed: bool,
}

impl Mismatches {
    /// Only whether there is a mismatch.
    pub(crate) fn probe() -> Self {
        Self { found: Vec::new(), collect: false, failed: false }
    }

    /// Every mismatch.
    pub(crate) fn collect() -> Self {
        Self { collect: true, ..Self::probe() }
    }

    /// Notes a mismatch; what it is gets computed only when somebody will read it.
    pub fn push(&mut self, mismatch: impl FnOnce() -> (Location, MismatchKind)) {
        self.failed = true;
        if self.collect {
            let (location, kind) = mismatch();
            self.found.push(Mismatch { location, kind });
        }
    }

    /// Notes that there is a mismatch; whether it is to be explained as well.
    pub(crate) fn fail(&mut self) -> bool {
        self.failed = true;
        self.collect
    }

    /// Adds what another collection found.
    pub(crate) fn append(&mut self, other: Self) {
        self.failed |= other.failed;
        self.found.extend(other.found);
    }

    /// How much differs.
    pub(crate) fn weight(&self) -> usize {
        self.found.iter().map(Mismatch::weight).sum()
    }

    /// A value that differs from its example.
    pub(crate) fn not_equal(
        &mut self,
        location: impl FnOnce() -> Location,
        expected: ValueRef<'_>,
        actual: ValueRef<'_>,
    ) {
        self.push(|| {
            let (expected, actual) = (expected.to_value(), actual.to_value());
            (location(), MismatchKind::NotEqual { expected, actual })
        });
    }

    /// Runs the check of a part of the body, and puts the places that it names below the part's
    /// path.
    #[cfg(feature = "multipart")]
    pub(crate) fn within(&mut self, part: &str, check: impl FnOnce(&mut Self)) {
        let start = self.found.len();
        check(self);
        for mismatch in &mut self.found[start..] {
            // The root is `$`, and `/` for the body as a whole.
            let below = |path: &str| format!("{part}{}", path.get(1..).unwrap_or_default());
            match &mut mismatch.location {
                Location::Body { path } | Location::PartHeader { part: path, .. } => {
                    *path = below(path);
                }
                Location::Form { name } => {
                    let path = below(&Path::Root.key(name).to_string());
                    mismatch.location = Location::Body { path };
                }
                _ => {}
            }
        }
    }

    /// Whether nothing further is of interest.
    pub fn is_decided(&self) -> bool {
        self.failed && !self.collect
    }

    /// Whether there was a mismatch.
    pub fn is_failed(&self) -> bool {
        self.failed
    }

    /// The mismatches, in the order in which they were found.
    pub(crate) fn into_found(self) -> Vec<Mismatch> {
        self.found
    }
}
