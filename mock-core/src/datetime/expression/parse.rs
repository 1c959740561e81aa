//! An expression's text, word by word.

use std::ops::Range;

use super::{Direction, ExpressionKind, Step};
use crate::datetime::element::{MONTHS, WEEKDAYS};
use crate::error::did_you_mean;

/// What can be counted in dates, one of each.
const DATE_UNITS: &[(&str, Step)] = &[
    ("day", Step::Days(1)),
    ("week", Step::Days(7)),
    ("fortnight", Step::Days(14)),
    ("month", Step::Months(1)),
    ("year", Step::Months(12)),
];

/// What can be counted in times.
const TIME_UNITS: &[(&str, Step)] = &[
    ("hour", Step::Milliseconds(3_600_000)),
    ("minute", Step::Milliseconds(60_000)),
    ("second", Step::Milliseconds(1000)),
    ("millisecond", Step::Milliseconds(1)),
];

const DATES: [(&str, Step); 4] = [
    ("now", Step::Days(0)),
    ("today", Step::Days(0)),
    ("yesterday", Step::Days(-1)),
    ("tomorrow", Step::Days(1)),
];

const TIMES: [(&str, Step); 3] =
    [("now", Step::Days(0)), ("midnight", Step::Hour(0)), ("noon", Step::Hour(12))];

