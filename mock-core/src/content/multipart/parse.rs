//! The syntax of multipart bodies (RFC 2046, section 5.1): delimiters, headers, bodies.
//!
//! Contracts that people edited have bare line feeds, and lack the two dashes of the last
//! delimiter: both are read.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::pact::ContentType;

/// A part, as it stands in the body.
#[derive(Debug)]
pub(super) struct Part<'a> {
    headers: Vec<(String, String)>,
    /// Its bytes, still in their transfer encoding.
    pub(super) body: &'a [u8],
    /// Where they begin in the whole body.
    pub(super) offset: usize,
}

/// A line that stands before a part, or behind the last one.
struct Delimiter {
    /// The line with its end.
    line: Range<usize>,
    closes: bool,
}

/// Reads the parts. What stands before the first and behind the last one is ignored.
///
/// # Errors
/// A phrase that says why the bytes are no multipart body.
pub(super) fn parse<'a>(bytes: &'a [u8], boundary: &str) -> Result<Vec<Part<'a>>, String> {
    let mark = format!("--{boundary}");
    let found = memmem::find_iter(bytes, &mark);
    let mut delimiters = found.filter_map(|at| Delimiter::at(bytes, at, mark.len()));
    let mut parts = Vec::new();
    let Some(mut last) = delimiters.next() else {
        return Err(format!("it has no line \"{mark}\""));
    };
    while !last.closes {
        let Some(next) = delimiters.next() else {
            if bytes[last.line.end..].trim_ascii().is_empty() {
                break;
            }
            return Err(format!("part {} does not end with \"{mark}\"", parts.len() + 1));
        };
        let part = Part::parse(bytes, last.line.end..next.line.start);
        parts.push(part.map_err(|reason| format!("part {} {reason}", parts.len() + 1))?);
        last = next;
    }
    Ok(parts)
}

/// The boundary of a body: as its type says, or as its first delimiter shows.
pub(super) fn boundary_in(bytes: &[u8]) -> Option<String> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let mut marks = lines.filter_map(|line| line.strip_prefix(b"--"));
    let mark = marks.next()?.trim_ascii_end();
    std::str::from_utf8(mark).ok().filter(|mark| !mark.is_empty()).map(str::to_owned)
}

impl Delimiter {
    /// The delimiter whose mark was found here, if a line begins with it and has nothing else.
    fn at(bytes: &[u8], start: usize, length: usize) -> Option<Self> {
        let begins_line = start == 0 || bytes[start - 1] == b'\n';
        let behind = &bytes[start + length..];
        let (closes, behind) = match behind.strip_prefix(b"--") {
            Some(rest) => (true, rest),
            None => (false, behind),
        };
        let padding = behind.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let end = match &behind[padding..] {
            [b'\r', b'\n', rest @ ..] | [b'\n', rest @ ..] => bytes.len() - rest.len(),
            [] => bytes.len(),
            _ => return None,
        };
        begins_line.then_some(Self { line: start..end, closes })
    }
}

impl<'a> Part<'a> {
    /// Reads what stands between two delimiters.
    fn parse(bytes: &'a [u8], range: Range<usize>) -> Result<Self, String> {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut rest = &bytes[range.clone()];
        loop {
            let Some(end) = memchr::memchr(b'\n', rest) else {
                return Err("has no empty line behind its headers".to_owned());
            };
            let line = &rest[..end];
            rest = &rest[end + 1..];
            let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line));
            if line.is_empty() {
                break;
            }
            match (headers.last_mut(), line.split_once(':')) {
                // A line that begins with a space goes on with the one before.
                (Some((_, value)), _) if line.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (_, Some((name, value))) => {
                    headers.push((name.trim().to_owned(), value.trim().to_owned()));
                }
                (_, None) => return Err(format!("has a line that is no header: {line:?}")),
            }
        }
        let offset = range.end - rest.len();
        // The line's end before a delimiter belongs to it.
        let body = rest.strip_suffix(b"\n").unwrap_or(rest);
        let body = body.strip_suffix(b"\r").filter(|_| body.len() < rest.len()).unwrap_or(body);
        Ok(Self { headers, body, offset })
    }

    /// The headers, in their order.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(super) fn content_type(&self) -> Option<ContentType> {
        self.header("content-type").and_then(ContentType::parse)
    }

    /// The name of a form's field.
    pub(super) fn name(&self) -> Option<String> {
        parameter(self.header("content-disposition")?, "name")
    }

    /// Whether the bytes stand as they are.
    pub(super) fn is_plain(&self) -> bool {
        !matches!(self.encoding().as_str(), "base64" | "quoted-printable")
    }

    fn encoding(&self) -> String {
        self.header("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase()
    }

    /// The bytes without their transfer encoding (RFC 2045, section 6); nothing if they are said to
    /// be base64 and are not.
    pub(super) fn decoded(&self) -> Option<Cow<'a, [u8]>> {
        match self.encoding().as_str() {
            "base64" => {
                let text = std::str::from_utf8(self.body).ok();
                let bytes = text.and_then(|text| crate::pact::decode_base64(text.trim()));
                bytes.map(Cow::Owned)
            }
            "quoted-printable" => Some(Cow::Owned(unquoted(self.body))),
            _ => Some(Cow::Borrowed(self.body)),
        }
    }
}

