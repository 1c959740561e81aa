//! What a pattern is made of, and what each of java.time's letters means.

use super::field::Field;
use super::zone::{OffsetForm, Part, ZoneForm};

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(super) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const QUARTERS: [&str; 4] = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];
const SHORT_QUARTERS: [&str; 4] = ["Q1", "Q2", "Q3", "Q4"];
const ERAS: [&str; 2] = ["Before Christ", "Anno Domini"];
const SHORT_ERAS: [&str; 2] = ["BC", "AD"];
const HALF_DAYS: [&str; 2] = ["AM", "PM"];

/// The most digits that a number may be padded to, as for java.time.
const LONGEST: u8 = 19;

/// One thing that a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Element {
    Literal(String),
    Number(Number),
    Text(Text),
    Offset(OffsetForm),
    Zone(ZoneForm),
    /// An optional section begins, which ends with the element at that position.
    Open(usize),
    Close,
}

/// A number and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Number {
    pub(super) field: Field,
    /// The digits that it has at least, and at most.
    pub(super) digits: (u8, u8),
    pub(super) sign: Sign,
    /// How many digits belong to the numbers that follow without anything in between.
    pub(super) reserved: usize,
}

/// Whether a number has a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    Never,
    /// If it is negative.
    Minus,
    /// If it is negative or longer than its least digits.
    Exceeding,
}

/// A name, in English and in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Text {
    pub(super) field: Field,
    names: &'static [&'static str],
    /// The characters that are written of each name.
    length: usize,
}

impl Text {
    fn whole(field: Field, names: &'static [&'static str]) -> Element {
        Self::cut(field, names, usize::MAX)
    }

    fn cut(field: Field, names: &'static [&'static str], length: usize) -> Element {
        Element::Text(Self { field, names, length })
    }

    /// The names with their numbers.
    pub(super) fn names(self) -> impl Iterator<Item = (&'static str, i64)> {
        let names = self.names.iter().map(move |name| name.get(..self.length).unwrap_or(name));
        names.zip(self.field.bounds().0..)
    }
}

/// What a pattern's letters are to be understood by, apart from themselves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// `w` is there, and `Y` the year to which a week belongs. Without it `Y` is the year: that is
    /// how it is meant by all who are not used to java.time.
    pub(super) weeks: bool,
    /// `M` is there and `d` is not: `DD` is the day of the month, as in Moment.js.
    pub(super) capital_days: bool,
}

/// What a run of a letter asks for; an error is a phrase.
///
/// java.time, `DateTimeFormatterBuilder.appendPattern`.
pub(super) fn of_letters(
    letter: char,
    count: usize,
    spelling: Spelling,
) -> Result<Element, String> {
    use Field as F;
    let element = match (letter, count) {
        ('G', 1..=3) => Text::whole(F::Era, &SHORT_ERAS),
        ('G', 4) => Text::whole(F::Era, &ERAS),
        ('G', 5) => Text::cut(F::Era, &SHORT_ERAS, 1),
        ('u', 1 | 3..) => year(F::Year, count)?,
        ('Y', 1 | 3..) if spelling.weeks => year(F::WeekYear, count)?,
        ('y' | 'Y', 1 | 3..) => year(F::YearOfEra, count)?,
        ('Y', 2) if spelling.weeks => number(F::WeekYearOfCentury, 2, 2),
        ('u' | 'y' | 'Y', 2) => number(F::YearOfCentury, 2, 2),
        ('Q' | 'q', 1 | 2) => number(F::Quarter, count, count),
        ('Q' | 'q', 3) => Text::whole(F::Quarter, &SHORT_QUARTERS),
        ('Q' | 'q', 4) => Text::whole(F::Quarter, &QUARTERS),
        ('Q' | 'q', 5) => number(F::Quarter, 1, 1),
        ('M' | 'L', 1 | 2) => number(F::Month, count, 2),
        ('M' | 'L', 3) => Text::cut(F::Month, &MONTHS, 3),
        ('M' | 'L', 4) => Text::whole(F::Month, &MONTHS),
        ('M' | 'L', 5) => Text::cut(F::MonthInitial, &MONTHS, 1),
        ('D', 1 | 2) if spelling.capital_days => number(F::DayOfMonth, count, 2),
        ('D', 1..=3) => number(F::DayOfYear, count, 3),
        ('d', 1 | 2) => number(F::DayOfMonth, count, 2),
        ('w', 1 | 2) => number(F::WeekOfYear, count, 2),
        ('W', 1) => number(F::WeekOfMonth, 1, 1),
        ('F', 1) => number(F::AlignedWeek, 1, 1),
        ('E', 1..=3) | ('e' | 'c', 3) => Text::cut(F::Weekday, &WEEKDAYS, 3),
        ('E' | 'e' | 'c', 4) => Text::whole(F::Weekday, &WEEKDAYS),
        ('E' | 'e' | 'c', 5) => Text::cut(F::WeekdayInitial, &WEEKDAYS, 1),
        ('e', 1 | 2) | ('c', 1) => number(F::LocalWeekday, count, count),
        ('a', 1) => Text::whole(F::HalfDay, &HALF_DAYS),
        ('h', 1 | 2) => number(F::HalfDayClockHour, count, 2),
        ('H', 1 | 2) => number(F::Hour, count, 2),
        ('k', 1 | 2) => number(F::ClockHour, count, 2),
        ('K', 1 | 2) => number(F::HalfDayHour, count, 2),
        ('m', 1 | 2) => number(F::Minute, count, 2),
        ('s', 1 | 2) => number(F::Second, count, 2),
        ('S', 1..=9) => number(F::Fraction(count as u8), count, count),
        ('n', 1..) => padded(F::NanoOfSecond, count, 9)?,
        ('A', 1..) => padded(F::MilliOfDay, count, 8)?,
        ('N', 1..) => padded(F::NanoOfDay, count, 14)?,
        ('X' | 'x' | 'Z' | 'O', _) => Element::Offset(offset(letter, count)?),
        ('V', 1 | 2) => Element::Zone(ZoneForm::Id),
        ('z', 1..=3) | ('v', 1) => Element::Zone(ZoneForm::Abbreviation),
        ('z' | 'v', 4) => Element::Zone(ZoneForm::Name),
        ('B' | 'g' | 'p', _) => return Err("is not supported".to_owned()),
        // Left without quotes by many. It has no meaning of its own.
        ('T', 1) => Element::Literal("T".to_owned()),
        _ if "GuyYQqMLDdwWFEecahHkKmsSVzv".contains(letter) => return Err(too_often(count)),
        _ => return Err(format!("has no meaning; text stands in quotes: '{letter}'")),
    };
    Ok(element)
}

