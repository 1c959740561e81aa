//! Model to text, in the version that the contract has.
//!
//! Whatever the model does not interpret, and whatever reading it normalises (bodies, header
//! lists, queries, rules), is written from the text that was read.

use super::{
    Body, Category, Combine, Content, Generators, Headers, Interaction, InteractionKind,
    MatchingRules, Message, Pact, PactSpecification, ProviderState, Request, Response,
};
use crate::json::{Document, JsonText};
use crate::path::{PathExpr, Segment};

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

    fn optional(&mut self, key: &str, value: Option<String>) -> &mut Self {
        match value {
            Some(value) => self.json(key, &value),
            None => self,
        }
    }

    fn members(&mut self, members: &[(String, JsonText)]) -> &mut Self {
        for (key, value) in members {
            self.json(key, value.as_str());
        }
        self
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn end(self) -> String {
        if self.0.is_empty() {
            "{}".to_owned()
        } else {
            self.0 + "}"
        }
    }
}

fn array(elements: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", elements.into_iter().collect::<Vec<_>>().join(","))
}

fn members(list: &[(String, JsonText)]) -> String {
    let mut object = Object::default();
    object.members(list);
    object.end()
}

pub(super) fn pact(pact: &Pact) -> String {
    let mut root = Object::default();
    for (role, name) in [
        ("consumer", &pact.consumer.name),
        ("provider", &pact.provider.name),
    ] {
        let mut party = Object::default();
        party.text("name", name);
        root.json(role, &party.end());
    }
    let is_v3_message = |one: &Interaction| {
        pact.specification < PactSpecification::V4
            && matches!(one.kind, InteractionKind::AsynchronousMessage(_))
    };
    let (messages, others): (Vec<_>, Vec<_>) =
        pact.interactions.iter().partition(|one| is_v3_message(one));
    let mut list: Vec<String> = others
        .into_iter()
        .map(|one| interaction(one, pact.specification))
        .collect();
    for (number, (index, unknown)) in pact.unknown_interactions.iter().enumerate() {
        list.insert(
            (index + number).min(list.len()),
            unknown.as_str().to_owned(),
        );
    }
    if messages.is_empty() || !list.is_empty() {
        root.json("interactions", &array(list));
    }
    if !messages.is_empty() {
        let one = |one: &Interaction| interaction(one, pact.specification);
        root.json("messages", &array(messages.into_iter().map(one)));
    }
    root.members(&pact.others);
    let mut metadata = Object::default();
    let mut version = Object::default();
    version.text("version", &pact.specification.to_string());
    metadata
        .members(&pact.metadata)
        .json("pactSpecification", &version.end());
    root.json("metadata", &metadata.end());
    let text = root.end();
    Document::parse(text.as_str())
        .map(|document| document.root().pretty())
        .unwrap_or(text)
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
            out.json("request", &request(&http.request, version));
            out.json("response", &response(&http.response, version));
        }
        InteractionKind::AsynchronousMessage(one) => message(one, version, &mut out),
        InteractionKind::SynchronousMessage(one) => {
            let part = |part: &Message| {
                let mut out = Object::default();
                message(part, version, &mut out);
                out.end()
            };
            out.json("request", &part(&one.request));
            out.json("response", &array(one.responses.iter().map(part)));
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
        // A single name is all that there was.
        if let [state] = states
            && state.params.is_empty()
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
    out.json("providerStates", &array(states.iter().map(state)));
}

fn request(request: &Request, version: PactSpecification) -> String {
    let mut out = Object::default();
    out.text("method", &request.method)
        .text("path", &request.path);
    out.optional(
        "query",
        request
            .written_query
            .as_ref()
            .map(|query| query.as_str().to_owned()),
    );
    parts(&request.headers, &request.body, version, &mut out);
    rules(&request.rules, &request.generators, version, &mut out);
    out.members(&request.others);
    out.end()
}

fn response(response: &Response, version: PactSpecification) -> String {
    let mut out = Object::default();
    out.json("status", &response.status.to_string());
    parts(&response.headers, &response.body, version, &mut out);
    rules(&response.rules, &response.generators, version, &mut out);
    out.members(&response.others);
    out.end()
}

