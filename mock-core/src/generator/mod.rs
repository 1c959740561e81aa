//! Generators: how a contract says that a value is made afresh for every exchange.
//!
//! They are read, kept and written back. Until a generator has its file here, the example's value
//! is served in its place, which every generator's value resembles.

use crate::cursor::Cursor;

/// The names of the specification's generators (V3 and V4, "Generators").
const KNOWN: [&str; 13] = [
    "RandomInt",
    "RandomDecimal",
    "RandomHexadecimal",
    "RandomString",
    "RandomBoolean",
    "Regex",
    "Uuid",
    "Date",
    "Time",
    "DateTime",
    "ProviderState",
    "MockServerURL",
    "ArrayContains",
];

/// A generator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Generator {
    /// The word in `"type": "…"`.
    pub name: String,
}

impl Generator {
    /// Reads a generator: an object whose `type` names it.
    pub(crate) fn parse(at: &Cursor<'_>) -> Option<Self> {
        let Some(kind) = at.get("type") else {
            at.problem("a generator without `type`");
            return None;
        };
        let name = kind.plain_text();
        if !KNOWN.contains(&name.as_str()) {
            kind.note(format!(
                "the generator \"{name}\" is unknown: the example's value is served"
            ));
        }
        Some(Self { name })
    }
}
