//! `RandomHexadecimal`: hexadecimal digits.

use super::{Generate, Generated, Making, size};
use crate::cursor::Cursor;

/// So many hexadecimal digits, in upper case (specification V3, `RandomHexadecimal`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RandomHexadecimal {
    /// How many digits.
    pub digits: usize,
}

impl Generate for RandomHexadecimal {
    const NAME: &'static str = "RandomHexadecimal";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        size(at, "digits", 10).map(|digits| Self { digits })
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        let digit = || making.random.digit(16).to_ascii_uppercase();
        Some(Generated::Text(std::iter::repeat_with(digit).take(self.digits).collect()))
    }
}
