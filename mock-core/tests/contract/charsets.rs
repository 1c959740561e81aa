//! Text in the charset that its type says: both sides are read, and what they say is compared.

use expect_test::{Expect, expect};
use http::HeaderValue;
use mock_core::{Plan, ReceivedRequest};

use crate::support::{judge, judge_in, pact, pact_of, request, rules};

fn received(content_type: &str, body: &[u8]) -> ReceivedRequest {
    let mut request = request("POST /");
    request.headers.insert("content-type", HeaderValue::from_str(content_type).unwrap());
    request.body = body.to_vec().into();
    request
}

/// A text of this type with a rule for its header, so that it may come in another charset.
#[track_caller]
fn check(expected: (&str, &str), rule: &str, actual: (&str, &[u8]), says: Expect) {
    let (content_type, text) = expected;
    let any = r#"{"matchers": [{"match": "include", "value": "/"}]}"#;
    let expected = format!(
        r#"{{"method": "POST", "headers": {{"Content-Type": "{content_type}"}}, "body": {text},
            "matchingRules": {{"header": {{"Content-Type": {any}}}, "body": {rule}}}}}"#
    );
    says.assert_eq(&judge(&expected, received(actual.0, actual.1)));
}

const LATIN: &str = "text/plain; charset=ISO-8859-1";

#[test]
fn each_side_is_read_in_its_own_charset() {
    let text = r#""é à""#;
    check((LATIN, text), "{}", (LATIN, b"\xe9 \xe0"), expect![]);
    check((LATIN, text), "{}", ("text/plain", "é à".as_bytes()), expect![]);
    check(("text/plain", text), "{}", (LATIN, b"\xe9 \xe0"), expect![]);
    check((LATIN, text), "{}", ("text/plain; charset=UTF-16LE", b"\xe9\0 \0\xe0\0"), expect![]);
    check(
        ("text/css; charset=UTF-16", text),
        "{}",
        ("text/css; charset=\"utf-8\"", "é à".as_bytes()),
        expect![],
    );
    check(
        (LATIN, text),
        "{}",
        (LATIN, "é".as_bytes()),
        expect!["$ -> Expected body 'é à' to match 'Ã©' using equality but did not match"],
    );
}

