//! Regular expressions.

use std::str::from_utf8;

use serde_json::json;

use crate::serve::serve_values;

/// The first line is an expression; every other is a value for it. What the generator of the
/// expression makes, its rule accepts.
pub fn regex(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let (regex, values) = text.split_once('\n').unwrap_or((text, ""));
    let rule = json!({"match": "regex", "regex": regex});
    let generator = json!({"type": "Regex", "regex": regex});
    assert_eq!(serve_values(&rule, &generator, values.lines()), []);
}
