//! What a value is like on the wire whose rules stand in it.

use std::borrow::Cow;

use super::{MATCHER, is_described, may_be_described, variants};
use crate::json::{Document, Json, Kind};
use crate::rule::Expression;

/// The JSON text of a value, with an example in the place of everything that is described.
pub(in crate::pact::read) fn example(value: Json<'_>) -> Cow<'_, str> {
    if !may_be_described(value) {
        return value.compact().into();
    }
    let mut out = String::with_capacity(value.text().len());
    write_example(value, &mut out);
    out.into()
}

/// The text of the example that a value stands for.
pub(in crate::pact::read) fn example_plain(value: Json<'_>) -> String {
    with_example(value, |example| example.to_plain_text().into_owned())
}

/// Calls `read` with the example that a value stands for.
pub(in crate::pact::read) fn with_example<T>(
    value: Json<'_>,
    read: impl FnOnce(Json<'_>) -> T,
) -> T {
    if !may_be_described(value) {
        return read(value);
    }
    match Document::parse(example(value)) {
        Ok(document) => read(document.root()),
        Err(_) => read(value),
    }
}

fn write_example(value: Json<'_>, out: &mut String) {
    if is_described(value) {
        return match variants(value).or_else(|| value.get("value")) {
            Some(example) => write_example(example, out),
            None => out.push_str(&said_example(value)),
        };
    }
    let mut separator = "";
    match value.kind() {
        Kind::Object => {
            out.push('{');
            for (key, member) in value.members() {
                out.push_str(separator);
                out.push_str(key.text());
                out.push(':');
                write_example(member, out);
                separator = ",";
            }
            out.push('}');
        }
        Kind::Array => {
            out.push('[');
            for element in value.elements() {
                out.push_str(separator);
                write_example(element, out);
                separator = ",";
            }
            out.push(']');
        }
        _ => out.push_str(value.text()),
    }
}

/// The example that an expression shows.
fn said_example(value: Json<'_>) -> String {
    let text = value.get(MATCHER).and_then(Json::as_str).unwrap_or_default();
    let expression = Expression::parse(&text).ok();
    expression.and_then(|said| said.value).unwrap_or_else(|| "null".to_owned())
}
