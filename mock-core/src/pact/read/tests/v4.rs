//! What only version 4 has: body objects, kinds of interactions, and what stands beside them.

use expect_test::{Expect, expect};

use super::{check, check_request};

#[track_caller]
fn check_body(body: &str, expected: Expect) {
    check_request("4.0", &format!(r#"{{"body": {body}}}"#), expected);
}

#[test]
fn states_of_a_body() {
    check_request("4.0", "{}", expect![]);
    check_body("null", expect![]);
    check_body("{}", expect![]);
    check_body(r#"{"content": null}"#, expect![]);
    check_body(r#"{"content": ""}"#, expect![]);
    check_body(
        r#"{"content": "", "contentType": "application/json"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "", "encoded": "base64"}"#,
        expect![],
    );
    check_body(r#"{"contentType": "application/json"}"#, expect![]);
    check_body(
        r#"{"encoded": false, "contentTypeHint": "TEXT"}"#,
        expect![],
    );
}

#[test]
fn content_as_it_is() {
    check_body(
        r#"{"content": { "b": 1.10, "a": null }, "contentType": "application/json", "encoded": false}"#,
        expect![],
    );
    check_body(
        r#"{"content": { "b": 1.10 }}"#,
        expect![],
    );
    check_body(
        r#"{"content": "text"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "{\"a\": 1}"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "text", "contentType": "application/json"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "{\"a\": 1}", "contentType": "application/json"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "<a/>", "contentType": "application/xml"}"#,
        expect![],
    );
    check_body(
        r#"{"content": {"a": 1}, "contentType": "text/plain"}"#,
        expect![],
    );
    check_body(
        r#"{"content": 42, "contentType": "text/plain", "encoded": null}"#,
        expect![],
    );
}

#[test]
fn encoded_content() {
    check_body(
        r#"{"content": "aGk=", "encoded": true}"#,
        expect![],
    );
    check_body(
        r#"{"content": "aGk=", "encoded": "base64"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "aGk", "encoded": "Base64", "contentType": "text/plain"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "/9j/", "encoded": "base64"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "eyJhIjoxfQ==", "encoded": "base64", "contentType": "application/json"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "{\"a\": 1.10}", "encoded": "JSON"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "\"a\"", "encoded": "json", "contentType": "application/json"}"#,
        expect![],
    );
    check_body(
        r#"{"content": {"a": 1}, "encoded": "json"}"#,
        expect![],
    );
    check_body(
        r#"{"content": {"a": 1}, "encoded": true}"#,
        expect![],
    );
    check_body(
        r#"{"content": "a", "encoded": "rot13"}"#,
        expect![[
            r#"  body probably text/plain: a | note 2:67: at /interactions/0/request/body/encoded: unknown encoding "rot13": the content is taken as it stands"#
        ]],
    );
    check_body(
        r#"{"content": "not base64!", "encoded": true}"#,
        expect![
            "2:51: at /interactions/0/request/body/content: `encoded` says base64, and the content is not"
        ],
    );
    check_body(
        r#"{"content": "{half", "encoded": "json"}"#,
        expect![
            "  body probably application/json: {half | note 2:51: at /interactions/0/request/body/content: the body should be application/json and is not: string expected at byte 1"
        ],
    );
}

#[test]
fn types_and_hints() {
    check_body(
        r#"{"content": "a", "contentType": "text/csv", "contentTypeHint": "BINARY"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "a", "contentType": "image/svg+xml", "contentTypeHint": "text"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "a", "contentTypeHint": "DEFAULT"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "a", "contentTypeHint": null}"#,
        expect![],
    );
    check_body(
        r#"{"content": "a", "contentTypeHint": "PICTURE"}"#,
        expect![[
            r#"  body probably text/plain: a | note 2:75: at /interactions/0/request/body/contentTypeHint: unknown content type hint "PICTURE""#
        ]],
    );
    check_body(
        r#"{"content": "a", "contentType": null}"#,
        expect![],
    );
    check_body(
        r#"{"content": "a", "contentType": "alligators"}"#,
        expect![[
            r#"  body probably text/plain: a | note 2:71: at /interactions/0/request/body/contentType: "alligators" is no content type"#
        ]],
    );
    check_request(
        "4.0",
        r#"{"headers": {"Content-Type": ["text/css"]}, "body": {"content": "a"}}"#,
        expect![],
    );
    check_request(
        "4.0",
        r#"{"headers": {"Content-Type": ["text/css"]}, "body": {"content": "a", "contentType": "text/csv"}}"#,
        expect![],
    );
    check_request(
        "4.0",
        r#"{"headers": {"Content-Type": []}, "body": {"content": "a"}}"#,
        expect![],
    );
}

#[test]
fn bodies_that_are_no_body_objects() {
    check_body(
        r#"{"id": 1, "name": "x"}"#,
        expect![],
    );
    check_body(
        r#"{"content": "a", "more": 1}"#,
        expect![],
    );
    check_body(
        r#"{"contentType": "text/plain", "id": 1}"#,
        expect![],
    );
    check_body(
        r#""text""#,
        expect![],
    );
    check_body("[1, 2]", expect![]);
    check_body("0", expect![]);
}

#[test]
fn what_stands_beside() {
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "key": "abc", "pending": true, "transport": "https",
            "comments": {"text": ["a"]}, "interactionMarkup": {}, "pluginConfiguration": {"p": {}},
            "description": "d", "providerStates": [{"name": "s", "params": {"n": 1}}]}"#,
        expect![],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "key": 12, "pending": null, "transport": null}"#,
        expect![],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "pending": "yes"}"#,
        expect![],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "providerState": "s"}"#,
        expect![],
    );
    check(
        "3.0.0",
        r#"{"type": "Asynchronous/Messages", "key": "abc", "pending": true}"#,
        expect![],
    );
}

