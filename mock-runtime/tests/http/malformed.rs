//! Bytes that are no request, or hardly one.

use expect_test::expect;

use super::*;

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
