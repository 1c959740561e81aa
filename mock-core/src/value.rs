//! The one view of a value that rules and mismatches share, wherever the value stands.

use std::borrow::Cow;
use std::fmt;

use crate::json::{Document, Json, JsonText, Kind, boundary};

/// Values up to so many bytes are kept whole: a few times what a report shows.
const KEPT: usize = 4_000;

/// So many bytes in front of a difference are kept as well.
const IN_FRONT: usize = 50;

/// A borrowed value: of a JSON body, or the text of a header, a query parameter, a path, a form
/// field or a text body, or bytes, or a status code.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ValueRef<'a> {
    /// A JSON value.
    Json(Json<'a>),
    /// A text that has no type of its own.
    Text(&'a str),
    /// Bytes that are no text.
    Bytes(&'a [u8]),
    /// A status code.
    Status(u16),
    /// Several texts under one name: a repeated header or parameter.
    List(usize),
}

impl<'a> ValueRef<'a> {
    /// The kind of a JSON value.
    pub fn json_kind(self) -> Option<Kind> {
        match self {
            Self::Json(json) => Some(json.kind()),
            _ => None,
        }
    }

    /// How many children a container has.
    pub fn container_len(self) -> Option<usize> {
        match self {
            Self::Json(json) if json.kind().is_container() => Some(json.len()),
            Self::List(len) => Some(len),
            _ => None,
        }
    }

    /// The value as text: strings as they are, other JSON as its text, bytes if they are UTF-8.
    pub fn to_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Json(json) => Some(json.to_plain_text()),
            Self::Text(text) => Some(text.into()),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Status(status) => Some(status.to_string().into()),
            Self::List(_) => None,
        }
    }

    /// The value to keep; of a long one its beginning.
    pub fn to_value(self) -> Value {
        self.kept_from(0)
    }

    /// An example and what came in its place, to keep: of long ones the part in which the
    /// difference is seen.
    pub(crate) fn to_values(expected: Self, actual: Self) -> (Value, Value) {
        let start = match (expected.spelled(), actual.spelled()) {
            (Some(one), Some(two)) if one != two && one.len().max(two.len()) > KEPT => {
                let same = one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two);
                boundary(one, same.count().saturating_sub(IN_FRONT))
            }
            _ => 0,
        };
        (expected.kept_from(start), actual.kept_from(start))
    }

    /// The text of a value that holds no others, as it stands where it came from.
    fn spelled(self) -> Option<&'a str> {
        match self {
            Self::Json(json) if !json.kind().is_container() => Some(json.text()),
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn kept_from(self, start: usize) -> Value {
        let size = self.spelled().unwrap_or_default().len();
        match self {
            Self::Json(json) if start == 0 => {
                let kept = JsonText::up_to(KEPT, json)
                    .map_err(|start| Excerpt::new(Some(json.kind()), &start, 0, json.text().len()));
                kept.map_or_else(Value::Excerpt, Value::Json)
            }
            Self::Json(json) => {
                Value::Excerpt(Excerpt::new(Some(json.kind()), &json.text()[start..], start, size))
            }
            Self::Text(text) if start == 0 && size <= KEPT => Value::Text(text.to_owned()),
            Self::Text(text) => Value::Excerpt(Excerpt::new(None, &text[start..], start, size)),
            Self::Bytes(bytes) => Value::bytes(None, bytes),
            Self::Status(status) => Value::Json(
                JsonText::parse(&status.to_string()).unwrap_or_else(|_| JsonText::string("")),
            ),
            Self::List(len) => Value::Text(format!("{len} values")),
        }
    }

    /// How many values it is, those inside it included.
    pub(crate) fn count(self) -> usize {
        match self {
            Self::Json(json) => json.count(),
            _ => 1,
        }
    }

    /// The value with its JSON type, as sentences show it: `100 (Integer)`, `'a' (String)`.
    pub(crate) fn typed(self) -> String {
        match self {
            Self::Json(json) => format!("{} ({})", shown(json), json.kind()),
            other @ Self::Text(_) => format!("{other} (String)"),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for ValueRef<'_> {
    /// The value as sentences show it: texts in quotes, JSON as JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(json) => f.write_str(&shown(*json)),
            Self::Text(text) => write!(f, "'{}'", cut(text)),
            Self::Bytes(bytes) if bytes.len() == 1 => f.write_str("1 byte"),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Status(status) => status.fmt(f),
            Self::List(len) => write!(f, "{len} values"),
        }
    }
}

