//! JSON as it was written: a text and, for each value in it, where it stands.
//!
//! Contracts, expected bodies and received bodies are all read into this one form.
//! It keeps what a tree of values would lose: the order of members, repeated members, the
//! spelling of numbers (`1.10`, `1e400`, integers beyond 64 bits) and the offset of every value,
//! which is what gives each problem its line and column.
//!
//! A document is a flat list of slots in the order of the text. A container's slot knows the slot
//! behind its last child, so that skipping a value is one step and no value owns an allocation.
//! Reading is iterative: no depth of nesting can exhaust the stack.

mod children;
mod number;
mod parse;
mod print;
mod scan;
mod text;

use std::borrow::Cow;
use std::fmt;

use crate::order::order;
use children::{Elements, Members};

pub use parse::JsonError;
pub(crate) use print::boundary;
pub use text::JsonText;

/// What a JSON value is. Numbers are told apart by their spelling, as Pact's `integer` and
/// `decimal` rules need it: a number with a point or an exponent is a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without point and exponent, of any size.
    Integer,
    /// A number with a point or an exponent.
    Decimal,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// Whether values of the two kinds have the same type in Pact's sense, in which all numbers
    /// are one type (specification V2, "type").
    pub fn same_type(self, other: Self) -> bool {
        self == other || (self.is_number() && other.is_number())
    }

    fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// Whether values of this kind hold other values.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Array | Self::Object)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    kind: Kind,
    /// A string without escapes stands in the text as it is.
    escaped: bool,
    start: u32,
    end: u32,
    /// The slot behind this value and all that it holds.
    next: u32,
}

/// A JSON text that has been read.
///
/// ```
/// use mock_core::json::{Document, Kind};
///
/// let document = Document::parse(r#"{"price": 1.10}"#).unwrap();
/// let price = document.root().get("price").unwrap();
/// assert_eq!(price.kind(), Kind::Decimal);
/// assert_eq!(price.text(), "1.10");
/// ```
#[derive(Clone)]
pub struct Document<'a> {
    text: Cow<'a, str>,
    slots: Vec<Slot>,
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Document").field(&self.text).finish()
    }
}

impl<'a> Document<'a> {
    /// Reads a text that holds exactly one JSON value. A byte order mark in front is skipped.
    ///
    /// # Errors
    /// When the text is not JSON (RFC 8259), or larger than 4 GiB.
    pub fn parse(text: impl Into<Cow<'a, str>>) -> Result<Self, JsonError> {
        let text = text.into();
        let slots = parse::slots(&text)?;
        Ok(Self { text, slots })
    }

    /// Reads a received body.
    ///
    /// # Errors
    /// When the bytes are not UTF-8 or not JSON.
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, JsonError> {
        let text = std::str::from_utf8(bytes).map_err(|error| JsonError::utf8(&error))?;
        Self::parse(text)
    }

    /// The value that the text holds.
    pub fn root(&self) -> Json<'_> {
        Json { text: &self.text, slots: &self.slots, at: 0 }
    }

    /// Where the first container starts that stands inside so many others.
    pub(crate) fn deeper_than(&self, depth: usize) -> Option<usize> {
        let mut open: Vec<u32> = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            while open.last().is_some_and(|end| *end as usize <= at) {
                open.pop();
            }
            if slot.kind.is_container() {
                if open.len() == depth {
                    return Some(slot.start as usize);
                }
                open.push(slot.next);
            }
        }
        None
    }

    /// The value at a place that [`Json::id`] named.
    pub(crate) fn value(&self, id: u32) -> Json<'_> {
        Json { text: &self.text, slots: &self.slots, at: id as usize }
    }
}

/// One value of a [`Document`]: a small handle, free to copy.
#[derive(Clone, Copy)]
pub struct Json<'a> {
    text: &'a str,
    slots: &'a [Slot],
    at: usize,
}

impl fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl<'a> Json<'a> {
    fn slot(self) -> Slot {
        self.slots[self.at]
    }

    fn sibling(self, at: usize) -> Self {
        Self { at, ..self }
    }

    pub(crate) fn id(self) -> u32 {
        // Slots are counted in u32 because each stands for at least one byte of a text < 4 GiB.
        self.at as u32
    }

    /// The name of a member whose value [`Json::id`] names: it stands right before it.
    pub(crate) fn key_of(self, value: u32) -> Self {
        self.sibling((value as usize).saturating_sub(1))
    }

    /// What the value is.
    pub fn kind(self) -> Kind {
        self.slot().kind
    }