/// The moves that an expression asks for.
pub(super) fn steps(kind: ExpressionKind, text: &str) -> Result<Vec<Step>, String> {
    let mut parser = Parser { text, at: 0, steps: Vec::new() };
    match kind {
        ExpressionKind::Date => parser.date()?,
        ExpressionKind::Time => parser.time()?,
        ExpressionKind::DateTime => {
            parser.date()?;
            if parser.take("@") {
                parser.time()?;
            }
        }
    }
    match parser.token() {
        "" => Ok(parser.steps),
        _ => Err(parser.unexpected("`+`, `-` or the end", [])),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    steps: Vec<Step>,
}

impl<'a> Parser<'a> {
    /// Where the next word, number or sign stands: behind spaces, and empty at the end.
    fn span(&self) -> Range<usize> {
        let rest = self.text[self.at..].trim_start();
        let start = self.text.len() - rest.len();
        let is_word = |c: char| c.is_alphabetic() || c == '\'';
        let is_digit = |c: char| c.is_ascii_digit();
        let while_it = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let length = match rest.chars().next() {
            Some(first) if is_word(first) => while_it(is_word),
            Some(first) if is_digit(first) => while_it(is_digit),
            other => other.map_or(0, char::len_utf8),
        };
        start..start + length
    }

    fn token(&self) -> &'a str {
        &self.text[self.span()]
    }

    fn advance(&mut self) {
        self.at = self.span().end;
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.token().eq_ignore_ascii_case(word);
        if is_next {
            self.advance();
        }
        is_next
    }

    /// The next token is none of those that may stand here.
    fn unexpected<'k>(&self, expected: &str, known: impl IntoIterator<Item = &'k str>) -> String {
        let token = self.token();
        if token.is_empty() {
            return format!("ends where {expected} should be");
        }
        let Range { start, end } = self.span();
        let first = self.text[..start].chars().count() + 1;
        let last = first + self.text[start..end].chars().count() - 1;
        let place = if first == last {
            format!("character {first}")
        } else {
            format!("characters {first} to {last}")
        };
        let help = did_you_mean(token, known).map(|help| format!("; {help}")).unwrap_or_default();
        format!("found `{token}` at {place}, where {expected} should be{help}")
    }

    fn date(&mut self) -> Result<(), String> {
        if let Some(direction) = self.direction() {
            let step = self.date_offset(direction)?;
            self.steps.push(step);
        } else if let Some((_, step)) = DATES.iter().find(|(word, _)| self.take(word)) {
            self.steps.push(*step);
        } else if !matches!(self.token(), "" | "@" | "+" | "-") {
            let known = DATES.iter().map(|(word, _)| *word).chain(["next", "last"]);
            return Err(self.unexpected("a date such as `today`", known));
        }
        self.operations(DATE_UNITS)
    }

    fn time(&mut self) -> Result<(), String> {
        if let Some(direction) = self.direction() {
            let Some(unit) = self.unit(TIME_UNITS) else {
                let known = TIME_UNITS.iter().map(|(name, _)| *name);
                return Err(self.unexpected("a unit of time", known));
            };
            self.steps.push(unit.times(direction.sign(), 1));
        } else if let Some((_, step)) = TIMES.iter().find(|(word, _)| self.take(word)) {
            self.steps.push(*step);
        } else if self.token().starts_with(|c: char| c.is_ascii_digit()) {
            let step = self.hour()?;
            self.steps.push(step);
        } else if !matches!(self.token(), "" | "+" | "-") {
            let known = TIMES.iter().map(|(word, _)| *word).chain(["next", "last"]);
            return Err(self.unexpected("a time such as `noon`", known));
        }
        self.operations(TIME_UNITS)
    }

    fn direction(&mut self) -> Option<Direction> {
        if self.take("next") {
            return Some(Direction::Next);
        }
        self.take("last").then_some(Direction::Last)
    }

    /// What stands behind `next` or `last`.
    fn date_offset(&mut self, direction: Direction) -> Result<Step, String> {
        if let Some(unit) = self.unit(DATE_UNITS) {
            return Ok(unit.times(direction.sign(), 1));
        }
        let word = self.token().to_ascii_lowercase();
        let position = |names: &[&str]| {
            let is_meant =
                |name: &&str| word.len() > 2 && name.to_ascii_lowercase().starts_with(&word);
            names.iter().position(is_meant).map(|at| at as u32)
        };
        let weekday = position(&WEEKDAYS).map(|day| Step::Weekday(direction, day));
        let month = || position(&MONTHS).map(|month| Step::Month(direction, month));
        let Some(step) = weekday.or_else(month) else {
            let known = DATE_UNITS.iter().map(|(name, _)| *name).chain(WEEKDAYS).chain(MONTHS);
            return Err(self.unexpected("a unit, a weekday or a month", known));
        };
        self.advance();
        Ok(step)
    }

    fn hour(&mut self) -> Result<Step, String> {
        let Some(hour) = self.token().parse().ok().filter(|hour| *hour < 24) else {
            return Err(self.unexpected("an hour from 0 to 23", []));
        };
        let start = self.at;
        self.advance();
        if !self.take("o'clock") {
            return Err(self.unexpected("`o'clock`", ["o'clock"]));
        }
        let half = if self.take("am") { Some(0) } else { self.take("pm").then_some(12) };
        match half {
            Some(half) if (1..=12).contains(&hour) => Ok(Step::Hour(hour % 12 + half)),
            Some(_) => {
                self.at = start;
                Err(self.unexpected("an hour from 1 to 12", []))
            }
            None if (1..=12).contains(&hour) => Ok(Step::OtherHalf(hour)),
            None => Ok(Step::Hour(hour)),
        }
    }

    fn operations(&mut self, units: &[(&str, Step)]) -> Result<(), String> {
        loop {
            let sign = match self.token() {
                "+" => 1,
                "-" => -1,
                _ => return Ok(()),
            };
            self.advance();
            let count = self.token().parse::<u32>().ok().filter(|count| *count < 1_000_000_000);
            let Some(count) = count else {
                return Err(self.unexpected("a whole number of up to 9 digits", []));
            };
            self.advance();
            let Some(unit) = self.unit(units) else {
                return Err(self.unexpected("a unit", units.iter().map(|(name, _)| *name)));
            };
            self.steps.push(unit.times(sign, count));
        }
    }

    /// A unit, also in the plural.
    fn unit(&mut self, units: &[(&str, Step)]) -> Option<Step> {
        let word = self.token().to_ascii_lowercase();
        let singular = word.strip_suffix('s').unwrap_or(&word);
        let (_, unit) = units.iter().find(|(name, _)| *name == singular)?;
        self.advance();
        Some(*unit)
    }
}
