//! Requests that are fine, and those that the server itself refuses.

use expect_test::expect;

use super::*;

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
