//! Content types, and what a text without one probably is.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::charset::Charset;

/// The type of a body: what the `Content-Type` header or a V4 body's `contentType` says.
///
/// ```
/// use mock_core::ContentType;
///
/// let problem = ContentType::parse("application/problem+json; charset=UTF-8").unwrap();
/// assert!(problem.is_json());
/// assert_eq!(problem.essence(), "application/problem+json");
/// assert!(ContentType::parse("alligators").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct ContentType {
    /// As it was written, but for what is the same in any case: that is in lower case.
    text: String,
    /// Where the parameters begin.
    essence: usize,
}

impl ContentType {
    /// Reads a content type; nothing if the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::read(text).or_else(|| Self::read(&with_quoted_boundary(text)?))
    }

    /// A media type by the grammar of HTTP (RFC 9110, section 8.3.1).
    fn read(text: &str) -> Option<Self> {
        let essence = text.find(';').map_or(text, |end| &text[..end]).trim_end_matches(SPACE).len();
        let (kind, subtype) = text[..essence].split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let mut read = Self { text: text.to_owned(), essence };
        read.text[..essence].make_ascii_lowercase();
        let mut at = essence;
        while let Some(parameter) = parameter(text, at)? {
            at = parameter.end;
            read.text[parameter.name.clone()].make_ascii_lowercase();
            if &read.text[parameter.name] == "charset" {
                read.text[parameter.value].make_ascii_lowercase();
            }
        }
        Some(read)
    }

    /// One that is known to be well-formed, without parameters.
    fn known(essence: &str) -> Self {
        Self { text: essence.to_owned(), essence: essence.len() }
    }

    pub(crate) fn json() -> Self {
        Self::known("application/json")
    }

    #[cfg(feature = "multipart")]
    pub(crate) fn text() -> Self {
        Self::known("text/plain")
    }

    /// The type without parameters, such as `application/json`.
    pub fn essence(&self) -> &str {
        &self.text[..self.essence]
    }

    /// What stands before the slash, and behind it.
    fn halves(&self) -> (&str, &str) {
        self.essence().split_once('/').unwrap_or_default()
    }

    /// Before the slash, such as `application`.
    fn kind(&self) -> &str {
        self.halves().0
    }

    /// Behind the slash, without the suffix.
    fn subtype(&self) -> &str {
        let subtype = self.halves().1;
        with_suffix(subtype).map_or(subtype, |(base, _)| base)
    }

    /// What stands behind the plus sign, such as `yaml` in `application/vnd.acme+yaml`.
    pub(super) fn suffix(&self) -> Option<&str> {
        with_suffix(self.halves().1).map(|(_, suffix)| suffix)
    }

    /// A parameter, such as the `boundary` of a multipart type: without its quotes, if it has any.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// Names and values, in their order.
    fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut at = self.essence;
        std::iter::from_fn(move || {
            let parameter = parameter(&self.text, at).flatten()?;
            at = parameter.end;
            Some((&self.text[parameter.name], &self.text[parameter.value]))
        })
    }

    /// The charset of a text of this type: UTF-8 unless another one is said, or the name of one
    /// that is not known.
    pub(crate) fn charset(&self) -> Result<Charset, &str> {
        self.parameter("charset").map_or(Ok(Charset::Utf8), |name| Charset::named(name).ok_or(name))
    }

    /// The charset of a form: one in which its separators are what they are in ASCII.
    pub(crate) fn charset_of_form(&self) -> Charset {
        self.charset().ok().filter(|charset| charset.extends_ascii()).unwrap_or(Charset::Utf8)
    }

    /// The text that a body of this type holds.
    ///
    /// # Errors
    /// A phrase that says why it is none.
    pub(crate) fn decode<'b>(&self, body: &'b [u8]) -> Result<Cow<'b, str>, String> {
        let unknown = |name| format!("the charset \"{name}\" is not known");
        self.charset().map_err(unknown)?.decode(body)
    }

    /// JSON by subtype or suffix.
    pub fn is_json(&self) -> bool {
        if self.is_json_lines() {
            return false;
        }
        self.suffix() == Some("json")
            || (self.kind() == "application" && self.subtype().starts_with("json"))
    }

    /// GraphQL: a query as text, or, as Pact tools often have it, a request as JSON.
    pub fn is_graphql(&self) -> bool {
        self.essence() == "application/graphql"
    }

    /// JSON texts one after the other: newline-delimited JSON under the names in use, and JSON
    /// text sequences (RFC 7464).
    pub fn is_json_lines(&self) -> bool {
        let subtype = self.subtype();
        let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
        let known = ["ndjson", "jsonl", "jsonlines", "json-lines", "json-stream", "json-seq"];
        self.kind() == "application" && known.contains(&subtype)
    }

    /// XML by subtype or suffix.
    pub fn is_xml(&self) -> bool {
        let of_kind = matches!(self.kind(), "application" | "text");
        self.suffix() == Some("xml") || (of_kind && self.subtype() == "xml")
    }

    /// `application/x-www-form-urlencoded`
    pub fn is_form(&self) -> bool {
        self.essence() == "application/x-www-form-urlencoded"
    }

    /// `multipart/*`
    pub fn is_multipart(&self) -> bool {
        self.kind() == "multipart"
    }

    /// Whether a message's metadata has its content type under this key: all spellings in use.
    pub(crate) fn is_metadata_key(key: &str) -> bool {
        key.eq_ignore_ascii_case("contentType") || key.eq_ignore_ascii_case("content-type")
    }

    /// Whether bodies of this type are text that a file can show as it is.
    pub fn is_text(&self) -> bool {
        let is_json = self.is_json() || self.is_json_lines() || self.is_graphql();
        self.kind() == "text" || is_json || self.is_xml() || self.is_form()
    }

    /// Whether a body of the `actual` type may be compared with one of this, expected type:
    /// the same type with at least the expected parameters, the boundary of multipart types not
    /// counted, the two XML types in each other's place, or a type with a suffix in the place of its base
    /// (`application/hal+json` where `application/json` is expected).
    pub fn accepts(&self, actual: &Self) -> bool {
        let both_xml = |one: &Self| matches!(one.essence(), "application/xml" | "text/xml");
        let same_parameters = || {
            self.parameters().all(|(name, expected)| {
                // Each sender chooses a boundary of its own (RFC 2046, section 5.1.1).
                (self.is_multipart() && name == "boundary")
                    || actual
                        .parameter(name)
                        .is_some_and(|value| value.eq_ignore_ascii_case(expected))
            })
        };
        if both_xml(self) && both_xml(actual) {
            return true;
        }
        let suffix = actual
            .suffix()
            .is_some_and(|suffix| self.kind() == actual.kind() && self.subtype() == suffix);
        (self.essence() == actual.essence() && same_parameters()) || suffix
    }

    /// What a body is that says nothing of its type.
    pub(crate) fn guess(text: &str) -> Self {
        let start = text.trim_start();
        let upper: String = start.chars().take(9).collect::<String>().to_ascii_uppercase();
        let tag = start.strip_prefix('<').and_then(|rest| rest.chars().next());
        if start.starts_with(['{', '[']) && crate::json::Document::parse(text).is_ok() {
            Self::json()
        } else if upper.starts_with("<!DOCTYPE") || upper.starts_with("<HTML>") {
            Self::known("text/html")
        } else if tag.is_some_and(|c| c.is_alphabetic() || c == '?' || c == '_') {
            Self::known("application/xml")
        } else {
            Self::known("text/plain")
        }
    }
}

