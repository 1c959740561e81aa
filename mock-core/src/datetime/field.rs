//! What the letters of a pattern stand for: each field with its bounds and with what calendars
//! and clocks show for it.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::element::{MONTHS, WEEKDAYS};

const NANOS: i64 = 1_000_000_000;

/// A number that a date or a time has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// 1 for years of our era, 0 for those before.
    Era,
    Year,
    YearOfEra,
    /// The last two digits of the year.
    YearOfCentury,
    Quarter,
    Month,
    /// The first month of the year that begins with the same letter.
    MonthInitial,
    DayOfMonth,
    DayOfYear,
    /// From 1 for Monday.
    Weekday,
    /// The first day of the week that begins with the same letter.
    WeekdayInitial,
    /// The number that a country gives to a day of the week.
    LocalWeekday,
    WeekYear,
    /// The last two digits of it.
    WeekYearOfCentury,
    WeekOfYear,
    WeekOfMonth,
    /// The weeks of a month that begin on its first day, from 1.
    AlignedWeek,
    /// 0 before noon, 1 behind it.
    HalfDay,
    /// 0 to 23.
    Hour,
    /// 1 to 24.
    ClockHour,
    /// 0 to 11.
    HalfDayHour,
    /// 1 to 12.
    HalfDayClockHour,
    Minute,
    Second,
    /// The fraction of a second, in so many digits.
    Fraction(u8),
    NanoOfSecond,
    MilliOfDay,
    NanoOfDay,
}

/// What a field tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Date,
    Time,
    /// Of a date, but how depends on the country: where its weeks begin. Such fields are held to
    /// their bounds and not against the date.
    Local,
}

impl Field {
    pub(super) fn part(self) -> Part {
        match self {
            Self::Era
            | Self::Year
            | Self::YearOfEra
            | Self::YearOfCentury
            | Self::Quarter
            | Self::Month
            | Self::MonthInitial
            | Self::DayOfMonth
            | Self::DayOfYear
            | Self::Weekday
            | Self::WeekdayInitial
            | Self::AlignedWeek => Part::Date,
            Self::LocalWeekday
            | Self::WeekYear
            | Self::WeekYearOfCentury
            | Self::WeekOfYear
            | Self::WeekOfMonth => Part::Local,
            Self::HalfDay
            | Self::Hour
            | Self::ClockHour
            | Self::HalfDayHour
            | Self::HalfDayClockHour
            | Self::Minute
            | Self::Second
            | Self::Fraction(_)
            | Self::NanoOfSecond
            | Self::MilliOfDay
            | Self::NanoOfDay => Part::Time,
        }
    }

    /// The least and the greatest number that can be written.
    pub(super) fn bounds(self) -> (i64, i64) {
        match self {
            Self::Era | Self::HalfDay => (0, 1),
            // As far as the calendar goes.
            Self::Year | Self::WeekYear => (-262_143, 262_142),
            Self::YearOfEra => (1, 262_144),
            Self::YearOfCentury | Self::WeekYearOfCentury => (0, 99),
            Self::Quarter => (1, 4),
            Self::Month | Self::MonthInitial | Self::HalfDayClockHour => (1, 12),
            Self::DayOfMonth => (1, 31),
            Self::DayOfYear => (1, 366),
            Self::Weekday | Self::WeekdayInitial | Self::LocalWeekday => (1, 7),
            Self::WeekOfYear => (1, 53),
            Self::WeekOfMonth => (0, 5),
            Self::AlignedWeek => (1, 5),
            Self::Hour => (0, 23),
            Self::ClockHour => (1, 24),
            Self::HalfDayHour => (0, 11),
            Self::Minute => (0, 59),
            // The last minute of a quarter may have a leap second (RFC 3339, section 5.7).
            Self::Second => (0, 60),
            Self::Fraction(digits) => (0, 10_i64.pow(digits.into()) - 1),
            Self::NanoOfSecond => (0, NANOS - 1),
            Self::MilliOfDay => (0, 86_400_000 - 1),
            Self::NanoOfDay => (0, 86_400 * NANOS - 1),
        }
    }

    /// What is written for the field at that date and time.
    pub(super) fn of(self, local: NaiveDateTime) -> i64 {
        let year = i64::from(local.year());
        let year_of_era = if year > 0 { year } else { 1 - year };
        let weekday = local.weekday().num_days_from_monday();
        let (hour, nanos) = (local.hour(), i64::from(local.nanosecond()));
        let seconds = i64::from(local.num_seconds_from_midnight());
        match self {
            Self::Era => i64::from(year > 0),
            Self::Year => year,
            Self::YearOfEra => year_of_era,
            Self::YearOfCentury => year_of_era % 100,
            Self::Quarter => i64::from(local.month0() / 3 + 1),
            Self::Month => local.month().into(),
            Self::MonthInitial => first_alike(&MONTHS, local.month0()) + 1,
            Self::DayOfMonth => local.day().into(),
            Self::DayOfYear => local.ordinal().into(),
            Self::Weekday | Self::LocalWeekday => i64::from(weekday + 1),
            Self::WeekdayInitial => first_alike(&WEEKDAYS, weekday) + 1,
            Self::WeekYear => local.iso_week().year().into(),
            Self::WeekYearOfCentury => i64::from(local.iso_week().year()).rem_euclid(100),
            Self::WeekOfYear => local.iso_week().week().into(),
            Self::WeekOfMonth => week_of_month(local.day0(), weekday).into(),
            Self::AlignedWeek => i64::from(local.day0() / 7 + 1),
            Self::HalfDay => i64::from(hour / 12),
            Self::Hour => hour.into(),
            Self::ClockHour => i64::from((hour + 23) % 24 + 1),
            Self::HalfDayHour => i64::from(hour % 12),
            Self::HalfDayClockHour => i64::from((hour + 11) % 12 + 1),
            Self::Minute => local.minute().into(),
            Self::Second => local.second().into(),
            Self::Fraction(digits) => nanos / 10_i64.pow(9 - u32::from(digits)),
            Self::NanoOfSecond => nanos,
            Self::MilliOfDay => seconds * 1000 + nanos / 1_000_000,
            Self::NanoOfDay => seconds * NANOS + nanos,
        }
    }
}

/// The week of a day in its month, as ISO 8601 counts those of a year: the first has at least
/// four days of it.
fn week_of_month(day0: u32, weekday: u32) -> u32 {
    let first_weekday = (weekday + 35 - day0) % 7;
    (day0 + first_weekday) / 7 + u32::from(first_weekday <= 3)
}

/// The position of the first name that begins with the same letter.
fn first_alike(names: &[&str], at: u32) -> i64 {
    let initial = names[at as usize].as_bytes()[0];
    names.iter().take_while(|name| name.as_bytes()[0] != initial).count() as i64
}