#[test]
fn kinds_of_interactions() {
    check(
        "4.0",
        "{}",
        expect![[
            r#"note 2:18: at /interactions/0: an interaction without `type` is taken for "Synchronous/HTTP""#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/gRPC-Web"}"#,
        expect![[
            r#"note 2:27: at /interactions/0/type: an interaction of the unknown type "Synchronous/gRPC-Web" is skipped"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/Http"}"#,
        expect![[
            r#"2:27: at /interactions/0/type: unknown type of interaction "Synchronous/Http"; did you mean "Synchronous/HTTP"?"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Asynchronous/Message"}"#,
        expect![[
            r#"2:27: at /interactions/0/type: unknown type of interaction "Asynchronous/Message"; did you mean "Asynchronous/Messages"?"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": null}"#,
        expect![[
            r#"note 2:27: at /interactions/0/type: an interaction of the unknown type "null" is skipped"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": 4}"#,
        expect![[
            r#"note 2:27: at /interactions/0/type: an interaction of the unknown type "4" is skipped"#
        ]],
    );
}

#[test]
fn asynchronous_messages() {
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages", "description": "an event",
            "contents": {"content": {"id": 1}, "contentType": "application/json"},
            "metadata": {"contentType": "application/json", "ttl": 1.0},
            "matchingRules": {"body": {"$.id": {"matchers": [{"match": "integer"}]}},
                              "metadata": {"ttl": {"matchers": [{"match": "number"}]}}},
            "generators": {"body": {"$.id": {"type": "RandomInt"}}}}"#,
        expect![[
            r#"an event | message | contentType: "application/json" | ttl: 1.0 |   body application/json: {\"id\":1} | body $.id And [Integer(Integer)] | metadata ttl And [Number(Number)] | generated body $.id RandomInt"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages"}"#,
        expect![],
    );
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages", "contents": {"content": "a"}, "metadata": {"contentType": "text/csv"}}"#,
        expect![],
    );
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages", "metadata": "ttl=1"}"#,
        expect![],
    );
}

#[test]
fn synchronous_messages() {
    check(
        "4.0",
        r#"{"type": "Synchronous/Messages", "description": "a call",
            "request": {"contents": {"content": "ping"}, "metadata": {"a": "b"}},
            "response": [{"contents": {"content": "pong"}}, {"contents": {"content": {"n": 2}}}]}"#,
        expect![[
            r#"a call | message | a: "b" |   body probably text/plain: ping | => message |   body probably text/plain: pong | => message |   body probably application/json: {\"n\":2}"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/Messages", "response": []}"#,
        expect![],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/Messages", "request": {}, "response": {"contents": {"content": "one"}}}"#,
        expect![],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/Messages", "request": 1, "response": [2]}"#,
        expect![
            "2:62: at /interactions/0/request: expected an object, found 1 | 2:78: at /interactions/0/response/0: expected an object, found 2"
        ],
    );
}

#[test]
fn messages_of_version_3() {
    let check = |messages: &str, expected: Expect| {
        let text = format!(
            r#"{{"consumer": {{"name": "c"}}, "provider": {{"name": "p"}}, "messages": {messages},
"metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#
        );
        expected.assert_eq(&super::reading(&text));
    };
    check(
        r#"[{"description": "an event", "providerStates": [{"name": "s"}], "_id": "1",
             "contents": {"id": 1.0}, "metaData": {"Content-Type": "application/hal+json"},
             "matchingRules": {"body": {"$.id": {"matchers": [{"match": "type"}]}}},
             "generators": {"body": {"$.id": {"type": "RandomDecimal"}}}}]"#,
        expect![[
            r#"an event | given s | message | Content-Type: "application/hal+json" |   body application/hal+json: {\"id\":1.0} | body $.id And [Type(Type { min: None, max: None })] | generated body $.id RandomDecimal"#
        ]],
    );
    check(
        r#"[{"contents": "text", "metadata": {"contentType": "text/plain"}}]"#,
        expect![],
    );
    check(
        r#"[{"contents": "aGk=", "metadata": {"contentType": "image/gif"}}]"#,
        expect![],
    );
    check(
        r#"[{"contents": null}, {"providerState": "s"}]"#,
        expect![],
    );
    check(
        r#"[{"matchingRules": {"contents": {"$": {"matchers": [{"match": "type"}]}}}}]"#,
        expect![],
    );
    check(
        "[7]",
        expect![],
    );
    check("[]", expect![]);
}

#[test]
fn plugins() {
    let text = |plugins: &str| {
        format!(
            r#"{{"consumer": {{"name": "c"}}, "provider": {{"name": "p"}}, "interactions": [
{{"type": "Synchronous/HTTP", "request": {{"matchingRules": {{"body": {{"$": {{"matchers": [{{"match": "csv-row", "columns": 2}}]}}}}}}}}}}],
"metadata": {{"pactSpecification": {{"version": "4.0"}}{plugins}}}}}"#
        )
    };
    let check = |plugins: &str, expected: Expect| {
        expected.assert_eq(&super::reading(&text(plugins)));
    };
    check(
        r#", "plugins": [{"name": "csv", "version": "0.1", "configuration": {}}]"#,
        expect![[
            r#"body $ And [Other(Other { name: "csv-row", json: {"match":"csv-row","columns":2} })]"#
        ]],
    );
    check(
        "",
        expect![[
            r#"2:98: at /interactions/0/request/matchingRules/body/$/matchers/0/match: unknown matching rule "csv-row""#
        ]],
    );
}