    /// The value as it is spelled in the text, whitespace inside included.
    pub fn text(self) -> &'a str {
        let slot = self.slot();
        &self.text[slot.start as usize..slot.end as usize]
    }

    /// The same as bytes, which needs no look at where characters end.
    fn bytes(self) -> &'a [u8] {
        let slot = self.slot();
        &self.text.as_bytes()[slot.start as usize..slot.end as usize]
    }

    /// Where the value starts in the text, in bytes.
    pub fn offset(self) -> usize {
        self.slot().start as usize
    }

    /// The value without whitespace between its tokens; order, numbers and escapes as written.
    pub fn compact(self) -> String {
        print::print(self, None)
    }

    /// How many values it is: itself and those inside it, names of members included.
    pub(crate) fn count(self) -> usize {
        self.slot().next as usize - self.at
    }

    /// The value with each child on a line of its own, indented by two spaces.
    pub fn pretty(self) -> String {
        print::print(self, Some("  "))
    }

    /// The string that the value holds, with its escapes resolved.
    pub fn as_str(self) -> Option<Cow<'a, str>> {
        let slot = self.slot();
        if slot.kind != Kind::String {
            return None;
        }
        if slot.escaped {
            return Some(Cow::Owned(parse::unescape(self.text())));
        }
        Some(Cow::Borrowed(&self.text[slot.start as usize + 1..slot.end as usize - 1]))
    }

    /// The boolean that the value is.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then(|| self.text() == "true")
    }

    /// The string, or the JSON text of any other value: what Pact compares where it wants text.
    pub fn to_plain_text(self) -> Cow<'a, str> {
        match self.kind() {
            Kind::String => self.as_str().unwrap_or_default(),
            Kind::Array | Kind::Object => Cow::Owned(self.compact()),
            _ => Cow::Borrowed(self.text()),
        }
    }

    /// The elements of an array; nothing for any other value.
    pub fn elements(self) -> impl Iterator<Item = Self> {
        let slot = self.slot();
        let end = if slot.kind == Kind::Array { slot.next as usize } else { 0 };
        Elements { next: self.sibling(self.at + 1), end }
    }

    /// The members of an object, in the order of the text, the key as a value of its own;
    /// nothing for any other value.
    pub fn members(self) -> impl Iterator<Item = (Self, Self)> {
        let slot = self.slot();
        let end = if slot.kind == Kind::Object { slot.next as usize } else { 0 };
        Members { next: self.sibling(self.at + 1), end }
    }

    /// How many elements or members the value has.
    pub fn len(self) -> usize {
        self.elements().count() + self.members().count()
    }

    /// Whether the value has no elements and no members.
    pub fn is_empty(self) -> bool {
        self.slot().next as usize == self.at + 1
    }

    /// Whether a string value is exactly `text`.
    pub fn is_str(self, text: &str) -> bool {
        let slot = self.slot();
        slot.kind == Kind::String
            && match slot.escaped {
                true => parse::unescape(self.text()) == text,
                false => self.bytes()[1..self.bytes().len() - 1] == *text.as_bytes(),
            }
    }

    /// The member of that name; of several, the last, as most readers take it.
    pub fn get(self, name: &str) -> Option<Self> {
        self.members().filter(|(key, _)| key.is_str(name)).map(|(_, value)| value).last()
    }

    /// Whether the two values are equal as Pact understands it: numbers by their exact value and
    /// by being integer or decimal, objects without regard to order.
    pub fn equals(self, other: Json<'_>) -> bool {
        if !self.kind().is_container() {
            return self.equals_plain(other);
        }
        // A list of what is still to be compared: nesting costs no stack.
        let mut pairs = vec![(self, other)];
        while let Some((one, two)) = pairs.pop() {
            let equal = match (one.kind(), two.kind()) {
                (Kind::Array, Kind::Array) => {
                    pairs.extend(one.elements().zip(two.elements()));
                    one.elements().count() == two.elements().count()
                }
                (Kind::Object, Kind::Object) => {
                    let (one, two) = (one.sorted_members(), two.sorted_members());
                    let both = || one.iter().zip(&two);
                    pairs.extend(both().map(|((_, one), (_, two))| (*one, *two)));
                    one.len() == two.len() && both().all(|((one, _), (two, _))| one == two)
                }
                _ => one.equals_plain(two),
            };
            if !equal {
                return false;
            }
        }
        true
    }

    /// Whether two values that hold no others are equal: mostly they are spelled alike.
    fn equals_plain(self, other: Json<'_>) -> bool {
        let kind = self.kind();
        let is_alike = || match kind {
            Kind::Integer | Kind::Decimal => number::equal(self.text(), other.text()),
            Kind::String if self.slot().escaped || other.slot().escaped => {
                self.as_str() == other.as_str()
            }
            _ => false,
        };
        kind == other.kind()
            && !kind.is_container()
            && (self.bytes() == other.bytes() || is_alike())
    }

    /// The members by name, repeated names resolved to the last.
    pub(crate) fn sorted_members(self) -> Vec<(Cow<'a, str>, Self)> {
        let members: Vec<_> =
            self.members().map(|(key, value)| (key.as_str().unwrap_or_default(), value)).collect();
        let order = order(members.len(), &|one, two| members[one].0.cmp(&members[two].0));
        let mut sorted: Vec<(Cow<'a, str>, Self)> = Vec::with_capacity(members.len());
        for at in order {
            if sorted.last().is_some_and(|(name, _)| *name == members[at].0) {
                sorted.pop();
            }
            sorted.push(members[at].clone());
        }
        sorted
    }
}

#[cfg(test)]
mod tests;
