//! Writing a contract back: nothing that was read is lost.

use expect_test::{Expect, expect};
use mock_core::Pact;
use mock_core::json::Document;

/// Contracts that use all of their version, written as this crate writes them.
pub(crate) const EXAMPLES: [(&str, &str); 5] = [
    ("V1", include_str!("pacts/v1.json")),
    ("V1.1", include_str!("pacts/v1_1.json")),
    ("V2", include_str!("pacts/v2.json")),
    ("V3", include_str!("pacts/v3.json")),
    ("V4", include_str!("pacts/v4.json")),
];

fn rewritten(text: &str) -> String {
    Pact::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}")).to_json()
}

#[test]
fn a_written_contract_is_written_again_to_the_byte() {
    for (version, text) in EXAMPLES {
        assert_eq!(rewritten(text), text.trim_end(), "{version}");
    }
}

#[test]
fn layout_and_order_of_the_file_do_not_matter() {
    for (version, text) in EXAMPLES {
        let compact = Document::parse(text).unwrap().root().compact();
        assert_eq!(rewritten(&compact), text.trim_end(), "{version}");
        // Top-level members in the opposite order.
        let document = Document::parse(text).unwrap();
        let mut members: Vec<String> = document
            .root()
            .members()
            .map(|(key, value)| format!("{}: {}", key.text(), value.text()))
            .collect();
        members.reverse();
        let reversed = rewritten(&format!("{{{}}}", members.join(",")));
        let written = Document::parse(reversed).unwrap();
        assert!(written.root().equals(document.root()), "{version}");
    }
}

