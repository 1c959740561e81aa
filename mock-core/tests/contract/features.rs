//! What a contract is told that needs a feature which is off.

use expect_test::{Expect, expect};
use mock_core::Plan;

use crate::support::pact_of;

#[track_caller]
fn check(interaction: &str, says: Expect) {
    let pact = pact_of("4.0", interaction);
    let problems = Plan::compile(&pact).err().map(|error| error.to_string());
    says.assert_eq(&problems.unwrap_or_default());
}

const XML: &str = r#"{"content": "<a>1</a>", "contentType": "application/xml"}"#;
const FIXED: &str = r#""generators": {"body": {"$.a": {"type": "RandomInt"}}}"#;

#[test]
fn examples_need_none() {
    check(&format!(r#"{{"type": "Synchronous/HTTP", "response": {{"body": {XML}}}}}"#), expect![]);
    check(&format!(r#"{{"type": "Asynchronous/Messages", "contents": {XML}}}"#), expect![]);
}

#[cfg(not(feature = "xml"))]
#[test]
fn generators_in_bodies() {
    check(
        &format!(r#"{{"type": "Synchronous/HTTP", "response": {{"body": {XML}, {FIXED}}}}}"#),
        expect![[
            r#"1:19: at /interactions/0: XML bodies (application/xml) need the feature "xml" of mock-runtime"#
        ]],
    );
    check(
        &format!(r#"{{"type": "Asynchronous/Messages", "contents": {XML}, {FIXED}}}"#),
        expect![[
            r#"1:19: at /interactions/0: XML bodies (application/xml) need the feature "xml" of mock-runtime"#
        ]],
    );
    check(
        &format!(
            r#"{{"type": "Synchronous/Messages", "request": {{}}, "response": [{{"contents": {XML}}}]}}"#
        ),
        expect![[
            r#"1:19: at /interactions/0: XML bodies (application/xml) need the feature "xml" of mock-runtime"#
        ]],
    );
}

#[cfg(not(feature = "datetime"))]
#[test]
fn generators_of_dates() {
    let generators = r#""generators": {"body": {"$.a": {"type": "Date"}}, "header": {"Date": {"type": "DateTime"}}}"#;
    check(
        &format!(r#"{{"type": "Synchronous/HTTP", "response": {{{generators}}}}}"#),
        expect![[r#"
        1:92: at /interactions/0/response/generators/body/$.a: the generator "Date" needs the feature "datetime" of mock-runtime
        1:130: at /interactions/0/response/generators/header/Date: the generator "DateTime" needs the feature "datetime" of mock-runtime"#]],
    );
    check(
        &format!(
            r#"{{"type": "Synchronous/Messages", "request": {{{generators}}}, "response": []}}"#
        ),
        expect![[r#"
            1:95: at /interactions/0/request/generators/body/$.a: the generator "Date" needs the feature "datetime" of mock-runtime
            1:133: at /interactions/0/request/generators/header/Date: the generator "DateTime" needs the feature "datetime" of mock-runtime"#]],
    );
    // Nobody replays the request.
    check(&format!(r#"{{"type": "Synchronous/HTTP", "request": {{{generators}}}}}"#), expect![]);
}

#[cfg(all(feature = "xml", feature = "datetime"))]
#[test]
fn generators_with_their_features() {
    let dates = r#""generators": {"body": {"$.a": {"type": "Date"}}}"#;
    for generators in [FIXED, dates] {
        check(
            &format!(r#"{{"type": "Asynchronous/Messages", "contents": {XML}, {generators}}}"#),
            expect![],
        );
    }
}
