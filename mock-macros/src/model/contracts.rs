//! The contracts of a test: read, and what of them each server serves.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use mock_core::{Interaction, Pact, Selection, only_message};
use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt;

use super::{parameters, plain};
use crate::args::{Args, Calls, PactPath};
use crate::errors::Errors;
use crate::function::Parameter;
use crate::pact_file::{self, PactFile};

/// A server that is asked for.
pub(super) struct Request {
    pub(super) name: String,
    pub(super) path: PactPath,
    /// Whether nobody wrote the path.
    pub(super) is_default: bool,
}

impl Request {
    /// The servers of a test. The only one is called like its first parameter, or else like its
    /// contract's file.
    pub(super) fn of(args: &Args, parameters: &[Parameter], function: &Ident) -> Vec<Self> {
        if args.is_given("pacts") {
            let named = args.pacts.iter().map(|(name, path)| (plain(name), path.clone()));
            return named.map(|(name, path)| Self { name, path, is_default: false }).collect();
        }
        let default = || PactPath::default(default_pact(function));
        let (path, is_default) = match &args.pact {
            Some(path) => (path.clone(), false),
            None => (default(), true),
        };
        let mut servers = parameters.iter().filter(|one| one.type_named("Service").is_none());
        let first = servers.find_map(|parameter| match parameter {
            Parameter::Injected(parameter) => parameters::name(parameter),
            Parameter::Passed { .. } => None,
        });
        let name = first
            .map(|name| plain(name).trim_start_matches('_').to_owned())
            .filter(|name| !name.is_empty())
            .or_else(|| stem(path.value()))
            .unwrap_or_else(|| "server".to_owned());
        vec![Self { name, path, is_default }]
    }
}

/// The contract that a test is about when it names none.
fn default_pact(function: &Ident) -> LitStr {
    LitStr::new(&format!("pacts/{}.json", function.unraw()), function.span())
}

/// The name of a contract's file, or of the folder in which a pattern looks for several, as far as
/// it can be a name in Rust.
pub(super) fn stem(path: &str) -> Option<String> {
    let is_fine = |c: char| c.is_alphanumeric() || c == '_';
    let stems = Path::new(path).ancestors().filter_map(|path| path.file_stem()?.to_str());
    let name = |stem: &str| stem.chars().map(|c| if is_fine(c) { c } else { '_' }).collect();
    let mut names = stems.filter(|stem| !stem.contains(['*', '?', '['])).map(name);
    names.find(|name: &String| name.contains(char::is_alphanumeric))
}

/// A server that a test has.
pub(crate) struct Server {
    /// By which name the test calls it.
    pub(crate) name: String,
    /// Its contract's path as it was written.
    pub(crate) path: PactPath,
    /// The files that the path stands for.
    pub(crate) files: Vec<String>,
    /// The descriptions of the interactions it serves; none means all.
    pub(crate) interactions: Vec<String>,
    /// The provider state it is about.
    pub(crate) state: Option<String>,
    /// How often interactions may happen: each description with the least and the most.
    pub(crate) calls: Vec<(String, u32, Option<u32>)>,
}

/// One file behind one server.
struct Source {
    server: usize,
    name: String,
    file: Arc<PactFile>,
}

/// The contracts of all servers.
pub(super) struct Contracts {
    requests: Vec<Request>,
    sources: Vec<Source>,
}

impl Contracts {
    /// Reads them all. Nothing comes back if one of them cannot be read.
    pub(super) fn read(
        root: Option<&Path>,
        requests: Vec<Request>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let Some(root) = root else {
            let message = "paths start at the crate's root, \
                           but the environment variable CARGO_MANIFEST_DIR does not name it";
            errors.at(&requests.first()?.path, message);
            return None;
        };
        let mut sources = Vec::new();
        let mut is_whole = true;
        for (server, request) in requests.iter().enumerate() {
            let path = &request.path;
            let files = pact_file::list(root, path.value(), path.is_made());
            for file in files.unwrap_or_else(|error| vec![Err(error)]) {
                match file {
                    Ok((name, file)) => sources.push(Source { server, name, file }),
                    Err(message) => {
                        is_whole = false;
                        errors.at(path, with_help(message, request.is_default));
                    }
                }
            }
        }
        is_whole.then_some(Self { requests, sources })
    }

    /// Makes sure that the contracts have all that is selected, that it can be served, and that
    /// there are the messages that parameters stand for.
    pub(super) fn select(
        self,
        args: &Args,
        parameters: &[Parameter],
        injected_from: &[usize],
        errors: &mut Errors,
    ) -> Vec<Server> {
        let is_empty = |source: &&Source| source.file.pact.interactions.is_empty();
        for source in self.sources.iter().filter(is_empty) {
            let path = &self.requests[source.server].path;
            errors.at(path, format_args!("{}: the contract has no interactions", source.name));
        }
        let problems = self.whole().map_or_else(Vec::new, |whole| unknown(args, &whole));
        for (place, problem) in &problems {
            errors.at(place, format_args!("{}: {problem}", self.names()));
        }
        if !problems.is_empty() || self.sources.iter().any(|source| is_empty(&source)) {
            return Vec::new();
        }
        let servers: Vec<Server> =
            (0..self.requests.len()).map(|index| self.server(index, args, errors)).collect();
        let injected = parameters.iter().filter(|one| matches!(one, Parameter::Injected(_)));
        for (parameter, server) in injected.zip(injected_from) {
            self.check_messages(*server, args, parameter, errors);
        }
        servers
    }

