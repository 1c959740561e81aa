//! `RandomInt`: a whole number between two others.

use super::{Generate, Generated, Making, number};
use crate::cursor::Cursor;

/// A whole number between two others, both included (specification V3, `RandomInt`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RandomInt {
    /// The least number.
    pub min: i64,
    /// The greatest number.
    pub max: i64,
}

impl Generate for RandomInt {
    const NAME: &'static str = "RandomInt";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        let (min, max) = (number(at, "min", 0)?, number(at, "max", 10)?);
        if min > max {
            at.problem(format!("`min` is {min}, which is more than `max`, {max}"));
            return None;
        }
        Some(Self { min, max })
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        Some(Generated::Number(making.random.i64(self.min..=self.max).to_string()))
    }
}