fn message(message: &Message, version: PactSpecification, out: &mut Object) {
    body("contents", &message.contents, version, out);
    if !message.metadata.is_empty() {
        let key = if version < PactSpecification::V4 {
            "metaData"
        } else {
            "metadata"
        };
        out.json(key, &members(&message.metadata));
    }
    rules(&message.rules, &message.generators, version, out);
    out.members(&message.others);
}

fn parts(headers: &Headers, content: &Body, version: PactSpecification, out: &mut Object) {
    if !headers.is_empty() {
        let mut object = Object::default();
        for header in &headers.entries {
            object.json(&header.name, header.written.as_str());
        }
        out.json("headers", &object.end());
    }
    body("body", content, version, out);
}

fn body(key: &str, body: &Body, version: PactSpecification, out: &mut Object) {
    match body {
        Body::Missing => {}
        Body::Null => {
            out.json(key, "null");
        }
        Body::Empty if version >= PactSpecification::V4 => {
            out.json(key, r#"{"content":""}"#);
        }
        Body::Empty => {
            out.text(key, "");
        }
        Body::Present(Content { written, bytes, .. }) => {
            let text = || JsonText::string(&String::from_utf8_lossy(bytes));
            out.json(key, written.clone().unwrap_or_else(text).as_str());
        }
    }
}

fn rules(
    rules: &MatchingRules,
    generators: &Generators,
    version: PactSpecification,
    out: &mut Object,
) {
    if !rules.entries.is_empty() {
        let text = if version.is_before_v3() {
            flat(rules)
        } else {
            categorised(rules)
        };
        out.json("matchingRules", &text);
    }
    let mut all = Object::default();
    for category in CATEGORIES {
        let entries: Vec<_> = generators
            .iter()
            .filter(|entry| entry.category == category)
            .collect();
        let mut paths = Object::default();
        for entry in entries {
            if category.is_single() {
                all.json(&category.to_string(), entry.written.as_str());
            } else {
                paths.json(entry.path.as_str(), entry.written.as_str());
            }
        }
        if !paths.is_empty() {
            all.json(&category.to_string(), &paths.end());
        }
    }
    all.members(&generators.unknown);
    if !all.is_empty() {
        out.json("generators", &all.end());
    }
}

const CATEGORIES: [Category; 7] = [
    Category::Method,
    Category::Path,
    Category::Query,
    Category::Header,
    Category::Status,
    Category::Body,
    Category::Metadata,
];

/// V2: one map from paths, each with its single rule.
fn flat(rules: &MatchingRules) -> String {
    let mut out = Object::default();
    for entry in rules.iter() {
        let category = match entry.category {
            Category::Header => "headers".to_owned(),
            other => other.to_string(),
        };
        for rule in entry.list.written.iter().take(1) {
            out.json(
                &path_text(&format!("$.{category}"), &entry.path),
                rule.as_str(),
            );
        }
    }
    out.end()
}

/// V3 and V4: a map of categories.
fn categorised(rules: &MatchingRules) -> String {
    let mut out = Object::default();
    for category in CATEGORIES {
        let mut paths = Object::default();
        for entry in rules.of(category) {
            let combine = if entry.list.combine == Combine::Or {
                "OR"
            } else {
                "AND"
            };
            let mut list = Object::default();
            list.text("combine", combine);
            let written = entry
                .list
                .written
                .iter()
                .map(|rule| rule.as_str().to_owned());
            list.json("matchers", &array(written));
            if category.is_single() || entry.path.as_str().is_empty() {
                out.json(&category.to_string(), &list.end());
            } else {
                paths.json(entry.path.as_str(), &list.end());
            }
        }
        if !paths.is_empty() {
            out.json(&category.to_string(), &paths.end());
        }
    }
    out.end()
}

/// The text of a path below `root`.
fn path_text(root: &str, path: &PathExpr) -> String {
    let mut out = root.to_owned();
    for segment in path.segments() {
        match segment {
            Segment::Key(name) => {
                let plain = name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
                if plain && !name.is_empty() {
                    out.push('.');
                    out.push_str(name);
                } else {
                    let name = name.replace('\\', "\\\\").replace('\'', "\\'");
                    out.push_str(&format!("['{name}']"));
                }
            }
            Segment::Index(index) => out.push_str(&format!("[{index}]")),
            Segment::AnyKey => out.push_str(".*"),
            Segment::AnyIndex => out.push_str("[*]"),
        }
    }
    out
}
