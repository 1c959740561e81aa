//! What goes back, as HTTP can carry it.

use expect_test::expect;

use super::*;

const A: &[u8] = b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

#[track_caller]
fn check_response(response: &str, expected: &Expect) {
    check(&[("GET /a", response)], A, expected);
}

#[test]
fn responses_without_a_body() {
    check_response(
        r#"{"status": 204, "body": "hi"}"#,
        &expect![[r#"
        HTTP/1.1 204 No Content


        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        r#"{"status": 304, "headers": {"ETag": "\"x\""}, "body": "hi"}"#,
        &expect![[r#"
        HTTP/1.1 304 Not Modified
        etag: "x"


        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        r#"{"status": 200}"#,
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 0


        --
        GET /a []: matched "GET /a"
    "#]],
    );
}

#[test]
fn headers_of_the_contract_come_in_its_order() {
    let response = r#"{"status": 299, "headers": {
        "Z-One": "1", "Content-Length": "7", "A-Two": "2", "M-Three": "3"}, "body": "hi"}"#;
    check_response(
        response,
        &expect![[r#"
        HTTP/1.1 299 <none>
        z-one: 1
        a-two: 2
        m-three: 3
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
}

#[test]
fn framing_of_the_contract() {
    let with =
        |headers: &str| format!(r#"{{"status": 200, "headers": {{{headers}}}, "body": "hi"}}"#);
    check_response(
        &with(r#""Content-Length": "2""#),
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        &with(r#""Content-Length": "3""#),
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        &with(r#""Content-Length": "many""#),
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        &with(r#""Transfer-Encoding": "chunked""#),
        &expect![[r#"
        HTTP/1.1 200 OK
        transfer-encoding: chunked

        2
        hi
        0


        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        &with(r#""Transfer-Encoding": "gzip, chunked""#),
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        &with(r#""Content-Length": "2", "Transfer-Encoding": "chunked""#),
        &expect![[r#"
        HTTP/1.1 200 OK
        transfer-encoding: chunked

        2
        hi
        0


        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check_response(
        &with(r#""Connection": "close""#),
        &expect![[r#"
        HTTP/1.1 200 OK
        connection: close
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
}

#[test]
fn head() {
    let head = b"HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n";
    check(
        &[("HEAD /a", r#"{"status": 200, "body": "hi"}"#)],
        head,
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2


        --
        HEAD /a []: matched "HEAD /a"
    "#]],
    );
    let announced = r#"{"status": 200, "headers": {"Content-Length": "1234"}}"#;
    check(
        &[("HEAD /a", announced)],
        head,
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 1234


        --
        HEAD /a []: matched "HEAD /a"
    "#]],
    );
    let wrong = r#"{"status": 200, "headers": {"Content-Length": "1234"}, "body": "hi"}"#;
    check(
        &[("HEAD /a", wrong)],
        head,
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2


        --
        HEAD /a []: matched "HEAD /a"
    "#]],
    );
    let chunked = r#"{"status": 200, "headers": {"Transfer-Encoding": "chunked"}, "body": "hi"}"#;
    check(
        &[("HEAD /a", chunked)],
        head,
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2


        --
        HEAD /a []: matched "HEAD /a"
    "#]],
    );
}

#[test]
fn a_large_body_goes_both_ways() {
    let large = "x".repeat(1 << 20);
    let response = format!(r#"{{"status": 200, "body": "{large}"}}"#);
    let server = MockServer::start(pact(&[("POST /a", &response)])).unwrap();
    let length = large.len();
    let head = format!("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n");
    let answer = talk(server.address(), format!("{head}{large}").as_bytes());
    assert!(answer.ends_with(&format!("content-length: {length}\n\n{large}")));
    assert_eq!(server.received_requests()[0].body, large);
    server.check();
}