fn shown(json: Json<'_>) -> String {
    match json.kind() {
        Kind::String => format!("'{}'", cut(&json.as_str().unwrap_or_default())),
        Kind::Array => {
            // With a space behind each comma, as other Pact tools print lists.
            let mut elements = json.elements().map(beginning);
            let mut list = elements.next().unwrap_or_default();
            for element in elements {
                if list.len() > KEPT {
                    list.push_str(", …");
                    break;
                }
                list.push_str(", ");
                list.push_str(&element);
            }
            format!("[{list}]")
        }
        _ => beginning(json),
    }
}

/// A value as JSON, if it is not long; otherwise how it begins.
pub(crate) fn beginning(json: Json<'_>) -> String {
    JsonText::up_to(KEPT, json)
        .map_or_else(|start| cut(&start).into_owned(), |text| text.to_string())
}

/// A text that is not long, or how it begins.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    match boundary(text, KEPT) {
        end if end < text.len() => Cow::Owned(format!("{}…", &text[..end])),
        _ => Cow::Borrowed(text),
    }
}

/// A value that a mismatch keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// A JSON value.
    Json(JsonText),
    /// A text that is no JSON.
    Text(String),
    /// A part of a JSON value or of a text, where the whole is too long to keep.
    Excerpt(Excerpt),
    /// Bytes that are no text.
    Bytes {
        /// What they are, where that is known.
        content_type: Option<String>,
        /// The first of them.
        bytes: Box<[u8]>,
        /// How many there are.
        size: usize,
    },
}

/// A part of a long value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excerpt {
    /// What the value is, if it is JSON.
    pub kind: Option<Kind>,
    /// The part, as it is spelled; of arrays and objects without whitespace between tokens.
    pub text: String,
    /// How many bytes stand in front of it.
    pub start: usize,
    /// How many bytes the whole has.
    pub size: usize,
}

impl Excerpt {
    fn new(kind: Option<Kind>, rest: &str, start: usize, size: usize) -> Self {
        Self { kind, text: rest[..boundary(rest, KEPT)].to_owned(), start, size }
    }

    /// Whether it ends where the value ends.
    fn is_tail(&self) -> bool {
        self.start + self.text.len() == self.size
    }

    /// The part as the value's text has it in JSON: in quotes, as far as it reaches to them.
    pub(crate) fn quoted(&self) -> String {
        if self.kind.is_some() {
            return self.text.clone();
        }
        let quoted = JsonText::string(&self.text).to_string();
        let start = usize::from(self.start > 0);
        let end = quoted.len() - usize::from(!self.is_tail());
        quoted[start..end].to_owned()
    }
}

impl fmt::Display for Excerpt {
    /// The part, and how much there is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start > 0 {
            write!(f, "… from byte {}: ", self.start + 1)?;
        }
        f.write_str(&self.quoted())?;
        if self.is_tail() { Ok(()) } else { write!(f, "… ({} bytes)", self.size) }
    }
}

impl Value {
    /// Bytes that are no text: the first of them are kept.
    pub(crate) fn bytes(content_type: Option<String>, bytes: &[u8]) -> Self {
        let size = bytes.len();
        Self::Bytes { content_type, bytes: bytes[..size.min(KEPT)].into(), size }
    }

    /// A text that is no JSON.
    pub(crate) fn text(text: &str) -> Self {
        ValueRef::Text(text).to_value()
    }

    /// The kind of a JSON value.
    pub fn json_kind(&self) -> Option<Kind> {
        match self {
            Self::Json(text) => {
                Document::parse(text.as_str()).ok().map(|document| document.root().kind())
            }
            Self::Excerpt(excerpt) => excerpt.kind,
            Self::Text(_) | Self::Bytes { .. } => None,
        }
    }
}

impl fmt::Display for Value {
    /// JSON as JSON, text in quotes as JSON has it, bytes by their type, their number and the
    /// first ones.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(text) => text.fmt(f),
            Self::Text(text) => JsonText::string(text).fmt(f),
            Self::Excerpt(excerpt) => excerpt.fmt(f),
            Self::Bytes { content_type, bytes, size } => {
                if let Some(content_type) = content_type {
                    write!(f, "{content_type}, ")?;
                }
                write!(f, "{size} bytes")?;
                if !bytes.is_empty() {
                    f.write_str(", starting with ")?;
                }
                bytes.iter().take(32).try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    }
}
