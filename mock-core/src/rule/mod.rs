//! Matching rules: each one file, from parsing to the sentence of its mismatch, and one line in
//! the table below.
//!
//! A rule's file implements one trait: it is read once, compiled once (where regular expressions
//! fail) and then checked against values. It sees a value through one borrowed view, [`ValueRef`],
//! whether it stands in a JSON body, a header or a status line. What a rule changes about the
//! comparison of a container's children it says by a shape, so that no comparison knows rules by
//! name.

#[cfg(feature = "datetime")]
mod dates;
mod expression;
mod other;

pub use self::array_contains::Variant;
pub(crate) use self::expression::Expression;
pub use self::other::Other;
pub use self::status_code::StatusClass;
pub(crate) use self::type_::wrong_type;

use std::fmt;

use crate::cursor::Cursor;
use crate::error::did_you_mean;
use crate::json::Kind;
use crate::value::ValueRef;

/// What a rule changes about the comparison of the container that it stands on.
#[derive(Debug)]
pub(crate) enum Shape<'a> {
    /// Children are compared one by one, by their own rules.
    Plain,
    /// How many children there are is this rule's matter and not the example's.
    Length,
    /// The members' names are free; each value is compared with the example's.
    Values,
    /// Every value is compared by these rules, and with the example's first.
    EachValue(&'a [MatchingRule]),
    /// Every name is compared by these rules.
    EachKey(&'a [MatchingRule]),
    /// For each variant some element must fit.
    Contains(&'a [Variant]),
    /// Each element of the example is found in an element of its own. This holds for lists below
    /// as well.
    AnyOrder {
        /// Whether there are no others.
        exact: bool,
    },
}

/// One comparison: the example and what came in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comparison<'a> {
    pub(crate) expected: ValueRef<'a>,
    pub(crate) actual: ValueRef<'a>,
    /// Whether the rule stands on a parent of the value. Bounds on a length do not cascade.
    pub(crate) cascaded: bool,
}

impl Comparison<'_> {
    /// Whether example and value are both containers of one kind.
    pub(crate) fn both_containers(&self) -> bool {
        match (self.expected, self.actual) {
            (ValueRef::Json(expected), ValueRef::Json(actual)) => {
                expected.kind() == actual.kind() && actual.kind().is_container()
            }
            (ValueRef::List(_), ValueRef::List(_)) => true,
            _ => false,
        }
    }
}

/// Whether two lists are compared: rules for plain values hold for their elements.
pub(crate) fn lists(comparison: Comparison<'_>) -> bool {
    let is_list = |value: ValueRef<'_>| {
        matches!(value, ValueRef::List(_)) || value.json_kind() == Some(Kind::Array)
    };
    is_list(comparison.expected) && is_list(comparison.actual)
}

/// What a matching rule's file provides.
pub(crate) trait Rule: Sized {
    /// The words in `"match": "…"`, the canonical one first.
    const NAMES: &'static [&'static str];

    /// What is made of the rule before the first request.
    type Compiled: fmt::Debug + Send + Sync;

    /// Reads the rule's attributes. Problems are noted at the cursor.
    fn parse(at: &Cursor<'_>) -> Option<Self>;

    /// Prepares the rule. An error is a phrase that says what is wrong with it.
    fn compile(&self) -> Result<Self::Compiled, String>;

    /// Checks a value. An error is the sentence that a person reads.
    fn check(compiled: &Self::Compiled, comparison: Comparison<'_>) -> Result<(), String>;

    /// Whether a value fits, for who does not ask why not. Where very many values are compared,
    /// the sentences are what costs.
    fn accepts(compiled: &Self::Compiled, comparison: Comparison<'_>) -> bool {
        Self::check(compiled, comparison).is_ok()
    }

    /// What the rule changes about the children of the value that it stands on.
    fn shape(&self) -> Shape<'_> {
        Shape::Plain
    }

    /// Whether the rule holds for what is below the value that it stands on.
    const CASCADES: bool = true;
}

macro_rules! matching_rules {
    ($($(#[doc = $doc:literal])* $(#[cfg($feature:meta)])? $variant:ident => $file:ident,)*) => {
        $($(#[cfg($feature)])? mod $file;)*
        $($(#[cfg($feature)])? pub use self::$file::$variant;)*

        /// A matching rule.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum MatchingRule {
            $($(#[doc = $doc])* $(#[cfg($feature)])? $variant($variant),)*
            /// A rule that this crate knows by name only, or that a plugin brings.
            Other(Other),
        }

        /// A rule made ready for checking.
        #[derive(Debug)]
        pub(crate) enum Matcher {
            $($(#[cfg($feature)])? $variant(<$variant as Rule>::Compiled),)*
        }

        impl MatchingRule {
            /// The canonical names of all rules.
            pub const NAMES: &'static [&'static str] = &[$($(#[cfg($feature)])? <$variant as Rule>::NAMES[0]),*];

            /// The word in `"match": "…"`.
            pub fn name(&self) -> &str {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(_) => <$variant as Rule>::NAMES[0],)*
                    Self::Other(other) => other.name(),
                }
            }

            fn parse_named(name: &str, at: &Cursor<'_>) -> Option<Option<Self>> {
                $($(#[cfg($feature)])? {
                    if <$variant as Rule>::NAMES.contains(&name) {
                        return Some(<$variant as Rule>::parse(at).map(Self::$variant));
                    }
                })*
                None
            }

            pub(crate) fn compile(&self) -> Result<Matcher, String> {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(rule) => rule.compile().map(Matcher::$variant),)*
                    Self::Other(other) => Err(other.refusal()),
                }
            }

            pub(crate) fn shape(&self) -> Shape<'_> {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(rule) => rule.shape(),)*
                    Self::Other(_) => Shape::Plain,
                }
            }

            pub(crate) fn cascades(&self) -> bool {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(_) => <$variant as Rule>::CASCADES,)*
                    Self::Other(_) => true,
                }
            }
        }

        impl Matcher {
            pub(crate) fn name(&self) -> &'static str {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(_) => <$variant as Rule>::NAMES[0],)*
                }
            }

            pub(crate) fn accepts(&self, comparison: Comparison<'_>) -> bool {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(compiled) => $variant::accepts(compiled, comparison),)*
                }
            }

            pub(crate) fn check(&self, comparison: Comparison<'_>) -> Result<(), String> {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(compiled) => $variant::check(compiled, comparison),)*
                }
            }
        }
    };
}

