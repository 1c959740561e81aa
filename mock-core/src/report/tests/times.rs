//! What a report says of time: late requests, waiting, a test that does not end.

use core::time::Duration;
use std::cell::Cell;

use expect_test::{Expect, expect};

use super::{CREATE, ORDERS, READ, request, session};
use crate::{OpenConnection, Outcome, Report, TimedOut, Timeline};

thread_local! {
    /// Each test has a thread, and so a stopwatch of its own.
    static TENTHS: Cell<u64> = const { Cell::new(0) };
}

/// What came of these requests, which come at 100 ms, 200 ms and so on.
fn outcome(pact: &str, requests: &[&str]) -> Outcome {
    TENTHS.set(0);
    let session = session(pact).with_stopwatch(|| {
        TENTHS.set(TENTHS.get() + 1);
        Duration::from_millis(100 * TENTHS.get())
    });
    for text in requests {
        match *text {
            "refused" => session.refuse(request("GET /huge"), "too large"),
            text => _ = session.respond(request(text)),
        }
    }
    session.finish()
}

#[track_caller]
fn check(report: Report<'_>, expected: Expect) {
    let report = report.pact_file("pacts/orders.json");
    assert_eq!(report.to_string(), report.to_string());
    expected.assert_eq(&report.to_string());
}

