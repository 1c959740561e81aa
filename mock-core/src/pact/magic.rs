//! What bytes are, whatever their message says of them: by their magic numbers, which the crate
//! `infer` knows, and for text by how it begins. The same on every system.

use infer::MatcherType;

use super::ContentType;
use crate::json::Document;

const OCTET_STREAM: &str = "application/octet-stream";
const OLE: &str = "application/ole-storage";
const ZIP: &str = "application/zip";

/// Formats whose first two or three letters are all that marks them: a text that begins with
/// `BM` is a text.
const WEAK: [&str; 6] = [
    "image/bmp",
    "audio/mpeg",
    "video/x-flv",
    "application/x-bzip2",
    "application/x-shockwave-flash",
    "application/vnd.microsoft.portable-executable",
];

/// Names of one format, and of formats that their bytes alone do not tell apart; an `x-` in front
/// of a subtype counts for nothing.
const ALIKE: [&[&str]; 17] = [
    &["image/jpeg", "image/jpg", "image/pjpeg"],
    &["image/vnd.microsoft.icon", "image/icon", "image/ico"],
    &["image/bmp", "image/ms-bmp"],
    &["image/heif", "image/heic"],
    &["audio/mpeg", "audio/mp3"],
    &["audio/wav", "audio/wave", "audio/vnd.wave"],
    &["audio/m4a", "audio/mp4"],
    &["audio/ogg", "audio/opus", "video/ogg", "application/ogg"],
    &["video/mp4", "video/m4v"],
    &["video/webm", "audio/webm"],
    &["video/msvideo", "video/avi"],
    &["application/rtf", "text/rtf"],
    &["application/zip", "application/zip-compressed"],
    &["application/vnd.rar", "application/rar", "application/rar-compressed"],
    &["application/font-woff", "font/woff", "font/woff2"],
    &["application/font-sfnt", "font/sfnt", "font/ttf", "font/otf", "application/font-ttf"],
    &[
        OLE,
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-outlook",
    ],
];

/// Formats that are ZIP archives: where the order of their files is not the usual one they look
/// like any other.
const ZIPPED: [&str; 5] = [
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
    "application/vnd.android.package-archive",
    "application/epub+zip",
    "application/java-archive",
];

/// Formats outside of `text/*` that are text, of a kind that the text does not tell.
const TEXTS: [&str; 16] = [
    "application/csv",
    "application/ecmascript",
    "application/graphql",
    "application/httpd-php",
    "application/javascript",
    "application/jose",
    "application/jwt",
    "application/ndjson",
    "application/pem-file",
    "application/sh",
    "application/sql",
    "application/toml",
    "application/typescript",
    "application/www-form-urlencoded",
    "application/yaml",
    "application/yml",
];

/// Formats outside of `image/*` and its like whose bodies are bytes.
const BINARIES: [&str; 13] = [
    OCTET_STREAM,
    OLE,
    ZIP,
    "application/avro",
    "application/cbor",
    "application/grpc",
    "application/gzip",
    "application/java-archive",
    "application/msgpack",
    "application/pdf",
    "application/protobuf",
    "application/tar",
    "application/vnd.rar",
];

/// What the types of such formats end with (RFC 6839, RFC 8949).
const BINARY_SUFFIXES: [&str; 8] =
    ["avro", "ber", "cbor", "der", "fastinfoset", "gzip", "protobuf", "zip"];

impl ContentType {
    /// What bytes are: a format that they begin like, else what their text looks like, else any
    /// bytes.
    pub(crate) fn detect(bytes: &[u8]) -> Self {
        let text = as_text(bytes);
        let magic = infer::get(bytes).filter(|found| {
            let is_weak = text.is_some() && WEAK.contains(&found.mime_type());
            found.matcher_type() != MatcherType::Text && !is_weak
        });
        let magic = magic.map(|found| match found.mime_type() {
            // Word's, Excel's and PowerPoint's old formats are one container.
            "application/msword" => OLE,
            other => other,
        });
        let known = match (magic, text) {
            (None, Some(text)) => return Self::guess(text),
            (magic, _) => magic.unwrap_or(OCTET_STREAM),
        };
        Self::parse(known).unwrap_or_else(Self::json)
    }

    /// Whether bodies of this type are text by its name, although it is none of the types that are
    /// compared as text.
    pub(crate) fn is_named_as_text(&self) -> bool {
        let is_text = |suffix: &str| matches!(suffix, "csv" | "text" | "toml" | "yaml" | "yml");
        TEXTS.contains(&canonical(self.essence()).as_str()) || self.suffix().is_some_and(is_text)
    }

    /// Whether bodies of this type are bytes by its name.
    pub(crate) fn is_named_as_binary(&self) -> bool {
        let own = canonical(self.essence());
        let kind = own.split('/').next().unwrap_or_default();
        matches!(kind, "audio" | "font" | "image" | "model" | "multipart" | "video")
            || BINARIES.contains(&own.as_str())
            || ZIPPED.iter().any(|known| own.starts_with(known))
            || self.suffix().is_some_and(|suffix| BINARY_SUFFIXES.contains(&suffix))
    }

