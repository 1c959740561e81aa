//! The expected metadata of a message, compiled: each key with its JSON value.

use crate::content::JsonPlan;
use crate::exchange::ReceivedMessage;
use crate::json::{Document, JsonText};
use crate::matching::{Compilation, RuleSet, RuleTable, Step};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, ContentType, Message};
use crate::value::{Value, ValueRef};

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
    /// A text for which rules hold: transports carry texts, so that `"7"` is an integer, as in a
    /// header. What is no text is compared as all else.
    Text(String, RuleSet, JsonPlan),
    /// All else as the JSON that it is.
    Value(JsonPlan),
}

impl MetadataPlan {
    pub(super) fn compile(message: &Message, compilation: &mut Compilation) -> Self {
        let rules = RuleTable::compile(&message.rules, &[Category::Metadata], compilation);
        let mut plan = Self { entries: Vec::new(), rules_content_type: false };
        for (key, expected) in &message.metadata {
            let is_content_type = ContentType::is_metadata_key(key);
            let value = JsonPlan::of_metadata(key, expected, &rules, compilation);
            let selected = rules.select(Category::Metadata, &[Step::Key(key)]);
            plan.rules_content_type |= is_content_type && selected.is_some();
            let comparison = match (text(expected), selected) {
                (Some(kind), None) if is_content_type => Some(Comparison::ContentType(kind)),
                (Some(text), Some(selected)) => {
                    value.map(|value| Comparison::Text(text, selected.to_set(), value))
                }
                _ => value.map(Comparison::Value),
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
                    let expected = kept(&entry.expected);
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
                    let (expected, actual) = (kept(&self.expected), kept(actual));
                    out.push(|| (self.location(""), MismatchKind::NotEqual { expected, actual }));
                }
            }
            Comparison::Text(expected, rules, plan) => match text(actual) {
                Some(actual) => {
                    let (expected, actual) = (ValueRef::Text(expected), ValueRef::Text(&actual));
                    rules.check(|| self.location(""), expected, actual, out);
                }
                None => self.check_value(plan, actual, out),
            },
            Comparison::Value(plan) => self.check_value(plan, actual, out),
        }
    }

    fn check_value(&self, plan: &JsonPlan, actual: &JsonText, out: &mut Mismatches) {
        let place = |location: &mut Location| {
            let path = match &location {
                Location::Body { path } => path.trim_start_matches('$'),
                _ => "",
            };
            *location = self.location(path);
        };
        out.relocated(|out| plan.check_value(actual, out), place);
    }
}

/// A value to keep.
fn kept(value: &JsonText) -> Value {
    Document::parse(value.as_str())
        .map_or_else(|_| Value::text(value.as_str()), |json| ValueRef::Json(json.root()).to_value())
}

/// The text that a JSON value is, if it is one.
fn text(value: &JsonText) -> Option<String> {
    let document = Document::parse(value.as_str()).ok()?;
    document.root().as_str().map(|text| text.into_owned())
}
