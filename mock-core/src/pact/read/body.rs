//! Bodies: V1 to V3 have them as they are, V4 as an object that says how they are written.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use bytes::Bytes;

use super::Context;
use crate::cursor::Cursor;
use crate::json::{Document, Kind};
use crate::pact::{Body, Content, ContentType, ContentTypeHint, Headers, PactSpecification};

/// The members of a V4 body.
const ATTRIBUTES: [&str; 4] = ["content", "contentType", "contentTypeHint", "encoded"];

pub(super) fn read(at: &Cursor<'_>, key: &str, headers: &Headers, context: Context) -> Body {
    let values = headers.get("content-type").unwrap_or_default();
    with_content_type(at, key, values.first().map(String::as_str), context)
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
    let bytes = match body.json.as_str() {
        None => body.json.compact().into_bytes(),
        Some(text) => text_body(&text, declared.as_ref()),
    };
    let guessed = || match body.kind() {
        Kind::String => guess(&bytes),
        _ => ContentType::json(),
    };
    content(
        &body,
        declared.clone().ok_or_else(guessed),
        ContentTypeHint::Default,
        bytes,
    )
}

/// A body that stands as a string in a file before V4.
fn text_body(text: &str, declared: Option<&ContentType>) -> Vec<u8> {
    match declared {
        Some(kind) if kind.is_json() => json_in_string(text),
        Some(kind) if !kind.is_text() => decode_base64(text).unwrap_or_else(|| text.into()),
        _ => text.into(),
    }
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
    let content_json = body.get("content");
    let is_body_object = body.kind() == Kind::Object
        && body
            .json
            .members()
            .all(|(key, _)| ATTRIBUTES.iter().any(|known| key.is_str(known)));
    if !is_body_object && content_json.is_none() {
        // Not the form that the specification gives, but what some tools write: the body itself.
        let kind = declared.ok_or_else(ContentType::json);
        return content(
            body,
            kind,
            ContentTypeHint::Default,
            body.json.compact().into_bytes(),
        );
    }
    let Some(content_json) = content_json else {
        return Body::Missing;
    };
    if content_json.kind() == Kind::Null {
        return Body::Null;
    }
    let own = body
        .get("contentType")
        .map(|kind| (kind.plain_text(), kind));
    let own = own.and_then(|(text, kind)| {
        let parsed = ContentType::parse(&text);
        if parsed.is_none() {
            kind.note(format!("\"{text}\" is no content type"));
        }
        parsed
    });
    let kind = own.or(declared);
    let encoding = encoding(body);
    let text = content_json.json.as_str();
    let bytes = match (encoding, &text) {
        (Encoding::Base64, Some(text)) => decode_base64(text).unwrap_or_else(|| {
            content_json.problem("`encoded` says base64, and the content is not");
            Vec::new()
        }),
        (Encoding::Json, Some(text)) => text.as_bytes().to_vec(),
        (_, Some(text)) if text.is_empty() => Vec::new(),
        (_, Some(text)) if kind.as_ref().is_none_or(|kind| !kind.is_json()) => {
            text.as_bytes().to_vec()
        }
        _ => content_json.json.compact().into_bytes(),
    };
    let guessed = || match (&text, encoding) {
        (None, _) | (_, Encoding::Json) => ContentType::json(),
        _ => guess(&bytes),
    };
    content(body, kind.ok_or_else(guessed), hint(body), bytes)
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
            encoded.note(format!(
                "unknown encoding \"{other}\": the content is taken as it stands"
            ));
            Encoding::Plain
        }
    }
}

fn hint(body: &Cursor<'_>) -> ContentTypeHint {
    let Some(hint) = body.get("contentTypeHint") else {
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

fn content(
    body: &Cursor<'_>,
    kind: Result<ContentType, ContentType>,
    hint: ContentTypeHint,
    bytes: Vec<u8>,
) -> Body {
    if bytes.is_empty() {
        return Body::Empty;
    }
    let is_declared = kind.is_ok();
    let (Ok(content_type) | Err(content_type)) = kind;
    let bytes = Bytes::from(bytes);
    Body::Present(Content {
        bytes,
        content_type,
        is_declared,
        hint,
        written: Some(body.raw()),
    })
}

fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let dense: String = text.split_ascii_whitespace().collect();
    [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE]
        .iter()
        .find_map(|engine| engine.decode(&dense).ok())
}
