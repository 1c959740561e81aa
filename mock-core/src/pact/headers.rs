//! Headers of a contract: names as spelled, values split where HTTP defines a list.

use std::borrow::Cow;

use crate::json::JsonText;

/// The headers whose value is a comma separated list in every Pact implementation; other values
/// with commas (dates, user agents, cookies) are one value.
const LISTS: [&str; 12] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-expose-headers",
    "access-control-request-headers",
    "allow",
    "cache-control",
    "if-match",
    "if-none-match",
    "vary",
];

/// The values of one header line.
pub(crate) fn split_line<'a>(name: &str, line: &'a str) -> Vec<&'a str> {
    if LISTS.iter().any(|list| list.eq_ignore_ascii_case(name)) {
        line.split(',').map(str::trim).collect()
    } else {
        vec![line.trim()]
    }
}

/// A value that is folded over lines, on one line: a fold is a space (RFC 9112, section 5.2).
pub(crate) fn unfolded(value: &str) -> Cow<'_, str> {
    let mut lines = value.split('\n');
    let first = lines.next().unwrap_or_default();
    if first.len() == value.len() {
        return value.into();
    }
    let mut unfolded = first.to_owned();
    for line in lines {
        let continued = line.trim_start_matches([' ', '\t']);
        if continued.len() < line.len() {
            unfolded.truncate(unfolded.trim_end_matches([' ', '\t', '\r']).len());
            unfolded.push(' ');
        } else {
            unfolded.push('\n');
        }
        unfolded.push_str(continued);
    }
    unfolded.into()
}

/// The headers of a request or response, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    pub(crate) entries: Vec<Header>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
    /// The value as the file has it.
    pub(crate) written: JsonText,
}

impl Headers {
    /// Each header with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.entries.iter().map(|header| (header.name.as_str(), header.values.as_slice()))
    }

    /// The values of a header, whatever the case of its name.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        let header = self.entries.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(&header.values)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
