//! What a report says of bodies that differ.

use expect_test::expect;

use super::{CREATE, ORDERS, READ, check};

#[test]
fn a_field_that_should_be_equal() {
    check(
        ORDERS,
        &[READ, &CREATE.replace("Zoë", "Zoe")],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  body $.customer
                    expected   "Zoë" (String)
                    actual     "Zoe" (String)
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoe","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
}

#[test]
fn a_field_that_does_not_fit_its_rule() {
    check(
        ORDERS,
        &[READ, &CREATE.replace("2024-02-29", "tomorrow")],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  body $.due
                    rule       regex: Expected 'tomorrow' to match '\d{4}-\d\d-\d\d'
                    expected   "2024-02-29" (String), for example
                    actual     "tomorrow" (String)
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"tomorrow"}'

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
}

#[test]
fn fields_of_other_names_and_types() {
    let create =
        CREATE.replace("\"customer\"", "\"client\"").replace("\"amount\":2", "\"amount\":\"2\"");
    check(
        ORDERS,
        &[READ, &create],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  body $
                    missing    "customer": "Zoë" (String)
                    unexpected "client": "Zoë" (String)
                  body $.lines[0].amount
                    rule       type: Expected '2' (String) to be the same type as 2 (Integer)
                    expected   2 (Integer), for example
                    actual     "2" (String)
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"client":"Zoë","lines":[{"sku":"A-1","amount":"2"}],"due":"2024-02-29"}'

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
    check(
        ORDERS,
        &[
            READ,
            "POST /orders\nContent-Type: application/json\n\n{\"customer\":\"Zoë\",\"lines\":[],\"due\":\"2024-02-29\"}",
        ],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  body $.lines
                    rule       type: Expected [] (size 0) to have minimum size of 1
                    expected   [{"sku":"A-1","amount":2}] (Array), for example
                    actual     [] (Array)
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[],"due":"2024-02-29"}'

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
    check(
        ORDERS,
        &[READ, "POST /orders\nContent-Type: application/json\n\n[]"],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  body $
                    expected   {"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"} (Object)
                    actual     [] (Array)
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '[]'

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
}

#[test]
fn a_body_that_is_no_json() {
    check(
        ORDERS,
        &[READ, "POST /orders\nContent-Type: application/json\n\n{\"customer\":"],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  body $
                    expected   JSON
                    actual     not JSON: expected a value at byte 12
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":'

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
    check(
        ORDERS,
        &[READ, "POST /orders\nContent-Type: text/plain\n\nhello"],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  header Content-Type
                    expected   "application/json"
                    actual     "text/plain"
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: text/plain' --data-raw hello

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
    check(
        ORDERS,
        &[READ, "POST /orders\nContent-Type: application/json"],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: 1 request differs from it
                request 2: POST /orders
                  body
                    expected   {"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"} (Object)
                    actual     no body
                repeat: curl -i -X POST "$URL/orders" -H 'content-type: application/json'

            ✓ "reads an order" (pacts/orders.json:5): requested once

            requests, in order
               1  GET /orders/42  ✓ "reads an order"
               2  POST /orders    ✗ differs from "creates an order"
        "#]],
    );
}
