//! Whether a text is written as a pattern says.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::element::{Element, Number, Sign, Text};
use super::field::{Field, Part};
use super::pattern::{Pattern, character};

/// As many years as it takes until every form of a calendar has been there.
const EVERY_CALENDAR: std::ops::Range<i64> = 2000..2028;

impl Pattern {
    /// Whether the text is written so: whether there is a date and time that [`Pattern::write`]
    /// writes in this way, with some time zone.
    ///
    /// An optional section may be left out. The fields must belong together: the day to the
    /// month and year, its name to the date, the hour to `AM` or `PM`. Where weeks begin depends on
    /// the country, so that weeks and the numbers of weekdays need only be possible ones.
    ///
    /// # Errors
    ///
    /// A phrase that says what is wrong with the text, and at which of its characters.
    pub fn check(&self, text: &str) -> Result<(), String> {
        match self.read_at_once(text) {
            Err(_) if self.has_reading(text) => Ok(()),
            read => read,
        }
    }

    /// Reads each element as far as it goes, and an optional section wherever it fits.
    fn read_at_once(&self, text: &str) -> Result<(), String> {
        let mut reader = Reader::new(text);
        // The optional sections that are open: where they end, and what was read before them.
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        let mut next = 0;
        while let Some(part) = self.parts.get(next) {
            next += 1;
            match &part.element {
                Element::Open(end) => open.push((*end, reader.at, reader.read.len())),
                Element::Close => drop(open.pop()),
                element => {
                    let Err(failure) = reader.read(element) else { continue };
                    let Some((end, at, read)) = open.pop() else {
                        let letters = &self.as_str()[part.source.clone()];
                        return Err(failure.phrase(letters, character(text, reader.at)));
                    };
                    // A section that does not fit is left out.
                    reader.at = at;
                    reader.read.truncate(read);
                    next = end + 1;
                }
            }
        }
        if reader.at < text.len() {
            return Err(format!("nothing is expected at character {}", character(text, reader.at)));
        }
        Fields(reader.read).belong_together()
    }
}

/// Why an element does not fit.
pub(super) enum Failure {
    /// Something else stands there.
    Other,
    /// A number that is too small or too great.
    OutOfBounds(i64, (i64, i64)),
}

impl Failure {
    fn phrase(&self, letters: &str, at: usize) -> String {
        match self {
            Self::Other => format!("`{letters}` does not fit at character {at}"),
            Self::OutOfBounds(value, (least, most)) => {
                format!("`{letters}` is {value} at character {at}, and goes from {least} to {most}")
            }
        }
    }
}

pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) at: usize,
    pub(super) read: Vec<(Field, i64)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, read: Vec::new() }
    }

    pub(super) fn read(&mut self, element: &Element) -> Result<(), Failure> {
        let rest = &self.text[self.at..];
        let length = match element {
            Element::Literal(text) => rest.starts_with(text).then_some(text.len()),
            Element::Number(number) => match number.read(rest) {
                Some((length, value)) => {
                    self.note(number.field, value)?;
                    Some(length)
                }
                None => None,
            },
            Element::Text(text) => text.read(rest).map(|(length, value)| {
                self.read.push((text.field, value));
                length
            }),
            Element::Offset(form) => form.read(rest),
            Element::Zone(form) => form.read(rest),
            Element::Open(_) | Element::Close => Some(0),
        };
        self.at += length.ok_or(Failure::Other)?;
        Ok(())
    }

    fn note(&mut self, field: Field, value: i64) -> Result<(), Failure> {
        let (least, most) = field.bounds();
        if !(least..=most).contains(&value) {
            return Err(Failure::OutOfBounds(value, (least, most)));
        }
        self.read.push((field, value));
        Ok(())
    }
}

impl Number {
    /// The length and the value of such a number at the start of the text.
    fn read(self, text: &str) -> Option<(usize, i64)> {
        let (least, most) = (usize::from(self.digits.0), usize::from(self.digits.1));
        let sign = text.chars().next().filter(|next| match self.sign {
            Sign::Never => false,
            Sign::Minus => *next == '-',
            Sign::Exceeding => matches!(next, '-' | '+'),
        });
        let (least, most) = match (self.sign, sign) {
            (Sign::Exceeding, None) => (least, least),
            (Sign::Exceeding, Some('+')) => (least + 1, most),
            _ => (least, most),
        };
        let signed = usize::from(sign.is_some());
        let digits = text[signed..].bytes().take(most + self.reserved);
        let digits = digits.take_while(u8::is_ascii_digit).count();
        // The numbers behind it need theirs.
        let taken = digits.saturating_sub(self.reserved).max(least).min(most);
        if digits < taken {
            return None;
        }
        let end = signed + taken;
        let value: i64 = text[signed..end].parse().ok()?;
        match sign {
            Some('-') if value == 0 => None,
            Some('-') => Some((end, -value)),
            _ => Some((end, value)),
        }
    }
}

