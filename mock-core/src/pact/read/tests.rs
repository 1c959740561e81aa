//! Every form in which a contract may be written, and what is made of it.

#![allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]

mod bodies;
mod integration;
mod messages;
mod metadata;
mod parts;
mod problems;
mod rules;
mod single_rules;
mod states;
mod v4;

use expect_test::Expect;

use crate::pact::{
    Body, ContentTypeHint, Generators, Headers, HttpInteraction, Interaction, InteractionKind,
    MatchingRules, Message, Pact,
};

/// A contract of a version with one interaction, whose text is put in as it stands.
fn contract(version: &str, interaction: &str) -> String {
    format!(
        r#"{{"consumer": {{"name": "c"}}, "provider": {{"name": "p"}},
"interactions": [{interaction}],
"metadata": {{"pactSpecification": {{"version": "{version}"}}}}}}"#
    )
}

/// What a contract is read as, with all that is as it is by default left out, or every problem;
/// the notes behind it.
fn reading(text: &str) -> String {
    let lines: Vec<String> = match Pact::parse(text) {
        Ok(pact) => {
            let notes = pact.notes().iter().map(|note| format!("note {note}"));
            let interactions = pact.interactions.iter().flat_map(|one| describe(one));
            interactions.chain(notes).collect()
        }
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    };
    lines.join(" | ")
}

#[track_caller]
fn check(version: &str, interaction: &str, expected: Expect) {
    expected.assert_eq(&reading(&contract(version, interaction)));
}

/// The same for the request alone.
#[track_caller]
fn check_request(version: &str, request: &str, expected: Expect) {
    // Version 4 wants a type, without which there is a note.
    let text = format!(r#"{{"request": {request}, "type": "Synchronous/HTTP"}}"#);
    check(version, &text, expected);
}

fn describe(interaction: &Interaction) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |text: String| lines.push(text);
    line(interaction.description.clone());
    for state in &interaction.provider_states {
        let params = state.params.iter().map(|(key, value)| format!(" {key}={value}"));
        line(format!("given {}{}", state.name, params.collect::<String>()));
    }
    let key = interaction.key.iter().map(|key| format!("key {key}"));
    let transport = interaction.transport.iter().map(|one| format!("transport {one}"));
    key.chain(transport).for_each(&mut line);
    if interaction.pending {
        line("pending".to_owned());
    }
    match &interaction.kind {
        InteractionKind::Http(http) => describe_http(http, &mut line),
        InteractionKind::AsynchronousMessage(one) => message("message", one, &mut line),
        InteractionKind::SynchronousMessage(both) => {
            message("message", &both.request, &mut line);
            for one in &both.responses {
                message("=> message", one, &mut line);
            }
        }
    }
    let defaults = ["Interaction 0", "GET /", "=> 200"];
    lines.retain(|text| !defaults.contains(&text.as_str()));
    lines
}

fn describe_http(http: &HttpInteraction, line: &mut impl FnMut(String)) {
    let (request, response) = (&http.request, &http.response);
    line(format!("{} {}", request.method, request.path));
    for (name, values) in request.query.iter() {
        line(format!("?{name}={values:?}").replace("Some(", "("));
    }
    headers(&request.headers, line);
    body(&request.body, line);
    rules(&request.rules, &request.generators, line);
    line(format!("=> {}", response.status));
    headers(&response.headers, line);
    body(&response.body, line);
    rules(&response.rules, &response.generators, line);
}

fn headers(headers: &Headers, line: &mut impl FnMut(String)) {
    for (name, values) in headers.iter() {
        line(format!("{name}: {values:?}"));
    }
}

fn message(what: &str, message: &Message, line: &mut impl FnMut(String)) {
    line(what.to_owned());
    for (key, value) in &message.metadata {
        line(format!("{key}: {value}"));
    }
    body(&message.contents, line);
    rules(&message.rules, &message.generators, line);
}

fn body(body: &Body, line: &mut impl FnMut(String)) {
    match body {
        Body::Missing => {}
        Body::Null => line("body null".to_owned()),
        Body::Empty => line("body empty".to_owned()),
        Body::Present(content) => {
            let how = if content.is_declared { "" } else { "probably " };
            let hint = match content.hint {
                ContentTypeHint::Default => String::new(),
                hint => format!(" as {hint:?}"),
            };
            let bytes = content.bytes.escape_ascii();
            line(format!("body {how}{}{hint}: {bytes}", content.content_type));
        }
    }
}

fn rules(rules: &MatchingRules, generators: &Generators, line: &mut impl FnMut(String)) {
    for entry in rules.iter() {
        let list = &entry.list;
        line(format!(
            "{} {} {:?} {:?}",
            entry.category,
            entry.path.as_str(),
            list.combine,
            list.rules
        ));
    }
    for entry in generators.iter() {
        let (path, name) = (entry.path.as_str(), entry.generator.name());
        line(format!("generated {} {path} {name}", entry.category));
    }
}
