//! Numbers compared by value and in full, whatever their size.

/// Whether two JSON numbers have exactly the same value. Neither is converted to a machine number:
/// `1e400` is not infinite here and integers beyond 64 bits keep every digit.
pub(super) fn equal(one: &str, two: &str) -> bool {
    // Integers without a sign have one spelling.
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    one == two || (!(is_plain(one) && is_plain(two)) && normal(one) == normal(two))
}

/// A number as sign, significant digits and the power of ten behind the last of them.
#[derive(PartialEq)]
struct Normal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i128,
}

fn normal(text: &str) -> Option<Normal> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        // An exponent beyond 128 bits is compared by its spelling alone.
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i128>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let mut exponent = exponent.checked_sub(fraction.len() as i128)?;
    while digits.last() == Some(&b'0') {
        digits.pop();
        exponent = exponent.checked_add(1)?;
    }
    let leading = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.drain(..leading);
    if digits.is_empty() {
        return Some(Normal { negative: false, digits, exponent: 0 });
    }
    Some(Normal { negative, digits, exponent })
}
