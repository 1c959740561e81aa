//! What is cut, and the names around it all.

use expect_test::{Expect, expect};

use super::{ORDERS, READ, check, check_report, request, session};
use crate::Report;

/// The lines in which a report says how much it leaves out, and how many lines it has.
#[track_caller]
fn check_cuts(pact: &str, requests: &[&str], expected: Expect) {
    let session = session(pact);
    for text in requests {
        session.respond(request(text));
    }
    let report = Report::new(&session.outcome()).to_string();
    let cuts = report
        .lines()
        .map(str::trim)
        .filter(|line| line.trim_start_matches(['✗', '…', ' ']).starts_with("and "));
    let cuts: Vec<&str> = cuts.collect();
    expected.assert_eq(&format!("{}; {} lines", cuts.join("; "), report.lines().count()));
}

#[test]
fn many_of_a_kind_are_cut() {
    let fields: Vec<String> = (0..1_140).map(|n| format!("\"field{n:04}\": {n}")).collect();
    let actual: Vec<String> = (0..1_140).map(|n| format!("\"field{n:04}\": {}", n + 1)).collect();
    let pact = format!(
        r#"{{"interactions": [{{"request": {{"method": "PUT", "path": "/", "body": {{{}}}}}}}]}}"#,
        fields.join(", ")
    );
    let request = format!("PUT /\n\n{{{}}}", actual.join(", "));
    check_cuts(&pact, &[&request], expect!["… and 1,040 more differences; 313 lines"]);
    check_cuts(
        &pact,
        &[&request, &request],
        expect!["… and 1,040 more differences; … and 1,040 more differences; 620 lines"],
    );
    let strays: Vec<String> =
        (0..60).map(|n| format!("GET /somewhere/else/entirely/{n}")).collect();
    let strays: Vec<&str> = strays.iter().map(String::as_str).collect();
    check_cuts(
        ORDERS,
        &strays[..11],
        expect!["✗ and 1 request that the contract does not have; 96 lines"],
    );
    check_cuts(
        ORDERS,
        &strays,
        expect!["✗ and 50 requests that the contract does not have; and 10 more; 136 lines"],
    );
    check_cuts(ORDERS, &vec![READ; 51], expect!["and 1 more; 61 lines"]);
    check_cuts(
        ORDERS,
        &vec!["GET /orders/42"; 60],
        expect!["and 50 further requests that differ; and 10 more; 114 lines"],
    );
}

#[test]
fn long_values_are_cut() {
    let pact = r#"{"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [
{"description": "long", "request": {"method": "PUT", "path": "/", "body": {"text": "short"}}}]}"#;
    check(
        pact,
        &[&format!("PUT /\n\n{{\"text\":\"{}\"}}", "ü".repeat(2_000))],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  c -> p (pacts/orders.json)

            ✗ "long" (pacts/orders.json:2)
                PUT /: 1 request differs from it
                request 1: PUT /
                  body $.text
                    expected   "short" (String)
                    actual     "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü… (4002 bytes) (String)
                repeat: curl -i -X PUT "$URL/" -H 'content-type:' --data-binary @body  # 4011 bytes, not shown

            notes on the contract
              pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
        "#]],
    );
}

#[test]
fn every_state_is_named() {
    let pact = r#"{"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [
{"description": "a \"quoted\" name", "providerStates": [{"name": "one"}, {"name": "two", "params": {"id": 1}}], "request": {"path": "/a"}}]}"#;
    check(
        pact,
        &[],
        expect![[r#"
            The contract was not kept: 1 of 1 interactions missing.
              pact  c -> p (pacts/orders.json)

            ✗ "a "quoted" name" (pacts/orders.json:2)
                GET /a: never requested
                given one; two
                try: curl -i "$URL/a"

            notes on the contract
              pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
        "#]],
    );
}

#[test]
fn names_of_test_file_and_server() {
    let session = session(ORDERS);
    session.respond(request("GET /orders/42"));
    let outcome = session.outcome();
    let report = Report::new(&outcome)
        .test("shop::reads_an_order", "tests/shop.rs", 12)
        .base_url("http://127.0.0.1:4711");
    expect![[r#"
        The contract was not kept: 1 of 2 interactions missing, 1 mismatched request.
          test  shop::reads_an_order (tests/shop.rs:12)
          pact  Shop -> Orders

        ✗ "reads an order" (line 5)
            GET /orders/42: 1 request differs from it
            given order 42 exists
            request 1: GET /orders/42
              header Accept
                expected   "application/json"
                actual     missing
            repeat: curl -i http://127.0.0.1:4711/orders/42

        ✗ "creates an order" (line 11)
            POST /orders: never requested
            try: curl -i -X POST http://127.0.0.1:4711/orders -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'
    "#]].assert_eq(&report.to_string());
    check_report(
        &session,
        expect![[r#"
            The contract was not kept: 1 of 2 interactions missing, 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: 1 request differs from it
                given order 42 exists
                request 1: GET /orders/42
                  header Accept
                    expected   "application/json"
                    actual     missing
                repeat: curl -i "$URL/orders/42"

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: never requested
                try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'
        "#]],
    );
}
