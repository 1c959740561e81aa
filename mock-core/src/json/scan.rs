//! How far something reaches in a JSON text. Bodies are read with every request, so that this is
//! written for speed; each function is held to hifijson's lexer by the tests below.

use super::Kind;

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH_BITS: u64 = ONES << 7;

/// Marks bytes below `limit` (128 at most) by their high bit. Above the first such byte others may
/// be marked too, because of what is borrowed.
fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH_BITS
}

/// How many bytes the text starts with that stand for themselves in a string: none of them is a
/// quote, a backslash or a control character (RFC 8259, section 7).
pub(super) fn plain(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks();
    let mut at = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        // The first byte that is marked is right, whatever is borrowed behind it.
        let special = is(b'"') | is(b'\\') | below(word, 0x20);
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    at + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// The number that the text starts with, if there is one (RFC 8259, section 6): how long it is,
/// and what.
pub(super) fn number(text: &[u8]) -> Option<(usize, Kind)> {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(text.first() == Some(&b'-'));
    at += match digits(at) {
        0 => return None,
        // Nothing follows a leading zero.
        _ if text[at] == b'0' => 1,
        count => count,
    };
    let mut kind = Kind::Integer;
    if text.get(at) == Some(&b'.') {
        kind = Kind::Decimal;
        at += 1 + Some(digits(at + 1)).filter(|count| *count > 0)?;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        kind = Kind::Decimal;
        at += 1 + usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        at += Some(digits(at)).filter(|count| *count > 0)?;
    }
    Some((at, kind))
}

#[cfg(test)]
mod tests {
    use hifijson::SliceLexer;
    use hifijson::num::LexWrite as _;
    use hifijson::str::LexAlloc as _;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers(text in "-?[0-9.eE+-]{0,12}") {
            let mut lexer = SliceLexer::new(text.as_bytes());
            let expected = lexer.num_string().validated().ok().map(|(number, parts)| {
                let kind = if parts.is_int() { Kind::Integer } else { Kind::Decimal };
                (number.len(), kind)
            });
            prop_assert_eq!(number(text.as_bytes()), expected);
        }

        #[test]
        fn strings(text in r#"[ -~\\é\x00-\x7f"]{0,40}"#, end in "[\"\\\\\n]?") {
            let text = text + &end;
            let expected = text.bytes().position(|byte| byte < 0x20 || b"\"\\".contains(&byte));
            let expected = expected.unwrap_or(text.len());
            prop_assert_eq!(plain(text.as_bytes()), expected);
            if text.as_bytes().get(expected) == Some(&b'"') {
                let read = SliceLexer::new(text.as_bytes()).str_string();
                prop_assert_eq!(read.unwrap(), &text[..expected]);
            }
        }
    }

    #[test]
    fn every_byte() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut text = vec![b'x'; 20];
                text[at] = byte;
                let is_special = byte < 0x20 || byte == b'"' || byte == b'\\';
                assert_eq!(plain(&text), if is_special { at } else { 20 }, "{byte} at {at}");
            }
        }
    }
}
