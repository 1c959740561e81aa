//! Generators that are kept without being used: those of plugins, and those that a feature brings
//! which is off.

use super::Generator;
use crate::cursor::Cursor;
use crate::error::did_you_mean;

/// The generator of the specification that has no file: it stands for those that the variants of
/// its rule bring.
const KNOWN: [&str; 1] = ["ArrayContains"];

/// The generators that a feature brings, and the feature.
const OPTIONAL: [(&str, &str); 3] =
    [("Date", "datetime"), ("Time", "datetime"), ("DateTime", "datetime")];

/// A generator that is kept as it stands; the example's value is served in its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Other {
    name: String,
}

impl Other {
    /// A generator of that name, unless the name is a misspelled one.
    pub(super) fn new(name: &str, at: &Cursor<'_>) -> Option<Self> {
        let kept = || KNOWN.into_iter().chain(OPTIONAL.map(|(name, _)| name));
        if !kept().any(|known| known == name) {
            let kind = at.get("type").unwrap_or(*at);
            let known = Generator::NAMES.iter().copied().chain(kept());
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

    /// The feature of this crate that brings the generator.
    pub fn feature(&self) -> Option<&'static str> {
        let optional = OPTIONAL.iter().find(|(name, _)| *name == self.name);
        optional.map(|(_, feature)| *feature)
    }
}
