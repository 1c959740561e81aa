//! Mismatches and values as the report shows them: facts, line by line.

use std::fmt;

use super::plural;
use crate::json::JsonText;
use crate::mismatch::{First, Location, Mismatch, MismatchKind};
use crate::pact::ContentType;
use crate::value::Value;

/// So many characters of a value are shown; what is left out is counted.
const SHOWN_CHARACTERS: usize = 300;

/// A text that keeps to its line and its direction, whatever is in it.
pub(super) fn one_line(text: &str) -> String {
    let is_shown = |c: char| {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !c.is_control() && !turns
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match is_shown(c) {
            true => out.push(c),
            false => out.extend(c.escape_default()),
        }
    }
    out
}

/// Two values in which the difference can be seen: of long ones, what stands around it.
fn both_shown(expected: &Value, actual: &Value) -> (String, String) {
    if let (Value::Excerpt(_), _) | (_, Value::Excerpt(_)) = (expected, actual) {
        // What stands around it is what was kept.
        return (shown(expected), shown(actual));
    }
    let (whole, other) = (expected.to_string(), actual.to_string());
    let same = whole.chars().zip(other.chars()).take_while(|(one, two)| one == two).count();
    if same < SHOWN_CHARACTERS - 50 {
        return (shown(expected), shown(actual));
    }
    let around = |text: &str| {
        let rest: String = text.chars().skip(same - 50).collect();
        format!("… from character {}: {}", same - 49, cut(&rest))
    };
    (around(&whole), around(&other))
}

pub(super) fn cut(text: &str) -> String {
    let text = &one_line(text);
    cut_of(text, text.len())
}

/// A text that is what is known of one of so many bytes.
fn cut_of(text: &str, size: usize) -> String {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}… ({size} bytes)", &text[..end]),
        None => text.to_owned(),
    }
}

fn shown(value: &Value) -> String {
    let kind = value.json_kind().map(|kind| format!(" ({kind})")).unwrap_or_default();
    let text = match value {
        Value::Excerpt(excerpt) => {
            let text = cut_of(&one_line(&excerpt.quoted()), excerpt.size);
            match excerpt.start {
                0 => text,
                start => format!("… from byte {}: {text}", start + 1),
            }
        }
        other => cut(&other.to_string()),
    };
    text + &kind
}

pub(super) fn write_mismatches(
    mismatches: &First<Mismatch>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    // That the header or the metadata differs says all that the type of the body could add.
    let of_header = |one: &Mismatch| match &one.location {
        Location::Header { name } => name.eq_ignore_ascii_case("content-type"),
        Location::Metadata { key } => ContentType::is_metadata_key(key),
        _ => false,
    };
    let is_said = mismatches.iter().any(of_header);
    let is_meant = |one: &&Mismatch| !(is_said && one.location == Location::ContentType);
    for mismatch in mismatches.iter().filter(is_meant) {
        writeln!(f, "      {}", mismatch.location)?;
        for (word, text) in facts(mismatch) {
            writeln!(f, "        {word:<11}{text}")?;
        }
    }
    match mismatches.left_out() {
        0 => Ok(()),
        more => writeln!(f, "      … and {}", more_of(more, "difference")),
    }
}

/// How many more there are than are shown.
fn more_of(count: usize, what: &str) -> String {
    if count == 1 { format!("1 more {what}") } else { format!("{} more {what}s", grouped(count)) }
}

/// A number as a person reads it: `9,900`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What a mismatch says, line by line.
fn facts(mismatch: &Mismatch) -> Vec<(&'static str, String)> {
    match &mismatch.kind {
        MismatchKind::NotEqual { expected, actual } | MismatchKind::Type { expected, actual } => {
            let (expected, actual) = both_shown(expected, actual);
            vec![("expected", expected), ("actual", actual)]
        }
        MismatchKind::Rule { rule, expected, actual, message } => vec![
            ("rule", format!("{rule}: {}", cut(message))),
            ("expected", format!("{}, for example", shown(expected))),
            ("actual", shown(actual)),
        ],
        MismatchKind::Missing { expected } => {
            let is_body = mismatch.location == Location::whole_body();
            let actual = if is_body { "no body" } else { "missing" };
            vec![("expected", shown(expected)), ("actual", actual.to_owned())]
        }
        MismatchKind::Unexpected { actual } => {
            vec![("expected", "nothing".to_owned()), ("actual", shown(actual))]
        }
        MismatchKind::Keys { missing, unexpected, .. } => {
            let named = |word, members: &First<(String, Value)>| {
                let member = |(name, value): &(String, Value)| {
                    (
                        word,
                        format!("{}: {}", cut(&JsonText::string(name).to_string()), shown(value)),
                    )
                };
                let more = Some(members.left_out()).filter(|more| *more > 0);
                let more = more.map(|more| (word, format!("… and {}", more_of(more, "member"))));
                members.iter().map(member).chain(more).collect::<Vec<_>>()
            };
            [named("missing", missing), named("unexpected", unexpected)].concat()
        }
        MismatchKind::Length { expected, actual } => {
            vec![("expected", plural(*expected, "element")), ("actual", plural(*actual, "element"))]
        }
        MismatchKind::Variant { expected, .. } => vec![
            ("expected", format!("an element like {}", shown(expected))),
            ("actual", "no such element".to_owned()),
        ],
        MismatchKind::Stopped { comparisons } => vec![(
            "actual",
            format!(
                "too long to look for every element: stopped after {} comparisons",
                grouped(*comparisons)
            ),
        )],
        MismatchKind::Malformed { format, reason } => {
            vec![("expected", (*format).to_owned()), ("actual", format!("not {format}: {reason}"))]
        }
    }
}
