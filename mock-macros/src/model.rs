//! What the attribute and the function mean together: a test whose contract has been read.

use std::path::Path;
use std::sync::Arc;

use mock_core::{Interaction, Pact, Selection, only_message};
use syn::ext::IdentExt;
use syn::{Attribute, Ident, LitStr};

use crate::args::Args;
use crate::errors::Errors;
use crate::function::{Function, OTHER_TESTS, Parameter};
use crate::pact_file::PactFile;

/// A test in which nothing is wrong.
pub(crate) struct MockTest {
    /// Its parameters, in order.
    pub(crate) parameters: Vec<Parameter>,
    /// The path of its contract, relative to the crate's root.
    pub(crate) pact: LitStr,
    /// The descriptions of the interactions it is about; none means all.
    pub(crate) interactions: Vec<LitStr>,
    /// The provider state it is about.
    pub(crate) state: Option<LitStr>,
    /// Where the runtime is found.
    pub(crate) runtime: syn::Path,
    /// Whether `#[ignore]` is on it.
    pub(crate) ignored: bool,
    /// Whether `#[should_panic]` is on it.
    pub(crate) should_panic: bool,
    /// Whether no other attribute makes it a test.
    pub(crate) needs_test_attribute: bool,
    /// How its body runs.
    pub(crate) body: Body,
}

/// How a test's body runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// It is an ordinary function.
    Sync,
    /// It is `async`, and the runtime drives it.
    Async,
    /// It is `async`, and another test attribute drives it.
    Awaited,
}

impl MockTest {
    /// Puts the two together and reads the contract. Nothing comes back if anything is wrong.
    pub(crate) fn new(
        root: Option<&Path>,
        args: Args,
        function: &Function,
        errors: &mut Errors,
    ) -> Option<Self> {
        let Args { pact, interactions, state, runtime } = args;
        // What was meant to name the contract may be what could not be understood.
        let is_known = pact.is_some() || errors.is_empty();
        for attribute in function.attributes_named(&["mock_test"]) {
            errors.at(attribute, "a test has one `#[mock_test]`");
        }
        let parameters = function.parameters(errors);
        let is_default = pact.is_none();
        let pact = pact.unwrap_or_else(|| default_pact(&function.signature.ident));
        let selection =
            Selected { pact: &pact, interactions: &interactions, state: state.as_ref() };
        if is_known && let Some(file) = read(root, &pact, is_default, errors) {
            selection.check(&file, &parameters, errors);
        }
        errors.is_empty().then(|| Self {
            parameters,
            pact,
            interactions,
            state,
            runtime: runtime.unwrap_or_else(|| syn::parse_quote!(::mock_runtime)),
            ignored: function.is_marked(&["ignore"]),
            should_panic: function.is_marked(&["should_panic"]),
            needs_test_attribute: !function.is_marked(OTHER_TESTS),
            body: body(function),
        })
    }
}

fn body(function: &Function) -> Body {
    if function.signature.asyncness.is_none() {
        return Body::Sync;
    }
    // The standard attribute under its full name cannot drive a future. Any other can, `#[test]`
    // included: on an `async fn` it must be one that the user has imported under that name.
    let mut others = function.attributes_named(OTHER_TESTS).filter(|one| !is_standard(one));
    if others.next().is_some() { Body::Awaited } else { Body::Async }
}

fn is_standard(attribute: &Attribute) -> bool {
    let segments = &attribute.path().segments;
    segments.first().is_some_and(|first| first.ident == "core" || first.ident == "std")
        && segments.iter().any(|segment| segment.ident == "prelude")
}

/// The contract that a test is about when it names none.
fn default_pact(function: &Ident) -> LitStr {
    LitStr::new(&format!("pacts/{}.json", function.unraw()), function.span())
}

fn read(
    root: Option<&Path>,
    pact: &LitStr,
    is_default: bool,
    errors: &mut Errors,
) -> Option<Arc<PactFile>> {
    let Some(root) = root else {
        let message = "paths start at the crate's root, \
                       but the environment variable CARGO_MANIFEST_DIR does not name it";
        errors.at(pact, message);
        return None;
    };
    match PactFile::read(root, &pact.value()) {
        Ok(file) => Some(file),
        Err(message) if is_default => {
            let help = "this is the default for the function's name; `pact = \"…\"` names another";
            errors.at(pact, format_args!("{message}\n{help}"));
            None
        }
        Err(message) => {
            errors.at(pact, message);
            None
        }
    }
}

/// What a test is about, with the places where that is written.
struct Selected<'a> {
    pact: &'a LitStr,
    interactions: &'a [LitStr],
    state: Option<&'a LitStr>,
}

impl Selected<'_> {
    /// Makes sure that the contract has all of it, that it can be served, and that there are the
    /// messages that parameters stand for.
    fn check(&self, file: &PactFile, parameters: &[Parameter], errors: &mut Errors) {
        let path = self.pact.value();
        if file.pact.interactions.is_empty() {
            errors.at(self.pact, format_args!("{path}: the contract has no interactions"));
            return;
        }
        let problems = self.unknown(&file.pact);
        for (place, problem) in &problems {
            errors.at(place, format_args!("{path}: {problem}"));
        }
        if !problems.is_empty() {
            return;
        }
        let names = self.interactions.iter().map(LitStr::value);
        let selected = selection(names, self.state);
        if let Err(error) = file.check(&selected) {
            errors.at(self.pact, error.in_file(&path));
        }
        let included = file.pact.interactions.iter().filter(|one| selected.includes(one));
        check_messages(&path, included.collect(), parameters, errors);
    }

    /// What the contract does not have. Each word is looked up by itself, so that each problem
    /// has its own place.
    fn unknown(&self, pact: &Pact) -> Vec<(&LitStr, String)> {
        let mut problems = Vec::new();
        if let Some(state) = self.state {
            let phrases = selection([], Some(state)).unknown(pact);
            problems.extend(phrases.into_iter().map(|phrase| (state, phrase)));
        }
        let known_state = self.state.filter(|_| problems.is_empty());
        for name in self.interactions {
            let phrases = selection([name.value()], None).unknown(pact);
            if phrases.is_empty()
                && let Some(state) = known_state
                && !selection([name.value()], Some(state)).unknown(pact).is_empty()
            {
                let (name_text, state) = (name.value(), state.value());
                let phrase = format!("{name_text:?} does not have the provider state {state:?}");
                problems.push((name, phrase));
            }
            problems.extend(phrases.into_iter().map(|phrase| (name, phrase)));
        }
        problems
    }
}

/// Makes sure that there are messages where a parameter stands for them, and just one where it
/// stands for a single one.
fn check_messages(
    path: &str,
    selected: Vec<&Interaction>,
    parameters: &[Parameter],
    errors: &mut Errors,
) {
    let has_messages = selected.iter().any(|one| one.http().is_none());
    for ty in parameters.iter().filter_map(|one| one.type_named("Messages")) {
        if !has_messages {
            errors.at(ty, format_args!("{path}: `Messages` has none: no message is selected"));
        }
    }
    if let Err(problem) = only_message(selected) {
        for ty in parameters.iter().filter_map(|one| one.type_named("Message")) {
            errors.at(ty, format_args!("{path}: {problem}"));
        }
    }
}

fn selection(names: impl IntoIterator<Item = String>, state: Option<&LitStr>) -> Selection {
    let selection = Selection::all().interactions(names);
    match state {
        Some(state) => selection.state(state.value()),
        None => selection,
    }
}