fn too_often(count: usize) -> String {
    format!("cannot stand {count} times")
}

fn number(field: Field, least: usize, most: usize) -> Element {
    let digits = (least as u8, most as u8);
    Element::Number(Number { field, digits, sign: Sign::Never, reserved: 0 })
}

fn padded(field: Field, least: usize, most: u8) -> Result<Element, String> {
    let least = u8::try_from(least).ok().filter(|least| *least <= LONGEST);
    let least = least.ok_or_else(|| format!("cannot stand more than {LONGEST} times"))?;
    let digits = (least, most.max(least));
    Ok(Element::Number(Number { field, digits, sign: Sign::Never, reserved: 0 }))
}

/// Four letters and more are so many digits, and more only behind a sign.
fn year(field: Field, count: usize) -> Result<Element, String> {
    let mut element = padded(field, count, 9)?;
    if let Element::Number(number) = &mut element {
        number.sign = if count < 4 { Sign::Minus } else { Sign::Exceeding };
    }
    Ok(element)
}

fn offset(letter: char, count: usize) -> Result<OffsetForm, String> {
    use Part::{Always, Never, Optional};
    let form = |zulu: Part, colon: Part, minutes: Part, seconds: Part| OffsetForm {
        zulu,
        colon,
        minutes,
        seconds,
        ..OffsetForm::default()
    };
    let zulu = if letter == 'X' { Always } else { Never };
    Ok(match (letter, count) {
        ('X' | 'x', 1) => form(zulu, Never, Optional, Never),
        ('X' | 'x', 2) | ('Z', 1) => form(zulu, Never, Always, Never),
        ('X' | 'x', 3) => form(zulu, Always, Always, Never),
        ('X' | 'x', 4) => form(zulu, Never, Always, Optional),
        ('X' | 'x', 5) => form(zulu, Always, Always, Optional),
        // java.time means `+0100`, but who does not write the one letter for that means Joda-Time
        // or the FastDateFormat of commons-lang, which old versions of pact-jvm had: `+01:00`.
        ('Z', 2 | 3) => form(Optional, Optional, Always, Never),
        ('Z', 5) => form(Always, Always, Always, Optional),
        ('O', 1) => OffsetForm {
            greenwich: true,
            short_hours: true,
            ..form(Never, Always, Optional, Optional)
        },
        ('O' | 'Z', 4) => OffsetForm { greenwich: true, ..form(Never, Always, Always, Optional) },
        _ => return Err(too_often(count)),
    })
}
