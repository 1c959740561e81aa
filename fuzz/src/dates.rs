//! Patterns and expressions of dates and times.

use std::str::from_utf8;

use serde_json::json;

use crate::serve::serve_values;

/// The first line is a pattern; every other is a value for it. What the generator of the
/// pattern makes, its rule accepts.
pub fn date_pattern(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let (pattern, values) = text.split_once('\n').unwrap_or((text, ""));
    for (rule, generator) in [("date", "Date"), ("time", "Time"), ("datetime", "DateTime")] {
        let rule = json!({"match": rule, "format": pattern});
        let generator = json!({"type": generator, "format": pattern});
        let said = serve_values(&rule, &generator, values.lines().chain([pattern, "2024-02-29"]));
        assert!(said.is_empty() || !is_clear(pattern), "{said:?}");
    }
}

/// Whether what is written by a pattern can be read in one way only: no field is next to another
/// one, or to what may be a part of it.
fn is_clear(pattern: &str) -> bool {
    let is_known = |c: char| c.is_ascii_alphabetic() || " ,-./:".contains(c);
    let pairs = pattern.chars().zip(pattern.chars().skip(1));
    let mut unclear = pairs.filter(|(one, two)| match two {
        ':' => "OVXZxz".contains(*one),
        _ => one.is_ascii_alphabetic() && two.is_ascii_alphabetic() && one != two,
    });
    pattern.chars().all(is_known) && unclear.next().is_none()
}

/// The text is an expression. The generators that have it are read and applied.
pub fn date_expression(bytes: &[u8]) {
    let Ok(expression) = from_utf8(bytes) else { return };
    for generator in ["Date", "Time", "DateTime"] {
        let rule = json!({"match": generator.to_lowercase()});
        let generator = json!({"type": generator, "expression": expression});
        let said = serve_values(&rule, &generator, ["2024-02-29T23:59:59.999Z"]);
        assert!(said.is_empty(), "{said:?}");
    }
}
