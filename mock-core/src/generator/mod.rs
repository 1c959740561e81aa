//! Generators: how a contract says that a value is made afresh for every exchange. Each is one
//! file and one line in the table below.
//!
//! A generator knows nothing of bodies or headers: it makes a value, and whoever asked puts it
//! where it belongs. Chance, the clock and all else that it draws from come from outside
//! ([`GeneratorContext`]), so that the same seed gives the same values. Generators that have no file here are kept, and the example's value is served.

mod context;
#[cfg(feature = "datetime")]
mod dates;
mod other;

pub(crate) use context::Making;
pub use context::{Clock, GeneratorContext, GeneratorMode};
pub use other::Other;
pub use provider_state::DataType;

use crate::cursor::Cursor;
use crate::json::{Document, JsonText, Kind};

/// What a generator made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Generated {
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// Any JSON value.
    Json(JsonText),
}

impl Generated {
    /// The value outside of JSON.
    pub(crate) fn into_text(self) -> String {
        match self {
            Self::Boolean(value) => value.to_string(),
            Self::Number(text) | Self::Text(text) => text,
            Self::Json(json) => match Document::parse(json.as_str()) {
                Ok(document) => document.root().to_plain_text().into_owned(),
                Err(_) => json.to_string(),
            },
        }
    }

    /// The value in the place of a JSON value: a number in the place of a text becomes one.
    pub(crate) fn into_json(self, replaced: Kind) -> String {
        match self {
            Self::Boolean(value) => value.to_string(),
            Self::Number(text) if replaced != Kind::String => text,
            Self::Number(text) | Self::Text(text) => JsonText::string(&text).to_string(),
            Self::Json(json) => json.to_string(),
        }
    }
}

/// What a generator's file provides.
trait Generate: Sized {
    /// The word in `"type": "…"`.
    const NAME: &'static str;

    /// Reads the attributes. Problems are noted at the cursor.
    fn parse(at: &Cursor<'_>) -> Option<Self>;

    /// Makes a value; nothing if the example's is to be served.
    fn generate(&self, making: &mut Making<'_>) -> Option<Generated>;
}

macro_rules! generators {
    ($($(#[doc = $doc:literal])* $(#[cfg($feature:meta)])? $variant:ident => $file:ident,)*) => {
        $($(#[cfg($feature)])? mod $file;)*
        $($(#[cfg($feature)])? pub use $file::$variant;)*

        /// A generator.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Generator {
            $($(#[doc = $doc])* $(#[cfg($feature)])? $variant($variant),)*
            /// A generator that this crate knows by name only, or that a plugin brings.
            Other(Other),
        }

        impl Generator {
            /// The names of all generators.
            pub const NAMES: &'static [&'static str] = &[$($(#[cfg($feature)])? <$variant as Generate>::NAME),*];

            /// The word in `"type": "…"`.
            pub fn name(&self) -> &str {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(_) => <$variant as Generate>::NAME,)*
                    Self::Other(other) => other.name(),
                }
            }

            fn parse_named(name: &str, at: &Cursor<'_>) -> Option<Self> {
                $($(#[cfg($feature)])? {
                    if name == <$variant as Generate>::NAME {
                        return <$variant as Generate>::parse(at).map(Self::$variant);
                    }
                })*
                Other::new(name, at).map(Self::Other)
            }

            /// Makes a value; nothing if the example's is to be served.
            pub(crate) fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
                match self {
                    $($(#[cfg($feature)])? Self::$variant(generator) => generator.generate(making),)*
                    Self::Other(_) => None,
                }
            }
        }
    };
}

generators! {
    /// A whole number between two others, both included.
    RandomInt => random_int,
    /// A number with a fraction.
    RandomDecimal => random_decimal,
    /// Hexadecimal digits.
    RandomHexadecimal => random_hexadecimal,
    /// Letters and digits.
    RandomString => random_string,
    /// `true` or `false`.
    RandomBoolean => random_boolean,
    /// A text that matches a regular expression.
    Regex => regex,
    /// A random UUID.
    Uuid => uuid,
    /// A date: today's, or one that an expression leads to.
    #[cfg(feature = "datetime")]
    Date => date,
    /// A time of day: the present one, or one that an expression leads to.
    #[cfg(feature = "datetime")]
    Time => time,
    /// A date with a time: the present one, or one that an expression leads to.
    #[cfg(feature = "datetime")]
    DateTime => date_time,
    /// A value that setting up a provider state has brought.
    ProviderState => provider_state,
    /// A URL that leads to the mock server.
    MockServerUrl => mock_server_url,
}

impl Generator {
    /// Reads a generator: an object whose `type` names it.
    pub(crate) fn parse(at: &Cursor<'_>) -> Option<Self> {
        let Some(kind) = at.get("type") else {
            at.problem("a generator without `type`");
            return None;
        };
        Self::parse_named(&kind.plain_text(), at)
    }
}

/// A whole number among the attributes, or its default.
fn number(at: &Cursor<'_>, name: &str, default: i64) -> Option<i64> {
    let Some(value) = at.get(name).filter(|value| value.kind() != Kind::Null) else {
        return Some(default);
    };
    let text = value.plain_text();
    // `10.0` is how some writers spell it.
    let whole = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole);
    let number = whole.parse().ok();
    if number.is_none() {
        value.problem(format!("`{name}` must be a whole number, found {}", value.shown()));
    }
    number
}

/// A number of characters among the attributes, or its default: no more than a contract can mean.
fn size(at: &Cursor<'_>, name: &str, default: i64) -> Option<usize> {
    let number = number(at, name, default)?;
    let size = usize::try_from(number).ok().filter(|size| *size <= 1_000_000);
    if size.is_none() {
        at.problem(format!("`{name}` must be between 0 and 1000000, found {number}"));
    }
    size
}

#[cfg(test)]
mod tests;
