//! Offsets from UTC and the names of time zones: how they are written, and how they are read.

use super::moment::FARTHEST_OFFSET;

/// How an offset from UTC is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct OffsetForm {
    /// Whether none is `Z`; one that is optional is read and not written.
    pub(super) zulu: Part,
    /// Whether `GMT` stands in front, and none is only that.
    pub(super) greenwich: bool,
    /// Whether hours below ten have one digit.
    pub(super) short_hours: bool,
    /// Whether a colon stands between the parts; one that is optional is written.
    pub(super) colon: Part,
    pub(super) minutes: Part,
    pub(super) seconds: Part,
}

/// Whether a part of an offset is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Part {
    #[default]
    Never,
    /// If it is there; of minutes and seconds, if they are not zero.
    Optional,
    Always,
}

/// What the time zone is called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ZoneForm {
    /// `Europe/Paris`.
    Id,
    /// `CEST`.
    Abbreviation,
    /// `Central European Summer Time`.
    Name,
}

/// Offsets as they stand for a zone without a name.
const PLAIN: OffsetForm = OffsetForm {
    zulu: Part::Always,
    greenwich: false,
    short_hours: false,
    colon: Part::Always,
    minutes: Part::Optional,
    seconds: Part::Optional,
};

impl OffsetForm {
    /// How many bytes at the start of the text are such an offset.
    pub(super) fn read(self, text: &str) -> Option<usize> {
        let mut rest = text;
        if self.zulu != Part::Never && text.starts_with('Z') {
            return Some(1);
        }
        if self.greenwich {
            rest = text.strip_prefix("GMT").or_else(|| text.strip_prefix("UTC"))?;
            if !rest.starts_with(['+', '-']) {
                return Some(3);
            }
        }
        rest = rest.strip_prefix(['+', '-'])?;
        let short = self.short_hours && !rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        let hours = digits(&mut rest, if short { 1 } else { 2 })?;
        let minutes = self.part(self.minutes, &mut rest)?;
        let seconds = self.part(self.seconds, &mut rest)?;
        let offset = hours * 3600 + minutes * 60 + seconds;
        let is_offset = minutes < 60 && seconds < 60 && offset <= FARTHEST_OFFSET;
        is_offset.then_some(text.len() - rest.len())
    }

    /// Minutes or seconds; zero if they are left out and may be.
    fn part(self, part: Part, rest: &mut &str) -> Option<i32> {
        if part == Part::Never {
            return Some(0);
        }
        let mut ahead = match self.colon {
            Part::Never => *rest,
            Part::Optional => rest.strip_prefix(':').unwrap_or(rest),
            Part::Always => rest.strip_prefix(':').unwrap_or(""),
        };
        match digits(&mut ahead, 2) {
            Some(number) => {
                *rest = ahead;
                Some(number)
            }
            None if part == Part::Optional => Some(0),
            None => None,
        }
    }

    /// Writes an offset of whole minutes.
    pub(super) fn write(self, offset: i32, out: &mut String) {
        if self.greenwich {
            out.push_str("GMT");
        }
        let zulu = self.zulu == Part::Always;
        if offset == 0 && (zulu || self.greenwich) {
            out.push_str(if zulu { "Z" } else { "" });
            return;
        }
        let (hours, minutes) = (offset.abs() / 3600, offset.abs() / 60 % 60);
        out.push(if offset < 0 { '-' } else { '+' });
        out.push_str(&if self.short_hours { hours.to_string() } else { format!("{hours:02}") });
        if self.minutes == Part::Always || minutes > 0 {
            out.push_str(if self.colon == Part::Never { "" } else { ":" });
            out.push_str(&format!("{minutes:02}"));
        }
    }
}

/// So many digits, taken from the front.
fn digits(rest: &mut &str, count: usize) -> Option<i32> {
    let (digits, behind) = rest.split_at_checked(count)?;
    let number =
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    *rest = behind;
    Some(number)
}

impl ZoneForm {
    /// How many bytes at the start of the text have the form of such a zone, or of an offset in
    /// its place, as java.time writes for a zone that is nothing else.
    pub(super) fn read(self, text: &str) -> Option<usize> {
        let is_part = |c: &char| match self {
            Self::Id => c.is_ascii_alphanumeric() || "~/._+-".contains(*c),
            Self::Abbreviation => c.is_ascii_uppercase(),
            Self::Name => c.is_ascii_alphabetic() || " .'&-".contains(*c),
        };
        // `UTC+01:00`, as java.time has it.
        let greenwich = OffsetForm { zulu: Part::Never, greenwich: true, ..PLAIN };
        if let Some(length) = greenwich.read(text).filter(|length| *length > 3) {
            return Some(length);
        }
        let name = text.chars().take_while(is_part).count();
        let name = &text[..name];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return PLAIN.read(text);
        }
        let is_zone = match self {
            Self::Id => name.split('/').all(|part| !part.is_empty()),
            Self::Abbreviation => name.len() <= 6,
            Self::Name => name.split(' ').all(|word| !word.is_empty()),
        };
        let is_long = name.len() > 1 || name == "Z";
        (is_zone && is_long).then_some(name.len())
    }

    /// Writes what a zone is called of which only the offset is known.
    pub(super) fn write(self, offset: i32, out: &mut String) {
        match offset {
            0 => out.push_str("UTC"),
            offset => OffsetForm { minutes: Part::Always, ..PLAIN }.write(offset, out),
        }
    }
}
