//! The environment of a test's own process.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::LitStr;

use super::contracts::{Request, stem};
use super::{parameters, plain};
use crate::args::{Args, EnvironmentVariable, Value};
use crate::errors::Errors;
use crate::function::Parameter;

/// A variable and what it is set to, piece by piece.
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) value: Vec<Part>,
}

/// A piece of a value.
pub(crate) enum Part {
    Text(String),
    /// The URL of a server.
    Url(usize),
}

/// The variables with the servers that they name.
pub(super) fn variables(
    variables: &[EnvironmentVariable],
    args: &Args,
    parameters: &[Parameter],
    requests: &[Request],
    errors: &mut Errors,
) -> Vec<Variable> {
    let names = names(args, parameters, requests);
    let mut all = Vec::new();
    for variable in variables {
        let value = match &variable.value {
            Value::Server(name) => {
                server(&plain(name), name, &names, errors).map(|index| vec![Part::Url(index)])
            }
            Value::Text(text) => parts(text, &names, errors),
        };
        let name = plain(&variable.name);
        if args.spawn.is_some() && name == "PORT" {
            check_port(&variable.value, errors);
        }
        all.extend(value.map(|value| Variable { name, value }));
    }
    all
}

/// Makes sure that a service is told a port: there it is looked for.
fn check_port(value: &Value, errors: &mut Errors) {
    let place: &dyn ToTokens = match value {
        Value::Text(text) if text.value().parse::<u16>().is_ok() => return,
        Value::Text(text) => text,
        Value::Server(name) => name,
    };
    let message = "`PORT` is where the service of `spawn` listens: a number up to 65535, as in \
                   `PORT = \"8080\"`; \"0\" leaves it to the service, and without `PORT` it is told a \
                   free one";
    errors.at(place, message);
}

/// The names by which servers can be called. An only server goes by those of its parameters and
/// by that of its file.
fn names(args: &Args, parameters: &[Parameter], requests: &[Request]) -> Vec<(String, usize)> {
    let mut names: Vec<(String, usize)> =
        requests.iter().map(|request| request.name.clone()).zip(0..).collect();
    if args.pacts.is_empty() {
        let parameters = parameters::injected(parameters).filter_map(parameters::name);
        names.extend(parameters.map(|name: &Ident| (plain(name), 0)));
        names.extend(requests.iter().filter_map(|request| Some((stem(request.path.value())?, 0))));
        let mut seen = std::collections::HashSet::new();
        names.retain(|(name, _)| seen.insert(name.clone()));
    }
    names
}

fn server(
    name: &str,
    place: impl ToTokens,
    names: &[(String, usize)],
    errors: &mut Errors,
) -> Option<usize> {
    if let Some((_, index)) = names.iter().find(|(known, _)| known == name) {
        return Some(*index);
    }
    errors.at(place, parameters::no_server(name, names.iter().map(|(name, _)| name.as_str())));
    None
}

/// A text in which `{name}` stands for a URL, and `{{` and `}}` for braces.
fn parts(text: &LitStr, names: &[(String, usize)], errors: &mut Errors) -> Option<Vec<Part>> {
    let value = text.value();
    let mut parts = vec![Part::Text(String::new())];
    let mut rest = value.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        push(&mut parts, before);
        if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
            push(&mut parts, &brace[..1]);
            rest = after;
            continue;
        }
        let Some((name, after)) = brace.strip_prefix('{').and_then(|inside| inside.split_once('}'))
        else {
            errors.at(text, "`{name}` stands for a server's URL; a brace of its own is doubled");
            return None;
        };
        parts.push(Part::Url(server(name.trim(), text, names, errors)?));
        rest = after;
    }
    push(&mut parts, rest);
    Some(parts)
}

fn push(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.to_owned())),
    }
}
