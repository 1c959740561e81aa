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
    check_body("null", expect!["body null"]);
    check_body("{}", expect![]);
    check_body(r#"{"content": null}"#, expect!["body null"]);
    check_body(r#"{"content": ""}"#, expect!["body empty"]);
    check_body(r#"{"content": "", "contentType": "application/json"}"#, expect!["body empty"]);
    check_body(r#"{"content": "", "encoded": "base64"}"#, expect!["body empty"]);
    check_body(r#"{"contentType": "application/json"}"#, expect![]);
    check_body(r#"{"encoded": false, "contentTypeHint": "TEXT"}"#, expect![]);
}

#[test]
fn content_as_it_is() {
    check_body(
        r#"{"content": { "b": 1.10, "a": null }, "contentType": "application/json", "encoded": false}"#,
        expect![[r#"body application/json: {\"b\":1.10,\"a\":null}"#]],
    );
    check_body(
        r#"{"content": { "b": 1.10 }}"#,
        expect![[r#"body probably application/json: {\"b\":1.10}"#]],
    );
    check_body(r#"{"content": "text"}"#, expect!["body probably text/plain: text"]);
    check_body(
        r#"{"content": "{\"a\": 1}"}"#,
        expect![[r#"body probably application/json: {\"a\": 1}"#]],
    );
    check_body(
        r#"{"content": "text", "contentType": "application/json"}"#,
        expect![[r#"body application/json: \"text\""#]],
    );
    check_body(
        r#"{"content": "{\"a\": 1}", "contentType": "application/json"}"#,
        expect![[r#"body application/json: \"{\\\"a\\\": 1}\""#]],
    );
    check_body(
        r#"{"content": "<a/>", "contentType": "application/xml"}"#,
        expect!["body application/xml: <a/>"],
    );
    check_body(
        r#"{"content": {"a": 1}, "contentType": "text/plain"}"#,
        expect![[r#"body text/plain: {\"a\":1}"#]],
    );
    check_body(
        r#"{"content": 42, "contentType": "text/plain", "encoded": null}"#,
        expect!["body text/plain: 42"],
    );
}

#[test]
fn encoded_content() {
    check_body(r#"{"content": "aGk=", "encoded": true}"#, expect!["body probably text/plain: hi"]);
    check_body(
        r#"{"content": "aGk=", "encoded": "base64"}"#,
        expect!["body probably text/plain: hi"],
    );
    check_body(
        r#"{"content": "aGk", "encoded": "Base64", "contentType": "text/plain"}"#,
        expect!["body text/plain: hi"],
    );
    check_body(
        r#"{"content": "/9j/", "encoded": "base64"}"#,
        expect![[r#"body probably application/octet-stream: \xff\xd8\xff"#]],
    );
    check_body(
        r#"{"content": "eyJhIjoxfQ==", "encoded": "base64", "contentType": "application/json"}"#,
        expect![[r#"body application/json: {\"a\":1}"#]],
    );
    check_body(
        r#"{"content": "{\"a\": 1.10}", "encoded": "JSON"}"#,
        expect![[r#"body probably application/json: {\"a\": 1.10}"#]],
    );
    check_body(
        r#"{"content": "\"a\"", "encoded": "json", "contentType": "application/json"}"#,
        expect![[r#"body application/json: \"a\""#]],
    );
    check_body(
        r#"{"content": {"a": 1}, "encoded": "json"}"#,
        expect![[r#"body probably application/json: {\"a\":1}"#]],
    );
    check_body(
        r#"{"content": {"a": 1}, "encoded": true}"#,
        expect![[r#"body probably application/json: {\"a\":1}"#]],
    );
    check_body(
        r#"{"content": "a", "encoded": "rot13"}"#,
        expect![[
            r#"body probably text/plain: a | note 2:67: at /interactions/0/request/body/encoded: unknown encoding "rot13": the content is taken as it stands"#
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
            "body probably application/json: {half | note 2:51: at /interactions/0/request/body/content: the body should be application/json and is not: expected a name in double quotes at byte 1"
        ],
    );
}

#[test]
fn types_and_hints() {
    check_body(
        r#"{"content": "a", "contentType": "text/csv", "contentTypeHint": "BINARY"}"#,
        expect!["body text/csv as Binary: a"],
    );
    check_body(
        r#"{"content": "a", "contentType": "image/svg+xml", "contentTypeHint": "text"}"#,
        expect!["body image/svg+xml as Text: a"],
    );
    check_body(
        r#"{"content": "a", "contentTypeHint": "DEFAULT"}"#,
        expect!["body probably text/plain: a"],
    );
    check_body(
        r#"{"content": "a", "contentTypeHint": null}"#,
        expect!["body probably text/plain: a"],
    );
    check_body(
        r#"{"content": "a", "contentTypeHint": "PICTURE"}"#,
        expect![[
            r#"body probably text/plain: a | note 2:75: at /interactions/0/request/body/contentTypeHint: unknown content type hint "PICTURE""#
        ]],
    );
    check_body(r#"{"content": "a", "contentType": null}"#, expect!["body probably text/plain: a"]);
    check_body(
        r#"{"content": "a", "contentType": "alligators"}"#,
        expect![[
            r#"body probably text/plain: a | note 2:71: at /interactions/0/request/body/contentType: "alligators" is no content type"#
        ]],
    );
    check_request(
        "4.0",
        r#"{"headers": {"Content-Type": ["text/css"]}, "body": {"content": "a"}}"#,
        expect![[r#"Content-Type: ["text/css"] | body text/css: a"#]],
    );
    check_request(
        "4.0",
        r#"{"headers": {"Content-Type": ["text/css"]}, "body": {"content": "a", "contentType": "text/csv"}}"#,
        expect![[r#"Content-Type: ["text/css"] | body text/csv: a"#]],
    );
    check_request(
        "4.0",
        r#"{"headers": {"Content-Type": []}, "body": {"content": "a"}}"#,
        expect!["Content-Type: [] | body probably text/plain: a"],
    );
}

#[test]
fn bodies_that_are_no_body_objects() {
    check_body(
        r#"{"id": 1, "name": "x"}"#,
        expect![[r#"body probably application/json: {\"id\":1,\"name\":\"x\"}"#]],
    );
    check_body(r#"{"content": "a", "more": 1}"#, expect!["body probably text/plain: a"]);
    check_body(
        r#"{"contentType": "text/plain", "id": 1}"#,
        expect![[r#"body probably application/json: {\"contentType\":\"text/plain\",\"id\":1}"#]],
    );
    check_body(r#""text""#, expect![[r#"body probably application/json: \"text\""#]]);
    check_body("[1, 2]", expect!["body probably application/json: [1,2]"]);
    check_body("0", expect!["body probably application/json: 0"]);
}

#[test]
fn what_stands_beside() {
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "key": "abc", "pending": true, "transport": "https",
            "comments": {"text": ["a"]}, "interactionMarkup": {}, "pluginConfiguration": {"p": {}},
            "description": "d", "providerStates": [{"name": "s", "params": {"n": 1}}]}"#,
        expect!["d | given s n=1 | key abc | transport https | pending"],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "key": 12, "pending": null, "transport": null}"#,
        expect!["key 12"],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "pending": "yes"}"#,
        expect![[r#"2:58: at /interactions/0/pending: expected a boolean, found "yes""#]],
    );
    check("4.0", r#"{"type": "Synchronous/HTTP", "providerState": "s"}"#, expect!["given s"]);
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
            r#"note 2:18: at /interactions/0: an interaction without `type` is taken for "Synchronous/HTTP""#
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
