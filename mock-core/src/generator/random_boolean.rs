//! `RandomBoolean`: `true` or `false`.

use super::{Generate, Generated, Random};
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

    fn generate(&self, random: &mut Random) -> Generated {
        Generated::Boolean(random.bool())
    }
}
