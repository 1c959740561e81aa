//! Content types, and what a text without one probably is.

use std::borrow::Cow;
use std::fmt;

use mime::Mime;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentType(Mime);

impl ContentType {
    /// Reads a content type; nothing if the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let parsed = text.parse().ok().or_else(|| with_quoted_boundary(text)?.parse().ok());
        parsed.map(Self)
    }

    pub(crate) fn json() -> Self {
        Self(mime::APPLICATION_JSON)
    }

    #[cfg(feature = "multipart")]
    pub(crate) fn text() -> Self {
        Self(mime::TEXT_PLAIN)
    }

    /// The type without parameters, such as `application/json`.
    pub fn essence(&self) -> &str {
        self.0.essence_str()
    }

    /// What stands behind the plus sign, such as `yaml` in `application/vnd.acme+yaml`.
    pub(super) fn suffix(&self) -> Option<&str> {
        self.0.suffix().map(|suffix| suffix.as_str())
    }

    /// A parameter, such as the `boundary` of a multipart type.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.0.get_param(name).map(|value| value.as_str())
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
        let subtype = self.0.subtype().as_str();
        if self.is_json_lines() {
            return false;
        }
        self.0.suffix() == Some(mime::JSON)
            || (self.0.type_() == mime::APPLICATION && subtype.starts_with("json"))
    }

    /// GraphQL: a query as text, or, as Pact tools often have it, a request as JSON.
    pub fn is_graphql(&self) -> bool {
        self.essence() == "application/graphql"
    }

    /// JSON texts one after the other: newline-delimited JSON under the names in use, and JSON
    /// text sequences (RFC 7464).
    pub fn is_json_lines(&self) -> bool {
        let subtype = self.0.subtype().as_str();
        let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
        let known = ["ndjson", "jsonl", "jsonlines", "json-lines", "json-stream", "json-seq"];
        self.0.type_() == mime::APPLICATION && known.contains(&subtype)
    }

    /// XML by subtype or suffix.
    pub fn is_xml(&self) -> bool {
        let of_kind = self.0.type_() == mime::APPLICATION || self.0.type_() == mime::TEXT;
        self.0.suffix() == Some(mime::XML) || (of_kind && self.0.subtype() == mime::XML)
    }

    /// `application/x-www-form-urlencoded`
    pub fn is_form(&self) -> bool {
        self.essence() == "application/x-www-form-urlencoded"
    }

    /// `multipart/*`
    pub fn is_multipart(&self) -> bool {
        self.0.type_() == mime::MULTIPART
    }

    /// Whether a message's metadata has its content type under this key: all spellings in use.
    pub(crate) fn is_metadata_key(key: &str) -> bool {
        key.eq_ignore_ascii_case("contentType") || key.eq_ignore_ascii_case("content-type")
    }

    /// Whether bodies of this type are text that a file can show as it is.
    pub fn is_text(&self) -> bool {
        let is_json = self.is_json() || self.is_json_lines() || self.is_graphql();
        self.0.type_() == mime::TEXT || is_json || self.is_xml() || self.is_form()
    }

    /// Whether a body of the `actual` type may be compared with one of this, expected type:
    /// the same type with at least the expected parameters, the boundary of multipart types not
    /// counted, the two XML types in each other's place, or a type with a suffix in the place of its base
    /// (`application/hal+json` where `application/json` is expected).
    pub fn accepts(&self, actual: &Self) -> bool {
        let both_xml = |one: &Self| matches!(one.essence(), "application/xml" | "text/xml");
        let same_parameters = || {
            self.0.params().all(|(name, expected)| {
                // Each sender chooses a boundary of its own (RFC 2046, section 5.1.1).
                (self.is_multipart() && name == mime::BOUNDARY)
                    || actual
                        .0
                        .get_param(name)
                        .is_some_and(|value| value.as_str().eq_ignore_ascii_case(expected.as_str()))
            })
        };
        if both_xml(self) && both_xml(actual) {
            return true;
        }
        let same_essence = self.essence().eq_ignore_ascii_case(actual.essence());
        let suffix = actual
            .0
            .suffix()
            .is_some_and(|suffix| self.0.type_() == actual.0.type_() && self.0.subtype() == suffix);
        (same_essence && same_parameters()) || suffix
    }

    /// What a body is that says nothing of its type.
    pub(crate) fn guess(text: &str) -> Self {
        let start = text.trim_start();
        let upper: String = start.chars().take(9).collect::<String>().to_ascii_uppercase();
        let tag = start.strip_prefix('<').and_then(|rest| rest.chars().next());
        if start.starts_with(['{', '[']) && crate::json::Document::parse(text).is_ok() {
            Self::json()
        } else if upper.starts_with("<!DOCTYPE") || upper.starts_with("<HTML>") {
            Self(mime::TEXT_HTML)
        } else if tag.is_some_and(|c| c.is_alphabetic() || c == '?' || c == '_') {
            Self("application/xml".parse().unwrap_or(mime::TEXT_XML))
        } else {
            Self(mime::TEXT_PLAIN)
        }
    }
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
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_accepts(expected: &str, actual: &str, accepted: bool) {
        let parse = |text| ContentType::parse(text).unwrap();
        assert_eq!(parse(expected).accepts(&parse(actual)), accepted, "{expected} <- {actual}");
    }

    #[test]
    fn accepts_equivalent_types() {
        check_accepts("application/json", "application/json; charset=UTF-8", true);
        check_accepts("application/json", "application/hal+json", true);
        check_accepts("application/hal+json", "application/json", false);
        check_accepts("application/json", "text/plain", false);
        check_accepts("application/xml", "text/xml", true);
        check_accepts("text/plain; charset=utf-8", "text/plain; charset=UTF-8", true);
        check_accepts("text/plain; charset=utf-8", "text/plain; charset=latin1", false);
        check_accepts("text/plain; charset=utf-8", "text/plain", false);
        check_accepts("multipart/mixed; boundary=a", "multipart/mixed; boundary=b", true);
        check_accepts("multipart/mixed; boundary=a", "multipart/mixed", true);
        check_accepts("multipart/mixed; type=a; boundary=b", "multipart/mixed; boundary=b", false);
        check_accepts("multipart/mixed; boundary=a", "multipart/related; boundary=a", false);
        check_accepts("text/plain; boundary=a", "text/plain; boundary=b", false);
    }

    #[test]
    fn boundaries_that_lack_their_quotes_are_read() {
        let boundary = |text| Some(ContentType::parse(text)?.parameter("boundary")?.to_owned());
        for (text, expected) in [
            ("multipart/mixed; boundary=a", Some("a")),
            ("multipart/mixed; boundary=\"a b\"", Some("a b")),
            ("multipart/mixed; Boundary=--=_a/b:(c) ; charset=utf-8", Some("--=_a/b:(c)")),
            ("multipart/mixed; boundary=é", Some("é")),
            ("multipart/mixed; boundary=\"a", None),
            ("boundary=/", None),
        ] {
            assert_eq!(boundary(text).as_deref(), expected, "{text}");
        }
    }

    #[track_caller]
    fn check_guess(text: &str, expected: &str) {
        assert_eq!(ContentType::guess(text).to_string(), expected, "{text}");
    }

    #[test]
    fn guesses_what_a_text_is() {
        check_guess(r#"{"$ref": 1}"#, "application/json");
        check_guess("[1", "text/plain");
        check_guess("123 Main st", "text/plain");
        check_guess("true story", "text/plain");
        check_guess("<?xml version=\"1.0\"?><a/>", "application/xml");
        check_guess("<a/>", "application/xml");
        check_guess("<!doctype html>", "text/html");
        check_guess("< 5", "text/plain");
    }
}
