//! Generators that are kept without being used: those of plugins, and those that have no file yet.

use super::Generator;
use crate::cursor::Cursor;
use crate::error::did_you_mean;

/// The generators of the specification that have no file: dates, which are not there yet, and
/// that of `arrayContains`, which stands for those that its rule's variants bring.
const KNOWN: [&str; 4] = ["Date", "Time", "DateTime", "ArrayContains"];

/// A generator that is kept as it stands; the example's value is served in its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Other {
    name: String,
}

impl Other {
    /// A generator of that name, unless the name is a misspelled one.
    pub(super) fn new(name: &str, at: &Cursor<'_>) -> Option<Self> {
        if !KNOWN.contains(&name) {
            let kind = at.get("type").unwrap_or_else(|| at.clone());
            let known = Generator::NAMES.iter().chain(&KNOWN).copied();
            if let Some(help) = did_you_mean(name, known) {
                kind.problem_with_help(format!("unknown generator \"{name}\""), Some(help));
                return None;
            }
            kind.note(format!(
                "the generator \"{name}\" is unknown: the example's value is served"
            ));
        }
        Some(Self { name: name.to_owned() })
    }

    /// The word in `"type": "…"`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
