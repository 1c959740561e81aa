//! `RandomDecimal`: a number with a fraction.

use super::{Generate, Generated, Making, size};
use crate::cursor::Cursor;

/// A number with so many digits, and a point among them (specification V3, `RandomDecimal`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RandomDecimal {
    /// How many digits, at least two of them around the point.
    pub digits: usize,
}

impl Generate for RandomDecimal {
    const NAME: &'static str = "RandomDecimal";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        size(at, "digits", 10).map(|digits| Self { digits })
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        let digits = self.digits.max(2);
        let point = making.random.usize(1..digits);
        let mut text = String::with_capacity(digits + 1);
        for at in 0..digits {
            if at == point {
                text.push('.');
            }
            // No zero in front, which JSON would not take, and none at the end, which would not
            // count as a digit.
            let least = u32::from((at == 0 && point > 1) || at + 1 == digits);
            text.extend(char::from_digit(making.random.u32(least..10), 10));
        }
        Some(Generated::Number(text))
    }
}
