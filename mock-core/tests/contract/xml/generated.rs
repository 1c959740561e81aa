//! Generators in XML bodies.

use expect_test::{Expect, expect};

use crate::support::pact;

/// Checks the body with a generator at a path that makes `7`.
#[track_caller]
fn check(path: &str, example: &str, says: Expect) {
    let generator = r#"{"type": "RandomInt", "min": 7, "max": 7}"#;
    let (path, example) = (serde_json::json!(path), serde_json::json!(example));
    let pact = pact(&format!(
        r#"{{"response": {{"body": {example}, "generators": {{"body": {{{path}: {generator}}}}}}}}}"#
    ));
    let response = &pact.interactions[0].http().unwrap().response;
    let body = response.generated(&<_>::default()).body;
    says.assert_eq(std::str::from_utf8(&body).unwrap());
}

#[test]
fn texts() {
    check("$.a", "<a>1</a>", expect!["<a>7</a>"]);
    check(
        "$.a.#text",
        "<?xml version='1.0'?>\n<a> é <!-- c --> <![CDATA[1]]></a >",
        expect![[r#"
        <?xml version='1.0'?>
        <a>7</a >"#]],
    );
    check("$.a.b", "<a><b>1</b><c>1</c><b>2</b></a>", expect!["<a><b>7</b><c>1</c><b>7</b></a>"]);
    check(
        "$.a.b[*]",
        "<a><b>1</b><c>1</c><b>2</b></a>",
        expect!["<a><b>7</b><c>1</c><b>7</b></a>"],
    );
    check(
        "$.a.b[1].#text",
        "<a><b>1</b><c>1</c><b>2</b></a>",
        expect!["<a><b>1</b><c>1</c><b>7</b></a>"],
    );
    check(
        "$.a.*",
        "<a x='1'>1<b>1</b><c><d>1</d></c></a>",
        expect!["<a x='7'>1<b>7</b><c><d>1</d></c></a>"],
    );
    check("$.a.x", "<a><b>1</b></a>", expect!["<a><b>1</b></a>"]);
    check("$.a", "no <a>1</a>", expect!["no <a>1</a>"]);
}

#[test]
fn elements_without_a_text() {
    check("$.a", "<a/>", expect!["<a>7</a>"]);
    check("$.a", "<a x='>' />", expect!["<a x='>' >7</a>"]);
    check("$.n:a.#text", "<n:a xmlns:n='urn:x'/>", expect!["<n:a xmlns:n='urn:x'>7</n:a>"]);
    check("$.a", "<a></a>", expect!["<a>7</a>"]);
    check("$.a.b", "<a><b/><b></b></a>", expect!["<a><b>7</b><b>7</b></a>"]);
}

#[test]
fn elements_with_children() {
    check("$.a.#text", "<a><b/></a>", expect!["<a>7<b/></a>"]);
    check(
        "$.a.#text",
        "<a>\n<b/> 1 </a>",
        expect![[r#"
        <a>
        <b/>7</a>"#]],
    );
    // Only what names the text means it, and several texts are no place for one.
    check("$.a", "<a><b/>1</a>", expect!["<a><b/>1</a>"]);
    check("$.a.#text", "<a>1<b/>2</a>", expect!["<a>1<b/>2</a>"]);
}

#[test]
fn attributes() {
    check("$.a.@x", "<a x='1' y='1'/>", expect!["<a x='7' y='1'/>"]);
    check("$.a['@x']", "<a x  =  \"'1'\"/>", expect![[r#"<a x  =  "7"/>"#]]);
    check("$.a.b[0].@x", "<a><b x=''/><b x=''/></a>", expect!["<a><b x='7'/><b x=''/></a>"]);
    check(
        "$.n:a['@n:x']",
        "<n:a xmlns:n='urn:x' n:x='1' x='2'/>",
        expect!["<n:a xmlns:n='urn:x' n:x='7' x='2'/>"],
    );
    check(
        "$.urn:x:a['@urn:x:x']",
        "<n:a xmlns:n='urn:x' n:x='1' x='2'/>",
        expect!["<n:a xmlns:n='urn:x' n:x='7' x='2'/>"],
    );
    check(
        "$.a.@x",
        "<a x\n=\n'1'/>",
        expect![[r#"
        <a x
        =
        '7'/>"#]],
    );
}
