//! Expected headers, compiled.

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName};

use crate::matching::Compilation;
use crate::matching::RuleTable;
use crate::matching::ValuesPlan;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::headers::split_line;
use crate::pact::{Body, Category, ContentType, Headers};
use crate::value::{Value, ValueRef};

#[derive(Debug)]
pub(crate) struct HeadersPlan {
    headers: Vec<HeaderPlan>,
}

#[derive(Debug)]
struct HeaderPlan {
    /// As the contract spells it.
    spelled: String,
    name: HeaderName,
    values: ValuesPlan,
    equality: Equality,
}

/// When values are equal for which no rule holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Equality {
    /// Whitespace around commas does not count.
    Text,
    /// `Accept` and `Content-Type`: the order of parameters does not count, nor do further ones.
    Parameters,
    /// `Cookie`: the order of cookies does not count, nor do further ones (RFC 6265,
    /// section 4.2.2).
    Cookies,
}

impl Equality {
    fn of(name: &HeaderName) -> Self {
        match *name {
            ACCEPT | CONTENT_TYPE => Self::Parameters,
            COOKIE => Self::Cookies,
            _ => Self::Text,
        }
    }

    fn holds(self, expected: &str, actual: &str) -> bool {
        match self {
            Self::Text => dense(expected) == dense(actual),
            Self::Parameters => equal_with_parameters(expected, actual),
            Self::Cookies => cookies(expected).all(|one| cookies(actual).any(|other| one == other)),
        }
    }
}

impl HeadersPlan {
    pub(crate) fn compile(
        headers: &Headers,
        rules: &RuleTable<'_>,
        compilation: &mut Compilation,
    ) -> Self {
        let mut compile = |(spelled, values): (&str, &[String])| {
            // Names that are none were refused when the contract was read.
            let name = HeaderName::from_bytes(spelled.as_bytes()).ok()?;
            Some(HeaderPlan {
                spelled: spelled.to_owned(),
                values: ValuesPlan::compile(
                    values.to_vec(),
                    Category::Header,
                    rules.spelling(Category::Header, spelled),
                    rules,
                    compilation,
                ),
                equality: Equality::of(&name),
                name,
            })
        };
        Self { headers: headers.iter().filter_map(&mut compile).collect() }
    }

    /// Whether the header says what the content type may be and the body does not: by rules, or
    /// because it has another type than the body says it has.
    pub(crate) fn decides_content_type(&self, body: &Body) -> bool {
        let Some(header) = self.headers.iter().find(|header| header.name == CONTENT_TYPE) else {
            return false;
        };
        let expected = header.values.expected().first();
        let expected = expected.and_then(|value| ContentType::parse(value));
        let is_other = body
            .content()
            .zip(expected)
            .is_some_and(|(content, expected)| !content.content_type.accepts(&expected));
        header.values.has_rules() || is_other
    }

    pub(crate) fn specificity(&self) -> u64 {
        self.headers.iter().map(|header| if header.values.has_rules() { 1 } else { 2 }).sum()
    }

    pub(crate) fn check(&self, actual: &HeaderMap, out: &mut Mismatches) {
        for header in &self.headers {
            header.check(actual, out);
            if out.is_decided() {
                return;
            }
        }
    }
}

impl HeaderPlan {
    fn location(&self) -> Location {
        Location::Header { name: self.spelled.clone() }
    }

    /// Whether the header is there just once and just as the contract has it: what most are.
    fn is_literally(&self, actual: &HeaderMap) -> bool {
        let mut lines = actual.get_all(&self.name).iter();
        match (self.values.expected(), lines.next(), lines.next()) {
            ([expected], Some(line), None) => {
                !self.values.has_rules() && line.as_bytes() == expected.as_bytes()
            }
            _ => false,
        }
    }

    fn check(&self, actual: &HeaderMap, out: &mut Mismatches) {
        if self.is_literally(actual) {
            return;
        }
        let lines: Vec<_> = actual
            .get_all(&self.name)
            .iter()
            .map(|line| String::from_utf8_lossy(line.as_bytes()))
            .collect();
        if lines.is_empty() && self.values.expected().is_empty() {
            return;
        }
        if lines.is_empty() {
            out.push(|| {
                let expected = Value::text(&self.values.expected().join(", "));
                (self.location(), MismatchKind::Missing { expected })
            });
            return;
        }
        let values: Vec<&str> =
            lines.iter().flat_map(|line| split_line(self.name.as_str(), line)).collect();
        if !self.values.has_rules() && values.len() != self.values.expected().len() {
            return self.check_joined(&values, out);
        }
        let equal = |expected: &str, actual: &str| self.equality.holds(expected, actual);
        self.values.check(&|| self.location(), &values, &equal, out);
    }

    /// Several lines of a header and one line with commas say the same
    /// (RFC 9110, section 5.3), so that their number alone is no difference.
    fn check_joined(&self, actual: &[&str], out: &mut Mismatches) {
        let (separator, equality) = match self.equality {
            // Only of cookies there may be more than what is expected.
            Equality::Cookies => ("; ", Equality::Cookies),
            Equality::Text | Equality::Parameters => (", ", Equality::Text),
        };
        let (expected, actual) = (self.values.expected().join(separator), actual.join(separator));
        if !equality.holds(&expected, &actual) || self.values.expected().is_empty() {
            let (expected, actual) = (ValueRef::Text(&expected), ValueRef::Text(&actual));
            out.not_equal(|| self.location(), expected, actual);
        }
    }
}

/// The cookies of a header.
fn cookies(value: &str) -> impl Iterator<Item = &str> {
    value.split(';').map(str::trim).filter(|cookie| !cookie.is_empty())
}

/// The value without whitespace around its commas.
fn dense(value: &str) -> Vec<&str> {
    value.split(',').map(str::trim).collect()
}

/// Compares `type; parameter=value` lists: the type as it stands, each expected parameter with its
/// value in any case; further parameters and their order do not matter. Each sender of multipart
/// chooses a boundary of its own (RFC 2046, section 5.1.1).
pub(super) fn equal_with_parameters(expected: &str, actual: &str) -> bool {
    fn split(value: &str) -> (&str, impl Iterator<Item = (&str, &str)>) {
        let (main, parameters) = value.split_once(';').unwrap_or((value, ""));
        let parameters = parameters.split(';').filter(|one| !one.trim().is_empty()).map(|one| {
            let (name, value) = one.split_once('=').unwrap_or((one, ""));
            (name.trim(), value.trim().trim_matches('"'))
        });
        (main.trim(), parameters)
    }
    let ((expected_main, expected), (actual_main, actual)) = (split(expected), split(actual));
    let actual: Vec<_> = actual.collect();
    let is_free = |name: &str| {
        let is_multipart = expected_main.to_ascii_lowercase().starts_with("multipart/");
        is_multipart && name.eq_ignore_ascii_case("boundary")
    };
    let mut expected = expected.filter(|(name, _)| !is_free(name));
    expected_main == actual_main
        && expected.all(|(name, value)| {
            actual.iter().any(|(own, other)| {
                own.eq_ignore_ascii_case(name) && other.eq_ignore_ascii_case(value)
            })
        })
}
