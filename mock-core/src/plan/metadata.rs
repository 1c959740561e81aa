//! The expected metadata of a message, compiled: each key with its JSON value.

use crate::content::JsonPlan;
use crate::exchange::ReceivedMessage;
use crate::json::{Document, JsonText};
use crate::matching::{Compilation, RuleTable, Step};
use crate::mismatch::{Location, Mismatch, MismatchKind, Mismatches};
use crate::pact::{Category, ContentType, Message};
use crate::value::Value;

use super::headers::equal_with_parameters;

#[derive(Debug)]
pub(super) struct MetadataPlan {
    entries: Vec<Entry>,
    rules_content_type: bool,
}

#[derive(Debug)]
struct Entry {
    key: String,
    expected: JsonText,
    comparison: Comparison,
}

#[derive(Debug)]
enum Comparison {
    /// A content type is compared by its parameters, as the header of that name is.
    ContentType(String),
    /// All else as the JSON that it is.
    Value(JsonPlan),
}

impl MetadataPlan {
    pub(super) fn compile(message: &Message, compilation: &mut Compilation) -> Self {
        let rules = RuleTable::compile(&message.rules, &[Category::Metadata], compilation);
        let mut plan = Self { entries: Vec::new(), rules_content_type: false };
        for (key, expected) in &message.metadata {
            let is_ruled = rules.select(Category::Metadata, &[Step::Key(key)]).is_some();
            let is_content_type = ContentType::is_metadata_key(key);
            plan.rules_content_type |= is_content_type && is_ruled;
            let comparison = match text(expected) {
                Some(kind) if is_content_type && !is_ruled => Some(Comparison::ContentType(kind)),
                _ => {
                    JsonPlan::of_metadata(key, expected, &rules, compilation).map(Comparison::Value)
                }
            };
            let (key, expected) = (key.clone(), expected.clone());
            plan.entries.extend(comparison.map(|comparison| Entry { key, expected, comparison }));
        }
        plan
    }

    /// Whether rules say what the content type may be.
    pub(super) fn rules_content_type(&self) -> bool {
        self.rules_content_type
    }

    /// Checks what the contract expects; what else there is does not matter.
    pub(super) fn check(&self, actual: &ReceivedMessage, out: &mut Mismatches) {
        for entry in &self.entries {
            match actual.metadata(&entry.key) {
                Some(actual) => entry.check(actual, out),
                None => out.push(|| {
                    let expected = Value::Json(entry.expected.clone());
                    (entry.location(""), MismatchKind::Missing { expected })
                }),
            }
        }
    }
}

impl Entry {
    /// The value, or what is inside of it at the end of a path.
    fn location(&self, inside: &str) -> Location {
        Location::Metadata { key: format!("{}{inside}", self.key) }
    }

    fn check(&self, actual: &JsonText, out: &mut Mismatches) {
        match &self.comparison {
            Comparison::ContentType(expected) => {
                let is_equal = |actual: String| equal_with_parameters(expected, &actual);
                if !text(actual).is_some_and(is_equal) {
                    let (expected, actual) = (self.expected.clone(), actual.clone());
                    let (expected, actual) = (Value::Json(expected), Value::Json(actual));
                    out.push(|| (self.location(""), MismatchKind::NotEqual { expected, actual }));
                }
            }
            Comparison::Value(plan) => {
                let mut inside = Mismatches::collect();
                plan.check_value(actual, &mut inside);
                for Mismatch { location, kind } in inside.into_found() {
                    let path = match &location {
                        Location::Body { path } => path.trim_start_matches('$'),
                        _ => "",
                    };
                    out.push(|| (self.location(path), kind));
                }
            }
        }
    }
}

/// The text that a JSON value is, if it is one.
fn text(value: &JsonText) -> Option<String> {
    let document = Document::parse(value.as_str()).ok()?;
    document.root().as_str().map(|text| text.into_owned())
}
