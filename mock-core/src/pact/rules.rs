//! Matching rules and generators by category and path, as the file has them.

use std::fmt;

use crate::error::Place;
use crate::generator::Generator;
use crate::json::JsonText;
use crate::path::PathExpr;
use crate::rule::MatchingRule;

/// The part of an interaction that a rule or generator belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Category {
    /// The method.
    Method,
    /// The path.
    Path,
    /// Query parameters, by name.
    Query,
    /// Headers, by name.
    Header,
    /// The status code.
    Status,
    /// The body, or the contents of a message.
    Body,
    /// The metadata of a message.
    Metadata,
}

impl Category {
    pub(crate) const NAMES: [&'static str; 7] =
        ["method", "path", "query", "header", "status", "body", "metadata"];

    /// The category of that name, other tools' spellings included.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "method" => Self::Method,
            "path" => Self::Path,
            "query" => Self::Query,
            "header" | "headers" => Self::Header,
            "status" => Self::Status,
            "body" | "content" | "contents" => Self::Body,
            "metadata" => Self::Metadata,
            _ => return None,
        })
    }

    /// Whether the category is one value and no map of paths.
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Self::Method | Self::Path | Self::Status)
    }

    /// Whether its paths are plain names.
    pub(crate) fn is_named(self) -> bool {
        matches!(self, Self::Query | Self::Header | Self::Metadata)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAMES[*self as usize])
    }
}

/// How the rules of a list are combined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Combine {
    /// All must hold.
    #[default]
    And,
    /// One must hold.
    Or,
}

/// The rules of one path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RuleList {
    /// How they are combined.
    pub combine: Combine,
    /// The rules.
    pub rules: Vec<MatchingRule>,
}

/// A path and its rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RuleEntry {
    /// The part of the interaction.
    pub category: Category,
    /// The values that the rules are for.
    pub path: PathExpr,
    /// The rules.
    pub list: RuleList,
    /// Where they stand in the file.
    pub place: Place,
}

/// All matching rules of a request, a response or a message, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MatchingRules {
    pub(crate) entries: Vec<RuleEntry>,
    /// The rules as the file has them, flat or by category.
    pub(crate) written: Option<JsonText>,
}

impl MatchingRules {
    /// Each path with its rules.
    pub fn iter(&self) -> impl Iterator<Item = &RuleEntry> {
        self.entries.iter()
    }
}

/// A path and the generator for its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct GeneratorEntry {
    /// The part of the interaction.
    pub category: Category,
    /// The values that are generated.
    pub path: PathExpr,
    /// How.
    pub generator: Generator,
    /// Where it stands in the file.
    pub place: Place,
}

/// All generators of a request, a response or a message, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Generators {
    pub(crate) entries: Vec<GeneratorEntry>,
    /// The generators as the file has them, unknown categories included.
    pub(crate) written: Option<JsonText>,
}

impl Generators {
    /// Each path with its generator.
    pub fn iter(&self) -> impl Iterator<Item = &GeneratorEntry> {
        self.entries.iter()
    }
}
