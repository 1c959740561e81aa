//! Expressions by which a generator moves away from the present: `today + 1 week @ next hour`.

mod parse;

use chrono::{Datelike, Days, Months, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::Moment;

/// What an expression is about, and so which parts it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExpressionKind {
    /// A date: `next friday`.
    Date,
    /// A time: `noon + 1 hour`.
    Time,
    /// A date, and a time behind `@`; both may be left out.
    DateTime,
}

/// Where a date or time lies, seen from the present.
///
/// ```text
/// datetime  date [ "@" time ] | "@" time
/// date      [ "now" | "today" | "yesterday" | "tomorrow" ] { sign count unit }
///         | ( "next" | "last" ) ( unit | "fortnight" | weekday | month ) { sign count unit }
/// time      [ "now" | "midnight" | "noon" | hour "o'clock" [ "am" | "pm" ] ] { sign count unit }
///         | ( "next" | "last" ) unit { sign count unit }
/// ```
///
/// Units are `day`, `week`, `fortnight`, `month` and `year`, or `hour`, `minute`, `second` and
/// `millisecond`, also in the plural. Names of weekdays and months may be cut to three letters or
/// more. A month added to the 31st ends on the last day of a shorter month. `next` and `last`
/// weekdays and months are others than the present one: the next month by its first day, the last
/// by its last. `6 o'clock` without `am` or `pm` is in the half of the day behind the present one.
///
/// ```
/// use mock_core::datetime::{Expression, ExpressionKind, Moment, Pattern};
///
/// let now = Moment::from_unix(1_000_000_000, 0, 0).unwrap();
/// let pattern = Pattern::parse("EEE yyyy-MM-dd HH:mm").unwrap();
/// assert_eq!(pattern.write(&now), "Sun 2001-09-09 01:46");
///
/// let expression = Expression::parse(ExpressionKind::DateTime, "next fri + 1 month @ 6 o'clock am");
/// let then = expression.unwrap().apply(&now).unwrap();
/// assert_eq!(pattern.write(&then), "Sun 2001-10-14 06:00");
///
/// assert_eq!(
///     Expression::parse(ExpressionKind::Date, "today + 1 wek").unwrap_err(),
///     "found `wek` at characters 11 to 13, where a unit should be; did you mean \"week\"?",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Expression {
    steps: Vec<Step>,
}

/// One move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    Days(i64),
    Months(i64),
    Milliseconds(i64),
    /// To the next or last day that is this one of the week, counted from Monday as 0.
    Weekday(Direction, u32),
    /// To the next or last month that is this one of the year, counted from January as 0.
    Month(Direction, u32),
    /// To the full hour.
    Hour(u32),
    /// To that hour of the half of the day that is not the present one.
    OtherHalf(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Direction {
    Next,
    Last,
}

impl Expression {
    /// Reads an expression. Nothing but spaces is the present.
    ///
    /// # Errors
    ///
    /// A phrase that says what is wrong with it, and at which of its characters.
    pub fn parse(kind: ExpressionKind, text: &str) -> Result<Self, String> {
        Ok(Self { steps: parse::steps(kind, text)? })
    }

    /// The date and time that is meant, if it is now that moment. Nothing if no calendar goes so
    /// far.
    pub fn apply(&self, now: &Moment) -> Option<Moment> {
        let local = self.steps.iter().try_fold(now.local, |local, step| step.apply(local))?;
        Some(Moment { local, ..*now })
    }
}

impl Step {
    /// So many of a unit. The count has 32 bits, so that there is room.
    fn times(self, sign: i64, count: u32) -> Self {
        let count = sign * i64::from(count);
        match self {
            Self::Days(days) => Self::Days(days * count),
            Self::Months(months) => Self::Months(months * count),
            Self::Milliseconds(millis) => Self::Milliseconds(millis * count),
            other => other,
        }
    }

    fn apply(self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        let months = |count: u64| u32::try_from(count).ok().map(Months::new);
        match self {
            Self::Days(days) if days < 0 => local.checked_sub_days(Days::new(days.unsigned_abs())),
            Self::Days(days) => local.checked_add_days(Days::new(days.unsigned_abs())),
            Self::Months(count) if count < 0 => {
                local.checked_sub_months(months(count.unsigned_abs())?)
            }
            Self::Months(count) => local.checked_add_months(months(count.unsigned_abs())?),
            Self::Milliseconds(millis) => {
                local.checked_add_signed(TimeDelta::try_milliseconds(millis)?)
            }
            Self::Weekday(direction, day) => {
                let today = local.weekday().num_days_from_monday();
                match direction {
                    Direction::Next => Self::Days(between(today, day, 7)).apply(local),
                    Direction::Last => Self::Days(-between(day, today, 7)).apply(local),
                }
            }
            Self::Month(direction, month) => {
                let (first, this) = (local.with_day(1)?, local.month0());
                match direction {
                    Direction::Next => Self::Months(between(this, month, 12)).apply(first),
                    Direction::Last => {
                        let behind = Self::Months(1 - between(month, this, 12)).apply(first)?;
                        Self::Days(-1).apply(behind)
                    }
                }
            }
            Self::Hour(hour) => Some(local.date().and_time(NaiveTime::from_hms_opt(hour, 0, 0)?)),
            Self::OtherHalf(hour) => {
                let half = if local.hour() < 12 { 12 } else { 0 };
                Self::Hour(hour % 12 + half).apply(local)
            }
        }
    }
}

/// The steps from one to the other on a circle of so many, one at least.
fn between(from: u32, to: u32, circle: u32) -> i64 {
    i64::from((to + circle - from - 1) % circle + 1)
}

impl Direction {
    fn sign(self) -> i64 {
        match self {
            Self::Next => 1,
            Self::Last => -1,
        }
    }
}
