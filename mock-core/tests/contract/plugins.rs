//! Interactions that a plugin has written: kept, served where no plugin is needed, and else refused.

use expect_test::{Expect, expect};
use mock_core::{Pact, Plan};

use crate::support::pact_of;

#[track_caller]
fn check(interaction: &str, says: Expect) {
    let pact = pact_of("4.0", &format!(r#"{{"type": "Synchronous/HTTP", {interaction}}}"#));
    let problems = Plan::compile(&pact).err().map(|error| error.to_string());
    says.assert_eq(&problems.unwrap_or_default());
    let written = pact.to_json();
    let again = Pact::parse(&written).expect("what was written can be read");
    assert_eq!(again.to_json(), written, "nothing is lost");
}

const CONFIGURED: &str = r#""pluginConfiguration": {"csv": {"headers": false}}"#;

#[test]
fn bodies_that_a_plugin_compares() {
    let body = r#"{"content": "a,b", "contentType": "text/csv"}"#;
    check(
        &format!(r#"{CONFIGURED}, "request": {{"method": "POST", "body": {body}}}"#),
        expect![[
            r#"1:19: at /interactions/0: text/csv bodies are compared by the plugin "csv", and plugins are not supported"#
        ]],
    );
    check(&format!(r#"{CONFIGURED}, "response": {{"body": {body}}}"#), expect![]);
    check(&format!(r#""request": {{"method": "POST", "body": {body}}}"#), expect![]);
    let json = r#"{"content": {"a": 1}, "contentType": "application/json"}"#;
    check(&format!(r#"{CONFIGURED}, "request": {{"method": "POST", "body": {json}}}"#), expect![]);
    let message =
        r#"{"content": "AAAA", "contentType": "application/protobuf", "encoded": "base64"}"#;
    check(
        &format!(
            r#""pluginConfiguration": {{"protobuf": {{}}, "other": {{}}}},
               "request": {{"method": "POST", "body": {message}}}"#
        ),
        expect![[
            r#"1:19: at /interactions/0: application/protobuf bodies are compared by the plugin "protobuf", "other", and plugins are not supported"#
        ]],
    );
}

#[test]
fn transports() {
    check(r#""transport": "http""#, expect![]);
    check(r#""transport": "https""#, expect![]);
    check(
        r#""transport": "grpc""#,
        expect![[
            r#"1:19: at /interactions/0: the transport "grpc" needs a plugin, and plugins are not supported"#
        ]],
    );
}