// New rules go where they belong in the specification's list; the order is that of the
// documentation and of the suggestions for misspelled names.
matching_rules! {
    /// The value equals the example.
    Equality => equality,
    /// The whole value, as text, matches a regular expression.
    Regex => regex,
    /// The value has the type of the example; containers may be bounded in length.
    Type => type_,
    /// The value, as text, contains a text.
    Include => include,
    /// Any number.
    Number => number,
    /// A number without fraction.
    Integer => integer,
    /// A number with a fraction.
    Decimal => decimal,
    /// `true` or `false`.
    Boolean => boolean,
    /// JSON's `null`.
    Null => null,
    /// A semantic version.
    Semver => semver,
    /// A date, written as a pattern says.
    #[cfg(feature = "datetime")]
    Date => date,
    /// A time of day, written as a pattern says.
    #[cfg(feature = "datetime")]
    Time => time,
    /// A date with a time, written as a pattern says.
    #[cfg(feature = "datetime")]
    DateTime => date_time,
    /// Bytes of a type, by their magic numbers.
    ContentType => content_type,
    /// Neither null nor empty.
    NotEmpty => not_empty,
    /// A status code of a class, or one of a list.
    StatusCode => status_code,
    /// The names of an object's members are free.
    Values => values,
    /// Every name of an object's members fits rules.
    EachKey => each_key,
    /// Every value in a container fits rules.
    EachValue => each_value,
    /// For each variant an element fits.
    ArrayContains => array_contains,
    /// The elements come in any order.
    IgnoreOrder => ignore_order,
}

impl MatchingRule {
    /// Reads a rule: an object whose `match` names it, or, in old files, one whose attributes
    /// tell what is meant.
    pub(crate) fn parse(at: &Cursor<'_>, plugins: bool) -> Option<Self> {
        if !at.expect(Kind::Object) {
            return None;
        }
        let Some(named) = named(at) else {
            return Self::parse_unnamed(at);
        };
        if !named.expect(Kind::String) {
            return None;
        }
        let name = named.plain_text();
        if let Some(rule) = Self::parse_named(&name, at) {
            return rule;
        }
        if plugins || other::optional().any(|known| known == name) {
            return Some(Self::Other(Other::new(&name, at)));
        }
        let known = Self::NAMES.iter().copied().chain(other::optional());
        named.problem_with_help(
            format!("unknown matching rule \"{name}\""),
            did_you_mean(&name, known),
        );
        None
    }

    fn parse_unnamed(at: &Cursor<'_>) -> Option<Self> {
        for (attribute, name) in [("regex", "regex"), ("min", "type"), ("max", "type")] {
            if at.present(attribute).is_some() {
                return Self::parse_named(name, at).flatten();
            }
        }
        for name in ["timestamp", "time", "date"] {
            if at.present(name).is_some() {
                let known = Self::parse_named(name, at);
                return known.unwrap_or_else(|| Some(Self::Other(Other::new(name, at))));
            }
        }
        at.problem("a matching rule without `match`");
        None
    }

    /// Whether the rule is about the children of a container, and so fits nothing else.
    pub(crate) fn is_about_children(&self) -> bool {
        matches!(self.shape(), Shape::EachKey(_) | Shape::EachValue(_) | Shape::Contains(_))
    }

    /// What is wrong with the rule, if that is told without making it ready.
    pub(crate) fn flaw(&self) -> Option<String> {
        match self {
            Self::Regex(rule) => crate::regex::flaw(&rule.regex),
            // It may need a feature or a plugin, which only matters to who checks by it.
            Self::Other(_) => None,
            rule => rule.compile().err(),
        }
    }

    /// Reads the list of rules of a path.
    pub(crate) fn parse_list(at: &Cursor<'_>, plugins: bool) -> Vec<Self> {
        at.elements().flat_map(|rule| Self::parse_all(&rule, plugins)).collect()
    }
}

/// Where a rule says which one it is.
fn named<'a>(at: &Cursor<'a>) -> Option<Cursor<'a>> {
    ["match", "pact:matcher:type"].iter().find_map(|key| at.present(key))
}

/// A rule that has no attributes: its name and how it checks.
macro_rules! plain_rule {
    ($(#[$doc:meta])* $name:ident, $names:expr, $check:expr $(, $accepts:expr)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct $name;

        impl crate::rule::Rule for $name {
            const NAMES: &'static [&'static str] = $names;
            type Compiled = ();

            fn parse(_: &crate::cursor::Cursor<'_>) -> Option<Self> {
                Some(Self)
            }

            fn compile(&self) -> Result<(), String> {
                Ok(())
            }

            fn check(_: &(), comparison: crate::rule::Comparison<'_>) -> Result<(), String> {
                $check(comparison)
            }

            $(fn accepts(_: &(), comparison: crate::rule::Comparison<'_>) -> bool {
                $accepts(comparison)
            })?
        }
    };
}
use plain_rule;

#[cfg(test)]
mod tests;
