//! What `Date`, `Time` and `DateTime` have in common: the present, or a moment that an expression
//! leads to from there, written as a pattern says.

use super::{Generated, Making};
use crate::cursor::Cursor;
use crate::datetime::Expression;
use crate::datetime::ExpressionKind;
use crate::datetime::Moment;
use crate::datetime::Pattern;
use crate::json::Kind;

/// A generator of dates or times.
macro_rules! date_generator {
    ($(#[$doc:meta])* $name:ident, $default:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct $name {
            /// How it is written.
            pub format: crate::datetime::Pattern,
            /// Where it lies, seen from the present.
            pub expression: Option<crate::datetime::Expression>,
        }

        impl crate::generator::Generate for $name {
            const NAME: &'static str = stringify!($name);

            fn parse(at: &crate::cursor::Cursor<'_>) -> Option<Self> {
                let kind = crate::datetime::ExpressionKind::$name;
                let (format, expression) = crate::generator::dates::parse(at, kind, $default)?;
                Some(Self { format, expression })
            }

            fn generate(
                &self,
                making: &mut crate::generator::Making<'_>,
            ) -> Option<crate::generator::Generated> {
                crate::generator::dates::generate(&self.format, self.expression.as_ref(), making)
            }
        }
    };
}
pub(super) use date_generator;

/// The attributes of such a generator.
pub(super) fn parse(
    at: &Cursor<'_>,
    kind: ExpressionKind,
    default: &str,
) -> Option<(Pattern, Option<Expression>)> {
    let format = attribute(at, "format", Pattern::parse);
    let expression = attribute(at, "expression", |text| Expression::parse(kind, text));
    let format = match format? {
        Some(format) => format,
        None => Pattern::parse(default).ok()?,
    };
    Some((format, expression?))
}

pub(super) fn generate(
    format: &Pattern,
    expression: Option<&Expression>,
    making: &Making<'_>,
) -> Option<Generated> {
    let clock = making.context.clock;
    let now = Moment::from_unix(clock.seconds, clock.nanoseconds, clock.utc_offset)?;
    let then = match expression {
        Some(expression) => expression.apply(&now)?,
        None => now,
    };
    Some(Generated::Text(format.write(&then)))
}

/// The text of an attribute, read; the inner nothing if it is left out, the outer one if it is
/// wrong.
fn attribute<T>(
    at: &Cursor<'_>,
    name: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Option<Option<T>> {
    let Some(found) = at.present(name) else { return Some(None) };
    if !found.expect(Kind::String) {
        return None;
    }
    let text = found.plain_text();
    if text.is_empty() {
        return Some(None);
    }
    let read = read(&text);
    if let Err(error) = &read {
        found.problem(format!("the {name} \"{text}\" is not valid: {error}"));
    }
    read.ok().map(Some)
}
