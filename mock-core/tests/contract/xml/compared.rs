//! What is compared without any rule.

use expect_test::{Expect, expect};

use super::{Direction, judge_xml};

/// What is said of a request and of a response, once if it is the same.
#[track_caller]
fn check(example: &str, actual: &str, says: Expect) {
    let judge = |direction| judge_xml(direction, &[], example, actual.as_bytes());
    let (request, response) = (judge(Direction::Request), judge(Direction::Response));
    let said = match request == response {
        true => request,
        false => format!("request:\n{request}\nresponse:\n{response}"),
    };
    says.assert_eq(said.trim_end());
}

#[test]
fn texts() {
    check("<a>1</a>", "<a>1</a>", expect![]);
    check("<a>1</a>", "<a>\n  1\t</a>", expect![]);
    check("<a>1</a>", "<a>2</a>", expect!["$.a['#text'] -> Expected '2' to be equal to '1'"]);
    check("<a>1</a>", "<a/>", expect!["$.a['#text'] -> Expected '' to be equal to '1'"]);
    check("<a/>", "<a>1</a>", expect!["$.a['#text'] -> Expected '1' to be equal to ''"]);
    check("<a/>", "<a> </a>", expect![]);
    // A space that is none of XML's is data.
    check(
        "<a>1</a>",
        "<a>1&#160;</a>",
        expect!["$.a['#text'] -> Expected '1 ' to be equal to '1'"],
    );
    check("<a>x &lt; y</a>", "<a><![CDATA[x < y]]></a>", expect![]);
    check("<a>xyz</a>", "<a>x<![CDATA[y]]>z</a>", expect![]);
    check("<a>one two</a>", "<a>one<!-- and --> two<?pause?></a>", expect![]);
    check("<a>one<b/>two</a>", "<a> one <b/> two </a>", expect![]);
    check("<a>é</a>", "<a>&#xe9;</a>", expect![]);
    check("<a>1\n2</a>", "<a>1\r\n2</a>", expect![]);
}

#[test]
fn attributes() {
    check(r#"<a x="1" y="2"/>"#, "<a y='2' x='1'></a>", expect![]);
    check(
        r#"<a x="1"/>"#,
        r#"<a x="2"/>"#,
        expect!["$.a['@x'] -> Expected '2' to be equal to '1'"],
    );
    check(
        r#"<a x="1"/>"#,
        r#"<a x=" 1"/>"#,
        expect!["$.a['@x'] -> Expected ' 1' to be equal to '1'"],
    );
    check(r#"<a x=""/>"#, "<a/>", expect!["$.a['@x'] -> Expected x='' but was missing"]);
    check(
        r#"<a x="1"/>"#,
        r#"<a X="1" x="1"/>"#,
        expect![[r#"
        request:
        $.a['@X'] -> Unexpected X='1' received
        response:"#]],
    );
    check(
        r#"<a x="1"/>"#,
        r#"<a X="1"/>"#,
        expect![[r#"
        request:
        $.a['@x'] -> Expected x='1' but was missing
        $.a['@X'] -> Unexpected X='1' received
        response:
        $.a['@x'] -> Expected x='1' but was missing"#]],
    );
    check(
        "<a/>",
        r#"<a x="1"/>"#,
        expect![[r#"
        request:
        $.a['@x'] -> Unexpected x='1' received
        response:"#]],
    );
    check("<a x='&quot;'/>", "<a x='\"'/>", expect![]);
}

#[test]
fn children() {
    check("<a><b/><c/></a>", "<a><c/><b/></a>", expect![]);
    check(
        "<a><b>1</b><b>2</b></a>",
        "<a><b>1</b><c/><b>2</b></a>",
        expect![[r#"
        request:
        $.a.c -> Unexpected <c/> received
        response:"#]],
    );
    check(
        "<a><b>1</b><b>2</b></a>",
        "<a><b>2</b><b>1</b></a>",
        expect![[r#"
        $.a.b[0]['#text'] -> Expected '2' to be equal to '1'
        $.a.b[1]['#text'] -> Expected '1' to be equal to '2'"#]],
    );
    check(
        "<a><b>1</b><b>2</b></a>",
        "<a><b>1</b></a>",
        expect!["$.a.b[1] -> Expected <b>2</b> but was missing"],
    );
    check(
        "<a><b>1</b></a>",
        "<a><b>1</b><b>2</b></a>",
        expect![[r#"
        request:
        $.a.b[1] -> Unexpected <b>2</b> received
        response:"#]],
    );
    check("<a><b/></a>", "<a/>", expect!["$.a.b -> Expected <b/> but was missing"]);
    check(
        "<a/>",
        "<a><b x='1'>text</b></a>",
        expect![[r#"
        request:
        $.a.b -> Unexpected <b x='1'>text</b> received
        response:"#]],
    );
    check(
        "<a><b><c>1</c></b></a>",
        "<a><b><c>2</c></b></a>",
        expect!["$.a.b.c['#text'] -> Expected '2' to be equal to '1'"],
    );
    check("<a/>", "<b/>", expect!["$.a -> Expected 'b' to be equal to 'a'"]);
    check("<a><b/></a>", "<a>\n  <!-- nothing -->\n  <b/>\n</a>\n", expect![]);
}

#[test]
fn namespaces() {
    check("<n:a xmlns:n='urn:x'/>", "<m:a xmlns:m='urn:x'/>", expect![]);
    check("<n:a xmlns:n='urn:x'/>", "<a xmlns='urn:x'/>", expect![]);
    check(
        "<n:a xmlns:n='urn:x'/>",
        "<n:a xmlns:n='urn:y'/>",
        expect!["$['n:a'] -> Expected 'urn:y:a' to be equal to 'urn:x:a'"],
    );
    check("<a/>", "<a xmlns='urn:x'/>", expect!["$.a -> Expected 'urn:x:a' to be equal to 'a'"]);
    check("<a xmlns='urn:x'><b/></a>", "<n:a xmlns:n='urn:x'><n:b/></n:a>", expect![]);
    check(
        "<a xmlns='urn:x'><b/></a>",
        "<n:a xmlns:n='urn:x'><b/></n:a>",
        expect![[r#"
        request:
        $.a.b -> Unexpected <b/> received
        $.a.b -> Expected <b/> but was missing
        response:
        $.a.b -> Expected <b/> but was missing"#]],
    );
    check(
        "<a xmlns:n='urn:x' n:id='1' id='2'/>",
        "<a xmlns:m='urn:x' m:id='1' id='2'/>",
        expect![],
    );
    // An attribute without a prefix is in no namespace, whatever its element is in.
    check(
        "<n:a xmlns:n='urn:x' id='1'/>",
        "<n:a xmlns:n='urn:x' n:id='1'/>",
        expect![[r#"
        request:
        $['n:a']['@id'] -> Expected id='1' but was missing
        $['n:a']['@n:id'] -> Unexpected n:id='1' received
        response:
        $['n:a']['@id'] -> Expected id='1' but was missing"#]],
    );
    check(
        "<a xml:lang='en'/>",
        "<a xml:lang='de'/>",
        expect!["$.a['@xml:lang'] -> Expected 'de' to be equal to 'en'"],
    );
}
