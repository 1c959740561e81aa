//! One comparison for every rule and kind of value: what it says.

#![allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]

mod containers;
#[cfg(feature = "datetime")]
mod dates;
mod texts;
mod values;

use expect_test::Expect;

use super::{Comparison, MatchingRule};
use crate::cursor::{Cursor, Source};
use crate::json::Document;
use crate::value::ValueRef;

/// Compares a value with its example. Values are JSON, or `text:…`, `bytes:…`, `status:…`,
/// `list:…` for those that stand elsewhere.
fn verdict(rule: &str, expected: &str, actual: &str, cascaded: bool) -> String {
    let source = Source::new(rule);
    let document = Document::parse(rule).expect("the rule is JSON");
    let rule = MatchingRule::parse(&Cursor::root(&source, document.root()), false);
    let matcher = rule.expect("a rule").compile().expect("it compiles");
    with_value(expected, |expected| {
        with_value(actual, |actual| {
            let comparison = Comparison { expected, actual, cascaded };
            matcher.check(comparison).err().unwrap_or_default()
        })
    })
}

fn with_value<T>(text: &str, then: impl FnOnce(ValueRef<'_>) -> T) -> T {
    if let Some(text) = text.strip_prefix("text:") {
        return then(ValueRef::Text(text));
    }
    if let Some(bytes) = text.strip_prefix("bytes:") {
        // As a Latin-1 text has them, so that some are no UTF-8.
        let bytes: Vec<u8> = bytes.chars().map(|c| c as u8).collect();
        return then(ValueRef::Bytes(&bytes));
    }
    if let Some(status) = text.strip_prefix("status:") {
        return then(ValueRef::Status(status.parse().expect("a status code")));
    }
    if let Some(length) = text.strip_prefix("list:") {
        return then(ValueRef::List(length.parse().expect("a length")));
    }
    let document = Document::parse(text).expect("the value is JSON");
    then(ValueRef::Json(document.root()))
}

/// The sentence; nothing if the value fits.
#[track_caller]
fn check(rule: &str, expected: &str, actual: &str, says: Expect) {
    says.assert_eq(&verdict(rule, expected, actual, false));
}

/// Which of the values fit.
#[track_caller]
fn check_fits(rule: &str, expected: &str, fit: &[&str], other: &[&str]) {
    for actual in fit {
        let says = verdict(rule, expected, actual, false);
        assert!(says.is_empty(), "{rule} refuses {actual}: {says}");
    }
    for actual in other {
        let says = verdict(rule, expected, actual, false);
        assert!(!says.is_empty(), "{rule} takes {actual} for {expected}");
    }
}
