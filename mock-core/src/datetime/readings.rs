//! The other ways in which a text can be read as a pattern, where the first one leads nowhere.

use super::element::{Element, Number};
use super::field::Field;
use super::pattern::{Part, Pattern};
use super::read::{Fields, Reader};

/// How long a single element is thought to be, in bytes. The longest name of a zone has 32.
const LONGEST: usize = 64;
/// How far one text is followed. What a pattern writes itself needs a few steps for each element.
const MOST_STEPS: usize = 20_000;
/// How many readings are taken to the calendar, which may have to look through some years.
const MOST_READINGS: usize = 200;

/// An element that has been read, and what is next.
struct Step {
    next: usize,
    at: usize,
    /// How many fields were known before it.
    known: usize,
    field: Option<(Field, i64)>,
}

impl Pattern {
    /// Whether the text can be read in some way: with zones, offsets and numbers as short as lets
    /// the rest fit, and any of the optional sections left out.
    pub(super) fn has_reading(&self, text: &str) -> bool {
        let mut ahead = vec![Step { next: 0, at: 0, known: 0, field: None }];
        let mut fields: Vec<(Field, i64)> = Vec::new();
        let mut readings = 0;
        for _ in 0..MOST_STEPS {
            let Some(step) = ahead.pop() else { return false };
            fields.truncate(step.known);
            fields.extend(step.field);
            if let Some(part) = self.parts.get(step.next) {
                steps(part, step.next, step.at, text, &fields, &mut ahead);
            } else if step.at == text.len() {
                if Fields(fields.clone()).belong_together().is_ok() {
                    return true;
                }
                readings += 1;
                if readings == MOST_READINGS {
                    return false;
                }
            }
        }
        false
    }
}

/// All that can be done with an element; what is to be tried first comes last.
fn steps(
    part: &Part,
    here: usize,
    at: usize,
    text: &str,
    fields: &[(Field, i64)],
    ahead: &mut Vec<Step>,
) {
    let known = fields.len();
    let mut go = |next: usize, at: usize, field: Option<(Field, i64)>| {
        ahead.push(Step { next, at, known, field });
    };
    let element = match &part.element {
        Element::Open(end) => {
            go(end + 1, at, None);
            return go(here + 1, at, None);
        }
        Element::Close => return go(here + 1, at, None),
        // Here no digits are kept back, since every length is tried.
        Element::Number(number) => &Element::Number(Number { reserved: 0, ..*number }),
        other => other,
    };
    let rest = &text[at..];
    let lengths = match element {
        Element::Literal(literal) => literal.len()..=literal.len(),
        _ => 1..=LONGEST.min(rest.len()),
    };
    for length in lengths.rev() {
        let Some(alone) = rest.get(..length) else { continue };
        let mut reader = Reader::new(alone);
        if reader.read(element).is_err() || reader.at < length {
            continue;
        }
        let field = reader.read.pop();
        let contradicts = |(field, value)| fields.iter().any(|(f, v)| *f == field && *v != value);
        if !field.is_some_and(contradicts) {
            go(here + 1, at + length, field);
        }
    }
}
