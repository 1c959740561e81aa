//! Text to slots. What most texts are made of is scanned here; whatever is unusual or wrong is
//! left to hifijson's lexer.

use std::fmt;

use hifijson::num::LexWrite as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::{Expect, Lex as _};
use hifijson::{Read as _, SliceLexer};

use super::{Kind, Slot, scan};

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The byte at which reading stopped.
    offset: usize,
    message: String,
}

impl JsonError {
    pub(super) fn utf8(error: &std::str::Utf8Error) -> Self {
        Self { offset: error.valid_up_to(), message: "not UTF-8".to_owned() }
    }

    /// The byte of the text at which it stops being JSON.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for JsonError {}

/// Where the reader stands between two tokens.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// A value must follow.
    Value,
    /// A value or the end of the array just opened.
    ElementOrEnd,
    /// A key or the end of the object just opened.
    KeyOrEnd,
    /// A key must follow.
    Key,
    /// A value is complete: a comma, the end of its container, or the end of the text.
    Done,
}

pub(super) fn slots(text: &str) -> Result<Vec<Slot>, JsonError> {
    if u32::try_from(text.len()).is_err() {
        return Err(JsonError { offset: 0, message: "larger than 4 GiB".to_owned() });
    }
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
        // About what ordinary documents need, so that the list seldom moves while it grows.
        slots: Vec::with_capacity(text.len() / 12),
        open: Vec::new(),
        in_array: false,
    };
    reader.read().map_err(|error| JsonError {
        offset: reader.at,
        message: match error {
            hifijson::Error::Token(expected) => format!("expected {}", phrase(&expected)),
            other => other.to_string(),
        },
    })?;
    Ok(reader.slots)
}

fn phrase(expected: &Expect) -> &'static str {
    match expected {
        Expect::Value | Expect::ValueOrEnd => "a value",
        Expect::CommaOrEnd => "a comma or the end of the array or object",
        Expect::String => "a name in double quotes",
        Expect::Colon => "a colon",
        Expect::Eof => "nothing more behind the value",
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    slots: Vec<Slot>,
    /// The containers around the current place.
    open: Vec<usize>,
    /// Whether the innermost of them is an array.
    in_array: bool,
}

impl Reader<'_> {
    /// The first byte behind whitespace (RFC 8259, section 2), which is skipped.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at).copied() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                next => return next,
            }
        }
    }

    /// Lets hifijson read something from here on.
    fn lex<T>(
        &mut self,
        read: impl FnOnce(&mut SliceLexer<'_>) -> Result<T, hifijson::Error>,
    ) -> Result<T, hifijson::Error> {
        let mut lexer = SliceLexer::new(&self.bytes[self.at..]);
        let result = read(&mut lexer);
        self.at = self.bytes.len() - lexer.as_slice().len();
        result
    }

    fn read(&mut self) -> Result<(), hifijson::Error> {
        let mut state = State::Value;
        loop {
            let next = self.peek();
            state = match (state, next) {
                (State::Done, None) if self.open.is_empty() => return Ok(()),
                (State::Done, _) if self.open.is_empty() => return Err(Expect::Eof.into()),
                (State::Done, next) => self.after_value(next)?,
                (State::ElementOrEnd, Some(b']')) | (State::KeyOrEnd, Some(b'}')) => self.close(),
                (State::KeyOrEnd | State::Key, Some(b'"')) => self.member()?,
                (State::KeyOrEnd | State::Key, _) => return Err(Expect::String.into()),
                (State::Value | State::ElementOrEnd, Some(next)) => self.value(next)?,
                (State::Value | State::ElementOrEnd, None) => return Err(Expect::Value.into()),
            };
        }
    }

    fn after_value(&mut self, next: Option<u8>) -> Result<State, hifijson::Error> {
        match next {
            Some(b',') => {
                self.at += 1;
                Ok(if self.in_array { State::Value } else { State::Key })
            }
            Some(b']') if self.in_array => Ok(self.close()),
            Some(b'}') if !self.in_array => Ok(self.close()),
            _ => Err(Expect::CommaOrEnd.into()),
        }
    }

    fn open(&mut self, kind: Kind, start: usize) {
        self.at += 1;
        self.open.push(self.slots.len());
        self.in_array = kind == Kind::Array;
        self.push(kind, false, start);
    }

    fn close(&mut self) -> State {
        self.at += 1;
        let end = self.at as u32;
        let next = self.slots.len() as u32;
        if let Some(at) = self.open.pop() {
            self.slots[at].end = end;
            self.slots[at].next = next;
        }
        self.in_array = self.open.last().is_some_and(|at| self.slots[*at].kind == Kind::Array);
        State::Done
    }

    /// A name and its value.
    fn member(&mut self) -> Result<State, hifijson::Error> {
        self.string()?;
        if self.peek() != Some(b':') {
            return Err(Expect::Colon.into());
        }
        self.at += 1;
        let next = self.peek().ok_or(Expect::Value)?;
        self.value(next)
    }

    fn value(&mut self, next: u8) -> Result<State, hifijson::Error> {
        let start = self.at;
        let kind = match next {
            b'"' => {
                self.string()?;
                return Ok(State::Done);
            }
            b'{' => {
                self.open(Kind::Object, start);
                return Ok(State::KeyOrEnd);
            }
            b'[' => {
                self.open(Kind::Array, start);
                return Ok(State::ElementOrEnd);
            }
            b'-' | b'0'..=b'9' => self.number()?,
            b'a'..=b'z' => match self.lex(|lexer| Ok(lexer.null_or_bool()))? {
                Some(None) => Kind::Null,
                Some(Some(_)) => Kind::Boolean,
                None => {
                    // Back to where the word starts, which is the place to show.
                    self.at = start;
                    return Err(Expect::Value.into());
                }
            },
            _ => return Err(Expect::Value.into()),
        };
        self.push(kind, false, start);
        Ok(State::Done)
    }

    fn number(&mut self) -> Result<Kind, hifijson::Error> {
        if let Some((length, kind)) = scan::number(&self.bytes[self.at..]) {
            self.at += length;
            return Ok(kind);
        }
        self.lex(|lexer| {
            let (_, parts) = lexer.num_string().validated()?;
            Ok(if parts.is_int() { Kind::Integer } else { Kind::Decimal })
        })
    }

    fn string(&mut self) -> Result<(), hifijson::Error> {
        let start = self.at;
        let end = start + 1 + scan::plain(&self.bytes[start + 1..]);
        // Nearly all strings are plain, and nothing is decoded.
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            self.push(Kind::String, false, start);
            return Ok(());
        }
        self.at += 1;
        self.lex(|lexer| Ok(lexer.str_string().map(drop)?))?;
        self.push(Kind::String, true, start);
        Ok(())
    }

    fn push(&mut self, kind: Kind, escaped: bool, start: usize) {
        let next = self.slots.len() as u32 + 1;
        self.slots.push(Slot { kind, escaped, start: start as u32, end: self.at as u32, next });
    }
}

/// The content of a JSON string that has been read before, quotes included.
pub(super) fn unescape(quoted: &str) -> String {
    let mut lexer = SliceLexer::new(quoted.as_bytes());
    lexer.take_next();
    lexer.str_string().map(Into::into).unwrap_or_default()
}
