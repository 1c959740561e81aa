//! HTTP semantics over raw sockets: bytes in, bytes out, and what the journal says of it.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod common;

use std::io::{Read, Write};
use std::net::Shutdown;

use common::{connect, get, journal, read_all, talk};
use expect_test::{Expect, expect};
use mock_runtime::MockServer;

/// A contract whose interactions are all GET on their own path, with these responses.
fn pact(responses: &[(&str, &str)]) -> String {
    let interactions: Vec<String> = responses
        .iter()
        .map(|(target, response)| {
            let (method, path) = target.split_once(' ').unwrap();
            format!(
                r#"{{"description": "{target}", "request": {{"method": "{method}", "path": "{path}"}},
                    "response": {response}}}"#
            )
        })
        .collect();
    format!(r#"{{"interactions": [{}]}}"#, interactions.join(","))
}

/// Sends `input` to a server with the contract, and compares what comes back and the journal.
#[track_caller]
fn check(responses: &[(&str, &str)], input: &[u8], expected: &Expect) {
    let server =
        MockServer::builder().pact(pact(responses)).body_limit(16).start().expect("starts");
    let answer = talk(server.address(), input);
    expected.assert_eq(&format!("{answer}\n--\n{}", settled_journal(&server)));
    server.check();
    if !server.received_requests().iter().any(|request| request.path == "/again") {
        // Whatever came in, the next connection is served.
        assert!(get(server.address(), "/again").starts_with("HTTP/1.1 "));
    }
}

