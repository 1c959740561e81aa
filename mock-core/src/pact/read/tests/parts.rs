//! Methods, paths, queries, headers and status codes.

use expect_test::{Expect, expect};

use super::{check, check_request};

#[test]
fn requests_and_responses_have_defaults() {
    let pact = crate::Pact::parse(&super::contract("2.0.0", "{}")).unwrap();
    let http = pact.interactions[0].http().unwrap();
    assert_eq!((http.request.method.as_str(), http.request.path.as_str()), ("GET", "/"));
    assert_eq!(http.response.status, 200);
    check("2.0.0", "{}", expect![]);
    check("2.0.0", r#"{"request": {}, "response": {}}"#, expect![]);
    check("2.0.0", r#"{"request": null, "response": null}"#, expect![]);
    check(
        "2.0.0",
        r#"{"request": [], "response": "ok"}"#,
        expect![[
            r#"2:30: at /interactions/0/request: expected an object, found an array | 2:46: at /interactions/0/response: expected an object, found "ok""#
        ]],
    );
}

#[test]
fn methods() {
    check_request("2.0.0", r#"{"method": "post"}"#, expect!["POST /"]);
    check_request("2.0.0", r#"{"method": null}"#, expect![]);
    check_request("2.0.0", r#"{"method": "Purge-All"}"#, expect!["PURGE-ALL /"]);
    check_request(
        "2.0.0",
        r#"{"method": "GET IT"}"#,
        expect![[r#"2:41: at /interactions/0/request/method: "GET IT" is no HTTP method"#]],
    );
    check_request(
        "2.0.0",
        r#"{"method": ""}"#,
        expect![[r#"2:41: at /interactions/0/request/method: "" is no HTTP method"#]],
    );
    check_request(
        "2.0.0",
        r#"{"method": ["GET"]}"#,
        expect!["2:41: at /interactions/0/request/method: an array is no HTTP method"],
    );
}

#[test]
fn paths() {
    check_request("2.0.0", r#"{"path": "/a%20b/ü/%2F"}"#, expect!["GET /a%20b/ü/%2F"]);
    check_request("2.0.0", r#"{"path": null}"#, expect![]);
    check_request(
        "2.0.0",
        r#"{"path": 5}"#,
        expect![
            "GET 5 | note 2:39: at /interactions/0/request/path: no request has a path that does not start with a slash"
        ],
    );
    check_request(
        "2.0.0",
        r#"{"path": "/a?b=c"}"#,
        expect![
            "GET /a?b=c | note 2:39: at /interactions/0/request/path: no request has a query in its path: it belongs under `query`"
        ],
    );
}

#[track_caller]
fn check_query(version: &str, query: &str, expected: Expect) {
    check_request(version, &format!(r#"{{"query": {query}}}"#), expected);
}

#[test]
fn queries_that_are_texts() {
    check_query("1.0.0", r#""b=2&a=1&b=3""#, expect![[r#"?b=[("2"), ("3")] | ?a=[("1")]"#]]);
    check_query("1.1.0", r#""b=2&a=1&b=3""#, expect![[r#"?b=[("2"), ("3")] | ?a=[("1")]"#]]);
    check_query("2.0.0", r#""b=2&a=1&b=3""#, expect![[r#"?b=[("2"), ("3")] | ?a=[("1")]"#]]);
    check_query("3.0.0", r#""b=2&a=1&b=3""#, expect![[r#"?b=[("2"), ("3")] | ?a=[("1")]"#]]);
    check_query("4.0", r#""b=2&a=1&b=3""#, expect![[r#"?b=[("2"), ("3")] | ?a=[("1")]"#]]);
    check_query("2.0.0", r#""""#, expect![]);
    check_query("2.0.0", "null", expect![]);
    check_query("2.0.0", r#""a""#, expect!["?a=[None]"]);
    check_query("2.0.0", r#""a=""#, expect![[r#"?a=[("")]"#]]);
    check_query("2.0.0", r#""=x&&a=b=c&""#, expect![[r#"?=[("x")] | ?a=[("b=c")]"#]]);
    check_query(
        "2.0.0",
        r#""q=a+b%20c%2B%26&%C3%A9=%c3%a9&ü=ü""#,
        expect![[r#"?q=[("a b c+&")] | ?é=[("é")] | ?ü=[("ü")]"#]],
    );
    check_query(
        "2.0.0",
        r#""bad=%zz%4&half=%C3&end=%""#,
        expect![[r#"?bad=[("%zz%4")] | ?half=[("%C3")] | ?end=[("%")]"#]],
    );
    check_query("2.0.0", "5", expect!["?5=[None]"]);
}

#[test]
fn queries_that_are_maps() {
    check_query(
        "3.0.0",
        r#"{"b": ["2", "3"], "a": "1"}"#,
        expect![[r#"?b=[("2"), ("3")] | ?a=[("1")]"#]],
    );
    check_query(
        "3.0.0",
        r#"{"a": [null, ""], "b": null}"#,
        expect![[r#"?a=[None, ("")] | ?b=[None]"#]],
    );
    check_query(
        "3.0.0",
        r#"{"a": [1, true, 1.50, {"x": [1, 2]}], "b": 7}"#,
        expect![[r#"?a=[("1"), ("true"), ("1.50"), ("{\"x\":[1,2]}")] | ?b=[("7")]"#]],
    );
    check_query("3.0.0", r#"{"a": []}"#, expect!["?a=[]"]);
    check_query("3.0.0", "{}", expect![]);
    check_query("3.0.0", "[]", expect![]);
    check_query("3.0.0", r#"{"q[]": ["a+b", "%20"]}"#, expect![[r#"?q[]=[("a+b"), ("%20")]"#]]);
    check_query(
        "3.0.0",
        r#"{"a": ["1"], "b": ["2"], "a": ["3"]}"#,
        expect![[
            r#"?b=[("2")] | ?a=[("3")] | note 2:46: at /interactions/0/request/query/a: "a" is there twice: the last one counts"#
        ]],
    );
    check_query(
        "2.0.0",
        r#"{"a": ["1"]}"#,
        expect![[
            r#"?a=[("1")] | note 2:40: at /interactions/0/request/query: a query that is a map, in a version where it should be a text"#
        ]],
    );
    check_query(
        "3.0.0",
        r#"["a=b"]"#,
        expect!["2:40: at /interactions/0/request/query: expected an object, found an array"],
    );
}

#[track_caller]
fn check_headers(headers: &str, expected: Expect) {
    check_request("3.0.0", &format!(r#"{{"headers": {headers}}}"#), expected);
}

#[test]
fn headers() {
    check_headers(
        r#"{"X-One": " a, b ", "x-two": ["a, b", " c "]}"#,
        expect![[r#"X-One: ["a, b"] | x-two: ["a, b", " c "]"#]],
    );
    check_headers(
        r#"{"X-A": 5, "X-B": null, "X-C": [1, null], "X-D": {"a": 1}}"#,
        expect![[r#"X-A: ["5"] | X-B: ["null"] | X-C: ["1", "null"] | X-D: ["{\"a\":1}"]"#]],
    );
    check_headers(r#"{"X-A": "", "X-B": []}"#, expect![[r#"X-A: [""] | X-B: []"#]]);
    check_headers("{}", expect![]);
    check_headers("null", expect![]);
    check_headers("[]", expect![]);
    check_headers(
        r#"{"X-A": "1", "x-a": "2", "X-A": "3"}"#,
        expect![[
            r#"x-a: ["2"] | X-A: ["3"] | note 2:50: at /interactions/0/request/headers/X-A: "X-A" is there twice: the last one counts"#
        ]],
    );
    check_headers(r#"{"Content-Type": []}"#, expect!["Content-Type: []"]);
    check_headers(
        r#"{"bad name": "a", "": "b", "ü": "c", "ok": "d"}"#,
        expect![[
            r#"2:55: at /interactions/0/request/headers/bad name: "bad name" is no name of a header | 2:64: at /interactions/0/request/headers/: "" is no name of a header | 2:74: at /interactions/0/request/headers/ü: "ü" is no name of a header"#
        ]],
    );
    check_headers(
        r#""Accept: */*""#,
        expect![[
            r#"2:42: at /interactions/0/request/headers: expected an object, found "Accept: */*""#
        ]],
    );
}

#[test]
fn headers_that_are_lists() {
    for name in [
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Access-Control-Allow-Headers",
        "Access-Control-Allow-Methods",
        "Access-Control-Expose-Headers",
        "Access-Control-Request-Headers",
        "Allow",
        "Cache-Control",
        "If-Match",
        "If-None-Match",
        "vary",
    ] {
        let text = super::contract(
            "3",
            &format!(r#"{{"request": {{"headers": {{"{name}": "a;q=1 ,b"}}}}}}"#),
        );
        let pact = crate::Pact::parse(&text).unwrap();
        let headers = &pact.interactions[0].http().unwrap().request.headers;
        assert_eq!(headers.get(&name.to_uppercase()).unwrap(), ["a;q=1", "b"], "{name}");
    }
    for name in ["Date", "User-Agent", "Set-Cookie", "Content-Type", "X-Accept"] {
        let text = super::contract(
            "3",
            &format!(r#"{{"request": {{"headers": {{"{name}": "a , b"}}}}}}"#),
        );
        let pact = crate::Pact::parse(&text).unwrap();
        let headers = &pact.interactions[0].http().unwrap().request.headers;
        assert_eq!(headers.get(name).unwrap(), ["a , b"], "{name}");
    }
}

#[track_caller]
fn check_status(status: &str, expected: Expect) {
    check("3.0.0", &format!(r#"{{"response": {{"status": {status}}}}}"#), expected);
}

#[test]
fn status_codes() {
    check_status("404", expect!["=> 404"]);
    check_status("\"404\"", expect!["=> 404"]);
    check_status("404.0", expect!["=> 404"]);
    check_status("999", expect!["=> 999"]);
    check_status("null", expect![]);
    for wrong in [
        "-200",
        "200.5",
        "1000",
        "99",
        "0",
        "65736",
        "1e2",
        "99999999999999999999999999",
        "true",
        "[200]",
        "{}",
        "\"ok\"",
        "\"\"",
        "\"2 00\"",
        "\"200.\"",
    ] {
        let interaction = format!(r#"{{"response": {{"status": {wrong}}}}}"#);
        let error = crate::Pact::parse(&super::contract("3.0.0", &interaction)).unwrap_err();
        let message = &error.problems()[0].message;
        let start = "expected a status code between 100 and 999, found ";
        assert!(message.starts_with(start), "{wrong}: {message}");
    }
}
