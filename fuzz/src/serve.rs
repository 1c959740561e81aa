//! What a server and a verifier would do with a contract, without either.

use std::sync::Arc;

use mock_core::generator::{Clock, GeneratorContext};
use mock_core::{Interaction, InteractionKind, Message, MessagePlan, Mismatch, Pact, Plan};
use mock_core::{ReceivedRequest, Report, ResponsePlan, Session, Verdict};
use serde_json::json;

/// What generators draw from: the same every time.
fn context() -> GeneratorContext {
    let mut context = GeneratorContext::default();
    context.seed = 7;
    context.clock = clock();
    context.mock_server_url = Some("http://127.0.0.1:4711".into());
    context
}

fn clock() -> Clock {
    Clock::from_unix(951_825_599, 999_999_999).with_utc_offset(3600)
}

/// Serves a contract to requests, and makes and checks the responses of its provider. Whatever is
/// said of them is returned as one text; that it is said again shows that nothing depends on
/// chance.
pub(crate) fn serve(pact: &Pact, requests: &[ReceivedRequest]) -> String {
    let mut said: Vec<String> = pact.interactions.iter().map(|one| provide(one)).collect();
    match Plan::compile(pact) {
        Ok(plan) => said.push(consume(&Arc::new(plan), requests)),
        Err(error) => {
            assert!(!error.problems().is_empty());
            said.push(error.to_string());
        }
    }
    said.join("\n")
}

/// The same twice, and it must be the same.
pub(crate) fn serve_twice(pact: &Pact, requests: &[ReceivedRequest]) {
    assert_eq!(serve(pact, requests), serve(pact, requests));
}

/// The requests of a contract, as it shows them and with values made afresh.
pub(crate) fn own_requests(pact: &Pact) -> Vec<ReceivedRequest> {
    let http = pact.interactions.iter().filter_map(|one| one.http());
    http.flat_map(|http| [http.request.example(), http.request.generated(&context())]).collect()
}

/// A contract served to a consumer that sends these requests, and that takes every message and
/// sends the bodies of these requests where a message is asked for.
pub(crate) fn consume(plan: &Arc<Plan>, requests: &[ReceivedRequest]) -> String {
    let session = Session::new(plan.clone()).with_generators(context(), clock);
    let mut seen = String::new();
    for request in requests {
        seen.push_str(&format!("{:?}\n", session.respond(request.clone())));
    }
    while let Some(taken) = session.take_next() {
        seen.push_str(&format!("{taken:?}\n"));
        session.reply_with(taken.delivery, taken.message);
        for request in requests {
            session.reply(taken.delivery, request.body.clone());
            let replies = session.request(taken.delivery, request.body.clone());
            seen.push_str(&format!("{replies:?}\n"));
        }
    }
    let outcome = session.finish();
    for exchange in outcome.exchanges() {
        // The quick way that finds a match and the slow one that explains agree.
        if let Verdict::Mismatched { mismatches, .. } = &exchange.verdict {
            assert!(!mismatches.is_empty());
        }
    }
    let report = Report::new(&outcome).pact_file("pact.json").base_url("http://127.0.0.1:4711");
    format!("{seen}{report}")
}

/// A provider that answers as the contract shows, and with values made afresh.
fn provide(interaction: &Interaction) -> String {
    match &interaction.kind {
        InteractionKind::Http(http) => {
            let (shown, made) = (http.response.example(), http.response.generated(&context()));
            match ResponsePlan::compile(&http.response) {
                Ok(plan) => format!("{:?}{:?}", plan.check(&shown), plan.check(&made)),
                Err(error) => error.to_string(),
            }
        }
        InteractionKind::AsynchronousMessage(message) => {
            format!("{:?}", message.generated(&context()))
        }
        InteractionKind::SynchronousMessage(message) => {
            let messages = [&message.request].into_iter().chain(&message.responses);
            messages.map(send).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// A provider that sends a message as the contract shows it, and with values made afresh.
fn send(message: &Message) -> String {
    let (shown, made) = (message.example(), message.generated(&context()));
    match MessagePlan::compile(message) {
        Ok(plan) => format!("{:?}{:?}", plan.check(&shown), plan.check(&made)),
        Err(error) => error.to_string(),
    }
}

/// A contract whose request and response have a value with a rule and a generator, and requests
/// with each of these values in its place. Returns what the rule says of what the generator makes.
pub(crate) fn serve_values<'a>(
    rule: &serde_json::Value,
    generator: &serde_json::Value,
    values: impl IntoIterator<Item = &'a str>,
) -> Vec<Mismatch> {
    let part = json!({
        "method": "PUT",
        "headers": {"Content-Type": "application/json"},
        "body": {"value": "example"},
        "matchingRules": {"body": {"$.value": {"matchers": [rule]}}},
        "generators": {"body": {"$.value": generator}},
    });
    let pact = json!({
        "interactions": [{"request": part, "response": part}],
        "metadata": {"pactSpecification": {"version": "3.0.0"}},
    });
    let Ok(pact) = Pact::parse(&pact.to_string()) else { return Vec::new() };
    let mut requests = own_requests(&pact);
    for value in values.into_iter().take(20) {
        let mut request = requests[0].clone();
        request.body = json!({"value": value}).to_string().into();
        requests.push(request);
    }
    serve_twice(&pact, &requests);
    let http = pact.interactions[0].http().expect("an HTTP interaction");
    let made = http.response.generated(&context());
    match ResponsePlan::compile(&http.response) {
        Ok(plan) if made.body != http.response.example().body => plan.check(&made).to_vec(),
        _ => Vec::new(),
    }
}
