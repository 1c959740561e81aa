//! Query strings and form bodies: names with their values.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What may stand in a query unescaped (RFC 3986, section 2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The parameters of a query or a form, by name in the order of their first appearance.
///
/// A parameter without `=` has no value, which is told apart for writing and equals the empty text
/// when matching.
///
/// ```
/// let query = mock_core::Query::parse("tag=new&tag=sale&q=a%20b+c&flag");
/// assert_eq!(query.get("tag"), Some(&[Some("new".into()), Some("sale".into())][..]));
/// assert_eq!(query.get("q"), Some(&[Some("a b c".into())][..]));
/// assert_eq!(query.get("flag"), Some(&[None][..]));
/// assert_eq!(query.to_string(), "tag=new&tag=sale&q=a%20b%20c&flag");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) entries: Vec<(String, Vec<Option<String>>)>,
}

impl Query {
    /// Reads a query or a form body: `+` is a space, percent escapes are resolved; what is no
    /// escape, or does not give UTF-8, is taken as it stands. Empty parts are skipped.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (name, value) in pairs(text) {
            match known.get(&name) {
                Some(at) => query.entries[*at].1.push(value),
                None => {
                    known.insert(name.clone(), query.entries.len());
                    query.entries.push((name, vec![value]));
                }
            }
        }
        query
    }

    /// Each parameter with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Option<String>])> {
        self.entries.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The values of a parameter.
    pub fn get(&self, name: &str) -> Option<&[Option<String>]> {
        self.entries.iter().find(|(known, _)| known == name).map(|(_, values)| values.as_slice())
    }

    /// The values of a parameter, to be changed; one if it has none yet.
    pub(crate) fn values_mut(&mut self, name: &str) -> &mut [Option<String>] {
        let known = self.entries.iter().position(|(known, _)| known == name);
        let at = known.unwrap_or_else(|| {
            self.entries.push((name.to_owned(), vec![None]));
            self.entries.len() - 1
        });
        &mut self.entries[at].1
    }

    /// Whether there are no parameters.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut separator = "";
        for (name, values) in &self.entries {
            for value in values {
                write!(f, "{separator}{}", utf8_percent_encode(name, ESCAPED))?;
                if let Some(value) = value {
                    write!(f, "={}", utf8_percent_encode(value, ESCAPED))?;
                }
                separator = "&";
            }
        }
        Ok(())
    }
}

/// The names and values of a query or a form, in order.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (String, Option<String>)> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    parts.map(|part| match part.split_once('=') {
        Some((name, value)) => (decode_form(name), Some(decode_form(value))),
        None => (decode_form(part), None),
    })
}

/// A text as it stands in a query or a form.
pub(crate) fn escape_form(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// A text of a query or a form, without its escapes.
pub(crate) fn decode_form(text: &str) -> String {
    let spaced: Cow<'_, str> =
        if text.contains('+') { text.replace('+', " ").into() } else { text.into() };
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => text.to_owned(),
    }
}
