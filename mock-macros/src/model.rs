//! What the attribute and the function mean together: a test whose contracts have been read.

mod contracts;
mod environment;
mod parameters;
mod service;

use std::path::Path;
use std::time::Duration;

use syn::ext::IdentExt;

use crate::args::{Args, PactPath};
use crate::errors::Errors;
use crate::function::{Function, Parameter};
use crate::others;
pub(crate) use contracts::Server;
use contracts::{Contracts, Request};
pub(crate) use environment::{Part, Variable};

/// A test in which nothing is wrong.
pub(crate) struct MockTest {
    /// Its parameters, in order.
    pub(crate) parameters: Vec<Parameter>,
    /// For each parameter that is injected, which server it is made from.
    pub(crate) injected_from: Vec<usize>,
    /// Its servers: one at least.
    pub(crate) servers: Vec<Server>,
    /// The path of its contract, if nobody wrote it.
    pub(crate) default_pact: Option<PactPath>,
    /// What holds for all of them.
    pub(crate) settings: Settings,
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

/// What is not about one server.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) within: Option<Duration>,
    pub(crate) settle: Option<Duration>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) allows_unexpected: bool,
    pub(crate) env: Vec<Variable>,
    /// The name of the binary that is started.
    pub(crate) spawn: Option<syn::LitStr>,
}

impl Settings {
    /// Whether the test has a process of its own: for its environment, or because only a process
    /// can be ended whatever it does.
    pub(crate) fn is_apart(&self) -> bool {
        !self.env.is_empty() || self.timeout.is_some()
    }
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
    /// Puts the two together and reads the contracts. Nothing comes back if anything is wrong.
    pub(crate) fn new(
        root: Option<&Path>,
        args: Args,
        function: &Function,
        errors: &mut Errors,
    ) -> Option<Self> {
        // What was meant to name a contract may be what could not be understood.
        let is_known = args.pact.is_some() || !args.pacts.is_empty() || errors.is_empty();
        for attribute in function.attributes_named(&["mock_test"]) {
            errors.at(attribute, "a test has one `#[mock_test]`");
        }
        let named: Vec<String> = args.pacts.iter().map(|(name, _)| plain(name)).collect();
        let parameters = function.parameters(&named, errors);
        let requests = Request::of(&args, &parameters, &function.signature.ident);
        let default_pact = requests.iter().find(|one| one.is_default).map(|one| one.path.clone());
        let names: Vec<String> = requests.iter().map(|request| request.name.clone()).collect();
        let injected_from = parameters::assign(&parameters, &names, &args, errors);
        let env = environment::variables(&args.env, &args, &parameters, &requests, errors);
        if let Some(name) = &args.spawn {
            service::check(name, errors);
        }
        let contracts = if is_known { Contracts::read(root, requests, errors) } else { None };
        let servers = contracts
            .map(|contracts| contracts.select(&args, &parameters, &injected_from, errors))
            .unwrap_or_default();
        if errors.is_empty() && args.env.is_empty() && args.spawn.is_none() {
            check_reached(function, &parameters, errors);
            check_each_reached(&args, &injected_from, errors);
        }
        let Args { within, settle, timeout, allows_unexpected, spawn, runtime, .. } = args;
        errors.is_empty().then(|| Self {
            parameters,
            injected_from,
            servers,
            default_pact,
            settings: Settings { within, settle, timeout, allows_unexpected, env, spawn },
            runtime: runtime.unwrap_or_else(|| syn::parse_quote!(::mock_runtime)),
            ignored: function.is_marked(&["ignore"]),
            should_panic: function.is_marked(&["should_panic"]),
            needs_test_attribute: !function.attributes.iter().any(others::is_test),
            body: body(function),
        })
    }
}

/// Makes sure that the server can be called at all.
///
/// An attribute above ours may have taken the parameters away, as `#[serial]` does, or filled them
/// in its own way, as `#[gtest]` does; a plain `#[test]` above leaves no trace but this either.
fn check_reached(function: &Function, parameters: &[Parameter], errors: &mut Errors) {
    if parameters.iter().any(Parameter::is_plain) {
        return;
    }
    let message = if parameters.is_empty() {
        "nothing can call the server: take it as a parameter, as in `orders: MockServer`\n\
         help: should an attribute above have taken the parameter, put `#[mock_test]` on top"
    } else {
        "nothing can call the server: the other attributes fill all parameters\n\
         help: one of type `MockServer`, or one that is marked `#[ignore]`, is not theirs"
    };
    errors.at_span(function.signature.paren_token.span.join(), message);
}

/// As [`check_reached`], for each of several servers.
fn check_each_reached(args: &Args, injected_from: &[usize], errors: &mut Errors) {
    for (index, (name, _)) in args.pacts.iter().enumerate() {
        if !injected_from.is_empty() && !injected_from.contains(&index) {
            let message = format!(
                "nothing can call this server: take it as a parameter, as in `{name}: MockServer`"
            );
            errors.at(name, message);
        }
    }
}

fn body(function: &Function) -> Body {
    if function.signature.asyncness.is_none() {
        return Body::Sync;
    }
    let is_driven = function.attributes.iter().any(others::is_driver);
    if is_driven { Body::Awaited } else { Body::Async }
}

/// A name as it is compared: `r#type` is `type`.
fn plain(name: &syn::Ident) -> String {
    name.unraw().to_string()
}
