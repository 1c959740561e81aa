//! Multipart bodies: each part is compared as a body by itself.

mod generated;
mod law;

use expect_test::{Expect, expect};
use http::HeaderValue;
use mock_core::{Pact, Plan, ReceivedRequest, ReceivedResponse};

use crate::support::{judge, judge_response, request, rules};

/// A body of these parts, each as it stands between two delimiters.
fn body(boundary: &str, parts: &[&str]) -> String {
    let part = |part: &&str| format!("--{boundary}\r\n{}\r\n", part.replace('\n', "\r\n"));
    let parts: String = parts.iter().map(part).collect();
    format!("{parts}--{boundary}--\r\n")
}

/// A form's field.
fn field(name: &str, value: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{name}\"\n\n{value}")
}

fn expecting(kind: &str, rules: &str, body: &str) -> String {
    let body = serde_json::to_string(body).unwrap();
    format!(
        r#"{{"method": "POST", "headers": {{"Content-Type": "multipart/{kind}; boundary=x"}},
            "body": {body}, "matchingRules": {{"body": {rules}}}}}"#
    )
}

fn received(kind: &str, boundary: &str, body: &str) -> ReceivedRequest {
    let mut request = request("POST /");
    let content_type = format!("multipart/{kind}; boundary=\"{boundary}\"");
    request.headers.insert("content-type", HeaderValue::from_str(&content_type).unwrap());
    request.body = body.to_owned().into();
    request
}

/// Parts that come with another boundary than the contract has.
#[track_caller]
fn check_ruled(list: &[(&str, &str)], expected: &[&str], actual: &[&str], says: Expect) {
    let expected = expecting("form-data", &rules(list), &body("x", expected));
    says.assert_eq(&judge(&expected, received("form-data", "y z", &body("y z", actual))));
}

#[track_caller]
fn check(expected: &[&str], actual: &[&str], says: Expect) {
    check_ruled(&[], expected, actual, says);
}

/// Whole bodies, as they stand on the wire.
#[track_caller]
fn check_raw(expected: &str, actual: &str, says: Expect) {
    let expected = expecting("mixed", "{}", expected);
    says.assert_eq(&judge(&expected, received("mixed", "x", actual)));
}

