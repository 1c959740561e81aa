//! `Uuid`: a random UUID.

use super::{Generate, Generated, Making};
use crate::cursor::Cursor;
use crate::error::did_you_mean;

/// A random UUID of version 4 (specification V4, "Uuid"; RFC 9562).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Uuid {
    /// How it is written.
    pub format: UuidFormat,
}

/// How a UUID is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UuidFormat {
    /// 32 digits.
    Simple,
    /// With hyphens, in lower case.
    LowerCaseHyphenated,
    /// With hyphens, in upper case.
    UpperCaseHyphenated,
    /// With hyphens, behind `urn:uuid:`.
    Urn,
}

const FORMATS: [(&str, UuidFormat); 4] = [
    ("simple", UuidFormat::Simple),
    ("lower-case-hyphenated", UuidFormat::LowerCaseHyphenated),
    ("upper-case-hyphenated", UuidFormat::UpperCaseHyphenated),
    ("URN", UuidFormat::Urn),
];

impl Generate for Uuid {
    const NAME: &'static str = "Uuid";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        let Some(format) = at.get("format") else {
            return Some(Self { format: UuidFormat::LowerCaseHyphenated });
        };
        let name = format.plain_text();
        let known = FORMATS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name));
        if known.is_none() {
            let help = did_you_mean(&name, FORMATS.iter().map(|(known, _)| *known));
            format.problem_with_help(format!("unknown format of UUIDs \"{name}\""), help);
        }
        known.map(|(_, format)| Self { format: *format })
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        // The bits that say version 4 and the variant of RFC 9562.
        let bits = making.random.u128(..) & !(0xF << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
        let digits = format!("{bits:032x}");
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        Some(Generated::Text(match self.format {
            UuidFormat::Simple => digits,
            UuidFormat::LowerCaseHyphenated => parts.join("-"),
            UuidFormat::UpperCaseHyphenated => parts.join("-").to_uppercase(),
            UuidFormat::Urn => format!("urn:uuid:{}", parts.join("-")),
        }))
    }
}
