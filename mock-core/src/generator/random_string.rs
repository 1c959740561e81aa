//! `RandomString`: letters and digits.

use super::{Generate, Generated, Making, size};
use crate::cursor::Cursor;

/// So many letters and digits (specification V3, `RandomString`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RandomString {
    /// How many characters.
    pub size: usize,
}

impl Generate for RandomString {
    const NAME: &'static str = "RandomString";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        size(at, "size", 10).map(|size| Self { size })
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        let character = || making.random.alphanumeric();
        Some(Generated::Text(std::iter::repeat_with(character).take(self.size).collect()))
    }
}
