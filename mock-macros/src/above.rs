//! What stands above the attribute in the source.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use proc_macro2::Span;

use crate::errors::Errors;
use crate::function::Function;
use crate::others;

/// Refuses a plain `#[test]` above ours. The compiler has expanded it before, so that the function
/// would be a test twice, and there is no trace of it but in the source.
pub(crate) fn check(function: &Function, errors: &mut Errors) {
    if !function.attributes.iter().any(others::is_test) && stands_above() == Some(true) {
        let message = "`#[mock_test]` makes the function a test already\n\
                       help: remove the `#[test]` above it";
        errors.at_span(Span::call_site(), message);
    }
}

/// Whether there is a `#[test]` above; nothing, if the source cannot be looked at.
fn stands_above() -> Option<bool> {
    // A source does not change while it is compiled.
    static SOURCES: Mutex<BTreeMap<PathBuf, Vec<bool>>> = Mutex::new(BTreeMap::new());

    if !proc_macro::is_available() {
        return None;
    }
    let place = proc_macro::Span::call_site();
    let file = place.local_file()?;
    let mut sources = SOURCES.lock().unwrap_or_else(PoisonError::into_inner);
    let lines = match sources.entry(file) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => {
            let text = fs::read_to_string(new.key()).ok()?;
            new.insert(below_tests(&text))
        }
    };
    lines.get(place.line().checked_sub(1)?).copied()
}

/// For each line, whether it stands below a `#[test]`, with nothing between them but attributes
/// and comments.
fn below_tests(text: &str) -> Vec<bool> {
    let mut is_below = false;
    let judge = |line: &str| {
        let was_below = is_below;
        let line = line.trim();
        let is_attribute = line.starts_with("#[") && line.ends_with(']');
        let goes_on = line.is_empty() || line.starts_with("//") || is_attribute;
        is_below = line == "#[test]" || (is_below && goes_on);
        was_below
    };
    text.lines().map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::below_tests;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let line = text.lines().position(|line| line.contains("#[mock_test]")).expect("a place");
        assert_eq!(below_tests(text)[line], expected, "{text}");
    }

    #[test]
    fn a_test_above() {
        check("#[test]\n#[mock_test]\nfn t() {}", true);
        check("    #[test] \n    #[ignore]\n\n    // Why.\n    #[mock_test]\n", true);
        check("#[mock_test]\n#[test]\nfn t() {}", false);
        check("#[test]\nfn other() {}\n#[mock_test]\n", false);
        check("#[test]\n#[allow(unused)] fn other() {}\n#[mock_test]\n", false);
        check("#[tokio::test]\n#[mock_test]\n", false);
        check("#[mock_test]\n", false);
    }
}