#[test]
fn rules_see_the_text() {
    let rule = rules(&[("$", r#"{"match": "regex", "regex": "[a-zé]+"}"#)]);
    check((LATIN, r#""é""#), &rule, (LATIN, b"\xe9t\xe9"), expect![]);
    check(
        (LATIN, r#""é""#),
        &rule,
        (LATIN, b"\xe8"),
        expect!["$ -> Expected 'è' to match '[a-zé]+'"],
    );
}

#[test]
fn bytes_that_are_no_text() {
    let ascii = "text/plain; charset=us-ascii";
    check(
        (ascii, r#""e""#),
        "{}",
        (ascii, b"\xe9"),
        expect!["$ -> Expected text, but the body cannot be read as such: byte 0 is not US-ASCII"],
    );
    check(
        (LATIN, r#""e""#),
        "{}",
        ("text/plain; charset=koi8-r", b"\xc5"),
        expect![[
            r#"$ -> Expected text, but the body cannot be read as such: the charset "koi8-r" is not known"#
        ]],
    );
    check(
        ("text/plain", r#""e""#),
        "{}",
        ("text/plain; charset=utf-16", b"\0"),
        expect![
            "$ -> Expected text, but the body cannot be read as such: half a character of UTF-16 at its end"
        ],
    );
}

#[test]
fn of_an_unknown_charset_only_the_bytes_count() {
    let body = r#"{"method": "POST", "body": {"content": "g2WDWINn", "encoded": "base64",
        "contentType": "text/plain; charset=Shift_JIS"}}"#;
    let japanese = "text/plain; charset=shift_jis";
    let equal = judge_in("4.0", body, received(japanese, b"\x83\x65\x83\x58\x83\x67"));
    expect![].assert_eq(&equal);
    let other = judge_in("4.0", body, received(japanese, b"\x83\x65"));
    expect!["$ -> Actual body [text/plain; charset=shift_jis, 2 bytes, starting with 8365] is not equal to the expected body [text/plain; charset=shift_jis, 6 bytes, starting with 836583588367]"]
        .assert_eq(&other);
    let rule = rules(&[("$", r#"{"match": "type"}"#)]);
    let pact = pact(&format!(
        r#"{{"request": {{"headers": {{"Content-Type": "{japanese}"}}, "body": "a",
            "matchingRules": {{"body": {rule}}}}}}}"#
    ));
    expect![[
        r#"2:45: at /interactions/0/request/matchingRules/body/$: a rule for text needs its charset, and "shift_jis" is not known: only equal bytes can be asked for"#
    ]]
    .assert_eq(&Plan::compile(&pact).unwrap_err().to_string());
}

/// What is sent for a text that stands in the file.
#[track_caller]
fn check_sent(version: &str, content_type: &str, body: &str, bytes: &[u8], notes: Expect) {
    let pact = pact_of(
        version,
        &format!(
            r#"{{"type": "Synchronous/HTTP",
                "response": {{"headers": {{"Content-Type": "{content_type}"}}, "body": {body}}}}}"#
        ),
    );
    let response = &pact.interactions[0].http().unwrap().response;
    assert_eq!(response.body.bytes(), bytes);
    let notes_of_bodies = pact.notes().iter().filter(|note| note.place.pointer.contains("body"));
    let said = notes_of_bodies.map(|note| note.message.clone());
    notes.assert_eq(&said.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_text_is_sent_in_its_charset() {
    check_sent("3.0", LATIN, r#""é""#, b"\xe9", expect![]);
    check_sent("4.0", LATIN, r#"{"content": "é"}"#, b"\xe9", expect![]);
    check_sent("2.0", "text/csv; charset=windows-1252", r#""€""#, b"\x80", expect![]);
    check_sent("3.0", "text/plain", r#""é""#, "é".as_bytes(), expect![]);
    check_sent("3.0", "text/plain; charset=koi8-r", r#""e""#, b"e", expect![]);
    check_sent(
        "3.0",
        LATIN,
        r#""Ω""#,
        "Ω".as_bytes(),
        expect!["the body cannot be written in iso-8859-1: it is sent in UTF-8"],
    );
    check_sent("4.0", LATIN, r#"{"content": "6Q==", "encoded": "base64"}"#, b"\xe9", expect![]);
    let form = "application/x-www-form-urlencoded; charset=iso-8859-1";
    check_sent("3.0", form, r#""a=é""#, b"a=\xe9", expect![]);
    // In UTF-16 its separators would be none.
    let wide = "application/x-www-form-urlencoded; charset=utf-16";
    let cannot = expect!["the body cannot be written in utf-16: it is sent in UTF-8"];
    check_sent("3.0", wide, r#""a=e""#, b"a=e", cannot);
    // JSON is always UTF-8 (RFC 8259, section 8.1).
    let json = "application/json; charset=ISO-8859-1";
    check_sent("3.0", json, r#"{"a": "é"}"#, r#"{"a":"é"}"#.as_bytes(), expect![]);
}

#[test]
fn xml_is_sent_in_its_charset() {
    let xml = "application/xml; charset=iso-8859-1";
    check_sent("3.0", xml, r#""<a>é</a>""#, b"<a>\xe9</a>", expect![]);
    check_sent("4.0", xml, r#"{"content": "<a>é</a>"}"#, b"<a>\xe9</a>", expect![]);
    let said = r#""<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>""#;
    let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>";
    check_sent("3.0", xml, said, bytes, expect![]);
    check_sent("2.0", "text/xml; charset=utf-16le", r#""<a/>""#, b"<\0a\0/\0>\0", expect![]);
    // What says itself that it is in another one stays so.
    check_sent(
        "3.0",
        xml,
        r#""<?xml version='1.0' encoding='UTF-8'?><a>é</a>""#,
        "<?xml version='1.0' encoding='UTF-8'?><a>é</a>".as_bytes(),
        expect!["the body cannot be written in iso-8859-1: it is sent in UTF-8"],
    );
    check_sent(
        "3.0",
        xml,
        r#""<a>Ω</a>""#,
        "<a>Ω</a>".as_bytes(),
        expect!["the body cannot be written in iso-8859-1: it is sent in UTF-8"],
    );
}

/// What is sent for a text that a generator at a path changes.
#[track_caller]
fn check_made(content_type: &str, body: &str, path: &str, regex: &str, bytes: &[u8]) {
    let pact = pact(&format!(
        r#"{{"response": {{"headers": {{"Content-Type": "{content_type}"}}, "body": "{body}",
            "generators": {{"body": {{"{path}": {{"type": "Regex", "regex": "{regex}"}}}}}}}}}}"#
    ));
    let response = &pact.interactions[0].http().unwrap().response;
    let made = response.generated(&<_>::default()).body;
    assert_eq!(made.escape_ascii().to_string(), bytes.escape_ascii().to_string());
}

#[test]
fn values_are_made_in_the_charset_of_the_text() {
    check_made(LATIN, "ü", "$", "ü{3}", b"\xfc\xfc\xfc");
    check_made("text/plain; charset=windows-1252", "e", "$", "€", b"\x80");
    check_made("text/plain; charset=utf-16le", "ee", "$", "ü", b"\xfc\0");
    check_made("text/plain; charset=utf-16", "ee", "$", "ü", b"\xfe\xff\0\xfc");
    check_made("text/plain", "e", "$", "ü", "ü".as_bytes());
    // What the charset does not have cannot be sent: the example is.
    check_made(LATIN, "ü", "$", "Ω", b"\xfc");
    let form = "application/x-www-form-urlencoded; charset=iso-8859-1";
    check_made(form, "ü=ü&b=e&c=ü", "$.b", "ü", b"\xfc=\xfc&b=%C3%BC&c=\xfc");
    check_made(form, "ü=ü&b=e", "$.ü", "x", b"\xfc=x&b=e");
}

#[test]
#[cfg(feature = "xml")]
fn values_are_made_in_the_charset_of_xml() {
    let latin = "application/xml; charset=iso-8859-1";
    check_made(latin, "<ü><b>e</b>ü</ü>", "$.ü.b", "üΩ", b"<\xfc><b>\xfc&#937;</b>\xfc</\xfc>");
    check_made(latin, "<a><ü/></a>", "$.a.ü", "ü", b"<a><\xfc>\xfc</\xfc></a>");
    let wide = "application/xml; charset=utf-16be";
    check_made(wide, "<a>ü</a>", "$.a", "Ω", b"\0<\0a\0>\x03\xa9\0<\0/\0a\0>");
    let marked = "application/xml; charset=utf-16";
    check_made(marked, "<a>ü</a>", "$.a", "x", b"\xfe\xff\0<\0a\0>\0x\0<\0/\0a\0>");
}

#[test]
fn forms_are_read_in_their_charset() {
    let form = "application/x-www-form-urlencoded; charset=iso-8859-1";
    check((form, r#""a=é""#), "{}", (form, b"a=\xe9"), expect![]);
    check((form, r#""a=é""#), "{}", (form, b"a=%C3%A9"), expect![]);
    let unmarked = "application/x-www-form-urlencoded";
    check((form, r#""a=é""#), "{}", (unmarked, "a=é".as_bytes()), expect![]);
}

#[test]
fn json_in_another_charset_is_read_all_the_same() {
    let json = "application/json; charset=ISO-8859-1";
    check((json, r#"{"a": "é"}"#), "{}", (json, b"{\"a\": \"\xe9\"}"), expect![]);
    check((json, r#"{"a": "é"}"#), "{}", (json, "{\"a\": \"é\"}".as_bytes()), expect![]);
    check(
        (json, r#"{"a": "é"}"#),
        "{}",
        ("application/json; charset=utf-16le", b"[\x001\0]\0"),
        expect![[
            r#"$ -> Type mismatch: Expected [1] (Array) to be the same type as {"a":"é"} (Object)"#
        ]],
    );
    check(
        (json, r#"{"a": "é"}"#),
        "{}",
        ("application/json", b"\"\xe9\""),
        expect!["$ -> Expected JSON, but the body cannot be read as such: not UTF-8 at byte 1"],
    );
}
