//! Bodies: V1 to V3 have them as they are, V4 as an object that says how they are written.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use bytes::Bytes;

use super::{Context, MAX_DEPTH, TOO_DEEP, integration};
use crate::cursor::Cursor;
use crate::json::{Document, Json, Kind};
use crate::pact::{
    Body, Charset, Content, ContentType, ContentTypeHint, Headers, PactSpecification,
    encoding_of_xml,
};

/// The members of a V4 body.
const ATTRIBUTES: [&str; 4] = ["content", "contentType", "contentTypeHint", "encoded"];

pub(super) fn read(at: &Cursor<'_>, headers: &Headers, context: Context) -> Body {
    let values = headers.get("content-type").unwrap_or_default();
    with_content_type(at, "body", values.first().map(String::as_str), context)
}

/// Reads a body whose `Content-Type` header, or metadata, is `declared`.
pub(super) fn with_content_type(
    at: &Cursor<'_>,
    key: &str,
    declared: Option<&str>,
    context: Context,
) -> Body {
    let Some(body) = at.get(key) else {
        return Body::Missing;
    };
    let declared = declared.and_then(ContentType::parse);
    if body.kind() == Kind::Null {
        return Body::Null;
    }
    if context.specification >= PactSpecification::V4 {
        return v4(&body, declared);
    }
    match body.json.as_str() {
        None => json_value(&body, declared, ContentTypeHint::Default),
        Some(text) => {
            let bytes = text_body(&body, &text, declared.as_ref());
            let kind = declared.ok_or_else(|| guess(&bytes));
            content(&body, kind, ContentTypeHint::Default, bytes)
        }
    }
}

/// A body that stands as JSON in the file.
fn json_value(at: &Cursor<'_>, kind: Option<ContentType>, hint: ContentTypeHint) -> Body {
    let is_declared = kind.is_some();
    let example = integration::example(at.json);
    if let Some(kind) = kind.as_ref().filter(|kind| !kind.is_json())
        && example.starts_with('"')
    {
        // A text that is described, and would otherwise stand here as a string.
        let text = integration::example_plain(at.json);
        return content(at, Ok(kind.clone()), hint, text.into_bytes());
    }
    Body::Present(Content {
        bytes: Bytes::from(example.into_owned()),
        content_type: kind.unwrap_or_else(ContentType::json),
        is_declared,
        hint,
    })
}

/// A body that stands as a string in a file before V4.
fn text_body(at: &Cursor<'_>, text: &str, declared: Option<&ContentType>) -> Vec<u8> {
    match declared {
        Some(kind) if kind.is_json() => json_in_string(text),
        // Base64 has no hyphens.
        Some(kind) if kind.is_multipart() && text.contains("--") => text.into(),
        Some(kind) if may_be_base64(kind, text) => {
            decode_base64(text).unwrap_or_else(|| text.into())
        }
        _ => encode(at, text, declared),
    }
}

/// Whether a text stands for bytes, which files before V4 do not say. The reference implementation
/// tries base64 for every type but JSON, XML, forms and `text/*`; most other writers put a text
/// there as it stands, of whatever type. So the type decides where its name does, and else the
/// text: whether it is base64 to the letter (RFC 4648, section 4) and no mere word or number.
fn may_be_base64(kind: &ContentType, text: &str) -> bool {
    if kind.is_text() || kind.is_named_as_text() {
        return false;
    }
    let has = |is: fn(&u8) -> bool| text.as_bytes().iter().any(is);
    let is_mixed =
        has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit);
    kind.is_named_as_binary()
        || ((is_mixed || text.ends_with('=')) && STANDARD.decode(text).is_ok())
}

/// The bytes of a text in the charset that its type says, if it has all its characters.
fn encode(at: &Cursor<'_>, text: &str, declared: Option<&ContentType>) -> Vec<u8> {
    // JSON is always UTF-8 (RFC 8259, section 8.1).
    let Some(kind) = declared.filter(|kind| !kind.is_json()) else { return text.into() };
    let charset = kind.charset().ok();
    let encoded = charset.filter(|charset| may_be_in(*charset, text, kind));
    encoded.and_then(|charset| charset.encode(text)).unwrap_or_else(|| {
        if !(text.is_ascii() && charset.is_none_or(Charset::extends_ascii)) {
            let charset = kind.parameter("charset").unwrap_or_default();
            at.note(format!("the body cannot be written in {charset}: it is sent in UTF-8"));
        }
        text.into()
    })
}

/// Whether a text could be read again in a charset: a form keeps its separators, and XML does not
/// say that it is in another one.
fn may_be_in(charset: Charset, text: &str, kind: &ContentType) -> bool {
    if charset == Charset::Utf8 || !kind.is_xml() {
        return charset.extends_ascii() || !kind.is_form();
    }
    encoding_of_xml(text.as_bytes()).is_none_or(|name| Charset::named(&name) == Some(charset))
}

