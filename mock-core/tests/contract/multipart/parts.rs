//! Parts of a multipart body: headers, types, encodings, and how people write them.

use super::*;

#[test]
fn headers_of_parts() {
    let part = |headers: &str| format!("{headers}\n\na");
    let check = |list: &[(&str, &str)], expected: &str, actual: &str, says: Expect| {
        check_ruled(list, &[&part(expected)], &[&part(actual)], says);
    };
    let file = "Content-Disposition: form-data; name=\"a\"; filename=\"b.txt\"";
    check(
        &[],
        file,
        "content-disposition: Form-Data; filename*=UTF-8''c; NAME=a\nX-More: 1",
        expect![],
    );
    check(
        &[],
        file,
        "Content-Disposition: form-data; name=\"a\"",
        expect![[
            r#"$.a -> Expected part header 'Content-Disposition' to have value 'form-data; name="a"; filename="b.txt"' but was 'form-data; name="a"'"#
        ]],
    );
    check(
        &[],
        "Content-Disposition: form-data; name=\"a\"",
        file,
        expect![[
            r#"$.a -> Expected part header 'Content-Disposition' to have value 'form-data; name="a"' but was 'form-data; name="a"; filename="b.txt"'"#
        ]],
    );
    let name = ("$.a.content-disposition", r#"{"match": "regex", "regex": ".*\\.png\".*"}"#);
    check(
        &[name],
        file,
        file,
        expect![[
            r#"$.a -> Mismatch with part header 'Content-Disposition': Expected 'form-data; name="a"; filename="b.txt"' to match '.*\.png".*'"#
        ]],
    );
    let named = |rest: &str| format!("Content-Disposition: form-data; name=\"a\"\n{rest}");
    check(&[], &named("X-One: 1"), &named("x-one: 1"), expect![]);
    check(
        &[],
        &named("X-One: 1"),
        &named("X-One: 2"),
        expect!["$.a -> Expected part header 'X-One' to have value '1' but was '2'"],
    );
    check(
        &[],
        &named("X-One: 1"),
        &named("X-Two: 1"),
        expect!["$.a -> Expected a part header 'X-One' but was missing"],
    );
    let digits = ("$.a.x-one", r#"{"match": "regex", "regex": "\\d+"}"#);
    check(&[digits], &named("X-One: 1"), &named("X-One: 22"), expect![]);
    check(
        &[digits],
        &named("X-One: 1"),
        &named("X-One: b"),
        expect![[r#"$.a -> Mismatch with part header 'X-One': Expected 'b' to match '\d+'"#]],
    );
    check(
        &[digits],
        &named("X-One: 1"),
        &named("X-Two: b"),
        expect!["$.a -> Expected a part header 'X-One' but was missing"],
    );
    // How the bytes are written is no matter of the contract.
    check(
        &[],
        &named("Content-Length: 1\nContent-Transfer-Encoding: 8bit"),
        &named("A: b"),
        expect![],
    );
}

#[test]
fn types_of_parts() {
    let check = |expected: &str, actual: &str, says: Expect| {
        check(&[&format!("{expected}\n\n1")], &[&format!("{actual}\n\n1")], says);
    };
    check(
        "Content-Type: application/json",
        "Content-Type: application/json; charset=utf-8",
        expect![],
    );
    check("Content-Type: application/json", "Content-Type: application/hal+json", expect![]);
    check(
        "Content-Type: application/json",
        "Content-Type: text/plain",
        expect![
            "$[0] -> Expected part header 'Content-Type' to have value 'application/json' but was 'text/plain'"
        ],
    );
    check(
        "Content-Type: application/json",
        "X: y",
        expect!["$[0] -> Expected a part header 'Content-Type' but was missing"],
    );
    check("Content-Type: text/plain", "X: y", expect![]);
    check("X: y", "X: y\nContent-Type: application/json", expect![]);
}

#[test]
fn magic_numbers_of_parts() {
    let gif = ("$.a", r#"{"match": "contentType", "value": "image/gif"}"#);
    let file = |bytes: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"; filename=\"a\"\nContent-Type: image/gif\n\n{bytes}"
        )
    };
    check_ruled(&[gif], &[&file("GIF87a")], &[&file("GIF89a more")], expect![]);
    check_ruled(
        &[gif],
        &[&file("GIF87a")],
        &[&file("%PDF-1.7")],
        expect![
            "$.a -> Expected binary contents to have content type 'image/gif' but detected contents was 'application/pdf'"
        ],
    );
    check(
        &[&file("GIF87a")],
        &[&file("GIF89a")],
        expect![
            "$.a -> Actual body [image/gif, 6 bytes, starting with 474946383961] is not equal to the expected body [image/gif, 6 bytes, starting with 474946383761]"
        ],
    );
}

#[test]
fn transfer_encodings() {
    let encoded = |encoding: &str, text: &str| {
        format!("Content-Transfer-Encoding: {encoding}\nContent-Type: application/json\n\n{text}")
    };
    let plain = encoded("binary", r#"{"a": 1}"#);
    check(&[&plain], &[&encoded("base64", "eyJh\nIjogMX0=")], expect![]);
    check(&[&encoded("base64", "eyJhIjogMX0=")], &[&plain], expect![]);
    check(&[&plain], &[&encoded("Quoted-Printable", "{\"a\"=3A =\n1}")], expect![]);
    check(
        &[&plain],
        &[&encoded("base64", "%")],
        expect![
            "$[0] -> Expected base64, but the body cannot be read as such: its characters or their number are wrong"
        ],
    );
    check(
        &[&plain],
        &[&encoded("base64", "eyJhIjogMn0=")],
        expect!["$[0].a -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
}

#[test]
fn multipart_in_multipart() {
    let inner = |boundary: &str, value: &str| {
        let parts = body(boundary, &[&field("b", value), "Content-Type: application/json\n\n[1]"]);
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: multipart/mixed; boundary={boundary}\n\n{}",
            parts.replace("\r\n", "\n")
        )
    };
    check(&[&inner("i", "1")], &[&inner("j", "1")], expect![]);
    check(
        &[&inner("i", "1")],
        &[&inner("j", "2")],
        expect!["$.a.b -> Expected '2' to be equal to '1'"],
    );
    let rule = ("$.a.b", r#"{"match": "type"}"#);
    check_ruled(&[rule], &[&inner("i", "1")], &[&inner("j", "2")], expect![]);
    let json = |value: &str| inner("i", "1").replace("[1]", value);
    let element = ("$.a[0][0]", r#"{"match": "integer"}"#);
    check_ruled(&[element], &[&json("[1]")], &[&json("[2]")], expect![]);
    check_ruled(
        &[element],
        &[&json("[1]")],
        &[&json("[\"2\"]")],
        expect!["$.a[0][0] -> Expected '2' (String) to be an integer"],
    );
    check(
        &[&inner("i", "1")],
        &[&inner("i", "1").replace("--i--", "--k--")],
        expect![[
            r#"$.a -> Expected a multipart body, but the body cannot be read as such: part 2 does not end with "--i""#
        ]],
    );
}

#[test]
fn lines_and_boundaries_as_people_write_them() {
    let bare = "preamble\n--x\nContent-Type: text/plain\n\na\n--x--\nepilogue";
    check_raw(bare, &bare.replace('\n', "\r\n"), expect![]);
    check_raw(&bare.replace('\n', "\r\n"), bare, expect![]);
    // The last delimiter lacks its dashes.
    check_raw("--x\n\na\n--x\n", "--x\r\n\r\na\r\n--x--", expect![]);
    check_raw(
        "--x\n\na\n--x--",
        "--x\n\na",
        expect![[
            r#"$ -> Expected a multipart body, but the body cannot be read as such: part 1 does not end with "--x""#
        ]],
    );
    check_raw(
        "--x\n\na\n--x--",
        "a",
        expect![[
            r#"$ -> Expected a multipart body, but the body cannot be read as such: it has no line "--x""#
        ]],
    );
    check_raw(
        "--x\n\na\n--x--",
        "--x\na\n\n--x--",
        expect![[
            r#"$ -> Expected a multipart body, but the body cannot be read as such: part 1 has a line that is no header: "a""#
        ]],
    );
    let without = expecting("mixed", "{}", "--x\n\na\n--x--").replace("; boundary=x", "");
    expect![].assert_eq(&judge(&without, received("mixed", "y", "--y\n\na\n--y--")));
    let mut no_boundary = received("mixed", "x", "--x\n\na\n--x--");
    no_boundary.headers.insert("content-type", HeaderValue::from_static("multipart/mixed"));
    expect!["$ -> Expected a multipart body, but the body cannot be read as such: its type has no boundary"].assert_eq(&judge(&without, no_boundary));
}

#[track_caller]
fn check_problem(rules: &str, body: &str, says: Expect) {
    let text = format!(
        "{{\"interactions\": [\n{{\"request\": {}}}]}}",
        expecting("mixed", rules, body).replace('\n', "")
    );
    says.assert_eq(&Plan::compile(&Pact::parse(&text).unwrap()).unwrap_err().to_string());
}

#[test]
fn contracts_that_are_wrong() {
    check_problem(
        "{}",
        "a",
        expect![[
            r#"2:1: at /interactions/0: the example is no multipart body: it has no line "--x""#
        ]],
    );
    check_problem(
        "{}",
        "--x\n\na",
        expect![[
            r#"2:1: at /interactions/0: the example is no multipart body: part 1 does not end with "--x""#
        ]],
    );
    check_problem(
        "{}",
        "--x\nContent-Transfer-Encoding: base64\n\n%\n--x--",
        expect!["2:1: at /interactions/0: part 1 of the example is not base64"],
    );
    let rule = rules(&[("$.nowhere", r#"{"match": "regex", "regex": "["}"#)]);
    check_problem(
        &rule,
        "--x\n\na\n--x--",
        expect![[
            r#"2:170: at /interactions/0/request/matchingRules/body/$.nowhere: the regular expression "[" is not valid: Parsing error at position 1: Invalid character class"#
        ]],
    );
    let nested = (0_usize..9).fold(String::new(), |inner, depth| {
        let own = if depth == 8 { "x".to_owned() } else { format!("b{depth}") };
        let kind = match depth.checked_sub(1) {
            Some(below) => format!("multipart/mixed; boundary=b{below}"),
            None => "text/plain".to_owned(),
        };
        format!("--{own}\nContent-Type: {kind}\n\n{inner}\n--{own}--")
    });
    check_problem(
        "{}",
        &nested,
        expect!["2:1: at /interactions/0: multipart bodies stand in each other deeper than 8"],
    );
}

/// What takes time in proportion to the square of its length would be felt here.
#[test]
fn many_parts_headers_and_parameters() {
    let expected = expecting("mixed", "{}", &body("x", &[&field("a", "1")]));
    let parts =
        |part: &str, count: usize| format!("{}--x--", format!("--x\n{part}\n").repeat(count));
    let parameters = "; b=\"\\\"\"".repeat(100_000);
    for actual in [
        parts(&field("b", "1"), 20_000),
        parts("\n", 20_000),
        format!("--x\n{}\n\n--x--", "A: b\n c\n".repeat(100_000)),
        format!("--x\nContent-Disposition: form-data{parameters}\n\n\n--x--"),
        "--x".repeat(300_000),
        format!("--x{}", " ".repeat(1_000_000)),
        "--x\n".repeat(200_000),
    ] {
        assert!(!judge(&expected, received("mixed", "x", &actual)).is_empty());
    }
}