/// The same type with the same parameters; how they are set apart and quoted does not count.
impl PartialEq for ContentType {
    fn eq(&self, other: &Self) -> bool {
        self.essence() == other.essence() && self.parameters().eq(other.parameters())
    }
}

impl Eq for ContentType {}

/// Where the name and the value of a parameter stand, and where what follows begins.
struct Parameter {
    name: Range<usize>,
    value: Range<usize>,
    end: usize,
}

/// What may stand around a parameter.
const SPACE: [char; 2] = [' ', '\t'];

/// The next parameter from a place on; nothing inside if there is none, and nothing at all if what
/// stands there is no parameter: `*( OWS ";" OWS [ parameter ] )`, RFC 9110, section 5.6.6.
fn parameter(text: &str, from: usize) -> Option<Option<Parameter>> {
    let at = text.len() - text[from..].trim_start_matches([' ', '\t', ';']).len();
    if at == text.len() {
        return Some(None);
    }
    let is_set_apart = text[from..at].contains(';');
    let equals = at + text[at..].find('=')?;
    let start = equals + 1;
    let (value, end) = match text[start..].strip_prefix('"') {
        Some(quoted) => {
            let length = quoted_length(quoted)?;
            (start + 1..start + 1 + length, start + length + 2)
        }
        None => {
            let end = text[start..].find(';').map_or(text.len(), |length| start + length);
            let value = text[start..end].trim_end_matches(SPACE);
            // Some say that there is a charset, and not which.
            (start..start + value.len(), end)
        }
    };
    let is_plain = value.start == start;
    let is_value = !is_plain || value.is_empty() || is_token(&text[value.clone()]);
    let is_parameter = is_set_apart && is_value && is_token(&text[at..equals]);
    is_parameter.then_some(Some(Parameter { name: at..equals, value, end }))
}

/// How far it is to the end of a quoted text; nothing if it has none, or something in it that no
/// header has.
fn quoted_length(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if byte.is_ascii_control() && byte != b'\t' => return None,
            _ if is_escaped => is_escaped = false,
            b'"' => return Some(at),
            b'\\' => is_escaped = true,
            _ => {}
        }
    }
    None
}

/// `1*tchar`, RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    let is_tchar = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_tchar)
}

/// A subtype cut at its last plus sign (RFC 6839).
fn with_suffix(subtype: &str) -> Option<(&str, &str)> {
    subtype.rsplit_once('+').filter(|(base, _)| !base.is_empty())
}

/// The quotes that many senders leave out around a boundary that needs them
/// (RFC 2045, section 5.1).
fn with_quoted_boundary(text: &str) -> Option<String> {
    let parameter = "boundary=";
    let start = text.to_ascii_lowercase().find(parameter)? + parameter.len();
    let end = text[start..].find(';').map_or(text.len(), |length| start + length);
    let value = text[start..end].trim();
    let plain = !value.is_empty() && !value.contains(['"', '\\']);
    plain.then(|| format!("{}\"{value}\"{}", &text[..start], &text[end..]))
}

impl fmt::Display for ContentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests;
