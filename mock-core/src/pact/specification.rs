//! The versions of the Pact specification.

use std::fmt;

/// A version of the Pact specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PactSpecification {
    /// Version 1: equality only.
    V1,
    /// Version 1.1: order of query parameters.
    V1_1,
    /// Version 2: matching rules by path.
    V2,
    /// Version 3: categorised rules, generators, messages.
    V3,
    /// Version 4: typed interactions, body objects, plugins.
    V4,
}

impl PactSpecification {
    /// The version that a text such as `3.0.0`, `v2` or `4` names.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches(['v', 'V']);
        let mut parts = text.split('.').map(|part| part.trim().parse::<u32>().ok());
        let major = parts.next().flatten()?;
        let minor = parts.next().unwrap_or(Some(0))?;
        match (major, minor) {
            (1, 1) => Some(Self::V1_1),
            (1, _) => Some(Self::V1),
            (2, _) => Some(Self::V2),
            (3, _) => Some(Self::V3),
            (4, _) => Some(Self::V4),
            _ => None,
        }
    }

    /// Whether queries are texts and rules a flat map.
    pub(crate) fn is_before_v3(self) -> bool {
        self < Self::V3
    }
}

impl fmt::Display for PactSpecification {
    /// The text that files of this version carry.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1 => "1.0.0",
            Self::V1_1 => "1.1.0",
            Self::V2 => "2.0.0",
            Self::V3 => "3.0.0",
            Self::V4 => "4.0",
        })
    }
}
