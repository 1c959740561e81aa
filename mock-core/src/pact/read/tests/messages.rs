//! Messages: version 3's list of them, and the interactions of version 4 that are messages.

use expect_test::{Expect, expect};

use super::check;

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
            r#"an event | message | contentType: "application/json" | ttl: 1.0 | body application/json: {\"id\":1} | body $.id And [Integer(Integer)] | metadata ttl And [Number(Number)] | generated body $.id RandomInt"#
        ]],
    );
    check("4.0", r#"{"type": "Asynchronous/Messages"}"#, expect!["message"]);
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages", "contents": {"content": "a"}, "metadata": {"contentType": "text/csv"}}"#,
        expect![[r#"message | contentType: "text/csv" | body text/csv: a"#]],
    );
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages", "metadata": "ttl=1"}"#,
        expect![[r#"2:64: at /interactions/0/metadata: expected an object, found "ttl=1""#]],
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
            r#"a call | message | a: "b" | body probably text/plain: ping | => message | body probably text/plain: pong | => message | body probably application/json: {\"n\":2}"#
        ]],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/Messages", "response": []}"#,
        expect!["2:18: at /interactions/0: a synchronous message without `request`"],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/Messages", "request": {}, "response": {"contents": {"content": "one"}}}"#,
        expect!["message | => message | body probably text/plain: one"],
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
fn contents_under_another_name() {
    check(
        "4.0",
        r#"{"type": "Asynchronous/Messages", "content": {"content": "aGk=", "encoded": "base64"}}"#,
        expect!["message | body probably text/plain: hi"],
    );
    check(
        "4.0",
        r#"{"type": "Synchronous/Messages", "request": {"content": {"content": "ping"}},
            "response": [{"content": {"content": "pong"}, "contents": {"content": "ping"}}]}"#,
        expect![
            "message | body probably text/plain: ping | => message | body probably text/plain: ping | note 3:38: at /interactions/0/response/0/content: `content` is ignored beside `contents`"
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
            r#"an event | given s | message | Content-Type: "application/hal+json" | body application/hal+json: {\"id\":1.0} | body $.id And [Type(Type { min: None, max: None })] | generated body $.id RandomDecimal"#
        ]],
    );
    check(
        r#"[{"contents": "text", "metadata": {"contentType": "text/plain"}}]"#,
        expect![[r#"message | contentType: "text/plain" | body text/plain: text"#]],
    );
    check(
        r#"[{"contents": "aGk=", "metadata": {"contentType": "image/gif"}}]"#,
        expect![[r#"message | contentType: "image/gif" | body image/gif: hi"#]],
    );
    check(
        r#"[{"contents": null}, {"providerState": "s"}]"#,
        expect!["message | body null | Interaction 1 | given s | message"],
    );
    check(
        r#"[{"matchingRules": {"contents": {"$": {"matchers": [{"match": "type"}]}}}}]"#,
        expect!["message | body $ And [Type(Type { min: None, max: None })]"],
    );
    check(
        r#"[{"content": {"id": 1}}, {"content": {"id": {"pact:matcher:type": "integer", "value": 2}}},
             {"content": 1, "contents": 2}, {"contents": null, "content": 1}]"#,
        expect![[
            r#"message | body probably application/json: {\"id\":1} | Interaction 1 | message | body probably application/json: {\"id\":2} | body $.id And [Integer(Integer)] | Interaction 2 | message | body probably application/json: 2 | Interaction 3 | message | body null | note 2:26: at /messages/2/content: `content` is ignored beside `contents` | note 2:75: at /messages/3/content: `content` is ignored beside `contents`"#
        ]],
    );
    check("[7]", expect!["1:69: at /messages/0: expected an object, found 7"]);
    check("[]", expect![]);
}
