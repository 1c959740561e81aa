//! Rules that are kept without being understood: those of plugins, and those that a feature brings
//! which is off.

use crate::cursor::Cursor;
use crate::json::JsonText;

/// The names of rules that a feature brings, and the feature.
const OPTIONAL: [(&str, &str); 4] = [
    ("date", "datetime"),
    ("time", "datetime"),
    ("datetime", "datetime"),
    ("timestamp", "datetime"),
];

/// The names of rules that a feature brings.
pub(super) fn optional() -> impl Iterator<Item = &'static str> {
    OPTIONAL.into_iter().map(|(name, _)| name)
}

/// A rule that is kept as it stands. A contract that needs it for a request is refused with its
/// place, because a guess would be a wrong verdict.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Other {
    name: String,
    /// The rule as the file has it.
    pub json: JsonText,
}

impl Other {
    pub(super) fn new(name: &str, at: &Cursor<'_>) -> Self {
        Self { name: name.to_owned(), json: at.raw() }
    }

    /// The word in `"match": "…"`.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn refusal(&self) -> String {
        let name = &self.name;
        match OPTIONAL.iter().find(|(optional, _)| optional == name) {
            Some((_, feature)) => format!(
                "the matching rule \"{name}\" needs the feature \"{feature}\" of mock-runtime"
            ),
            None => format!(
                "the matching rule \"{name}\" needs a plugin, and plugins are not supported"
            ),
        }
    }
}
