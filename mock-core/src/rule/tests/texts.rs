//! Texts outside of JSON, status codes and bytes.

use expect_test::expect;

use super::{check, check_fits};

#[test]
fn equality() {
    check_fits(r#"{"match": "equality"}"#, "text:a", &["text:a"], &["text:A", "text:", "text:a "]);
    check(
        r#"{"match": "equality"}"#,
        "text:a",
        "text:b",
        expect!["Expected 'b' (String) to be equal to 'a' (String)"],
    );
    check(
        r#"{"match": "equality"}"#,
        "status:200",
        "status:404",
        expect!["Expected 404 to be equal to 200"],
    );
    check_fits(r#"{"match": "equality"}"#, "bytes:ÿ", &["bytes:ÿ"], &["bytes:", "bytes:þ"]);
}

#[test]
fn every_text_is_of_the_type_text() {
    check_fits(r#"{"match": "type"}"#, "text:a", &["text:", "text:1"], &[]);
    check_fits(r#"{"match": "type", "min": 3}"#, "text:a", &["text:"], &[]);
    check_fits(r#"{"match": "type"}"#, "status:200", &["status:500"], &[]);
    check_fits(r#"{"match": "type"}"#, "bytes:a", &["bytes:ÿ"], &[]);
}

#[test]
fn regular_expressions() {
    let whole = r#"{"match": "regex", "regex": "/orders/\\d+"}"#;
    check_fits(
        whole,
        "text:/orders/1",
        &["text:/orders/42"],
        &["text:/orders/42/", "text:x/orders/1"],
    );
    check(
        whole,
        "text:/orders/1",
        "text:/orders/x",
        expect![[r#"Expected '/orders/x' to match '/orders/\d+'"#]],
    );
    check_fits(
        r#"{"match": "regex", "regex": "2\\d\\d"}"#,
        "status:200",
        &["status:204"],
        &["status:304"],
    );
    check_fits(
        r#"{"match": "regex", "regex": "é+"}"#,
        "bytes:x",
        &["bytes:Ã©"],
        &["bytes:ÿ", "bytes:"],
    );
    check(
        r#"{"match": "regex", "regex": "é"}"#,
        "bytes:x",
        "bytes:ÿ",
        expect!["Expected 1 byte to match 'é'"],
    );
}

#[test]
fn numbers() {
    let fits = ["text:0", "text:-5", "text:+5", "text:123456789012345678901234567890"];
    check_fits(
        r#"{"match": "integer"}"#,
        "text:1",
        &fits,
        &["text:1.0", "text:1e2", "text:", "text:0x1F", "text:1 2", "text:--1"],
    );
    let fits = ["text:1", "text:-1.5", "text:+1.5e3", "status:200"];
    check_fits(
        r#"{"match": "number"}"#,
        "text:1",
        &fits,
        &[
            "text:NaN",
            "text:inf",
            "text:",
            "text:1,5",
            "text:\"1\"",
            "text:null",
            "text:++1",
            "text:+-1",
            "text: 1",
            "text:1 ",
            "text:\u{feff}1",
            "text:-",
        ],
    );
    check_fits(
        r#"{"match": "decimal"}"#,
        "text:1.0",
        &["text:1.5", "text:100", "text:-1e2"],
        &["text:a", "text:1.", "text:.5", "status:200"],
    );
    check(
        r#"{"match": "integer"}"#,
        "text:1",
        "text:1.5",
        expect!["Expected '1.5' (String) to be an integer"],
    );
    check(
        r#"{"match": "number"}"#,
        "text:1",
        "text:one",
        expect!["Expected 'one' (String) to be a number"],
    );
    check(
        r#"{"match": "decimal"}"#,
        "text:1",
        "text:",
        expect!["Expected '' (String) to be a decimal number"],
    );
    check(
        r#"{"match": "decimal"}"#,
        "status:200",
        "status:200",
        expect!["Expected 200 to be a decimal number"],
    );
}

#[test]
fn other_texts() {
    check_fits(
        r#"{"match": "boolean"}"#,
        "text:true",
        &["text:true", "text:false"],
        &["text:TRUE", "text:1", "status:200"],
    );
    check(
        r#"{"match": "boolean"}"#,
        "text:true",
        "text:no",
        expect!["Expected 'no' (String) to match a boolean"],
    );
    check_fits(
        r#"{"match": "include", "value": "b"}"#,
        "text:abc",
        &["text:b"],
        &["text:B", "bytes:ÿ"],
    );
    check(
        r#"{"match": "include", "value": "b"}"#,
        "text:abc",
        "text:x",
        expect!["Expected 'x' to include 'b'"],
    );
    check(
        r#"{"match": "null"}"#,
        "text:",
        "text:null",
        expect!["Expected 'null' (String) to be a null value"],
    );
    check_fits(r#"{"match": "semver"}"#, "text:1.0.0", &["text:1.2.3"], &["text:1.2", "text:"]);
    check_fits(
        r#"{"match": "notEmpty"}"#,
        "text:a",
        &["text: ", "bytes:ÿ", "status:200"],
        &["text:", "bytes:"],
    );
    check(
        r#"{"match": "notEmpty"}"#,
        "text:a",
        "text:",
        expect!["Expected '' (String) to not be empty"],
    );
    check(
        r#"{"match": "values"}"#,
        "text:a",
        "text:b",
        expect!["Expected 'b' (String) to be equal to 'a' (String)"],
    );
}

#[test]
fn status_codes() {
    for (class, fit, other) in [
        ("info", [100, 199], [200, 99]),
        ("success", [200, 299], [199, 300]),
        ("redirect", [300, 399], [299, 400]),
        ("clientError", [400, 499], [399, 500]),
        ("serverError", [500, 599], [499, 600]),
        ("nonError", [100, 399], [400, 500]),
        ("error", [400, 599], [200, 399]),
    ] {
        let rule = format!(r#"{{"match": "statusCode", "status": "{class}"}}"#);
        let values = |codes: [u16; 2]| codes.map(|code| format!("status:{code}"));
        let (fit, other) = (values(fit), values(other));
        check_fits(
            &rule,
            "status:200",
            &fit.each_ref().map(String::as_str),
            &other.each_ref().map(String::as_str),
        );
    }
    check_fits(r#"{"match": "statusCode"}"#, "status:200", &["status:201"], &["status:400"]);
    check_fits(
        r#"{"match": "statusCode", "status": [200, 404]}"#,
        "status:200",
        &["status:404"],
        &["status:201"],
    );
    check(
        r#"{"match": "statusCode", "status": "success"}"#,
        "status:200",
        "status:404",
        expect!["Expected status code 404 to be a Successful response (200–299)"],
    );
    check(
        r#"{"match": "statusCode", "status": [200, 201]}"#,
        "status:200",
        "status:404",
        expect!["Expected status code 404 to be one of 200, 201"],
    );
    check(
        r#"{"match": "statusCode", "status": "error"}"#,
        "status:400",
        "status:200",
        expect!["Expected status code 200 to be a Error response (>= 400)"],
    );
}

#[test]
fn content_type() {
    let rule = r#"{"match": "contentType", "value": "image/png"}"#;
    let png = "bytes:\u{89}PNG\r\n\u{1a}\n";
    check_fits(rule, "text:", &[png, r#""iVBORw0KGgo=""#], &["text:a", "bytes:", "1"]);
    check(
        rule,
        "bytes:",
        "bytes:%PDF-1.4",
        expect![
            "Expected binary contents to have content type 'image/png' but detected contents was 'application/pdf'"
        ],
    );
    check(rule, "{}", "{}", expect!["Expected {} (Object) to have content type 'image/png'"]);
    check_fits(rule, "[]", &["[1]"], &["{}"]);
    check_fits(rule, "list:1", &["list:2"], &[]);
}
