//! Which server each parameter is made from.

use proc_macro2::Ident;
use syn::{LitStr, Pat, PatType};

use super::plain;
use crate::args::Args;
use crate::errors::Errors;
use crate::function::Parameter;

/// For each injected parameter, in order, the index of its server.
///
/// With one server there is no question. With several, a parameter goes by its name: `orders`,
/// `_orders` and `orders_url` are all made from the server `orders`. One that has no name (`_`, a
/// pattern) takes the first server that no other parameter has.
pub(super) fn assign(
    parameters: &[Parameter],
    servers: &[String],
    spawn: Option<&LitStr>,
    args: &Args,
    errors: &mut Errors,
) -> Vec<usize> {
    let injected: Vec<&PatType> = injected(parameters).collect();
    for (parameter, ty) in
        parameters.iter().filter_map(|one| Some((one, one.type_named("Service")?)))
    {
        if spawn.is_none() && !args.is_given("spawn") && parameter.is_plain() {
            let message = "no service is started; `spawn = \"name-of-the-binary\"` starts one";
            errors.at(ty, message);
        }
    }
    if servers.len() < 2 {
        return vec![0; injected.len()];
    }
    // The service is the same, whichever server hands it over.
    let is_service = |parameter: &PatType| {
        Parameter::Injected(parameter.clone()).type_named("Service").is_some()
    };
    let by_name = |parameter: &&PatType| match name(parameter) {
        _ if is_service(parameter) => Some(Some(0)),
        Some(name) => Some(server_of(&plain(name), servers)),
        None => None,
    };
    let named: Vec<Option<Option<usize>>> = injected.iter().map(by_name).collect();
    let is_taken = |index: &usize| {
        let servers = injected.iter().zip(&named).filter(|(parameter, _)| !is_service(parameter));
        servers.map(|(_, server)| server).any(|server| *server == Some(Some(*index)))
    };
    let free: Vec<usize> = (0..servers.len()).filter(|index| !is_taken(index)).collect();
    let mut free = free.into_iter();
    let known = servers.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let mut assigned = Vec::new();
    for (parameter, server) in injected.iter().zip(named) {
        let server = server.unwrap_or_else(|| free.next());
        if server.is_none() {
            let message = match name(parameter) {
                Some(name) => no_server(&plain(name), servers.iter().map(String::as_str)),
                None => format!("every server has its parameter: {known}; this has no name"),
            };
            errors.at(&parameter.pat, message);
        }
        assigned.push(server.unwrap_or(0));
    }
    assigned
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
