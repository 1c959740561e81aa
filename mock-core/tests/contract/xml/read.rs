//! What is read as XML, in which encodings, and what is not.

use expect_test::{Expect, expect};

use super::{Direction, check, judge_xml};

#[track_caller]
fn check_bytes(example: &str, actual: &[u8], says: Expect) {
    says.assert_eq(&judge_xml(Direction::Request, &[], example, actual));
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings() {
    let example = "<a>é</a>";
    check_bytes(example, "\u{feff}<a>é</a>".as_bytes(), expect![]);
    check_bytes("\u{feff}<?xml version='1.0'?><a>é</a>", example.as_bytes(), expect![]);
    check_bytes(example, &utf16("\u{feff}<a>é</a>", u16::to_be_bytes), expect![]);
    check_bytes(example, &utf16("\u{feff}<a>é</a>", u16::to_le_bytes), expect![]);
    check_bytes(example, &utf16("<a>é</a>", u16::to_be_bytes), expect![]);
    check_bytes(example, &utf16("<a>é</a>", u16::to_le_bytes), expect![]);
    check_bytes(
        example,
        &utf16("<a>\u{feff}</a>", u16::to_le_bytes)[..7],
        expect![
            "$ -> Expected XML, but the body cannot be read as such: half a character of UTF-16 at its end"
        ],
    );
    let latin = |name: &str| {
        let start = format!("<?xml version='1.0' encoding = \"{name}\"?><a>");
        [start.as_bytes(), b"\xE9</a>"].concat()
    };
    check_bytes(example, &latin("iso-8859-1"), expect![]);
    check_bytes(example, &latin("windows-1252"), expect![]);
    check_bytes(
        example,
        &latin("utf-8"),
        expect![
            "$ -> Expected XML, but the body cannot be read as such: invalid utf-8 sequence of 1 bytes from index 43"
        ],
    );
    check_bytes(
        example,
        b"<a>\xE9</a>",
        expect![
            "$ -> Expected XML, but the body cannot be read as such: invalid utf-8 sequence of 1 bytes from index 3"
        ],
    );
    let typed = |charset: &str| {
        let content_type = format!("application/xml; charset={charset}");
        super::judge_typed(Direction::Request, &content_type, &[], example, b"<a>\xE9</a>")
    };
    expect![].assert_eq(&typed("ISO-8859-1"));
    expect![
        "$ -> Expected XML, but the body cannot be read as such: the encoding koi8-r is not known"
    ]
    .assert_eq(&typed("koi8-r"));
    // A text that has become UTF-8 is read as that, whatever it said of itself.
    check("<a>é</a>", "<?xml version='1.0' encoding='utf-16'?><a>é</a>");
    fn check(example: &str, actual: &str) {
        check_bytes(example, actual.as_bytes(), expect![]);
        check_bytes(actual, example.as_bytes(), expect![]);
    }
}

#[test]
fn bodies_that_are_no_xml() {
    for (actual, says) in [
        (
            "text",
            expect!["$ -> Expected XML, but the body cannot be read as such: unknown token at 1:1"],
        ),
        (
            "<a>",
            expect![
                "$ -> Expected XML, but the body cannot be read as such: the root node was opened but never closed"
            ],
        ),
        (
            "<a></b>",
            expect![
                "$ -> Expected XML, but the body cannot be read as such: expected 'a' tag, not 'b' at 1:4"
            ],
        ),
        (
            "<a/><a/>",
            expect!["$ -> Expected XML, but the body cannot be read as such: unknown token at 1:5"],
        ),
        (
            "<a x=1/>",
            expect![
                "$ -> Expected XML, but the body cannot be read as such: expected a quote not '1' at 1:6"
            ],
        ),
        (
            "<n:a/>",
            expect![
                "$ -> Expected XML, but the body cannot be read as such: an unknown namespace prefix 'n' at 1:2"
            ],
        ),
        (
            "<a>&nbsp;</a>",
            expect![
                "$ -> Expected XML, but the body cannot be read as such: unknown entity reference 'nbsp' at 1:4"
            ],
        ),
        (
            "<a>\u{1}</a>",
            expect![[
                r#"$ -> Expected XML, but the body cannot be read as such: a non-XML character '\u{1}' found at 1:4"#
            ]],
        ),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            expect![
                "$ -> Expected XML, but the body cannot be read as such: a document type with declarations of its own"
            ],
        ),
        (
            "{\"a\": 1}",
            expect!["$ -> Expected XML, but the body cannot be read as such: unknown token at 1:1"],
        ),
    ] {
        check(&[], "<a/>", actual, says);
    }
}

#[test]
fn a_document_type_is_not_read() {
    let typed = "<!DOCTYPE a PUBLIC \"-//x > y//EN\" 'http://localhost/a.dtd'><a/>";
    check(&[], "<a/>", typed, expect![]);
    check(&[], typed, "<?xml version='1.0'?><!DOCTYPE a><a/>", expect![]);
}

#[test]
fn an_example_that_is_no_xml_is_a_text() {
    check(&[], "<a><b></a>", "<a><b></a>", expect![]);
    check(
        &[],
        "<a><b></a>",
        "<a/>",
        expect!["$ -> Expected body '<a><b></a>' to match '<a/>' using equality but did not match"],
    );
    check(&[("$", r#"{"match": "regex", "regex": "<a.*"}"#)], "<a><b></a>", "<a x>", expect![]);
}

#[test]
fn hostile_bodies_are_refused_at_once() {
    let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    check(&[], &deep(128), &deep(128), expect![]);
    check(
        &[],
        "<a/>",
        &deep(129),
        expect![
            "$ -> Expected XML, but the body cannot be read as such: more than 128 elements inside of each other"
        ],
    );
    check(
        &[],
        "<a/>",
        &"<a>".repeat(100_000),
        expect![
            "$ -> Expected XML, but the body cannot be read as such: more than 128 elements inside of each other"
        ],
    );
    let attributes = |count: usize| {
        let each = (0..count).map(|number| format!(" a{number}='='"));
        format!("<a{}/>", each.collect::<String>())
    };
    check(&[], &attributes(256), &attributes(256), expect![]);
    check(
        &[],
        "<a/>",
        &attributes(257),
        expect![
            "$ -> Expected XML, but the body cannot be read as such: an element with more than 256 attributes"
        ],
    );
    let prefixes = |count: usize| {
        let each = (0..count).map(|number| format!("<a xmlns:a{number}='urn:x'/>"));
        format!("<a>{}</a>", each.collect::<String>())
    };
    check(&[], &prefixes(128), &prefixes(128), expect![]);
    check(
        &[],
        "<a/>",
        &prefixes(129),
        expect![
            "$ -> Expected XML, but the body cannot be read as such: more than 128 prefixes of namespaces"
        ],
    );
    // What only looks like tags is none.
    let odd = format!("<a><![CDATA[{0}]]><!--{0}--><?a {0}?></a>", "<b x=''>".repeat(300));
    check(&[], &odd, &odd, expect![]);
}
