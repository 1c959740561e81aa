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
        // What could be read in very many ways is given up at some time.
        assert!(said.is_empty() || pattern.len() > 40, "{said:?}");
    }
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