/// What becomes of an interaction, without whitespace.
#[track_caller]
fn check(version: &str, interaction: &str, expected: Expect) {
    let text = format!(
        r#"{{"interactions": [{interaction}], "metadata": {{"pactSpecification": {{"version": "{version}"}}}}}}"#
    );
    let written = rewritten(&text);
    assert_eq!(rewritten(&written), written);
    let document = Document::parse(written.as_str()).unwrap();
    let interactions = document.root().get("interactions").unwrap();
    let interaction = interactions.elements().next().unwrap().compact();
    let rest = interaction.replace(r#""description":"Interaction 0","#, "");
    expected.assert_eq(&rest);
}

#[test]
fn contents_keep_their_name() {
    check(
        "4",
        r#"{"type": "Asynchronous/Messages", "content": {"content": "a"}}"#,
        expect![[r#"{"type":"Asynchronous/Messages","pending":false,"content":{"content":"a"}}"#]],
    );
    check(
        "4",
        r#"{"type": "Synchronous/Messages", "request": {"contents": {"content": 1}, "content": 2, "x": 3},
            "response": [{"content": {"content": "a"}}]}"#,
        expect![[
            r#"{"type":"Synchronous/Messages","pending":false,"request":{"contents":{"content":1},"content":2,"x":3},"response":[{"content":{"content":"a"}}]}"#
        ]],
    );
}

#[test]
fn old_spellings_become_new_ones() {
    check(
        "1",
        r#"{"provider_state": "a"}"#,
        expect![[
            r#"{"providerState":"a","request":{"method":"GET","path":"/"},"response":{"status":200}}"#
        ]],
    );
    check(
        "2",
        r#"{"providerStates": [{"name": "a"}]}"#,
        expect![[
            r#"{"providerState":"a","request":{"method":"GET","path":"/"},"response":{"status":200}}"#
        ]],
    );
    check(
        "2",
        r#"{"providerStates": [{"name": "a", "params": {"b": 1}}]}"#,
        expect![[
            r#"{"providerStates":[{"name":"a","params":{"b":1}}],"request":{"method":"GET","path":"/"},"response":{"status":200}}"#
        ]],
    );
    check(
        "2",
        r#"{"providerStates": [{"name": "a", "b": 1}]}"#,
        expect![[
            r#"{"providerStates":[{"name":"a","b":1}],"request":{"method":"GET","path":"/"},"response":{"status":200}}"#
        ]],
    );
    check(
        "3",
        r#"{"providerState": "a"}"#,
        expect![[
            r#"{"providerStates":[{"name":"a"}],"request":{"method":"GET","path":"/"},"response":{"status":200}}"#
        ]],
    );
    check(
        "3",
        r#"{"providerStates": ["a", 5]}"#,
        expect![[
            r#"{"providerStates":[{"name":"a"},{"name":"5"}],"request":{"method":"GET","path":"/"},"response":{"status":200}}"#
        ]],
    );
    check(
        "2",
        r#"{"request": {"requestMatchingRules": {"$.path": {"match": "type"}}}}"#,
        expect![[
            r#"{"request":{"method":"GET","path":"/","matchingRules":{"$.path":{"match":"type"}}},"response":{"status":200}}"#
        ]],
    );
    check(
        "2",
        r#"{"response": {"responseMatchingRules": {"$.body": {"match": "type"}}}}"#,
        expect![[
            r#"{"request":{"method":"GET","path":"/"},"response":{"status":200,"matchingRules":{"$.body":{"match":"type"}}}}"#
        ]],
    );
    check(
        "2",
        r#"{"request": {"method": "post"}, "response": {"status": "201"}}"#,
        expect![[r#"{"request":{"method":"POST","path":"/"},"response":{"status":201}}"#]],
    );
    check(
        "4",
        "{}",
        expect![[
            r#"{"type":"Synchronous/HTTP","pending":false,"request":{"method":"GET","path":"/"},"response":{"status":200}}"#
        ]],
    );
}

#[test]
fn what_is_empty_or_null_says_nothing() {
    check(
        "3",
        r#"{"request": {"query": null, "headers": {}, "matchingRules": null}}"#,
        expect![[r#"{"request":{"method":"GET","path":"/"},"response":{"status":200}}"#]],
    );
    check(
        "3",
        r#"{"request": {"query": [], "headers": [], "matchingRules": [], "generators": []}}"#,
        expect![[
            r#"{"request":{"method":"GET","path":"/","query":[],"matchingRules":[],"generators":[]},"response":{"status":200}}"#
        ]],
    );
    check(
        "3",
        r#"{"providerState": "", "providerStates": null}"#,
        expect![[r#"{"request":{"method":"GET","path":"/"},"response":{"status":200}}"#]],
    );
}

#[test]
fn repeated_members_are_written_once() {
    check(
        "3",
        r#"{"request": {"headers": {"A": "1", "B": "2", "A": "3"}}}"#,
        expect![[
            r#"{"request":{"method":"GET","path":"/","headers":{"B":"2","A":"3"}},"response":{"status":200}}"#
        ]],
    );
    check(
        "3",
        r#"{"request": {"path": "/a", "path": "/b"}}"#,
        expect![[r#"{"request":{"method":"GET","path":"/b"},"response":{"status":200}}"#]],
    );
}

#[test]
fn escapes_of_names_and_texts() {
    check(
        "3",
        r#"{"description": "\u00e9\ud83d\ude00\n\u0001\"\\/", "a\nb": "\u00e9", "request": {"headers": {"A": "\u00e9"}}}"#,
        expect![[
            r#"{"description":"é😀\n\u0001\"\\/","request":{"method":"GET","path":"/","headers":{"A":"\u00e9"}},"response":{"status":200},"a\nb":"\u00e9"}"#
        ]],
    );
}

#[track_caller]
fn check_metadata(metadata: &str, expected: Expect) {
    let written = rewritten(&format!(r#"{{"interactions": [], {metadata}}}"#));
    assert_eq!(rewritten(&written), written);
    let document = Document::parse(written.as_str()).unwrap();
    expected.assert_eq(&document.root().get("metadata").unwrap().compact());
}

#[test]
fn metadata() {
    check_metadata(
        r#""metadata": {"pact-specification": {"version": "2.0.0"}, "a": 1}"#,
        expect![[r#"{"a":1,"pactSpecification":{"version":"2.0.0"}}"#]],
    );
    check_metadata(
        r#""metadata": {"pactSpecificationVersion": "1.1"}"#,
        expect![[r#"{"pactSpecification":{"version":"1.1.0"}}"#]],
    );
    check_metadata(
        r#""metadata": {"pactSpecification": {"version": 2}, "a": [1.0]}"#,
        expect![[r#"{"a":[1.0],"pactSpecification":{"version":2}}"#]],
    );
    check_metadata(
        r#""metadata": {"pactSpecification": "4"}"#,
        expect![[r#"{"pactSpecification":{"version":"4.0"}}"#]],
    );
    check_metadata(
        r#""metadata": {"pactSpecification": {"version": "9.9", "a": 1}}"#,
        expect![[r#"{"pactSpecification":{"version":"9.9","a":1}}"#]],
    );
    check_metadata(r#""x": 1"#, expect![[r#"{"pactSpecification":{"version":"3.0.0"}}"#]]);
}

#[test]
fn the_parties_keep_what_they_say() {
    let written = rewritten(
        r#"{"consumer": "Shop", "provider": {"id": 1.0, "name": 7}, "interactions": []}"#,
    );
    let document = Document::parse(written).unwrap();
    expect![[r#"{"consumer":{"name":"Shop"},"provider":{"name":"7","id":1.0},"interactions":[],"metadata":{"pactSpecification":{"version":"3.0.0"}}}"#]].assert_eq(&document.root().compact());
}
