//! Which server each parameter is made from.

use proc_macro2::Ident;
use syn::{Pat, PatType};

use super::plain;
use crate::args::Args;
use crate::errors::Errors;
use crate::function::{Parameter, type_named};

/// For each injected parameter, in order, the index of its server.
///
/// With one server there is no question. With several, a parameter goes by its name: `orders`,
/// `_orders` and `orders_url` are all made from the server `orders`. One that has no name (`_`, a
/// pattern) takes the first server that no other parameter has.
pub(super) fn assign(
    parameters: &[Parameter],
    servers: &[String],
    args: &Args,
    errors: &mut Errors,
) -> Vec<usize> {
    check_services(parameters, args, errors);
    let injected: Vec<Wanted<'_>> =
        injected(parameters).map(|parameter| Wanted::of(parameter, servers)).collect();
    if servers.len() < 2 {
        return vec![0; injected.len()];
    }
    let is_free = |index: &usize| !injected.iter().any(|wanted| wanted.takes(*index));
    let mut free = (0..servers.len()).filter(is_free);
    let mut server = |wanted: &Wanted<'_>| {
        let server = match wanted {
            Wanted::Service => Some(0),
            Wanted::Named(_, server) => *server,
            Wanted::Nameless(_) => free.next(),
        };
        server.unwrap_or_else(|| {
            wanted.refuse(servers, errors);
            0
        })
    };
    injected.iter().map(&mut server).collect()
}

/// Which server a parameter is to be made from.
enum Wanted<'a> {
    /// The service is the same, whichever server hands it over.
    Service,
    /// The one that is named like the parameter, if there is one.
    Named(&'a Ident, Option<usize>),
    /// One that is left.
    Nameless(&'a Pat),
}

impl<'a> Wanted<'a> {
    fn of(parameter: &'a PatType, servers: &[String]) -> Self {
        if type_named(parameter, "Service").is_some() {
            return Self::Service;
        }
        match name(parameter) {
            Some(name) => Self::Named(name, server_of(&plain(name), servers)),
            None => Self::Nameless(&parameter.pat),
        }
    }

    fn takes(&self, server: usize) -> bool {
        matches!(self, Self::Named(_, Some(taken)) if *taken == server)
    }

    /// Says that there is no such server.
    fn refuse(&self, servers: &[String], errors: &mut Errors) {
        let servers = servers.iter().map(String::as_str);
        match self {
            Self::Service => {}
            Self::Named(name, _) => errors.at(name, no_server(&plain(name), servers)),
            Self::Nameless(pattern) => {
                let known = servers.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let message = format!("every server has its parameter: {known}; this has no name");
                errors.at(pattern, message);
            }
        }
    }
}

/// Makes sure that there is a service where a parameter stands for one.
fn check_services(parameters: &[Parameter], args: &Args, errors: &mut Errors) {
    if args.is_given("spawn") {
        return;
    }
    for ty in injected(parameters).filter_map(|parameter| type_named(parameter, "Service")) {
        errors.at(ty, "no service is started; `spawn = \"name-of-the-binary\"` starts one");
    }
}

/// The parameters that the runtime makes.
pub(super) fn injected(parameters: &[Parameter]) -> impl Iterator<Item = &PatType> {
    parameters.iter().filter_map(|parameter| match parameter {
        Parameter::Injected(parameter) => Some(parameter),
        Parameter::Passed { .. } => None,
    })
}

/// The name of a parameter, if it has one.
pub(super) fn name(parameter: &PatType) -> Option<&Ident> {
    match &*parameter.pat {
        Pat::Ident(pattern) => Some(&pattern.ident),
        _ => None,
    }
}

/// The server that a parameter of this name is made from: the one with the longest name that
/// the parameter's begins with.
fn server_of(parameter: &str, servers: &[String]) -> Option<usize> {
    let parameter = parameter.trim_start_matches('_');
    let begins_with = |server: &str| {
        let rest = parameter.strip_prefix(server.trim_start_matches('_'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    };
    let servers = servers.iter().enumerate().filter(|(_, server)| begins_with(server));
    servers.max_by_key(|(_, server)| server.len()).map(|(index, _)| index)
}

/// The text for a name that no server has.
pub(super) fn no_server<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let guess = mock_core::nearest_word(name, known.clone())
        .map(|near| format!("did you mean `{near}`? "))
        .unwrap_or_default();
    let known = known.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    format!("no server is named `{name}`; {guess}there are {known}")
}
