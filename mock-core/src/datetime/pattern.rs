//! The pattern itself: from its text to what it asks for.

use std::fmt;
use std::ops::Range;

use super::element::{Element, Spelling, of_letters};

/// A pattern for dates and times in the letters of java.time's `DateTimeFormatter`, which the
/// specification's `date`, `time` and `datetime` rules have as their `format`.
///
/// | letters | meaning |
/// |---|---|
/// | `G` | era: `AD`, `GGGG` `Anno Domini`, `GGGGG` `A` |
/// | `u` `y` | year, year of the era; `yy` its last two digits; `yyyy` four digits, or more behind a sign |
/// | `Y` | the same as `y`; with `w`, the year that the week belongs to |
/// | `Q` `q` | quarter: `Q` `1`, `QQ` `01`, `QQQ` `Q1`, `QQQQ` `1st quarter` |
/// | `M` `L` | month: `M` `7`, `MM` `07`, `MMM` `Jul`, `MMMM` `July`, `MMMMM` `J` |
/// | `d` `D` | day of the month, of the year; `D` and `DD` beside `M` and without `d` are the day of the month |
/// | `w` `W` `F` | week of the year, of the month; which seven days of the month |
/// | `E` | day of the week: `Mon`, `EEEE` `Monday`, `EEEEE` `M`; `e` and `c` its number |
/// | `a` | `AM` or `PM` |
/// | `H` `k` `K` `h` | hour: 0–23, 1–24, 0–11, 1–12 |
/// | `m` `s` `S` | minute, second, fraction of a second in exactly so many digits |
/// | `n` `A` `N` | nanosecond of the second, millisecond and nanosecond of the day |
/// | `X` `x` `Z` `O` | offset from UTC, to ±14 hours; of these `X`, `XX`, … and `ZZZZZ` write `Z` for none |
/// | `VV` `z` `zzzz` | time zone: `Europe/Paris`, `CEST`, `Central European Summer Time` |
/// | `'text'` `''` | text; a quote |
/// | `[` `]` | what is between may be left out |
///
/// A letter that stands twice is a number of two digits, one that stands once a number of as many
/// digits as it needs. Names are English, in any case. `T` may stand without quotes. Other letters,
/// `{`, `}` and `#` are an error.
///
/// ```
/// use mock_core::datetime::Pattern;
///
/// let pattern = Pattern::parse("yyyy-MM-dd'T'HH:mm[:ss]XXX").unwrap();
/// assert_eq!(pattern.check("2024-02-29T12:30+14:00"), Ok(()));
/// assert_eq!(pattern.check("2023-02-29T12:30Z"), Err("there is no such date".to_owned()));
/// assert_eq!(
///     pattern.check("2024-2-29T12:30Z"),
///     Err("`MM` does not fit at character 6".to_owned()),
/// );
/// assert_eq!(
///     Pattern::parse("yyyy-MM-dd hh:ii").unwrap_err(),
///     "`ii` at character 15 has no meaning; text stands in quotes: 'i'",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    source: String,
    pub(super) parts: Vec<Part>,
}

/// So long is no pattern that anybody wrote, and numbers that stand side by side share their digits
/// among all of them.
const LONGEST: usize = 2000;

/// An element and where it stands in the pattern, in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Part {
    pub(super) element: Element,
    pub(super) source: Range<usize>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// A phrase that says what is wrong with it, and at which of its characters.
    pub fn parse(source: &str) -> Result<Self, String> {
        if source.len() > LONGEST {
            return Err(format!("a pattern of more than {LONGEST} bytes"));
        }
        let mut reader = Reader::new(source);
        while let Some(next) = source[reader.at..].chars().next() {
            reader.read(next)?;
        }
        reader.close_all();
        reader.reserve_digits();
        Ok(Self { source: source.to_owned(), parts: reader.parts })
    }

    /// The pattern as it was read.
    pub fn as_str(&self) -> &str {
        &self.source
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

/// The number of a character, counted from 1.
pub(super) fn character(text: &str, at: usize) -> usize {
    text[..at].chars().count() + 1
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    spelling: Spelling,
    parts: Vec<Part>,
    /// The optional sections that are open.
    open: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        // What stands between quotes is text.
        let letters: String = source.split('\'').step_by(2).collect();
        let spelling = Spelling {
            weeks: letters.contains('w'),
            capital_days: letters.contains(['M', 'L']) && !letters.contains('d'),
        };
        Self { source, at: 0, spelling, parts: Vec::new(), open: Vec::new() }
    }

    fn read(&mut self, next: char) -> Result<(), String> {
        let here = character(self.source, self.at);
        match next {
            'a'..='z' | 'A'..='Z' => self.read_letters(next),
            '\'' => self.read_quoted(),
            '[' => {
                self.open.push(self.parts.len());
                self.push(Element::Open(0), 1);
                Ok(())
            }
            ']' => {
                let open = self.open.pop();
                let open = open.ok_or_else(|| format!("`]` at character {here} closes nothing"))?;
                self.close(open, 1);
                Ok(())
            }
            '{' | '}' | '#' => {
                Err(format!("`{next}` at character {here} is reserved; text stands in quotes"))
            }
            other => {
                self.push(Element::Literal(other.to_string()), other.len_utf8());
                Ok(())
            }
        }
    }

    fn read_letters(&mut self, letter: char) -> Result<(), String> {
        let run = &self.source[self.at..];
        let count = run.chars().take_while(|next| *next == letter).count();
        let element = of_letters(letter, count, self.spelling).map_err(|error| {
            let here = character(self.source, self.at);
            format!("`{}` at character {here} {error}", &run[..count])
        })?;
        self.push(element, count);
        Ok(())
    }

    /// Text between quotes, in which a double quote is a single one; two quotes are one by
    /// themselves.
    fn read_quoted(&mut self) -> Result<(), String> {
        let mut text = String::new();
        let mut chars = self.source[self.at + 1..].char_indices();
        while let Some((at, next)) = chars.next() {
            if next != '\'' {
                text.push(next);
                continue;
            }
            let is_double = chars.as_str().starts_with('\'');
            if is_double && at > 0 {
                text.push('\'');
                chars.next();
                continue;
            }
            if at == 0 {
                text.push('\'');
            }
            self.push(Element::Literal(text), at + 2);
            return Ok(());
        }
        Err(format!("the quote at character {} is not closed", character(self.source, self.at)))
    }

    fn push(&mut self, element: Element, length: usize) {
        self.parts.push(Part { element, source: self.at..self.at + length });
        self.at += length;
    }

    fn close(&mut self, open: usize, length: usize) {
        self.parts[open].element = Element::Open(self.parts.len());
        self.push(Element::Close, length);
    }

    /// Sections that nothing closes end with the pattern.
    fn close_all(&mut self) {
        while let Some(open) = self.open.pop() {
            self.close(open, 0);
        }
    }
    /// Numbers leave their digits to those that follow side by side.
    fn reserve_digits(&mut self) {
        let mut behind = 0;
        for part in self.parts.iter_mut().rev() {
            match &mut part.element {
                Element::Number(number) => {
                    number.reserved = behind;
                    behind += usize::from(number.digits.0);
                }
                _ => behind = 0,
            }
        }
    }
}