    /// All contracts as one.
    fn whole(&self) -> Option<Cow<'_, Pact>> {
        let (first, others) = self.sources.split_first()?;
        let mut whole = Cow::Borrowed(&first.file.pact);
        for source in others {
            whole.to_mut().interactions.extend_from_slice(&source.file.pact.interactions);
        }
        Some(whole)
    }

    /// The files, as an error about all of them names them.
    fn names(&self) -> String {
        self.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn sources_of(&self, server: usize) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(move |source| source.server == server)
    }

    /// The interactions that a server serves.
    fn selected(&self, server: usize, args: &Args) -> Vec<&Interaction> {
        let selected = selection(args.interactions.iter().map(LitStr::value), args.state.as_ref());
        let all = self.sources_of(server).flat_map(|source| &source.file.pact.interactions);
        all.map(AsRef::as_ref).filter(|interaction| selected.includes(interaction)).collect()
    }

    fn server(&self, index: usize, args: &Args, errors: &mut Errors) -> Server {
        let Request { name, path, .. } = &self.requests[index];
        let selected = self.selected(index, args);
        if selected.is_empty() {
            let message = format!("no interaction of `{name}` is selected: it would serve nothing");
            errors.at(path, message);
        }
        let has = |description: &LitStr| {
            selected.iter().any(|one| one.description == description.value())
        };
        for source in self.sources_of(index) {
            source.check(args, path, errors);
        }
        let interactions = args.interactions.iter().filter(|one| has(one)).map(LitStr::value);
        let calls = args.calls.iter().filter(|calls| has(&calls.description));
        let calls = calls.map(|Calls { description, min, max }| (description.value(), *min, *max));
        Server {
            name: name.clone(),
            path: path.clone(),
            files: self.sources_of(index).map(|source| source.name.clone()).collect(),
            interactions: interactions.collect(),
            state: args.state.as_ref().map(LitStr::value),
            calls: calls.collect(),
        }
    }

    fn check_messages(
        &self,
        server: usize,
        args: &Args,
        parameter: &Parameter,
        errors: &mut Errors,
    ) {
        let path = self.requests[server].path.value();
        let selected = self.selected(server, args);
        if let Some(ty) = parameter.type_named("Messages")
            && selected.iter().all(|one| one.http().is_some())
        {
            errors.at(ty, format_args!("{path}: `Messages` has none: no message is selected"));
        }
        if let Some(ty) = parameter.type_named("Message")
            && let Err(problem) = only_message(selected)
        {
            errors.at(ty, format_args!("{path}: {problem}"));
        }
    }
}

impl Source {
    /// Makes sure that what is selected of it can be served.
    fn check(&self, args: &Args, path: &PactPath, errors: &mut Errors) {
        let pact = &self.file.pact;
        let has = |name: &String| pact.descriptions().any(|one| one == name.as_str());
        let names: Vec<String> =
            args.interactions.iter().map(LitStr::value).filter(|name| has(name)).collect();
        let is_left_out = names.is_empty() && !args.interactions.is_empty();
        let selected = selection(names, args.state.as_ref());
        if is_left_out || !selected.unknown(pact).is_empty() {
            return;
        }
        if let Err(error) = self.file.check(&selected) {
            errors.at(path, error.in_file(&self.name));
        }
    }
}

fn with_help(message: String, is_default: bool) -> String {
    if !is_default {
        return message;
    }
    let help = "this is the default for the function's name; `pact = \"…\"` names another";
    format!("{message}\n{help}")
}

/// What the contracts do not have. Each word is looked up by itself, so that each problem has its
/// own place.
fn unknown<'a>(args: &'a Args, pact: &Pact) -> Vec<(&'a LitStr, String)> {
    let mut problems = Vec::new();
    if let Some(state) = &args.state {
        let phrases = selection([], Some(state)).unknown(pact);
        problems.extend(phrases.into_iter().map(|phrase| (state, phrase)));
    }
    let known_state = args.state.as_ref().filter(|_| problems.is_empty());
    let of_calls = args.calls.iter().map(|calls| &calls.description);
    for name in args.interactions.iter().chain(of_calls) {
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
    if problems.is_empty() && !args.interactions.is_empty() {
        let is_left_out = |name: &&LitStr| {
            args.interactions.iter().all(|selected| selected.value() != name.value())
        };
        let left_out = args.calls.iter().map(|calls| &calls.description).filter(is_left_out);
        let phrase = |name: &LitStr| format!("{:?} is not among `interactions`", name.value());
        problems.extend(left_out.map(|name| (name, phrase(name))));
    }
    problems
}

fn selection(names: impl IntoIterator<Item = String>, state: Option<&LitStr>) -> Selection {
    let selection = Selection::all().interactions(names);
    match state {
        Some(state) => selection.state(state.value()),
        None => selection,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_paths() {
        #[track_caller]
        fn check(path: &str, expected: Option<&str>) {
            assert_eq!(stem(path).as_deref(), expected, "{path}");
        }
        check("pacts/orders.json", Some("orders"));
        check("pacts/web-orders.v2.json", Some("web_orders_v2"));
        check("pacts", Some("pacts"));
        check("pacts/*.json", Some("pacts"));
        check("pacts/orders/v?/[a-z]*.json", Some("orders"));
        check("../-/*.json", None);
        check("*.json", None);
        check("", None);
    }
}
