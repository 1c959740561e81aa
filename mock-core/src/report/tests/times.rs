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
pub(super) fn outcome(pact: &str, requests: &[&str]) -> Outcome {
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
            The server waited 2s after the test's body for what is missing.
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
            The server waited 2s after the test's body for what is missing.
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

/// Times are those of all requests, whether they are remembered or not.
#[test]
fn what_was_forgotten_had_its_time() {
    TENTHS.set(0);
    let session = session(ORDERS).with_received_limit(500).with_stopwatch(|| {
        TENTHS.set(TENTHS.get() + 1);
        Duration::from_millis(100 * TENTHS.get())
    });
    let respond = |text: &str, count| (0..count).for_each(|_| _ = session.respond(request(text)));
    respond(READ, 20);
    let timeline = || Timeline::new().server("orders", &session.outcome());
    let timeline = || format!("side by side\n{}", timeline());
    expect![[r#"
        side by side
          16 earlier requests left out
          +1600 ms  orders  GET /orders/42  ✓ "reads an order"
          +1700 ms  orders  GET /orders/42  ✓ "reads an order"
          +1800 ms  orders  GET /orders/42  ✓ "reads an order"
          +1900 ms  orders  GET /orders/42  ✓ "reads an order"
    "#]]
    .assert_eq(&timeline());
    respond("GET /order/42", 105);
    let text = timeline();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 53);
    expect![[r#"
        side by side
          70 earlier requests left out
           +7000 ms  orders  GET /order/42  ✗ not in the contract
          +11900 ms  orders  GET /order/42  ✗ not in the contract
          5 further requests forgotten"#]]
    .assert_eq(&[lines[0], lines[1], lines[2], lines[51], lines[52]].join("\n"));
    let outcome = session.finish();
    let report = Report::new(&outcome).timed_out(&timed_out(13_000, &[])).to_string();
    let line = report.lines().find(|line| line.starts_with("last request")).unwrap_or_default();
    expect!["last request: 500 ms before the end"].assert_eq(line);
}