/// A string under a JSON content type is JSON text if it holds an object, an array or a string,
/// and otherwise is itself the JSON string.
fn json_in_string(text: &str) -> Vec<u8> {
    let is_json = Document::parse(text)
        .is_ok_and(|json| json.root().kind().is_container() || json.root().kind() == Kind::String);
    if is_json || text.is_empty() {
        return text.into();
    }
    crate::json::JsonText::string(text).as_str().into()
}

fn v4(body: &Cursor<'_>, declared: Option<ContentType>) -> Body {
    let Some(value) = body.get("content") else {
        let is_attribute = |key: Json<'_>| ATTRIBUTES.iter().any(|known| key.is_str(known));
        let is_body_object =
            body.kind() == Kind::Object && body.json.members().all(|(key, _)| is_attribute(key));
        // Not the form that the specification gives, but what some tools write: the body itself.
        return match is_body_object {
            true => Body::Missing,
            false => json_value(body, declared, ContentTypeHint::Default),
        };
    };
    if value.kind() == Kind::Null {
        return Body::Null;
    }
    let kind = own_content_type(body).or(declared);
    let encoding = encoding(body);
    let text = value.json.as_str().filter(|text| {
        let is_json = kind.as_ref().is_some_and(ContentType::is_json);
        !is_json || text.is_empty() || !matches!(encoding, Encoding::Plain)
    });
    let Some(text) = text else {
        return json_value(&value, kind, hint(body));
    };
    let bytes = match encoding {
        Encoding::Plain | Encoding::Json => encode(&value, &text, kind.as_ref()),
        Encoding::Base64 => decode_base64(&text).unwrap_or_else(|| {
            value.problem("`encoded` says base64, and the content is not");
            Vec::new()
        }),
    };
    let kind = kind.ok_or_else(|| match encoding {
        Encoding::Json => ContentType::json(),
        Encoding::Plain | Encoding::Base64 => guess(&bytes),
    });
    content(&value, kind, hint(body), bytes)
}

/// The type that a V4 body says it has.
fn own_content_type(body: &Cursor<'_>) -> Option<ContentType> {
    let kind = body.present("contentType")?;
    let parsed = ContentType::parse(&kind.plain_text());
    if parsed.is_none() {
        kind.note(format!("{} is no content type", kind.shown()));
    }
    parsed
}

#[derive(Clone, Copy)]
enum Encoding {
    Plain,
    Base64,
    Json,
}

fn encoding(body: &Cursor<'_>) -> Encoding {
    let Some(encoded) = body.get("encoded") else {
        return Encoding::Plain;
    };
    match encoded.plain_text().to_lowercase().as_str() {
        "base64" | "true" => Encoding::Base64,
        "json" => Encoding::Json,
        "false" | "null" | "" => Encoding::Plain,
        other => {
            encoded
                .note(format!("unknown encoding \"{other}\": the content is taken as it stands"));
            Encoding::Plain
        }
    }
}

fn hint(body: &Cursor<'_>) -> ContentTypeHint {
    let Some(hint) = body.present("contentTypeHint") else {
        return ContentTypeHint::Default;
    };
    match hint.plain_text().to_uppercase().as_str() {
        "BINARY" => ContentTypeHint::Binary,
        "TEXT" => ContentTypeHint::Text,
        "DEFAULT" => ContentTypeHint::Default,
        other => {
            hint.note(format!("unknown content type hint \"{other}\""));
            ContentTypeHint::Default
        }
    }
}

fn guess(bytes: &[u8]) -> ContentType {
    std::str::from_utf8(bytes)
        .ok()
        .map(ContentType::guess)
        .or_else(|| ContentType::parse("application/octet-stream"))
        .unwrap_or_else(ContentType::json)
}

/// A body whose bytes stand in a text of the file.
fn content(
    at: &Cursor<'_>,
    kind: Result<ContentType, ContentType>,
    hint: ContentTypeHint,
    bytes: Vec<u8>,
) -> Body {
    if bytes.is_empty() {
        return Body::Empty;
    }
    let is_declared = kind.is_ok();
    let (Ok(content_type) | Err(content_type)) = kind;
    if content_type.is_json() {
        match Document::parse_bytes(&bytes) {
            Ok(document) if document.deeper_than(MAX_DEPTH).is_some() => at.problem(TOO_DEEP),
            Ok(_) => {}
            Err(error) => at.note(format!(
                "the body should be {content_type} and is not: {error} at byte {}",
                error.offset()
            )),
        }
    }
    Body::Present(Content { bytes: Bytes::from(bytes), content_type, is_declared, hint })
}

/// Base64 in any of its alphabets, with whitespace, padded or not.
pub(crate) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let dense: String = text.split_ascii_whitespace().collect();
    if dense.is_empty() {
        return text.is_empty().then(Vec::new);
    }
    [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD]
        .iter()
        .find_map(|engine| engine.decode(&dense).ok())
}
