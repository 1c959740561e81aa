//! `notEmpty`: neither null nor empty.

use super::{Comparison, Shape, type_};
use crate::cursor::Cursor;
use crate::json::Kind;
use crate::rule::Rule;
use crate::value::ValueRef;

/// The value is neither null nor empty, and a container where the example is one
/// (specification V4, "notEmpty").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NotEmpty;

impl Rule for NotEmpty {
    const NAMES: &'static [&'static str] = &["notEmpty", "not-empty"];
    type Compiled = ();

    fn parse(_: &Cursor<'_>) -> Option<Self> {
        Some(Self)
    }

    fn compile(&self) -> Result<(), String> {
        Ok(())
    }

    fn check((): &(), Comparison { expected, actual, .. }: Comparison<'_>) -> Result<(), String> {
        if let (Some(one), Some(two)) = (expected.json_kind(), actual.json_kind())
            && one.is_container()
            && one != two
        {
            return Err(type_::wrong_type(expected, actual));
        }
        let is_empty = match actual {
            ValueRef::Json(json) => match json.kind() {
                Kind::Null => true,
                Kind::String => json.as_str().is_none_or(|text| text.is_empty()),
                Kind::Array | Kind::Object => json.is_empty(),
                Kind::Boolean | Kind::Integer | Kind::Decimal => false,
            },
            ValueRef::Text(text) => text.is_empty(),
            ValueRef::Bytes(bytes) => bytes.is_empty(),
            ValueRef::List(len) => len == 0,
            ValueRef::Status(_) => false,
        };
        if is_empty { Err(format!("Expected {} to not be empty", actual.typed())) } else { Ok(()) }
    }

    fn shape(&self) -> Shape<'_> {
        Shape::Length
    }
}
