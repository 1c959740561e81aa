//! Interactions: what all kinds of them share, and the kind that V4 files name.

use super::{Context, message, parts};
use crate::cursor::Cursor;
use crate::error::nearest;
use crate::json::{Json, JsonText, Kind};
use crate::pact::{
    HttpInteraction, Interaction, InteractionKind, PactSpecification, ProviderState,
};

/// The kinds of interactions of V4 (specification V4, "Interaction types").
const TYPES: [&str; 3] = [
    "Synchronous/HTTP",
    "Asynchronous/Messages",
    "Synchronous/Messages",
];

/// Reads an interaction; nothing if it is of a kind that the specification does not know.
pub(super) fn read(at: &Cursor<'_>, index: usize, context: Context) -> Option<Interaction> {
    if !at.expect(Kind::Object) {
        return None;
    }
    if context.specification < PactSpecification::V4 {
        return Some(interaction(at, index, http(at, context)));
    }
    let Some(kind) = at.get("type") else {
        at.note("an interaction without `type` is taken for \"Synchronous/HTTP\"");
        return Some(interaction(at, index, http(at, context)));
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
                None => kind.note(format!(
                    "an interaction of the unknown type \"{name}\" is skipped"
                )),
            }
            return None;
        }
    };
    Some(interaction(at, index, contents))
}

/// The members that interactions of every kind have.
const COMMON: [&str; 8] = [
    "description",
    "providerStates",
    "providerState",
    "provider_state",
    "key",
    "pending",
    "transport",
    "type",
];

/// The members that [`http`] and the message readers take.
const CONTENTS: [&str; 10] = [
    "request",
    "response",
    "contents",
    "content",
    "body",
    "metadata",
    "metaData",
    "matchingRules",
    "generators",
    "responses",
];

pub(super) fn interaction(at: &Cursor<'_>, index: usize, kind: InteractionKind) -> Interaction {
    let text = |key: &str| {
        at.get(key)
            .filter(|one| one.kind() != Kind::Null)
            .map(|one| one.plain_text())
    };
    let pending = at
        .get("pending")
        .filter(|pending| pending.kind() != Kind::Null);
    if let Some(pending) = &pending {
        pending.expect(Kind::Boolean);
    }
    let mut others = at.others(&COMMON);
    others.retain(|(name, _)| !CONTENTS.contains(&name.as_str()));
    Interaction {
        description: text("description").unwrap_or_else(|| format!("Interaction {index}")),
        provider_states: provider_states(at),
        kind,
        key: text("key"),
        pending: pending
            .and_then(|pending| pending.json.as_bool())
            .unwrap_or_default(),
        transport: text("transport"),
        place: at.place(),
        others,
    }
}

fn http(at: &Cursor<'_>, context: Context) -> InteractionKind {
    let mut http = HttpInteraction::default();
    if let Some(request) = at.get("request").filter(|part| part.expect(Kind::Object)) {
        http.request = parts::request(&request, context);
    }
    if let Some(response) = at.get("response").filter(|part| part.expect(Kind::Object)) {
        http.response = parts::response(&response, context);
    }
    InteractionKind::Http(Box::new(http))
}

fn provider_states(at: &Cursor<'_>) -> Vec<ProviderState> {
    if let Some(states) = at
        .get("providerStates")
        .filter(|states| states.kind() != Kind::Null)
    {
        if states.kind() == Kind::String {
            return vec![state(states.plain_text())];
        }
        states.expect(Kind::Array);
        return states
            .elements()
            .filter_map(|one| provider_state(&one))
            .collect();
    }
    let single = at.get("providerState").or_else(|| at.get("provider_state"));
    let name = single
        .filter(|state| state.kind() != Kind::Null)
        .map(|state| state.plain_text());
    name.filter(|name| !name.is_empty())
        .map(state)
        .into_iter()
        .collect()
}

fn state(name: String) -> ProviderState {
    ProviderState {
        name,
        params: Vec::new(),
        others: Vec::new(),
    }
}

fn provider_state(at: &Cursor<'_>) -> Option<ProviderState> {
    if at.kind() != Kind::Object {
        return Some(state(at.plain_text()));
    }
    let Some(name) = at.get("name") else {
        at.problem("a provider state without `name`");
        return None;
    };
    let params = at
        .get("params")
        .filter(|params| params.kind() != Kind::Null);
    let params = params.filter(|params| params.expect(Kind::Object));
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