#[test]
fn late_requests() {
    let wrong = CREATE.replace("Zoë", "Zoe").replace("2024-02-29", "today");
    let outcome = outcome(ORDERS, &[READ, READ, &wrong, "GET /order/42", "refused"]);
    check(
        Report::new(&outcome).body_ended(Duration::from_millis(150)),
        expect![[r#"
        The contract was not kept: 1 mismatched request, 1 unexpected request, 1 refused request.
          pact  Shop -> Orders (pacts/orders.json)

        ✗ "creates an order" (pacts/orders.json:11)
            POST /orders: 1 request differs from it
            request 3: POST /orders (after the test's body)
              body $.customer
                expected   "Zoë" (String)
                actual     "Zoe" (String)
              body $.due
                rule       regex: Expected 'today' to match '\d{4}-\d\d-\d\d'
                expected   "2024-02-29" (String), for example
                actual     "today" (String)
            repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoe","lines":[{"sku":"A-1","amount":2}],"due":"today"}'

        ✗ request 4 is not in the contract: GET /order/42 (after the test's body)
            nearest: "reads an order" (pacts/orders.json:5)
              path
                expected   "/orders/42"
                actual     "/order/42"
            repeat: curl -i "$URL/order/42"

        ✗ request 5 was refused: GET /huge
            too large

        ✓ "reads an order" (pacts/orders.json:5): requested twice

        requests, in order
           1  GET /orders/42  ✓ "reads an order"
           2  GET /orders/42  ✓ "reads an order" (after the test's body)
           3  POST /orders    ✗ differs from "creates an order" (after the test's body)
           4  GET /order/42   ✗ not in the contract (after the test's body)
           5  GET /huge       ✗ refused
    "#]],
    );
}

#[test]
fn waiting_in_vain() {
    let report = |requests: &[&str], says| {
        let outcome = outcome(ORDERS, requests);
        check(Report::new(&outcome).waited(Duration::from_secs(2)), says);
    };
    report(
        &[READ],
        expect![[r#"
            The contract was not kept: 1 of 2 interactions missing.
            The server waited 2s for it after the test's body.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: never requested
                try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'

            ✓ "reads an order" (pacts/orders.json:5): requested once
        "#]],
    );
    report(
        &[],
        expect![[r#"
            The contract was not kept: 2 of 2 interactions missing.
            The server waited 2s for them after the test's body.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: never requested
                given order 42 exists
                try: curl -i "$URL/orders/42" -H 'accept: application/json'

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: never requested
                try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'
        "#]],
    );
    report(
        &[READ, CREATE],
        expect![[r#"
        The contract was kept: 2 interactions.
          pact  Shop -> Orders (pacts/orders.json)

        ✓ "reads an order" (pacts/orders.json:5): requested once
        ✓ "creates an order" (pacts/orders.json:11): requested once

        requests, in order
           1  GET /orders/42  ✓ "reads an order"
           2  POST /orders    ✓ "creates an order"
    "#]],
    );
}

fn timed_out(millis: u64, connections: &[(u64, &str)]) -> TimedOut {
    let open = |(opened, state): &(u64, &str)| OpenConnection {
        peer: "127.0.0.1:50312".parse().unwrap(),
        opened: Duration::from_millis(*opened),
        state: (*state).to_owned(),
    };
    TimedOut {
        limit: Duration::from_secs(30),
        at: Duration::from_millis(millis),
        connections: connections.iter().map(open).collect(),
    }
}

#[test]
fn a_test_that_does_not_end() {
    let one = outcome(ORDERS, &[READ]);
    let stuck = timed_out(30_400, &[(50, "idle"), (29_900, "a request is arriving")]);
    check(
        Report::new(&one).timed_out(&stuck),
        expect![[r#"
        The test did not end within 30s.
        The contract was not kept: 1 of 2 interactions missing.
          pact  Shop -> Orders (pacts/orders.json)

        still awaited
          "creates an order" (pacts/orders.json:11): POST /orders
        last request: GET /orders/42, 30.3 s before the end
        open connections
          127.0.0.1:50312, open for 30.4 s: idle
          127.0.0.1:50312, open for 500 ms: a request is arriving

        ✗ "creates an order" (pacts/orders.json:11)
            POST /orders: never requested
            try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'

        ✓ "reads an order" (pacts/orders.json:5): requested once
    "#]],
    );
    let none = outcome(ORDERS, &[]);
    check(
        Report::new(&none).timed_out(&timed_out(30_000, &[])),
        expect![[r#"
        The test did not end within 30s.
        The contract was not kept: 2 of 2 interactions missing.
          pact  Shop -> Orders (pacts/orders.json)

        still awaited
          "reads an order" (pacts/orders.json:5): GET /orders/42
          "creates an order" (pacts/orders.json:11): POST /orders
        no request came
        no connection is open

        ✗ "reads an order" (pacts/orders.json:5)
            GET /orders/42: never requested
            given order 42 exists
            try: curl -i "$URL/orders/42" -H 'accept: application/json'

        ✗ "creates an order" (pacts/orders.json:11)
            POST /orders: never requested
            try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'
    "#]],
    );
    let both = outcome(ORDERS, &[READ, CREATE]);
    check(
        Report::new(&both).timed_out(&timed_out(250, &[(0, "being answered"); 12])),
        expect![[r#"
        The test did not end within 30s.
        The contract was kept: 2 interactions.
          pact  Shop -> Orders (pacts/orders.json)

        no interaction is awaited
        last request: POST /orders, 50 ms before the end
        open connections
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          127.0.0.1:50312, open for 250 ms: being answered
          and 2 further connections

        ✓ "reads an order" (pacts/orders.json:5): requested once
        ✓ "creates an order" (pacts/orders.json:11): requested once

        requests, in order
           1  GET /orders/42  ✓ "reads an order"
           2  POST /orders    ✓ "creates an order"
    "#]],
    );
    let messages = outcome(r#"{"messages": [{"description": "placed"}]}"#, &[]);
    check(
        Report::new(&messages).timed_out(&timed_out(250, &[])),
        expect![[r#"
        The test did not end within 30s.
        The contract was not kept: 1 of 1 interactions missing.
          pact  consumer -> provider (pacts/orders.json)

        still awaited
          "placed" (pacts/orders.json:1): a message
        no request came
        no connection is open

        ✗ "placed" (pacts/orders.json:1)
            message: never taken

        notes on the contract
          pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
          pacts/orders.json:1:1: the consumer has no name
          pacts/orders.json:1:1: the provider has no name
    "#]],
    );
}

#[test]
fn side_by_side() {
    let orders = outcome(ORDERS, &[READ, CREATE, "GET /order/42", "refused"]);
    let users = outcome(r#"{"interactions": [{"description": "signs in"}]}"#, &["GET /"]);
    let line = |timeline: Timeline, at, text: &str| timeline.line(Duration::from_millis(at), text);
    let timeline = Timeline::new().server("orders", &orders).server("users", &users);
    let timeline =
        line(timeline, 88, "\u{1b}[2m12:00\u{1b}[0m \u{1b}[32m INFO\u{1b}[0m listening\r\n");
    let timeline = line(timeline, 200, "at the same time\tas a request \u{1b}[");
    let timeline = line(timeline, 1_288, &"long ".repeat(80));
    expect![[r#"
        side by side
             +0 ms  │ 12:00  INFO listening
            +12 ms  orders  GET /orders/42  ✓ "reads an order"
            +12 ms  users   GET /           ✓ "signs in"
           +112 ms  orders  POST /orders    ✓ "creates an order"
           +112 ms  │ at the same time as a request
           +212 ms  orders  GET /order/42   ✗ not in the contract
           +312 ms  orders  GET /huge       ✗ refused
          +1200 ms  │ long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long … (399 bytes)
    "#]].assert_eq(&format!("side by side\n{timeline}"));
    assert_eq!(Timeline::new().to_string(), "");
}

#[test]
fn long_timelines_are_cut() {
    let timeline = (0..60).fold(Timeline::new(), |timeline, number| {
        timeline.line(Duration::from_millis(10 * number), format!("line {number}"))
    });
    let text = timeline.to_string();
    let lines: Vec<&str> = text.lines().collect();
    expect![[r#"
        cut
          10 earlier lines left out
          +100 ms  │ line 10
          +590 ms  │ line 59"#]]
    .assert_eq(&format!("cut\n{}\n{}\n{}", lines[0], lines[1], lines[lines.len() - 1]));
    assert_eq!(lines.len(), 51);
}
