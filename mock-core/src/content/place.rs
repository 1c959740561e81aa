//! Where a generator puts its value: a stretch of an example's bytes, and how a value is written
//! there. What generators do to a body is so the same for every content type.

use std::ops::Range;

use crate::generator::Generated;
use crate::json::Kind;
use crate::pact::{Charset, escape_form};

/// A value in an example's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValuePlace {
    /// The bytes that a generated value replaces.
    pub range: Range<usize>,
    /// How values are written there.
    pub notation: Notation,
    /// What is written around a value where the example leaves no room for one: `<a/>` becomes
    /// `<a>…</a>`.
    around: Option<[String; 2]>,
    /// What the bytes around it are written in.
    charset: Charset,
}

impl ValuePlace {
    /// A value that stands at these bytes, in this notation.
    pub fn new(range: Range<usize>, notation: Notation) -> Self {
        Self { range, notation, around: None, charset: Charset::Utf8 }
    }

    /// The same with a text in front of the value and one behind it.
    #[must_use]
    pub fn within(self, before: impl Into<String>, behind: impl Into<String>) -> Self {
        Self { around: Some([before.into(), behind.into()]), ..self }
    }

    /// The bytes that stand there for a value; nothing if the charset of the example lacks one of
    /// its characters. XML has references for those (XML 1.0, section 4.1).
    pub(crate) fn write(&self, generated: Generated) -> Option<Vec<u8>> {
        let value = self.notation.write(generated);
        let text = match &self.around {
            Some([before, behind]) => format!("{before}{value}{behind}"),
            None => value,
        };
        match (self.charset.encode(&text), self.notation) {
            (None, Notation::Xml) => self.charset.encode(&referenced(&text, self.charset)),
            (encoded, _) => encoded,
        }
    }
}

/// Places that were found in the text of an example, as places in its bytes.
pub(crate) fn in_bytes(
    places: Vec<ValuePlace>,
    charset: Charset,
    text: &str,
    bytes: &[u8],
) -> Vec<ValuePlace> {
    if charset == Charset::Utf8 {
        return places;
    }
    // Counted from the end, since a byte order mark is not in the text.
    let mut behind = vec![0; text.len() + 1];
    let mut end = 0;
    for (at, c) in text.char_indices().rev() {
        end += charset.width(c);
        behind[at] = end;
    }
    let offset = |at: usize| bytes.len().saturating_sub(behind[at]);
    let moved = |place: ValuePlace| ValuePlace {
        range: offset(place.range.start)..offset(place.range.end),
        charset: charset.without_mark(bytes),
        ..place
    };
    places.into_iter().map(moved).collect()
}

/// XML in which the characters that a charset lacks are references.
fn referenced(text: &str, charset: Charset) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match charset.encode(c.encode_utf8(&mut [0; 4])) {
            Some(_) => out.push(c),
            None => out.push_str(&format!("&#{};", u32::from(c))),
        }
    }
    out
}

/// How a value is written where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notation {
    /// As JSON, in the place of a value of this kind.
    Json(Kind),
    /// Percent-encoded.
    Form,
    /// With XML's references for the characters that mean something in it.
    Xml,
    /// As it is.
    Plain,
}

impl Notation {
    /// The text that stands for a value.
    pub(crate) fn write(self, generated: Generated) -> String {
        match self {
            Self::Json(replaced) => generated.into_json(replaced),
            Self::Form => escape_form(&generated.into_text()),
            Self::Xml => escape_xml(&generated.into_text()),
            Self::Plain => generated.into_text(),
        }
    }
}

/// XML 1.0, sections 2.4 and 3.3.3; characters that XML cannot hold at all are left out.
fn escape_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            '\0'..=' ' | '\u{FFFE}' | '\u{FFFF}' if c != ' ' => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_where_they_stand() {
        let text = || Generated::Text("<a b='\"'>&\t\u{1}é".to_owned());
        let place = ValuePlace::new(2..4, Notation::Xml);
        let escaped = "&lt;a b=&apos;&quot;&apos;&gt;&amp;&#9;é";
        assert_eq!(place.write(text()).as_deref(), Some(escaped.as_bytes()));
        let within = place.within(">", "</a>").write(text());
        assert_eq!(within, Some(format!(">{escaped}</a>").into_bytes()));
    }
}
