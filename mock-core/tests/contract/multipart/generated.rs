//! Values that are made afresh in parts.

use expect_test::{Expect, expect};
use mock_core::generator::GeneratorContext;

use super::{body, field};
use crate::support::pact;

/// The body that is answered where the contract has a generator of `7` at a path.
#[track_caller]
fn check(path: &str, parts: &[&str], says: Expect) {
    let example = serde_json::to_string(&body("x", parts)).unwrap();
    let pact = pact(&format!(
        r#"{{"response": {{"headers": {{"Content-Type": "multipart/mixed; boundary=x"}}, "body": {example},
            "generators": {{"body": {{"{path}": {{"type": "RandomInt", "min": 7, "max": 7}}}}}}}}}}"#
    ));
    let response = &pact.interactions[0].http().unwrap().response;
    let body = response.generated(&GeneratorContext::default()).body;
    let body = String::from_utf8(body.to_vec()).unwrap().replace("\r\n", "\n");
    // The values behind the headers.
    let values = body.split("\n--x").filter_map(|part| part.split_once("\n\n"));
    says.assert_eq(&values.map(|(_, value)| value).collect::<Vec<_>>().join(" | "));
}

#[test]
fn generators_lead_into_parts() {
    let json = "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\n\n{\"b\": [1, 2]}";
    let text = field("t", "one");
    check("$.a.b[*]", &[json, &text], expect![[r#"{"b": [7, 7]} | one"#]]);
    check("$.t", &[json, &text], expect![[r#"{"b": [1, 2]} | 7"#]]);
    check("$.*", &[&text, &field("u", "two")], expect!["7 | 7"]);
    check("$.t[1]", &[&text, &text], expect!["one | 7"]);
    check("$[1]", &["\none", "\ntwo"], expect!["one | 7"]);
    check("$.nowhere", &[&text], expect!["one"]);
    check("$", &[&text], expect!["one"]);
    let form = "Content-Disposition: form-data; name=\"a\"\nContent-Type: application/json\nContent-Transfer-Encoding: base64\n\nMQ==";
    check("$.a", &[form, &text], expect!["MQ== | one"]);
    let nested = "Content-Disposition: form-data; name=\"a\"\nContent-Type: multipart/mixed; boundary=i\n\n--i\nContent-Type: application/json\n\n[1]\n--i--";
    check(
        "$.a[0][0]",
        &[nested],
        expect![[r#"
        --i
        Content-Type: application/json

        [7]
        --i--"#]],
    );
    check(
        "$.a[0][0]",
        &[&nested.replace("name=\"a\"", "inline")],
        expect![[r#"
        --i
        Content-Type: application/json

        [1]
        --i--"#]],
    );
}
