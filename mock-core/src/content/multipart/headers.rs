//! What is expected of a part's headers.
//!
//! All that the contract shows must be there, and further ones may. How the bytes were written
//! (`Content-Transfer-Encoding`, `Content-Length`) says nothing of what the part is, and neither
//! does the name that its file had at the sender.

use super::parse::{Part, parameter};
use crate::content::BodyContext;
use crate::matching::{RuleSet, Selected, Step};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, ContentType};
use crate::value::{Value, ValueRef};

const FRAMING: [&str; 2] = ["content-transfer-encoding", "content-length"];

#[derive(Debug)]
pub(super) struct PartHeader {
    name: String,
    expected: String,
    rules: Option<RuleSet>,
}

impl PartHeader {
    /// The headers of the example's part, with the rules that name them directly.
    pub(super) fn compile(part: &Part<'_>, context: &mut BodyContext<'_, '_>) -> Vec<Self> {
        let table = context.table();
        let is_compared = |name: &str| !FRAMING.iter().any(|one| name.eq_ignore_ascii_case(one));
        let headers = part.headers().filter(|(name, _)| is_compared(name));
        let header = |(name, expected): (&str, &str)| {
            let spelled = table.spelling(Category::Body, name);
            let selected = table.select(Category::Body, &[Step::Key(spelled)]);
            let direct = selected.filter(|selected| !selected.cascaded && !selected.is_wild());
            Self {
                name: name.to_owned(),
                expected: expected.to_owned(),
                rules: direct.map(Selected::to_set),
            }
        };
        headers.map(header).collect()
    }

    pub(super) fn is_content_type(&self) -> bool {
        self.name.eq_ignore_ascii_case("content-type")
    }

    pub(super) fn specificity(&self) -> u64 {
        if self.rules.is_some() { 1 } else { 2 }
    }

    /// Compares the header of a part; whether it is as expected.
    pub(super) fn check(&self, part: &Part<'_>, path: &str, out: &mut Mismatches) -> bool {
        let location = || Location::PartHeader { part: path.to_owned(), header: self.name.clone() };
        let expected = ValueRef::Text(&self.expected);
        let actual = part.header(&self.name);
        let fits = match (&self.rules, actual) {
            (Some(rules), Some(actual)) => rules.accepts(expected, ValueRef::Text(actual)),
            (None, Some(actual)) => self.accepts(actual),
            // A part that does not say what it is is text (RFC 7578, section 4.4).
            (None, None) => self.is_content_type() && self.accepts("text/plain"),
            (Some(_), None) => false,
        };
        match (&self.rules, actual) {
            _ if fits => {}
            (Some(rules), Some(actual)) => {
                rules.check(location, expected, ValueRef::Text(actual), out);
            }
            (None, Some(actual)) => out.not_equal(location, expected, ValueRef::Text(actual)),
            (_, None) => out.push(|| {
                (location(), MismatchKind::Missing { expected: Value::text(&self.expected) })
            }),
        }
        fits
    }

    fn accepts(&self, actual: &str) -> bool {
        if self.is_content_type() {
            let types = (ContentType::parse(&self.expected), ContentType::parse(actual));
            if let (Some(expected), Some(actual)) = types {
                return expected.accepts(&actual);
            }
        }
        if self.name.eq_ignore_ascii_case("content-disposition") {
            // Parts are paired by name already.
            return disposition(&self.expected) == disposition(actual);
        }
        self.expected == actual
    }
}

/// The kind of a part, and whether it is a file.
fn disposition(header: &str) -> (String, bool) {
    let kind = header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_file = ["filename", "filename*"].iter().any(|name| parameter(header, name).is_some());
    (kind, is_file)
}
