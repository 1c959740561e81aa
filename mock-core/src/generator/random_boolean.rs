//! `RandomBoolean`: `true` or `false`.

use super::{Generate, Generated, Making};
use crate::cursor::Cursor;

/// `true` or `false` (specification V3, `RandomBoolean`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RandomBoolean;

impl Generate for RandomBoolean {
    const NAME: &'static str = "RandomBoolean";

    fn parse(_: &Cursor<'_>) -> Option<Self> {
        Some(Self)
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        Some(Generated::Boolean(making.random.bool()))
    }
}
