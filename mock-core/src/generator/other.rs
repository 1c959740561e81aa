//! Generators that are kept without being used: those of plugins, and those that have no file yet.

use crate::cursor::Cursor;

/// The generators of the specification that have no file yet, or, like the provider state's, no
/// meaning for a mock server.
const KNOWN: [&str; 7] =
    ["Regex", "Date", "Time", "DateTime", "ProviderState", "MockServerURL", "ArrayContains"];

/// A generator that is kept as it stands; the example's value is served in its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Other {
    name: String,
}

impl Other {
    pub(super) fn new(name: &str, at: &Cursor<'_>) -> Self {
        if !KNOWN.contains(&name) {
            let kind = at.get("type").unwrap_or_else(|| at.clone());
            kind.note(format!(
                "the generator \"{name}\" is unknown: the example's value is served"
            ));
        }
        Self { name: name.to_owned() }
    }

    /// The word in `"type": "…"`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