    /// Whether bytes are of this type. Where bytes cannot tell, as for the many formats of text,
    /// they are.
    pub(crate) fn describes(&self, bytes: &[u8]) -> bool {
        let detected = Self::detect(bytes);
        let (own, found) = (canonical(self.essence()), canonical(detected.essence()));
        let text = || as_text(bytes).filter(|_| is_of_text(&detected));
        match own.as_str() {
            "application/octet-stream" => true,
            _ if own == found => true,
            _ if own.ends_with("/*") => found.starts_with(&own[..own.len() - 1]),
            _ if found == ZIP => ZIPPED.iter().any(|known| own.starts_with(known)),
            "application/graphql" => text().is_some(),
            _ if self.is_json() => text().is_some_and(|text| Document::parse(text).is_ok()),
            _ if self.is_xml() => detected.is_xml() || is_xhtml(self, &detected),
            "text/html" => false,
            _ => (own.starts_with("text/") || TEXTS.contains(&own.as_str())) && text().is_some(),
        }
    }
}

/// XHTML may begin like HTML.
fn is_xhtml(expected: &ContentType, detected: &ContentType) -> bool {
    expected.essence() == "application/xhtml+xml" && detected.essence() == "text/html"
}

/// Whether the type was found by looking at a text.
fn is_of_text(detected: &ContentType) -> bool {
    detected.is_text() && detected.essence() != "text/rtf"
}

/// The bytes as text, if they are UTF-8 without control characters that no text has.
fn as_text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_text = |byte: u8| byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    text.bytes().all(is_text).then_some(text)
}

/// The one name of a format that has several.
fn canonical(essence: &str) -> String {
    let plain = essence.to_ascii_lowercase().replacen("/x-", "/", 1);
    let group = ALIKE.iter().find(|names| names.contains(&plain.as_str()));
    group.map_or(plain, |names| names[0].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], detected: &str, fits: &[&str], others: &[&str]) {
        assert_eq!(ContentType::detect(bytes).to_string(), detected);
        for expected in fits {
            assert!(ContentType::parse(expected).unwrap().describes(bytes), "{expected}");
        }
        for expected in others {
            assert!(!ContentType::parse(expected).unwrap().describes(bytes), "{expected}");
        }
    }

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        check(
            b"\xff\xd8\xff\xe0\0\x10JFIF\0",
            "image/jpeg",
            &["image/jpeg", "image/jpg", "IMAGE/JPEG", "image/*", "application/octet-stream"],
            &["image/png", "text/plain", "application/json", "video/*"],
        );
        check(b"GIF89a", "image/gif", &["image/gif"], &["text/plain", "image/jpeg"]);
        check(b"%PDF-1.7\n", "application/pdf", &["application/x-pdf"], &["text/plain"]);
        check(b"\x1f\x8b\x08", "application/gzip", &["application/x-gzip"], &["application/zip"]);
        check(b"{\\rtf1 a}", "application/rtf", &["text/rtf"], &["text/plain"]);
        check(b"RIFF\x24\0\0\0WAVEfmt ", "audio/x-wav", &["audio/wav", "audio/wave"], &["a/wav"]);
        check(b"BM\x36\0\0\0", "image/bmp", &["image/x-ms-bmp"], &["text/plain"]);
        check(b"\0\x01\x02\x03", OCTET_STREAM, &[OCTET_STREAM], &["text/plain", "image/png"]);
        check(b"\xe9t\xe9", OCTET_STREAM, &[], &["text/plain"]);
        let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0";
        let kinds = ["application/msword", "application/vnd.ms-excel"];
        check(ole, "application/ole-storage", &kinds, &["application/zip"]);
    }

    #[test]
    fn archives_are_told_by_what_is_in_them() {
        let archive = |name: &str| [b"PK\x03\x04".as_slice(), &[0; 26], name.as_bytes()].concat();
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        check(&archive("word/document.xml"), word, &[word], &[ZIP, "application/epub+zip"]);
        check(&archive("a.txt"), ZIP, &["application/x-zip-compressed", word], &["image/png"]);
    }

    #[test]
    fn texts_are_told_by_how_they_begin() {
        let any_text = ["text/plain", "text/csv", "application/x-yaml", "application/javascript"];
        check(b"BMW, MZ, ID3", "text/plain", &any_text, &["image/bmp", "application/json"]);
        check(b"{\"a\": 1}", "application/json", &["application/problem+json"], &["text/html"]);
        check(b"12", "text/plain", &["application/json", "text/plain"], &["application/xml"]);
        check(b"<a/>", "application/xml", &["text/xml", "image/svg+xml"], &["application/json"]);
        check(b"<!DOCTYPE html>", "text/html", &["application/xhtml+xml"], &["text/xml"]);
        check("größer".as_bytes(), "text/plain", &any_text, &["application/json"]);
        check(b"a\0b", OCTET_STREAM, &[], &["text/plain"]);
        check(b"", "text/plain", &any_text, &["application/json"]);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic(
            start in proptest::sample::select(vec![
                &b""[..], b"PK\x03\x04", b"RIFF", b"ftyp", b"ID3", b"\x1aE\xdf\xa3", b"\xd0\xcf\x11\xe0",
                b"PK\x03\x04..............\xff\xff\xff\xff........[Content_Types].xml",
            ]),
            rest in proptest::collection::vec(proptest::num::u8::ANY, 0..300),
        ) {
            let bytes = [start, &rest].concat();
            let detected = ContentType::detect(&bytes);
            proptest::prop_assert!(detected.describes(&bytes), "{detected}");
        }
    }
}
