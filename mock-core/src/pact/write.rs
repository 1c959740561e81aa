//! Model to text, in the version that the contract has.
//!
//! Whatever the model does not interpret, and whatever reading it normalises (bodies, header
//! lists, queries, rules), is written from the text that was read.

use super::{
    Generators, Headers, Interaction, InteractionKind, MatchingRules, Message, Pact,
    PactSpecification, ProviderState, Request, Response,
};
use crate::json::{Document, JsonText};

/// An object being written.
#[derive(Default)]
struct Object(String);

impl Object {
    fn json(&mut self, key: &str, value: &str) -> &mut Self {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(JsonText::string(key).as_str());
        self.0.push(':');
        self.0.push_str(value);
        self
    }

    fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.json(key, JsonText::string(value).as_str())
    }

    fn optional(&mut self, key: &str, value: Option<&JsonText>) -> &mut Self {
        match value {
            Some(value) => self.json(key, value.as_str()),
            None => self,
        }
    }

    fn members(&mut self, members: &[(String, JsonText)]) -> &mut Self {
        for (key, value) in members {
            self.json(key, value.as_str());
        }
        self
    }

    fn end(self) -> String {
        if self.0.is_empty() { "{}".to_owned() } else { self.0 + "}" }
    }
}

fn array(elements: &[String]) -> String {
    format!("[{}]", elements.join(","))
}

fn members(list: &[(String, JsonText)]) -> String {
    let mut object = Object::default();
    object.members(list);
    object.end()
}

pub(super) fn pact(pact: &Pact) -> String {
    let mut root = Object::default();
    root.json("consumer", &party(&pact.consumer.name, &pact.consumer.others));
    root.json("provider", &party(&pact.provider.name, &pact.provider.others));
    let is_v3_message = |one: &Interaction| {
        pact.specification < PactSpecification::V4
            && matches!(one.kind, InteractionKind::AsynchronousMessage(_))
    };
    let (mut messages, mut list) = (Vec::new(), Vec::new());
    for one in &pact.interactions {
        let into = if is_v3_message(one) { &mut messages } else { &mut list };
        into.push(interaction(one, pact.specification));
    }
    for (number, (index, unknown)) in pact.unknown_interactions.iter().enumerate() {
        let at = (index + number).min(list.len());
        list.insert(at, unknown.as_str().to_owned());
    }
    if messages.is_empty() || !list.is_empty() {
        root.json("interactions", &array(&list));
    }
    if !messages.is_empty() {
        root.json("messages", &array(&messages));
    }
    root.members(&pact.others);
    root.json("metadata", &metadata(pact));
    let text = root.end();
    Document::parse(text.as_str()).map(|document| document.root().pretty()).unwrap_or(text)
}

fn metadata(pact: &Pact) -> String {
    let mut version = Object::default();
    version.text("version", &pact.specification.to_string());
    let version = match &pact.written_version {
        Some(written) => written.as_str(),
        None => &version.end(),
    };
    let mut out = Object::default();
    out.members(&pact.metadata).json("pactSpecification", version);
    out.end()
}

fn party(name: &str, others: &[(String, JsonText)]) -> String {
    let mut out = Object::default();
    out.text("name", name).members(others);
    out.end()
}

fn interaction(one: &Interaction, version: PactSpecification) -> String {
    let mut out = Object::default();
    if version >= PactSpecification::V4 {
        out.text(
            "type",
            match one.kind {
                InteractionKind::Http(_) => "Synchronous/HTTP",
                InteractionKind::AsynchronousMessage(_) => "Asynchronous/Messages",
                InteractionKind::SynchronousMessage(_) => "Synchronous/Messages",
            },
        );
        if let Some(key) = &one.key {
            out.text("key", key);
        }
        out.json("pending", if one.pending { "true" } else { "false" });
    }
    out.text("description", &one.description);
    states(&one.provider_states, version, &mut out);
    match &one.kind {
        InteractionKind::Http(http) => {
            out.json("request", &request(&http.request));
            out.json("response", &response(&http.response));
        }
        InteractionKind::AsynchronousMessage(one) => message(one, &mut out),
        InteractionKind::SynchronousMessage(one) => {
            let part = |part: &Message| {
                let mut out = Object::default();
                message(part, &mut out);
                out.end()
            };
            out.json("request", &part(&one.request));
            out.json("response", &array(&one.responses.iter().map(part).collect::<Vec<_>>()));
        }
    }
    if let Some(transport) = &one.transport {
        out.text("transport", transport);
    }
    out.members(&one.others);
    out.end()
}

fn states(states: &[ProviderState], version: PactSpecification, out: &mut Object) {
    if version.is_before_v3() {
        // A single name is all that there was, and an empty one stood for none.
        if let [state] = states
            && !state.name.is_empty()
            && state.params.is_empty()
            && state.others.is_empty()
        {
            out.text("providerState", &state.name);
            return;
        }
    }
    if states.is_empty() {
        return;
    }
    let state = |state: &ProviderState| {
        let mut out = Object::default();
        out.text("name", &state.name);
        if !state.params.is_empty() {
            out.json("params", &members(&state.params));
        }
        out.members(&state.others);
        out.end()
    };
    out.json("providerStates", &array(&states.iter().map(state).collect::<Vec<_>>()));
}

fn request(request: &Request) -> String {
    let mut out = Object::default();
    out.text("method", &request.method);
    match &request.written_path {
        Some(written) => out.json("path", written.as_str()),
        None => out.text("path", &request.path),
    };
    out.optional("query", request.written_query.as_ref());
    headers(&request.headers, &mut out);
    out.optional("body", request.written_body.as_ref());
    rules(&request.rules, &request.generators, &mut out);
    out.members(&request.others);
    out.end()
}

fn response(response: &Response) -> String {
    let mut out = Object::default();
    match &response.written_status {
        Some(written) => out.json("status", written.as_str()),
        None => out.json("status", &response.status.to_string()),
    };
    headers(&response.headers, &mut out);
    out.optional("body", response.written_body.as_ref());
    rules(&response.rules, &response.generators, &mut out);
    out.members(&response.others);
    out.end()
}

fn message(message: &Message, out: &mut Object) {
    out.optional("contents", message.written_contents.as_ref());
    if !message.metadata.is_empty() {
        // V3 has two spellings; this is the one that every version and tool reads.
        match &message.written_metadata {
            Some(written) => out.json("metadata", written.as_str()),
            None => out.json("metadata", &members(&message.metadata)),
        };
    }
    rules(&message.rules, &message.generators, out);
    out.members(&message.others);
}

fn headers(headers: &Headers, out: &mut Object) {
    if headers.is_empty() {
        return;
    }
    let mut object = Object::default();
    for header in &headers.entries {
        object.json(&header.name, header.written.as_str());
    }
    out.json("headers", &object.end());
}

fn rules(rules: &MatchingRules, generators: &Generators, out: &mut Object) {
    out.optional("matchingRules", rules.written.as_ref());
    out.optional("generators", generators.written.as_ref());
}
