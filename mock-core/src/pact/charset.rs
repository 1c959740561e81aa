//! Charsets: how a text is bytes on the wire. Those that the web still sees are here; of any other
//! one only the bytes can be compared.

use std::borrow::Cow;

/// What Windows-1252 has between 0x80 and 0x9F, where ISO-8859-1 has control characters.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// A charset that can be read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf8,
    Ascii,
    Latin1,
    Windows1252,
    /// With a byte order mark, or big-endian (RFC 2781, section 4.3).
    Utf16,
    Utf16Be,
    Utf16Le,
}

impl Charset {
    /// The charset of that name (IANA, "Character Sets").
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Self::Utf8,
            "us-ascii" | "ascii" => Self::Ascii,
            "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" => Self::Latin1,
            "windows-1252" | "cp1252" => Self::Windows1252,
            "utf-16" => Self::Utf16,
            "utf-16be" => Self::Utf16Be,
            "utf-16le" => Self::Utf16Le,
            _ => return None,
        })
    }

    /// Whether ASCII is one byte for each character, so that it can be put into a text as it is.
    pub(crate) fn extends_ascii(self) -> bool {
        !matches!(self, Self::Utf16 | Self::Utf16Be | Self::Utf16Le)
    }

    /// The number of bytes of a character that the charset has.
    pub(crate) fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Ascii | Self::Latin1 | Self::Windows1252 => 1,
            Self::Utf16 | Self::Utf16Be | Self::Utf16Le => 2 * c.len_utf16(),
        }
    }

    /// The charset of what stands in the midst of bytes of this charset.
    pub(crate) fn without_mark(self, bytes: &[u8]) -> Self {
        match (self, bytes) {
            (Self::Utf16, [0xFF, 0xFE, ..]) => Self::Utf16Le,
            (Self::Utf16, _) => Self::Utf16Be,
            (other, _) => other,
        }
    }

    /// The text that bytes are.
    ///
    /// # Errors
    /// A phrase that says which of the bytes are no text.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, String> {
        let single = |decode: fn(u8) -> char| bytes.iter().map(|byte| decode(*byte)).collect();
        match self {
            Self::Utf8 => {
                std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| error.to_string())
            }
            Self::Ascii => match bytes.iter().position(|byte| !byte.is_ascii()) {
                Some(at) => Err(format!("byte {at} is not US-ASCII")),
                None => Self::Utf8.decode(bytes),
            },
            Self::Latin1 => Ok(Cow::Owned(single(char::from))),
            Self::Windows1252 => Ok(Cow::Owned(single(windows))),
            Self::Utf16 => match bytes {
                [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
                [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
                _ => utf16(bytes, u16::from_be_bytes),
            },
            Self::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Self::Utf16Le => utf16(bytes, u16::from_le_bytes),
        }
    }

    /// The bytes that a text is; nothing if the charset lacks one of its characters.
    pub(crate) fn encode(self, text: &str) -> Option<Vec<u8>> {
        let single = |last: u32| {
            let byte = |c: char| u8::try_from(u32::from(c)).ok().filter(|_| u32::from(c) <= last);
            text.chars().map(byte).collect()
        };
        let double = |encode: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(encode);
        match self {
            Self::Utf8 => Some(text.into()),
            Self::Ascii => single(0x7F),
            Self::Latin1 => single(0xFF),
            Self::Windows1252 => text.chars().map(to_windows).collect(),
            Self::Utf16 => Some([0xFE, 0xFF].into_iter().chain(double(u16::to_be_bytes)).collect()),
            Self::Utf16Be => Some(double(u16::to_be_bytes).collect()),
            Self::Utf16Le => Some(double(u16::to_le_bytes).collect()),
        }
    }
}

/// What an XML declaration says of the encoding, as far as it can be read without knowing.
pub(crate) fn encoding_of_xml(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..256).unwrap_or(bytes)).into_owned();
    let start = start.strip_prefix('\u{FEFF}').unwrap_or(&start);
    let (declaration, _) = start.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split_once(quote).map(|(name, _)| name.to_owned())
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::from(byte)),
        _ => char::from(byte),
    }
}

fn to_windows(c: char) -> Option<u8> {
    (0..=u8::MAX).find(|byte| windows(*byte) == c)
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, String> {
    if !bytes.len().is_multiple_of(2) {
        return Err("half a character of UTF-16 at its end".to_owned());
    }
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned)
        .map_err(|error| format!("half a pair of UTF-16: {:04x}", error.unpaired_surrogate()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, bytes: &[u8]) {
        let charset = Charset::named(name).unwrap();
        assert_eq!(charset.decode(bytes).as_deref(), Ok(text));
        assert_eq!(charset.encode(text).as_deref(), Some(bytes));
    }

    #[test]
    fn texts_are_bytes() {
        check("UTF-8", "é€", b"\xc3\xa9\xe2\x82\xac");
        check("us-ascii", "e", b"e");
        check("ISO-8859-1", "é", b"\xe9");
        check("windows-1252", "é€Ÿ", b"\xe9\x80\x9f");
        check("utf-16", "é😀", b"\xfe\xff\0\xe9\xd8\x3d\xde\0");
        check("utf-16be", "é", b"\0\xe9");
        check("utf-16le", "é", b"\xe9\0");
        assert_eq!(Charset::Utf16.decode(b"\xff\xfee\0").as_deref(), Ok("e"));
        assert_eq!(Charset::Utf16.decode(b"\0e").as_deref(), Ok("e"));
        assert_eq!(Charset::named("shift_jis"), None);
    }

    #[test]
    fn not_all_bytes_are_text_and_not_all_text_is_bytes() {
        assert!(Charset::Ascii.decode(b"a\xe9").is_err_and(|error| error.contains("byte 1")));
        assert!(Charset::Utf8.decode(b"\xe9").is_err());
        assert!(Charset::Utf16Le.decode(b"e\0e").is_err());
        assert!(Charset::Utf16Be.decode(b"\xd8\0").is_err());
        assert_eq!(Charset::Ascii.encode("é"), None);
        assert_eq!(Charset::Latin1.encode("€"), None);
        assert_eq!(Charset::Windows1252.encode("Ω"), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_encoded_is_decoded(text in "\\PC*", bytes in proptest::collection::vec(0..=255_u8, 0..40)) {
            use Charset::{Ascii, Latin1, Utf8, Utf16, Utf16Be, Utf16Le, Windows1252};
            for charset in [Utf8, Ascii, Latin1, Windows1252, Utf16, Utf16Be, Utf16Le] {
                if let Some(encoded) = charset.encode(&text) {
                    proptest::prop_assert_eq!(charset.decode(&encoded).unwrap(), text.as_str());
                }
                // No bytes panic.
                let _ = charset.decode(&bytes);
            }
        }
    }
}
