//! What a report says of interactions that did not happen as often as they should.

use expect_test::{Expect, expect};

use super::{CREATE, ORDERS, READ, check_report, request, session};
use crate::Expectations;

#[track_caller]
fn check(pact: &str, expectations: Expectations, requests: &[&str], expected: Expect) {
    let session = session(pact).with_expectations(expectations);
    requests.iter().for_each(|text| _ = session.respond(request(text)));
    check_report(&session, expected);
}

#[test]
fn too_often_and_too_rarely() {
    let once = Expectations::default().calls("creates an order", 1);
    check(
        ORDERS,
        once,
        &[READ, CREATE, CREATE, CREATE],
        expect![[r#"
        The contract was not kept: 1 interaction requested too often.
          pact  Shop -> Orders (pacts/orders.json)

        ✗ "creates an order" (pacts/orders.json:11)
            POST /orders: requested 3 times, expected once

        ✓ "reads an order" (pacts/orders.json:5): requested once

        requests, in order
           1  GET /orders/42  ✓ "reads an order"
           2  POST /orders    ✓ "creates an order"
           3  POST /orders    ✓ "creates an order"
           4  POST /orders    ✓ "creates an order"
    "#]],
    );
    let thrice = Expectations::default().calls("reads an order", 3..);
    check(
        ORDERS,
        thrice.clone(),
        &[READ, CREATE],
        expect![[r#"
            The contract was not kept: 1 interaction requested too rarely.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: requested once, expected at least 3 times
                given order 42 exists
                try: curl -i "$URL/orders/42" -H 'accept: application/json'

            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✓ "creates an order"
        "#]],
    );
    check(
        ORDERS,
        thrice,
        &[READ, "GET /orders/42", CREATE],
        expect![[r#"
            The contract was not kept: 1 interaction requested too rarely, 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: requested once, and 1 request differs from it, expected at least 3 times
                given order 42 exists
                request 2: GET /orders/42
                  header Accept
                    expected   "application/json"
                    actual     missing
                repeat: curl -i "$URL/orders/42"

            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  GET /orders/42  ✗ differs from "reads an order"
               3  POST /orders    ✓ "creates an order"
        "#]],
    );
    let never = Expectations::default().calls("creates an order", 0).calls("reads an order", ..);
    check(
        ORDERS,
        never.clone(),
        &[CREATE],
        expect![[r#"
        The contract was not kept: 1 interaction requested too often.
          pact  Shop -> Orders (pacts/orders.json)

        ✗ "creates an order" (pacts/orders.json:11)
            POST /orders: requested once, expected never

        ✓ "reads an order" (pacts/orders.json:5): never requested
    "#]],
    );
    check(
        ORDERS,
        never,
        &[],
        expect![[r#"
        The contract was kept: 2 interactions.
          pact  Shop -> Orders (pacts/orders.json)

        ✓ "reads an order" (pacts/orders.json:5): never requested
        ✓ "creates an order" (pacts/orders.json:11): never requested
    "#]],
    );
}

#[test]
fn counted_together() {
    let twice = ORDERS.replace("creates an order", "reads an order");
    let expectations = Expectations::default().calls("reads an order", 4);
    check(
        &twice,
        expectations.clone(),
        &[READ, READ, CREATE],
        expect![[r#"
            The contract was not kept: 2 interactions requested too rarely.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: requested twice, all "reads an order" together 3 times, expected 4 times
                given order 42 exists
                try: curl -i "$URL/orders/42" -H 'accept: application/json'

            ✗ "reads an order" (pacts/orders.json:11)
                POST /orders: requested once, all "reads an order" together 3 times, expected 4 times
                try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  GET /orders/42  ✓ "reads an order"
               3  POST /orders    ✓ "reads an order"
        "#]],
    );
    check(
        &twice,
        expectations,
        &[READ; 5],
        expect![[r#"
        The contract was not kept: 1 interaction requested too often.
          pact  Shop -> Orders (pacts/orders.json)

        ✗ "reads an order" (pacts/orders.json:5)
            GET /orders/42: requested 5 times, all "reads an order" together 5 times, expected 4 times
            given order 42 exists

        ✓ "reads an order" (pacts/orders.json:11): never requested

        requests, in order
           1  GET /orders/42  ✓ "reads an order"
           2  GET /orders/42  ✓ "reads an order"
           3  GET /orders/42  ✓ "reads an order"
           4  GET /orders/42  ✓ "reads an order"
           5  GET /orders/42  ✓ "reads an order"
    "#]],
    );
}

#[test]
fn unexpected_requests_that_are_allowed() {
    let allowed = Expectations::default().allow_unexpected();
    check(
        ORDERS,
        allowed.clone(),
        &[READ, "GET /health", CREATE],
        expect![[r#"
        The contract was kept: 2 interactions, 1 unexpected request allowed.
          pact  Shop -> Orders (pacts/orders.json)

        ✓ "reads an order" (pacts/orders.json:5): requested once
        ✓ "creates an order" (pacts/orders.json:11): requested once

        requests, in order
           1  GET /orders/42  ✓ "reads an order"
           2  GET /health     - not in the contract, allowed
           3  POST /orders    ✓ "creates an order"
    "#]],
    );
    check(
        ORDERS,
        allowed,
        &["GET /health"],
        expect![[r#"
        The contract was not kept: 2 of 2 interactions missing, 1 unexpected request allowed.
          pact  Shop -> Orders (pacts/orders.json)

        ✗ "reads an order" (pacts/orders.json:5)
            GET /orders/42: never requested
            given order 42 exists
            try: curl -i "$URL/orders/42" -H 'accept: application/json'

        ✗ "creates an order" (pacts/orders.json:11)
            POST /orders: never requested
            try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'

        requests, in order
           1  GET /health  - not in the contract, allowed
    "#]],
    );
}

#[test]
fn messages() {
    let pact = r#"{"messages": [{"description": "placed"}, {"description": "cancelled"}]}"#;
    let expectations = Expectations::default().calls("placed", 3).calls("cancelled", 0);
    let session = session(pact).with_expectations(expectations.clone());
    session.take("placed").unwrap();
    session.take("cancelled").unwrap();
    check_report(
        &session,
        expect![[r#"
            The contract was not kept: 1 interaction taken too rarely, 1 interaction taken too often.
              pact  consumer -> provider (pacts/orders.json)

            ✗ "placed" (pacts/orders.json:1)
                message: taken once, expected 3 times

            ✗ "cancelled" (pacts/orders.json:1)
                message: taken once, expected never

            notes on the contract
              pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
              pacts/orders.json:1:1: the consumer has no name
              pacts/orders.json:1:1: the provider has no name
        "#]],
    );
    session.take("placed").unwrap();
    session.take("placed").unwrap();
    check_report(
        &session,
        expect![[r#"
        The contract was not kept: 1 interaction taken too often.
          pact  consumer -> provider (pacts/orders.json)

        ✗ "cancelled" (pacts/orders.json:1)
            message: taken once, expected never

        ✓ "placed" (pacts/orders.json:1): taken 3 times

        notes on the contract
          pacts/orders.json:1:1: no version of the Pact specification is given: read as version 3
          pacts/orders.json:1:1: the consumer has no name
          pacts/orders.json:1:1: the provider has no name
    "#]],
    );
}