impl Text {
    fn read(self, text: &str) -> Option<(usize, i64)> {
        let is_there = |name: &str| {
            text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        self.names().find(|(name, _)| is_there(name)).map(|(name, value)| (name.len(), value))
    }
}

/// What was read of a text.
pub(super) struct Fields(pub(super) Vec<(Field, i64)>);

impl Fields {
    /// Whether some date and some time have all of them; if not, which of both is wrong.
    pub(super) fn belong_together(&self) -> Result<(), String> {
        if !self.some_date() {
            return Err("there is no such date".to_owned());
        }
        if !self.some_time() {
            return Err("there is no such time".to_owned());
        }
        Ok(())
    }

    fn get(&self, field: Field) -> Option<i64> {
        self.0.iter().find(|(read, _)| *read == field).map(|(_, value)| *value)
    }

    /// Whether all that was read of a date or a time is what is written for that one.
    fn hold(&self, part: Part, local: NaiveDateTime) -> bool {
        let mut fields = self.0.iter().filter(|(field, _)| field.part() == part);
        // A leap second is the last of its minute.
        fields.all(|(field, value)| match field {
            Field::Second => field.of(local) == (*value).min(59),
            _ => field.of(local) == *value,
        })
    }

    /// Whether there is a date for which all this would be written.
    fn some_date(&self) -> bool {
        if !self.0.iter().any(|(field, _)| field.part() == Part::Date) {
            return true;
        }
        let any = |field, (least, most)| match self.get(field) {
            Some(known) => known..=known,
            None => least..=most,
        };
        self.years().into_iter().any(|year| {
            any(Field::Month, (1, 12)).any(|month| {
                any(Field::DayOfMonth, (1, 31)).any(|day| {
                    let date = NaiveDate::from_ymd_opt(year as i32, month as u32, day as u32);
                    date.is_some_and(|date| self.hold(Part::Date, date.and_time(NaiveTime::MIN)))
                })
            })
        })
    }

    /// The years that come into question.
    fn years(&self) -> Vec<i64> {
        if let Some(year) = self.get(Field::Year) {
            return vec![year];
        }
        if let Some(year) = self.get(Field::YearOfEra) {
            let is_before = self.get(Field::Era) == Some(0);
            return vec![if is_before { 1 - year } else { year }];
        }
        match (self.get(Field::YearOfCentury), self.get(Field::Era)) {
            // Calendars repeat after 400 years.
            (Some(year), Some(0)) => [100, 200, 300, 400].map(|all| 1 - all - year).to_vec(),
            (Some(year), _) => [2000, 2100, 2200, 2300].map(|all| all + year).to_vec(),
            (None, Some(0)) => EVERY_CALENDAR.map(|year| year - 2800).collect(),
            (None, _) => EVERY_CALENDAR.collect(),
        }
    }

    /// Whether there is a time of day for which all this would be written.
    fn some_time(&self) -> bool {
        let known = |field| self.get(field).unwrap_or(0);
        let nanos = self.get(Field::NanoOfSecond).unwrap_or_else(|| self.fraction());
        let hours = match (self.get(Field::NanoOfDay), self.get(Field::MilliOfDay)) {
            (Some(nano), _) => return self.hold_at(nano),
            (None, Some(milli)) => return self.hold_at(milli * 1_000_000 + nanos % 1_000_000),
            (None, None) => self.get(Field::Hour).map_or(0..=23, |hour| hour..=hour),
        };
        let seconds = known(Field::Minute) * 60 + known(Field::Second).min(59);
        hours.into_iter().any(|hour| self.hold_at((hour * 3600 + seconds) * 1_000_000_000 + nanos))
    }

    fn hold_at(&self, nano_of_day: i64) -> bool {
        let (seconds, nanos) = (nano_of_day / 1_000_000_000, nano_of_day % 1_000_000_000);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, nanos as u32);
        time.is_some_and(|time| self.hold(Part::Time, NaiveDate::MIN.and_time(time)))
    }

    /// The nanoseconds that the longest fraction tells.
    fn fraction(&self) -> i64 {
        let digits = self.0.iter().filter_map(|(field, value)| match field {
            Field::Fraction(digits) => Some((*digits, *value)),
            _ => None,
        });
        let longest = digits.max_by_key(|(digits, _)| *digits);
        longest.map_or(0, |(digits, value)| value * 10_i64.pow(9 - u32::from(digits)))
    }
}
