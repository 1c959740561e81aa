//! Messages: compared, and handed to a consumer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mock_core::json::Json;
use mock_core::{MessagePlan, Pact, ReceivedMessage};
use mock_runtime::{Message, MockServer};
use serde_json::{Map, Value, json};

use super::{refused, source, text, verdict, written};

/// A contract with a single message, which is given as the file has it, though in version 4
/// perhaps without its type.
fn pact(command: Json<'_>, key: &str) -> Result<Pact, String> {
    let (version, message) = (text(command, "version"), source(command, key));
    let list = if version == "4.0" { "interactions" } else { "messages" };
    let rest = message.trim_start().strip_prefix('{').ok_or("a message is an object")?;
    let comma = if rest.trim_start().starts_with('}') { "" } else { "," };
    let kind = match version.as_str() {
        // Of a member that is there twice the last counts.
        "4.0" => format!(r#""type":"Asynchronous/Messages"{comma}"#),
        _ => String::new(),
    };
    let pact = format!(
        r#"{{"{list}":[{{{kind}{rest}],
            "metadata":{{"pactSpecification":{{"version":"{version}.0"}}}}}}"#
    );
    Pact::parse(&pact).map_err(|error| error.to_string())
}

fn only_message(pact: &Pact) -> Result<&mock_core::Message, String> {
    let message = pact.interactions.first().and_then(|one| one.message());
    message.ok_or_else(|| "no asynchronous message".to_owned())
}

/// Whether a message is what is expected.
pub(super) fn check(command: Json<'_>) -> Result<Value, String> {
    let (expected, actual) = (pact(command, "expected")?, pact(command, "actual")?);
    let plan = match MessagePlan::compile(only_message(&expected)?) {
        Ok(plan) => plan,
        Err(error) => return Ok(refused(&error.to_string())),
    };
    Ok(verdict(&plan.check(&only_message(&actual)?.example())))
}

/// What a consumer gets, and the contract that comes of it.
pub(super) fn consume(command: Json<'_>) -> Result<Value, String> {
    let pact = pact(command, "interaction")?;
    let server = match MockServer::start(pact.clone()) {
        Ok(server) => server,
        Err(error) => return Ok(refused(&error.to_string())),
    };
    let message = server.messages().next().ok_or("no message")?;
    let received = received(&pact, &message);
    // A consumer that fails leaves no contract behind.
    let is_kept = server.check().is_success() && command.get("fail").is_none();
    Ok(json!({"received": received, "pact": is_kept.then(|| written(&pact))}))
}

/// The message, or the request and the responses to it.
fn received(pact: &Pact, message: &Message) -> Value {
    let Some(synchronous) = pact.interactions[0].synchronous_message() else {
        return json!({"message": part(message.received())});
    };
    let responses = message.request_with(synchronous.request.example());
    let responses: Vec<Value> = responses.iter().map(part).collect();
    json!({"request": part(message.received()), "response": responses})
}

fn part(message: &ReceivedMessage) -> Value {
    let value = |text: &str| serde_json::from_str(text).unwrap_or_default();
    let metadata = message.metadata.iter();
    let metadata: Map<String, Value> =
        metadata.map(|(key, text)| (key.clone(), value(text.as_str()))).collect();
    json!({
        "body_base64": STANDARD.encode(&message.contents),
        "content_type": message.content_type(),
        "metadata": metadata,
    })
}
