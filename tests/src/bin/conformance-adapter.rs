//! Answers the questions of a conformance runner: one JSON command a line on standard input, one
//! JSON answer a line on standard output. It uses nothing but the public API.

use std::io::{BufRead as _, Write as _};

use mock_core::json::{Document, Json};
use mock_core::{Mismatch, Pact, Plan, Request, Response, ResponsePlan, Session, Verdict};
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let answer = match Document::parse(line.as_str()) {
            Ok(command) => answer(command.root()).unwrap_or_else(|error| json!({"error": error})),
            Err(error) => json!({"error": format!("no JSON: {error}")}),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(command: Json<'_>) -> Result<Value, String> {
    let kind = text(command, "kind");
    match kind.as_str() {
        "hello" => Ok(json!({
            "name": "mock-runtime",
            "protocol": 1,
            "implementation": concat!("mock-runtime ", env!("CARGO_PKG_VERSION")),
            "kinds": ["request", "response"],
        })),
        "request" => request(command),
        "response" => response(command),
        other => Ok(json!({"unsupported": other})),
    }
}

fn text(command: Json<'_>, key: &str) -> String {
    command
        .get(key)
        .and_then(Json::as_str)
        .unwrap_or_default()
        .into_owned()
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
    let kind = if version == "4.0" {
        r#""type":"Synchronous/HTTP","#
    } else {
        ""
    };
    let pact = format!(
        r#"{{"interactions":[{{{kind}"description":"case","{part}":{part_text}}}],
            "metadata":{{"pactSpecification":{{"version":"{version}"}}}}}}"#
    );
    Pact::parse(&pact).map_err(|error| error.to_string())
}

fn only_request(pact: &Pact) -> Result<&Request, String> {
    let http = pact.interactions.first().and_then(|one| one.http());
    http.map(|http| &http.request)
        .ok_or_else(|| "no HTTP interaction".to_owned())
}

fn only_response(pact: &Pact) -> Result<&Response, String> {
    let http = pact.interactions.first().and_then(|one| one.http());
    http.map(|http| &http.response)
        .ok_or_else(|| "no HTTP interaction".to_owned())
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
        Some(Verdict::Unexpected {
            nearest: Some((_, mismatches)),
        }) => verdict(mismatches),
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
