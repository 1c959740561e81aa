//! What a report says of requests, and the lines that repeat them.

use bytes::Bytes;
use expect_test::expect;
use http::Method;

use super::{CREATE, ORDERS, READ, check, check_report, request, session};
use crate::ReceivedRequest;

#[test]
fn a_stray_request_and_what_comes_near() {
    check(
        ORDERS,
        &[READ, CREATE, "GET /order/42\nAccept: application/json"],
        expect![[r#"
            The contract was not kept: 1 unexpected request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ request 3 is not in the contract: GET /order/42
                nearest: "reads an order" (pacts/orders.json:5)
                  path
                    expected   "/orders/42"
                    actual     "/order/42"
                repeat: curl -i "$URL/order/42" -H 'accept: application/json'

            ✓ "reads an order" (pacts/orders.json:5): requested once
            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✓ "creates an order"
               3  GET /order/42   ✗ not in the contract
        "#]],
    );
}

#[test]
fn a_stray_request_that_is_like_no_other() {
    check(
        ORDERS,
        &[READ, CREATE, "DELETE /a/completely/different/thing?at=all\nX-Id: 1"],
        expect![[r#"
            The contract was not kept: 1 unexpected request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ request 3 is not in the contract: DELETE /a/completely/different/thing?at=all
                nearest: "reads an order" (pacts/orders.json:5)
                  method
                    expected   "GET"
                    actual     "DELETE"
                  path
                    expected   "/orders/42"
                    actual     "/a/completely/different/thing"
                repeat: curl -i -X DELETE "$URL/a/completely/different/thing?at=all" -H 'x-id: 1'

            ✓ "reads an order" (pacts/orders.json:5): requested once
            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/42                            ✓ "reads an order"
               2  POST /orders                              ✓ "creates an order"
               3  DELETE /a/completely/different/thing?at=all  ✗ not in the contract
        "#]],
    );
}

#[test]
fn a_refused_request() {
    let session = session(ORDERS);
    session.respond(request(READ));
    session.respond(request(CREATE));
    session.refuse(request("POST /orders"), "the body is larger than 10 bytes");
    check_report(
        &session,
        expect![[r#"
            The contract was not kept: 1 refused request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ request 3 was refused: POST /orders
                the body is larger than 10 bytes

            ✓ "reads an order" (pacts/orders.json:5): requested once
            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✓ "creates an order"
               3  POST /orders    ✗ refused
        "#]],
    );
}

const ANYTHING: &str = r#"{"consumer": {"name": "c"}, "provider": {"name": "p"},
"interactions": [{"description": "nothing else", "request": {"path": "/only/this"}}]}"#;

/// The line that repeats a request, behind `repeat:`.
fn repeated(request: ReceivedRequest) -> String {
    let session = session(ANYTHING);
    session.respond(request);
    let outcome = session.outcome();
    let report = crate::Report::new(&outcome).to_string();
    let line = report.lines().find_map(|line| line.trim().strip_prefix("repeat:"));
    line.expect("the request can be repeated").trim().to_owned()
}

#[track_caller]
fn check_line(text: &str, expected: expect_test::Expect) {
    expected.assert_eq(&repeated(request(text)));
}

#[test]
fn lines_for_the_shell() {
    check_line("GET /a", expect![[r#"curl -i "$URL/a""#]]);
    check_line("GET /a?b=c&d=%20", expect![[r#"curl -i "$URL/a?b=c&d=%20""#]]);
    check_line("HEAD /a", expect![[r#"curl -i --head "$URL/a""#]]);
    check_line("DELETE /a", expect![[r#"curl -i -X DELETE "$URL/a""#]]);
    check_line("PURGE /a", expect![[r#"curl -i -X PURGE "$URL/a""#]]);
    check_line(
        "GET /a\nHost: x\nContent-Length: 0\nConnection: close\nAccept: */*",
        expect![[r#"curl -i "$URL/a" -H 'accept: */*'"#]],
    );
    check_line(
        "POST /a\nContent-Type: application/json\n\n{\"a\": 1}",
        expect![[
            r#"curl -i -X POST "$URL/a" -H 'content-type: application/json' --data-raw '{"a": 1}'"#
        ]],
    );
    check_line(
        "GET /a\n\nwith a body",
        expect![[r#"curl -i -X GET "$URL/a" -H 'content-type:' --data-raw 'with a body'"#]],
    );
    check_line(
        "PUT /a\n\nit's $HOME `pwd` \"quoted\" \\ !",
        expect![[
            r#"curl -i -X PUT "$URL/a" -H 'content-type:' --data-raw 'it'\''s $HOME `pwd` "quoted" \ !'"#
        ]],
    );
    check_line(
        "PUT /a\nX-Quote: it's\n\nline one\nline two",
        expect![[
            r#"curl -i -X PUT "$URL/a" -H 'x-quote: it'\''s' -H 'content-type:' --data-raw 'line one"#
        ]],
    );
    check_line(
        "GET /a$(id)?q=`id`&r=\"x\"'y'!\\",
        expect![[r#"curl -i "$URL"'/a$(id)?q=%60id%60&r=%22x%22'\''y'\''!%5C'"#]],
    );
    check_line(
        "GET /größe?ü=é\nX-Ort: Zürich",
        expect![[r#"curl -i "$URL/gr%C3%B6%C3%9Fe?%C3%BC=%C3%A9" -H 'x-ort: Zürich'"#]],
    );
    check_line("OPTIONS *", expect![[r#"curl -i -X OPTIONS --request-target '*' "$URL""#]]);
}

#[test]
fn bodies_that_no_line_can_hold() {
    let with_body =
        |body: Bytes| ReceivedRequest { body, ..ReceivedRequest::new(Method::PUT, "/a") };
    expect![[
        r#"curl -i -X PUT "$URL/a" -H 'content-type:' --data-binary @body  # 5 bytes, not shown"#
    ]]
    .assert_eq(&repeated(with_body(Bytes::from_static(b"\x89PNG\xff"))));
    expect![[
        r#"curl -i -X PUT "$URL/a" -H 'content-type:' --data-binary @body  # 3 bytes, not shown"#
    ]]
    .assert_eq(&repeated(with_body(Bytes::from_static(b"a\0b"))));
    expect![[r#"curl -i -X PUT "$URL/a" -H 'content-type:' --data-binary @body  # 100000 bytes, not shown"#]]
        .assert_eq(&repeated(with_body("x".repeat(100_000).into())));
}

#[test]
fn binary_bodies() {
    let pact = r#"{"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [
{"description": "uploads", "request": {"method": "PUT", "path": "/a", "headers": {"Content-Type": "image/png"}, "body": "iVBORw=="}}]}"#;
    let session = session(pact);
    session.respond(ReceivedRequest {
        body: Bytes::from_static(b"\xff\xd8\xff\xe0"),
        ..request("PUT /a\nContent-Type: image/png")
    });
    check_report(
        &session,
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  c -> p (pacts/orders.json)

            ✗ "uploads" (pacts/orders.json:2)
                PUT /a: 1 request differs from it
                request 1: PUT /a
                  body $
                    expected   image/png, 4 bytes, starting with 89504e47
                    actual     image/png, 4 bytes, starting with ffd8ffe0
                repeat: curl -i -X PUT "$URL/a" -H 'content-type: image/png' --data-binary @body  # 4 bytes, not shown

            notes on the contract
              pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
        "#]],
    );
    let session = super::session(pact);
    session.respond(request("PUT /a\nContent-Type: image/png\n\ntext"));
    check_report(
        &session,
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  c -> p (pacts/orders.json)

            ✗ "uploads" (pacts/orders.json:2)
                PUT /a: 1 request differs from it
                request 1: PUT /a
                  body $
                    expected   image/png, 4 bytes, starting with 89504e47
                    actual     image/png, 4 bytes, starting with 74657874
                repeat: curl -i -X PUT "$URL/a" -H 'content-type: image/png' --data-raw text

            notes on the contract
              pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
        "#]],
    );
}

#[test]
fn texts_beyond_ascii() {
    let pact = r#"{"consumer": {"name": "Käufer"}, "provider": {"name": "注文"}, "interactions": [
{"description": "schickt größe", "request": {"method": "PUT", "path": "/größe", "headers": {"X-Ort": "Zürich"}, "body": "grün\n"}}]}"#;
    check(
        pact,
        &["PUT /größe\nX-Ort: Bern\n\nblau\nund rot"],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Käufer -> 注文 (pacts/orders.json)

            ✗ "schickt größe" (pacts/orders.json:2)
                PUT /größe: 1 request differs from it
                request 1: PUT /größe
                  header X-Ort
                    expected   "Zürich"
                    actual     "Bern"
                  body $
                    expected   "grün\n"
                    actual     "blau\nund rot"
                repeat: curl -i -X PUT "$URL/gr%C3%B6%C3%9Fe" -H 'x-ort: Bern' -H 'content-type:' --data-raw 'blau
            und rot'

            notes on the contract
              pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
        "#]],
    );
}
