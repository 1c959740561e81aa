//! Interactions: what all kinds of them share, and the kind that V4 files name.

use super::{Context, message, parts};
use crate::cursor::Cursor;
use crate::error::nearest;
use crate::json::{Json, JsonText, Kind};
use crate::pact::{
    HttpInteraction, Interaction, InteractionKind, PactSpecification, ProviderState,
};

/// The kinds of interactions of V4 (specification V4, "Interaction types").
pub(super) const TYPES: [&str; 3] =
    ["Synchronous/HTTP", "Asynchronous/Messages", "Synchronous/Messages"];

/// Reads an interaction; nothing if it is of a kind that the specification does not know.
pub(super) fn read(at: &Cursor<'_>, index: usize, context: Context) -> Option<Interaction> {
    if !at.expect(Kind::Object) {
        return None;
    }
    if context.specification < PactSpecification::V4 {
        return Some(interaction(at, index, http(at, context), context));
    }
    let Some(kind) = at.present("type") else {
        at.note("an interaction without `type` is taken for \"Synchronous/HTTP\"");
        return Some(interaction(at, index, http(at, context), context));
    };
    let name = kind.plain_text();
    let contents = match name.as_str() {
        "Synchronous/HTTP" => http(at, context),
        "Asynchronous/Messages" => {
            InteractionKind::AsynchronousMessage(Box::new(message::read(at, context)))
        }
        "Synchronous/Messages" => {
            InteractionKind::SynchronousMessage(Box::new(message::synchronous(at, context)))
        }
        _ => {
            // The specification has readers ignore what later versions may add, but a misspelled
            // type must not make an interaction vanish.
            match nearest(&name, TYPES) {
                Some(known) => kind.problem_with_help(
                    format!("unknown type of interaction \"{name}\""),
                    Some(format!("did you mean \"{known}\"?")),
                ),
                None => {
                    kind.note(format!("an interaction of the unknown type \"{name}\" is skipped"))
                }
            }
            return None;
        }
    };
    Some(interaction(at, index, contents, context))
}

/// The members that interactions of every kind have.
const COMMON: [&str; 4] = ["description", "providerStates", "providerState", "provider_state"];

/// The further members that V4's interactions have.
const COMMON_V4: [&str; 4] = ["type", "key", "pending", "transport"];

pub(super) fn interaction(
    at: &Cursor<'_>,
    index: usize,
    kind: InteractionKind,
    context: Context,
) -> Interaction {
    let is_v4 = context.specification >= PactSpecification::V4;
    let of_v4 = |key: &str| at.present(key).filter(|_| is_v4);
    let contents: &[&str] = match kind {
        InteractionKind::AsynchronousMessage(_) => &message::MEMBERS,
        InteractionKind::Http(_) => &["request", "response"],
        InteractionKind::SynchronousMessage(_) => &["request", "response", "responses"],
    };
    let is_read = |name: &str| contents.contains(&name) || (is_v4 && COMMON_V4.contains(&name));
    let pending = of_v4("pending").filter(|pending| pending.expect(Kind::Boolean));
    Interaction {
        description: at
            .present("description")
            .map_or_else(|| format!("Interaction {index}"), |description| description.plain_text()),
        provider_states: provider_states(at),
        kind,
        key: of_v4("key").map(|key| key.plain_text()),
        pending: pending.is_some_and(|pending| pending.json.as_bool() == Some(true)),
        transport: of_v4("transport").map(|transport| transport.plain_text()),
        place: at.place(),
        others: at.others_but(&COMMON, is_read),
    }
}

fn http(at: &Cursor<'_>, context: Context) -> InteractionKind {
    let mut http = HttpInteraction::default();
    if let Some(request) = at.present("request").filter(|part| part.expect(Kind::Object)) {
        http.request = parts::request(&request, context);
    }
    if let Some(response) = at.present("response").filter(|part| part.expect(Kind::Object)) {
        http.response = parts::response(&response, context);
    }
    InteractionKind::Http(Box::new(http))
}

fn provider_states(at: &Cursor<'_>) -> Vec<ProviderState> {
    let single = at.present("providerState").or_else(|| at.present("provider_state"));
    let single = single.filter(|state| !state.json.is_str(""));
    let Some(states) = at.present("providerStates") else {
        let single = single.map(|name| state(name.plain_text()));
        return single.into_iter().collect();
    };
    if let Some(single) = single {
        single.note("`providerState` is ignored beside `providerStates`");
    }
    if states.kind() == Kind::String {
        return vec![state(states.plain_text())];
    }
    states.expect(Kind::Array);
    let states = states.elements();
    states.filter_map(|one| provider_state(&one)).collect()
}

fn state(name: String) -> ProviderState {
    ProviderState { name, params: Vec::new(), others: Vec::new() }
}

fn provider_state(at: &Cursor<'_>) -> Option<ProviderState> {
    if at.kind() != Kind::Object {
        return Some(state(at.plain_text()));
    }
    let Some(name) = at.get("name") else {
        at.problem("a provider state without `name`");
        return None;
    };
    let params = at.present("params").filter(|params| params.expect_map());
    Some(ProviderState {
        name: name.plain_text(),
        params: params.map_or_else(Vec::new, |params| json_members(params.json)),
        others: at.others(&["name", "params"]),
    })
}

/// The members of an object as they are written.
pub(super) fn json_members(object: Json<'_>) -> Vec<(String, JsonText)> {
    object
        .members()
        .map(|(key, value)| (key.as_str().unwrap_or_default().into_owned(), value.into()))
        .collect()
}
