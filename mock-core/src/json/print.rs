//! A value's tokens, printed without or with whitespace between them.

use super::{Json, Kind};

/// A container that is being printed.
struct Open {
    /// The slot behind its last child.
    end: usize,
    close: char,
    is_object: bool,
    is_empty: bool,
    /// A key has been printed and its value is due.
    after_key: bool,
}

/// Prints a value; with an `indent` each child stands on its own line. Order, numbers and escapes
/// stay as they are written. Tokens are taken one by one: nesting costs no stack.
pub(super) fn print(value: Json<'_>, indent: Option<&str>) -> String {
    let (out, _) = print_up_to(usize::MAX, value, indent);
    out
}

/// Prints a value up to the token that makes the text longer than so many bytes; whether that was
/// all of it.
pub(super) fn print_up_to(limit: usize, value: Json<'_>, indent: Option<&str>) -> (String, bool) {
    let mut out = String::with_capacity(value.text().len().min(limit));
    let mut open: Vec<Open> = Vec::new();
    for at in value.at..value.slot().next as usize {
        if out.len() > limit {
            return (out, false);
        }
        close_until(at, &mut out, &mut open, indent);
        let depth = open.len();
        let token = value.sibling(at);
        if let Some(container) = open.last_mut() {
            if !container.after_key {
                if !container.is_empty {
                    out.push(',');
                }
                container.is_empty = false;
                new_line(&mut out, depth, indent);
                if container.is_object {
                    container.after_key = true;
                    out.push_str(start(token.text(), limit));
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    continue;
                }
            }
            container.after_key = false;
        }
        let is_object = token.kind() == Kind::Object;
        if is_object || token.kind() == Kind::Array {
            let (start, close) = if is_object { ('{', '}') } else { ('[', ']') };
            out.push(start);
            let end = token.slot().next as usize;
            open.push(Open { end, close, is_object, is_empty: true, after_key: false });
        } else {
            out.push_str(start(token.text(), limit));
        }
    }
    close_until(value.slot().next as usize, &mut out, &mut open, indent);
    let is_all = out.len() <= limit;
    (out, is_all)
}

/// What of a token is needed to see that it is longer than so many bytes.
fn start(token: &str, limit: usize) -> &str {
    &token[..boundary(token, limit.saturating_add(char::MAX.len_utf8()))]
}

/// The last place up to this one that is not inside of a character.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rfind(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn close_until(at: usize, out: &mut String, open: &mut Vec<Open>, indent: Option<&str>) {
    while open.last().is_some_and(|container| container.end <= at) {
        let Some(container) = open.pop() else { return };
        if !container.is_empty {
            new_line(out, open.len(), indent);
        }
        out.push(container.close);
    }
}

fn new_line(out: &mut String, depth: usize, indent: Option<&str>) {
    if let Some(indent) = indent {
        out.push('\n');
        out.extend(std::iter::repeat_n(indent, depth));
    }
}