/// A parameter of a header such as `form-data; name="a"` (RFC 2183, section 2).
pub(super) fn parameter(header: &str, name: &str) -> Option<String> {
    let (_, mut rest) = header.split_once(';')?;
    loop {
        let (key, behind) = rest.split_once('=')?;
        // A parameter without a value may stand before.
        let key = key.rsplit(';').next().unwrap_or(key).trim();
        let (value, behind) = value(behind.trim_start());
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = behind;
    }
}

/// The value that a text begins with, and what is behind it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, behind) = text.split_once(';').unwrap_or((text, ""));
        return (value.trim().to_owned(), behind);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, next)) = chars.next() {
        match (next, chars.peek()) {
            ('"', _) => return (value, &quoted[at + 1..]),
            // Browsers once sent paths of Windows as they are: only these two are escaped.
            ('\\', Some((_, escaped @ ('"' | '\\')))) => {
                value.push(*escaped);
                chars.next();
            }
            _ => value.push(next),
        }
    }
    (value, "")
}

/// Quoted-printable (RFC 2045, section 6.7). An equals sign that escapes nothing stays.
fn unquoted(text: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        rest = behind;
        match (first, behind) {
            (b'=', [b'\r', b'\n', behind @ ..] | [b'\n', behind @ ..]) => rest = behind,
            (b'=', [high, low, behind @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = behind;
                }
                _ => out.push(b'='),
            },
            _ => out.push(*first),
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    #[track_caller]
    fn check(body: &str, says: Expect) {
        let shown = |part: &Part<'_>| {
            let decoded = part.decoded().map(|body| String::from_utf8_lossy(&body).into_owned());
            format!("{:?} {:?} {decoded:?}\n", part.name(), part.headers)
        };
        says.assert_eq(&match parse(body.as_bytes(), "x") {
            Ok(parts) => parts.iter().map(shown).collect::<String>(),
            Err(reason) => reason,
        });
        let parts = parse(body.as_bytes(), "x").unwrap_or_default();
        for Part { body: own, offset, .. } in parts {
            assert_eq!(&body.as_bytes()[offset..offset + own.len()], own, "{offset}");
        }
    }

    #[test]
    fn reads_parts() {
        check(
            "--x\r\n\r\na\r\n--x--",
            expect![[r#"
            None [] Some("a")
        "#]],
        );
        check("--x--", expect![]);
        check(
            "before\r\n--x \t\r\nA: b\r\n\r\n\r\na\r\n\r\n--x--\r\nbehind\r\n--x\r\n",
            expect![[r#"
            None [("A", "b")] Some("\r\na\r\n")
        "#]],
        );
        check(
            "\n--x\nA: b\n c\n\n1\n--x\n\n2\n--x--\n",
            expect![[r#"
            None [("A", "b c")] Some("1")
            None [] Some("2")
        "#]],
        );
        check(
            "--x\r\n\r\n--x\r\nA:\r\n\r\n--x--",
            expect![[r#"
            None [] Some("")
            None [("A", "")] Some("")
        "#]],
        );
        check(
            "--x\r\n\r\n --x\r\n--xy\r\n--x-y\r\na--x\r\n--x--",
            expect![[r#"
            None [] Some(" --x\r\n--xy\r\n--x-y\r\na--x")
        "#]],
        );
        // Without the dashes of the last delimiter.
        check(
            "--x\n\na\n--x\n\n",
            expect![[r#"
            None [] Some("a")
        "#]],
        );
    }

    #[test]
    fn decodes_transfer_encodings() {
        check(
            "--x\nContent-Transfer-Encoding: BASE64\n\nYW\nI=\n--x--",
            expect![[r#"
            None [("Content-Transfer-Encoding", "BASE64")] Some("ab")
        "#]],
        );
        check(
            "--x\nContent-Transfer-Encoding: base64\n\n%\n--x--",
            expect![[r#"
            None [("Content-Transfer-Encoding", "base64")] None
        "#]],
        );
        check(
            "--x\nContent-Transfer-Encoding: quoted-printable\n\n=C3=a9=\nb= =4\n=\n--x--",
            expect![[r#"
                None [("Content-Transfer-Encoding", "quoted-printable")] Some("éb= =4\n=")
            "#]],
        );
        check(
            "--x\nContent-Transfer-Encoding: 8bit\n\n=41\n--x--",
            expect![[r#"
            None [("Content-Transfer-Encoding", "8bit")] Some("=41")
        "#]],
        );
    }

    #[test]
    fn names_parts() {
        check(
            "--x\nContent-Disposition: form-data; name=a\n\n\n--x--",
            expect![[r#"
            Some("a") [("Content-Disposition", "form-data; name=a")] Some("")
        "#]],
        );
        check(
            "--x\ncontent-disposition: a;b; filename=\"a;name=b\"; Name = \"c\\\"\\d;\\\\\"\n\n\n--x--",
            expect![[r#"
                Some("c\"\\d;\\") [("content-disposition", "a;b; filename=\"a;name=b\"; Name = \"c\\\"\\d;\\\\\"")] Some("")
            "#]],
        );
        check(
            "--x\nContent-Disposition: attachment; name=\"a\n\n\n--x--",
            expect![[r#"
            Some("a") [("Content-Disposition", "attachment; name=\"a")] Some("")
        "#]],
        );
        check(
            "--x\nContent-Disposition: name=a\n\n\n--x--",
            expect![[r#"
            None [("Content-Disposition", "name=a")] Some("")
        "#]],
        );
    }

    #[test]
    fn says_what_is_no_multipart_body() {
        check("", expect![[r#"it has no line "--x""#]]);
        check("--y\r\n\r\na\r\n--y--", expect![[r#"it has no line "--x""#]]);
        check("--x\r\n\r\na", expect![[r#"part 1 does not end with "--x""#]]);
        check("--x\r\n\r\na\r\n--x--b", expect![[r#"part 1 does not end with "--x""#]]);
        check("--x\r\nA: b\r\n--x--", expect!["part 1 has no empty line behind its headers"]);
        check(
            "--x\r\nalligators\r\n\r\n--x--",
            expect![[r#"part 1 has a line that is no header: "alligators""#]],
        );
    }

    #[test]
    fn finds_the_boundary_of_an_example() {
        assert_eq!(boundary_in(b"a\r\n--b c \r\n\r\n").as_deref(), Some("b c"));
        assert_eq!(boundary_in(b"a\r\n--\r\n"), None);
        assert_eq!(boundary_in(b""), None);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic(pieces in proptest::collection::vec(proptest::sample::select(vec![
            "--x", "--x--", "\r\n", "\n", "\r", " ", "a", "A: b", ":", "=", "\"", ";", "name", "=4",
            "Content-Transfer-Encoding: base64\n", "Content-Disposition: a; name=\"",
            "Content-Transfer-Encoding: quoted-printable\n", "é",
        ]), 0..40)) {
            let body = pieces.concat();
            for part in parse(body.as_bytes(), "x").unwrap_or_default() {
                proptest::prop_assert!(body.as_bytes()[part.offset..].starts_with(part.body));
                let _ = (part.name(), part.decoded(), part.content_type());
            }
            let _ = boundary_in(body.as_bytes());
        }
    }
}