#[test]
fn parts_are_paired_by_name() {
    let (a, b) = (field("a", "1"), field("b", "2"));
    check(&[&a, &b], &[&a, &b], expect![]);
    check(&[&a, &b], &[&b, &a], expect![]);
    check(&[&a], &[&field("a", "2")], expect!["$.a -> Expected '2' to be equal to '1'"]);
    check(&[&a, &b], &[&b], expect!["$.a -> Expected part 'a' but was missing"]);
    check(
        &[&a, &b],
        &[],
        expect![[r#"
        $.a -> Expected part 'a' but was missing
        $.b -> Expected part 'b' but was missing"#]],
    );
    check(
        &[&field("a b", "1")],
        &[&a],
        expect![[r#"
        $['a b'] -> Expected part 'a b' but was missing
        $.a -> Unexpected part 'a' received"#]],
    );
    check(
        &[&a],
        &[&field("A", "1")],
        expect![[r#"
        $.a -> Expected part 'a' but was missing
        $.A -> Unexpected part 'A' received"#]],
    );
}

#[test]
fn parts_of_one_name_are_paired_in_their_order() {
    let (one, two) = (field("a", "1"), field("a", "2"));
    check(&[&one, &two], &[&one, &two], expect![]);
    check(
        &[&one, &two],
        &[&two, &one],
        expect![[r#"
        $.a[0] -> Expected '2' to be equal to '1'
        $.a[1] -> Expected '1' to be equal to '2'"#]],
    );
    check(&[&one, &two], &[&one], expect!["$.a[1] -> Expected part 'a' but was missing"]);
    check(&[&one], &[&one, &one], expect!["$.a[1] -> Unexpected part 'a' received"]);
}

#[test]
fn parts_without_a_name_are_paired_in_their_order() {
    check(&["\na", "\nb"], &["\na", "\nb"], expect![]);
    check(
        &["\na", &field("n", "1"), "\nb"],
        &[&field("n", "1"), "\na", "\nc"],
        expect!["$[1] -> Expected 'c' to be equal to 'b'"],
    );
    check(&["\na"], &["\na", "\nb"], expect!["$[1] -> Unexpected part 2 received"]);
    check_ruled(&[("$[1]", r#"{"match": "type"}"#)], &["\na", "\nb"], &["\na", "\nc"], expect![]);
}

#[test]
fn a_response_may_have_further_parts() {
    let (a, b) = (field("a", "1"), field("b", "2"));
    let expected = expecting("form-data", "{}", &body("x", &[&a]));
    let answer = |parts: &[&str]| {
        let request = received("form-data", "y", &body("y", parts));
        ReceivedResponse { status: 200, headers: request.headers, body: request.body }
    };
    expect![].assert_eq(&judge_response(&expected, &answer(&[&b, &a])));
    expect!["$.a -> Expected part 'a' but was missing"]
        .assert_eq(&judge_response(&expected, &answer(&[&b])));
}

#[test]
fn each_part_is_compared_by_its_own_type() {
    let json = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\n\n{text}"
        )
    };
    check(&[&json(r#"{"b": 1, "c": 2}"#)], &[&json(r#"{"c":2,"b":1}"#)], expect![]);
    check(
        &[&json(r#"{"b": 1}"#)],
        &[&json(r#"{"b": 2, "c": 3}"#)],
        expect![[r#"
        $.a -> Expected a Map with keys [b] but received one with keys [b, c]
        $.a.b -> Expected 2 (Integer) to be equal to 1 (Integer)"#]],
    );
    check(
        &[&json("{}")],
        &[&json("{")],
        expect![
            "$.a -> Expected JSON, but the body cannot be read as such: expected a name in double quotes at byte 1"
        ],
    );
    // What a part without a type holds is text.
    check(
        &[&field("a", r#"{"b": 1}"#)],
        &[&field("a", r#"{"b":1}"#)],
        expect![[r#"$.a -> Expected '{"b":1}' to be equal to '{"b": 1}'"#]],
    );
    let form = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/x-www-form-urlencoded\n\n{text}"
        )
    };
    check(
        &[&form("b=1&c=2")],
        &[&form("b=3")],
        expect![[r#"
        $.a.b -> Expected '3' to be equal to '1'
        $.a.c -> Expected 2 but was missing"#]],
    );
    let latin = "Content-Type: text/plain; charset=ISO-8859-1\n\na";
    check(
        &[latin],
        &["Content-Type: text/plain; charset=utf-8\n\na"],
        expect![
            "$[0] -> Expected part header 'Content-Type' to have value 'text/plain; charset=ISO-8859-1' but was 'text/plain; charset=utf-8'"
        ],
    );
    check(&[latin], &[latin], expect![]);
}

#[test]
fn rules_lead_into_parts() {
    let regex = ("$.a", r#"{"match": "regex", "regex": "\\d+"}"#);
    check_ruled(&[regex], &[&field("a", "1")], &[&field("a", "42")], expect![]);
    check_ruled(
        &[regex],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect![[r#"$.a -> Expected 'x' to match '\d+'"#]],
    );
    let quoted = ("$['a b']", r#"{"match": "include", "value": "c"}"#);
    check_ruled(&[quoted], &[&field("a b", "c")], &[&field("a b", "abc")], expect![]);
    let json = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\n\n{text}"
        )
    };
    let inner = ("$.a.b[*].c", r#"{"match": "integer"}"#);
    check_ruled(
        &[inner],
        &[&json(r#"{"b": [{"c": 1}]}"#)],
        &[&json(r#"{"b": [{"c": 7}]}"#)],
        expect![],
    );
    check_ruled(
        &[inner],
        &[&json(r#"{"b": [{"c": 1}]}"#)],
        &[&json(r#"{"b": [{"c": "7"}]}"#)],
        expect!["$.a.b[0].c -> Expected '7' (String) to be an integer"],
    );
    // A rule at the root holds for all that is below, and gives way to one for the part.
    let all = ("$", r#"{"match": "type"}"#);
    check_ruled(
        &[all],
        &[&json("[1]"), &field("b", "1")],
        &[&json("[2]"), &field("b", "2")],
        expect![],
    );
    check_ruled(
        &[all, regex],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect![[r#"$.a -> Expected 'x' to match '\d+'"#]],
    );
    check_ruled(
        &[("$.*", r#"{"match": "type"}"#), regex],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect![[r#"$.a -> Expected 'x' to match '\d+'"#]],
    );
    check_ruled(
        &[("$.b", r#"{"match": "type"}"#)],
        &[&field("a", "1")],
        &[&field("a", "x")],
        expect!["$.a -> Expected 'x' to be equal to '1'"],
    );
}

#[test]
fn rules_name_parts_by_their_place_among_their_namesakes() {
    let (one, two, x) = (field("a", "1"), field("a", "2"), field("a", "x"));
    let number = r#"{"match": "regex", "regex": "\\d"}"#;
    check_ruled(&[("$.a[1]", number)], &[&one, &two], &[&one, &field("a", "3")], expect![]);
    check_ruled(
        &[("$.a[1]", number)],
        &[&one, &two],
        &[&two, &x],
        expect![[r#"
        $.a[0] -> Expected '2' to be equal to '1'
        $.a[1] -> Expected 'x' to match '\d'"#]],
    );
    check_ruled(&[("$.a", number)], &[&one, &two], &[&two, &one], expect![]);
    check_ruled(
        &[("$.a[*]", r#"{"match": "type"}"#), ("$.a[0]", number)],
        &[&one, &two],
        &[&x, &x],
        expect![[r#"$.a[0] -> Expected 'x' to match '\d'"#]],
    );
    // As many as there are, each like the first.
    check_ruled(
        &[("$.a[*]", number)],
        &[&one],
        &[&one, &two, &x],
        expect![[r#"$.a[2] -> Expected 'x' to match '\d'"#]],
    );
    let json = |text: &str| {
        format!(
            "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\n\n{text}"
        )
    };
    check_ruled(
        &[("$.a[*]", r#"{"match": "integer"}"#)],
        &[&json("[1]")],
        &[&json("[2]")],
        expect![],
    );
    check_ruled(
        &[("$.a[*].b", r#"{"match": "integer"}"#)],
        &[&json(r#"{"b": 1}"#)],
        &[&json(r#"{"b": 1}"#), &json(r#"{"b": 2}"#)],
        expect![],
    );
}

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
