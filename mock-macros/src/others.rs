//! Attributes of other crates beside ours: what is known of each.
//!
//! Attributes expand from top to bottom, so that of those below ours nothing but their names can
//! be seen, and of those above nothing but what they have left.

use syn::Attribute;

use Driven::{Always, Never, WithArguments};

/// What is known of an attribute.
struct Other {
    /// The last words of its path.
    words: &'static [&'static str],
    /// Whether it makes the function a test by itself.
    is_test: bool,
    /// Whether it drives the future of an `async fn`.
    drives: Driven,
    /// Whether it says what parameters without attributes of their own are.
    fills: bool,
}

/// When an attribute drives a future.
#[derive(Clone, Copy)]
enum Driven {
    Never,
    Always,
    /// If it is given another test attribute.
    WithArguments,
}

/// The first that fits an attribute holds.
///
/// A test attribute that is missing here may have the test run twice, which is seen; one that is
/// here, but makes no test, would have it never run. So these are only such as are certain.
const OTHERS: [Other; 17] = [
    test(&["core", "prelude", "v1", "test"], Never),
    test(&["std", "prelude", "v1", "test"], Never),
    test(&["test_log", "test"], WithArguments),
    test(&["googletest", "test"], Never).and_fills(),
    test(&["gtest"], Never).and_fills(),
    test(&["sqlx", "test"], Always).and_fills(),
    test(&["gpui", "test"], Always).and_fills(),
    // Whatever is called `test` is one. On an `async fn` it cannot be the standard one, so it must
    // be one that the user has imported under that name.
    test(&["test"], Always),
    test(&["async_test"], Always),
    test(&["rstest"], Never).and_fills(),
    test(&["test_attr"], Always),
    test(&["test_case"], Never).and_fills(),
    test(&["test_matrix"], Never).and_fills(),
    test(&["quickcheck"], Never).and_fills(),
    test(&["proptest"], Never).and_fills(),
    test(&["property_test"], Never).and_fills(),
    Other { is_test: false, ..test(&["test_context"], Never).and_fills() },
];

const fn test(words: &'static [&'static str], drives: Driven) -> Other {
    Other { words, is_test: true, drives, fills: false }
}

impl Other {
    const fn and_fills(self) -> Self {
        Self { fills: true, ..self }
    }
}

fn find(attribute: &Attribute) -> Option<&'static Other> {
    OTHERS.iter().find(|other| ends_with(attribute, other.words))
}

fn ends_with(attribute: &Attribute, words: &[&str]) -> bool {
    let segments = &attribute.path().segments;
    segments.len() >= words.len()
        && segments.iter().rev().zip(words.iter().rev()).all(|(one, word)| one.ident == word)
}

/// Whether an attribute makes a function a test by itself.
pub(crate) fn is_test(attribute: &Attribute) -> bool {
    find(attribute).is_some_and(|other| other.is_test)
}

/// Whether an attribute drives the future of an `async fn`.
pub(crate) fn is_driver(attribute: &Attribute) -> bool {
    let has_arguments = || attribute.meta.require_list().is_ok_and(|list| !list.tokens.is_empty());
    find(attribute).is_some_and(|other| match other.drives {
        Never => false,
        Always => true,
        WithArguments => has_arguments(),
    })
}

/// Whether an attribute says what the parameters are that carry no attributes.
pub(crate) fn fills_parameters(attribute: &Attribute) -> bool {
    find(attribute).is_some_and(|other| other.fills)
}

/// Whether the attribute makes a test of each of its cases, and leaves parameters that are marked
/// `#[ignore]` to whoever comes after it.
pub(crate) fn is_rstest(attribute: &Attribute) -> bool {
    ends_with(attribute, &["rstest"])
}

/// Whether the attribute is a case of `#[rstest]`, which may have a name: `#[case::empty("")]`.
pub(crate) fn is_case(attribute: &Attribute) -> bool {
    attribute.path().segments.first().is_some_and(|first| first.ident == "case")
}
