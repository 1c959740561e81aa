//! Answers the questions of a conformance runner: one JSON command a line on standard input, one
//! JSON answer a line on standard output. It uses nothing but the public API.

mod generate;
mod messages;

use std::collections::HashMap;
use std::io::{BufRead as _, Write as _};

use mock_core::json::{Document, Json};
use mock_core::{Mismatch, Outcome, Pact, Plan, Request, Response, ResponsePlan, Session, Verdict};
use mock_runtime::MockServer;
use serde_json::{Value, json};

/// The servers that run, by the id that the runner was given.
type Servers = HashMap<String, (MockServer, Pact)>;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    let mut servers = Servers::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let answer = match Document::parse(line.as_str()) {
            Ok(command) => {
                answer(command.root(), &mut servers).unwrap_or_else(|error| json!({"error": error}))
            }
            Err(error) => json!({"error": format!("no JSON: {error}")}),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(command: Json<'_>, servers: &mut Servers) -> Result<Value, String> {
    let kind = text(command, "kind");
    match kind.as_str() {
        "hello" => Ok(json!({
            "name": "mock-runtime",
            "protocol": 1,
            "implementation": concat!("mock-runtime ", env!("CARGO_PKG_VERSION")),
            "kinds": [
                "request", "response", "message", "mock", "generate", "message_consume", "pact_write",
            ],
        })),
        "request" => request(command),
        "response" => response(command),
        "message" => messages::check(command),
        "generate" => generate::generate(command),
        "message_consume" => messages::consume(command),
        "pact_write" => pact_write(command),
        "mock_start" => mock_start(command, servers),
        "mock_finish" => mock_finish(command, servers),
        other => Ok(json!({"unsupported": other})),
    }
}

fn text(command: Json<'_>, key: &str) -> String {
    command.get(key).and_then(Json::as_str).unwrap_or_default().into_owned()
}

/// A part of the command as JSON text: given as a value, or as its source text.
fn source(command: Json<'_>, key: &str) -> String {
    match command.get(key) {
        Some(value) => value.compact(),
        None => text(command, &format!("{key}_text")),
    }
}

/// A contract with a single interaction that has the given part.
fn pact(command: Json<'_>, part: &str, key: &str) -> Result<Pact, String> {
    let (version, part_text) = (text(command, "version"), source(command, key));
    let kind = if version == "4.0" { r#""type":"Synchronous/HTTP","# } else { "" };
    let pact = format!(
        r#"{{"interactions":[{{{kind}"description":"case","{part}":{part_text}}}],
            "metadata":{{"pactSpecification":{{"version":"{version}"}}}}}}"#
    );
    Pact::parse(&pact).map_err(|error| error.to_string())
}

fn only_request(pact: &Pact) -> Result<&Request, String> {
    let http = pact.interactions.first().and_then(|one| one.http());
    http.map(|http| &http.request).ok_or_else(|| "no HTTP interaction".to_owned())
}

fn only_response(pact: &Pact) -> Result<&Response, String> {
    let http = pact.interactions.first().and_then(|one| one.http());
    http.map(|http| &http.response).ok_or_else(|| "no HTTP interaction".to_owned())
}

fn request(command: Json<'_>) -> Result<Value, String> {
    let expected = pact(command, "request", "expected")?;
    let actual = pact(command, "request", "actual")?;
    let plan = match Plan::compile(&expected) {
        Ok(plan) => plan,
        Err(error) => return Ok(refused(&error.to_string())),
    };
    let session = Session::new(plan.into());
    session.respond(only_request(&actual)?.example());
    let exchanges = session.exchanges();
    Ok(match exchanges.first().map(|exchange| &exchange.verdict) {
        Some(Verdict::Matched { .. }) => verdict(&[]),
        Some(Verdict::Mismatched { mismatches, .. }) => verdict(mismatches),
        Some(Verdict::Unexpected { nearest: Some((_, mismatches)) }) => verdict(mismatches),
        _ => json!({"match": false, "mismatches": []}),
    })
}

