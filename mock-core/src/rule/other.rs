//! Rules that are kept without being understood: those of plugins, and those that this version
//! does not check yet.

use crate::cursor::Cursor;
use crate::json::JsonText;

/// The names of rules that are known and not checked yet.
pub(super) const KNOWN: &[&str] = &["date", "time", "timestamp", "datetime"];

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
        if KNOWN.contains(&name.as_str()) {
            format!("the matching rule \"{name}\" is not supported yet")
        } else {
            format!("the matching rule \"{name}\" needs a plugin, and plugins are not supported")
        }
    }
}