/// The journal once it has something to say: hyper answers malformed bytes by itself, and tells
/// us of it behind that.
fn settled_journal(server: &MockServer) -> String {
    for _ in 0..1000 {
        let journal = journal(&server.check());
        if !journal.is_empty() {
            return journal;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    String::new()
}

const PLAIN: &[(&str, &str)] = &[("GET /a", r#"{"status": 200, "body": "hi"}"#)];

#[test]
fn requests() {
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 200 OK
        connection: close
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.0\r\n\r\n",
        &expect![[r#"
        HTTP/1.0 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
    check(
        PLAIN,
        b"GET http://other.example/a HTTP/1.1\r\nHost: h\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
}

#[test]
fn keep_alive_and_pipelining() {
    let two = b"GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    check(
        PLAIN,
        two,
        &expect![[r#"
        HTTP/1.1 200 OK
        content-length: 2

        hiHTTP/1.1 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
        GET /a []: matched "GET /a"
    "#]],
    );
}

#[test]
fn targets() {
    #[track_caller]
    fn check(request_line: &str, expected: (&str, Option<&str>)) {
        let server = MockServer::start(pact(PLAIN)).unwrap();
        let request = format!("{request_line} HTTP/1.1\r\nHost: h\r\n\r\n");
        talk(server.address(), request.as_bytes());
        let received = server.received_requests().remove(0);
        assert_eq!((received.path.as_str(), received.query.as_deref()), expected);
        server.check();
    }
    check("GET /a?b=c", ("/a", Some("b=c")));
    check("GET /a?", ("/a", Some("")));
    check("GET /a%20b/%C3%A4", ("/a%20b/%C3%A4", None));
    check("GET http://other.example/a?b=c", ("/a", Some("b=c")));
    check("GET http://other.example", ("/", None));
    check("OPTIONS *", ("*", None));
    check("CONNECT other.example:443", ("other.example:443", None));
}

const POST: &[(&str, &str)] = &[("POST /a", r#"{"status": 201}"#)];

#[test]
fn bodies() {
    check(
        POST,
        b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
        &expect![[r#"
        HTTP/1.1 201 Created
        content-length: 0


        --
        POST /a [abc]: matched "POST /a"
    "#]],
    );
    let chunked = b"POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\
        2\r\nab\r\n1;x=y\r\nc\r\n0\r\nTrailer: t\r\n\r\n";
    check(
        POST,
        chunked,
        &expect![[r#"
        HTTP/1.1 201 Created
        content-length: 0


        --
        POST /a [abc]: matched "POST /a"
    "#]],
    );
    let most = b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 16\r\n\r\n0123456789abcdef";
    check(
        POST,
        most,
        &expect![[r#"
        HTTP/1.1 201 Created
        content-length: 0


        --
        POST /a [0123456789abcdef]: matched "POST /a"
    "#]],
    );
}

#[test]
fn body_limit() {
    let declared = b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 17\r\n\r\n0123456789abcdefg";
    check(
        POST,
        declared,
        &expect![[r#"
        HTTP/1.1 413 Payload Too Large
        content-type: text/plain; charset=utf-8
        content-length: 129

        the request's body is larger than 16 bytes, which is this mock server's limit; MockServer::builder().body_limit(bytes) raises it

        --
        POST /a []: refused: the request's body is larger than 16 bytes, which is this mock server's limit; MockServer::builder().body_limit(bytes) raises it
    "#]],
    );
    let chunked = b"POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\
        10\r\n0123456789abcdef\r\n1\r\ng\r\n0\r\n\r\n";
    check(
        POST,
        chunked,
        &expect![[r#"
        HTTP/1.1 413 Payload Too Large
        content-type: text/plain; charset=utf-8
        content-length: 129

        the request's body is larger than 16 bytes, which is this mock server's limit; MockServer::builder().body_limit(bytes) raises it

        --
        POST /a []: refused: the request's body is larger than 16 bytes, which is this mock server's limit; MockServer::builder().body_limit(bytes) raises it
    "#]],
    );
    let one_chunk = b"POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\
        11\r\n0123456789abcdefg\r\n0\r\n\r\n";
    check(
        POST,
        one_chunk,
        &expect![[r#"
        HTTP/1.1 413 Payload Too Large
        content-type: text/plain; charset=utf-8
        content-length: 129

        the request's body is larger than 16 bytes, which is this mock server's limit; MockServer::builder().body_limit(bytes) raises it

        --
        POST /a []: refused: the request's body is larger than 16 bytes, which is this mock server's limit; MockServer::builder().body_limit(bytes) raises it
    "#]],
    );
}

#[test]
fn hosts() {
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        content-type: text/plain; charset=utf-8
        content-length: 49

        the Host header is missing; HTTP/1.1 requires it

        --
        GET /a []: refused: the Host header is missing; HTTP/1.1 requires it
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        content-type: text/plain; charset=utf-8
        content-length: 35

        there is more than one Host header

        --
        GET /a []: refused: there is more than one Host header
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\nHost: a b\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        content-type: text/plain; charset=utf-8
        content-length: 46

        the Host header is not a host name or address

        --
        GET /a []: refused: the Host header is not a host name or address
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.0\r\n\r\n",
        &expect![[r#"
        HTTP/1.0 200 OK
        content-length: 2

        hi
        --
        GET /a []: matched "GET /a"
    "#]],
    );
}

#[test]
fn malformed() {
    check(
        PLAIN,
        b"G(T /a HTTP/1.1\r\nHost: h\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        connection: close
        content-length: 0


        --
        -  []: refused: malformed request: invalid HTTP method parsed; it begins with "G(T /a HTTP/1.1\r\nHost: h\r\n\r\n"
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/9.1\r\nHost: h\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        connection: close
        content-length: 0


        --
        GET /a []: refused: malformed request: invalid HTTP version parsed
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\nHost h\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        connection: close
        content-length: 0


        --
        GET /a []: refused: malformed request: invalid HTTP header parsed
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        connection: close
        content-length: 0


        --
        GET /a []: refused: malformed request: invalid content-length parsed
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        connection: close
        content-length: 0


        --
        GET /a []: refused: malformed request: invalid transfer-encoding parsed
    "#]],
    );
    check(
        PLAIN,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        connection: close
        content-length: 0


        --
        -  []: refused: malformed request: invalid HTTP method parsed; the client speaks TLS, the server does not: use its URL with http:// instead of https://; it begins with "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
    "#]],
    );
    check(
        PLAIN,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &expect![[r#"

        --
        PRI * []: refused: malformed request: invalid HTTP version parsed (found HTTP2 preface); the client speaks HTTP/2 without having asked, the server HTTP/1.1
    "#]],
    );
    check(
        PLAIN,
        b"GET /a HT",
        &expect![[r#"

        --
        -  []: refused: the request is not complete: connection closed before message completed; it begins with "GET /a HT"
    "#]],
    );
    check(
        POST,
        b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na",
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        content-type: text/plain; charset=utf-8
        content-length: 116

        the request's body is not complete: error reading a body from connection: end of file before message length reached

        --
        POST /a []: refused: the request's body is not complete: error reading a body from connection: end of file before message length reached
    "#]],
    );
    let chunk = b"POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
    check(
        POST,
        chunk,
        &expect![[r#"
        HTTP/1.1 400 Bad Request
        content-type: text/plain; charset=utf-8
        content-length: 118

        the request's body is not complete: error reading a body from connection: Invalid chunk size line: missing size digit

        --
        POST /a []: refused: the request's body is not complete: error reading a body from connection: Invalid chunk size line: missing size digit
    "#]],
    );
}

#[test]
fn only_the_malformed_request_of_a_connection_is_refused() {
    let input = b"GET /a HTTP/1.1\r\nHost: h\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: x\r\n\r\n";
    let server = MockServer::start(pact(PLAIN)).unwrap();
    talk(server.address(), input);
    for _ in 0..1000 {
        if server.received_requests().len() == 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    expect![[r#"
        GET /a []: matched "GET /a"
        POST /b []: refused: malformed request: invalid content-length parsed
    "#]]
    .assert_eq(&journal(&server.check()));
}

#[test]
fn too_much_head() {
    #[track_caller]
    fn check(head: &str, status: &str, reason: &str) {
        let server = MockServer::start(pact(PLAIN)).unwrap();
        let answer = talk(server.address(), head.as_bytes());
        assert!(answer.starts_with(status), "{answer}");
        let journal = settled_journal(&server);
        assert!(journal.contains(reason), "{}", &journal[journal.len() - 200..]);
    }
    let headers: String = (0..101).map(|number| format!("X-{number}: y\r\n")).collect();
    let many = format!("GET /a HTTP/1.1\r\nHost: h\r\n{headers}\r\n");
    check(&many, "HTTP/1.1 431 ", "message head is too large");
    let long = format!("GET /{} HTTP/1.1\r\nHost: h\r\n\r\n", "a".repeat(66_000));
    check(&long, "HTTP/1.1 414 ", "URI too long");
}

#[test]
fn header_values_are_bytes() {
    let server = MockServer::start(pact(PLAIN)).unwrap();
    talk(server.address(), b"GET /a HTTP/1.1\r\nHost: h\r\nX-Name: Andr\xe9\r\n\r\n");
    assert_eq!(server.received_requests()[0].headers["x-name"].as_bytes(), b"Andr\xe9");
    assert!(server.check().is_success());
}

#[test]
fn expect_continue() {
    let server = MockServer::builder().pact(pact(POST)).body_limit(16).start().unwrap();
    let head = "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: ";
    let mut stream = connect(server.address());
    write!(stream, "{head}3\r\n\r\n").unwrap();
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"abc").unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    assert!(read_all(&mut stream).starts_with("HTTP/1.1 201 Created\n"));

    // A body that will be refused is not asked for.
    let answer = talk(server.address(), format!("{head}17\r\n\r\n").as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    expect![[r#"
        POST /a [abc]: matched "POST /a"
        POST /a []: refused: the request's body is larger than 16 bytes, which is this mock server's limit; MockServer::builder().body_limit(bytes) raises it
    "#]].assert_eq(&journal(&server.check()));
}

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