fn response(command: Json<'_>) -> Result<Value, String> {
    let expected = pact(command, "response", "expected")?;
    let actual = pact(command, "response", "actual")?;
    let plan = match ResponsePlan::compile(only_response(&expected)?) {
        Ok(plan) => plan,
        Err(error) => return Ok(refused(&error.to_string())),
    };
    Ok(verdict(&plan.check(&only_response(&actual)?.example())))
}

/// A contract that says itself that it needs what is not there yet; other reasons are errors.
fn refused(error: &str) -> Value {
    if error.contains("not supported") {
        json!({"unsupported": error})
    } else {
        json!({"error": error})
    }
}

fn verdict(mismatches: &[Mismatch]) -> Value {
    let listed: Vec<Value> = mismatches
        .iter()
        .map(|mismatch| {
            let (kind, path) = mismatch.location.parts();
            json!({"type": kind, "path": path, "text": mismatch.to_string()})
        })
        .collect();
    json!({"match": mismatches.is_empty(), "mismatches": listed})
}

fn pact_write(command: Json<'_>) -> Result<Value, String> {
    let pact = Pact::parse(&source(command, "pact")).map_err(|error| error.to_string())?;
    Ok(json!({"pact": written(&pact)}))
}

/// The contract as a file would have it.
fn written(pact: &Pact) -> Value {
    serde_json::from_str(&pact.to_json()).unwrap_or_default()
}

fn mock_start(command: Json<'_>, servers: &mut Servers) -> Result<Value, String> {
    let preflight = command.get("config").and_then(|config| config.get("corsPreflight"));
    if preflight.and_then(Json::as_bool) == Some(true) {
        return Ok(json!({"unsupported": "answers to CORS preflight requests"}));
    }
    let pact = Pact::parse(&source(command, "pact")).map_err(|error| error.to_string())?;
    // The runner speaks HTTP alone, and so takes no messages of a contract that has both.
    let mut served = pact.clone();
    served.interactions.retain(|interaction| interaction.http().is_some());
    let server = match MockServer::start(served) {
        Ok(server) => server,
        Err(error) => return Ok(refused(&error.to_string())),
    };
    let (id, address) = (servers.len().to_string(), server.address().to_string());
    servers.insert(id.clone(), (server, pact));
    Ok(json!({"id": id, "address": address}))
}

fn mock_finish(command: Json<'_>, servers: &mut Servers) -> Result<Value, String> {
    let id = text(command, "id");
    let (server, pact) = servers.remove(&id).ok_or_else(|| format!("no server {id}"))?;
    let outcome = server.check();
    let all_matched = outcome.is_success();
    let written = all_matched.then(|| written(&pact));
    Ok(json!({"all_matched": all_matched, "results": results(&outcome), "pact": written}))
}

fn results(outcome: &Outcome) -> Vec<Value> {
    let expected = |index: usize| {
        let http = outcome.interactions()[index].http();
        http.map(|http| (http.request.method.as_str(), http.request.path.as_str()))
            .unwrap_or_default()
    };
    let missing = outcome.missing().map(|index| {
        let (method, path) = expected(index);
        json!({"type": "missing-request", "method": method, "path": path})
    });
    let came = outcome.exchanges().iter().filter_map(|exchange| match &exchange.verdict {
        Verdict::Matched { .. } => None,
        Verdict::Mismatched { closest, mismatches } => {
            let (method, path) = expected(*closest);
            let mismatches = verdict(mismatches)["mismatches"].take();
            Some(json!({"type": "request-mismatch", "method": method, "path": path, "mismatches": mismatches}))
        }
        _ => {
            let (method, path) = (exchange.request.method.as_str(), &exchange.request.path);
            Some(json!({"type": "request-not-found", "method": method, "path": path}))
        }
    });
    came.chain(missing).collect()
}
