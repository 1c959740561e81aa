//! What a report says of interactions.

use expect_test::expect;

use super::{CREATE, ORDERS, READ, check};

#[test]
fn all_kept() {
    check(
        ORDERS,
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
    check(
        ORDERS,
        &[CREATE, READ, READ],
        expect![[r#"
            The contract was kept: 2 interactions.
              pact  Shop -> Orders (pacts/orders.json)

            ✓ "reads an order" (pacts/orders.json:5): requested twice
            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  POST /orders    ✓ "creates an order"
               2  GET /orders/42  ✓ "reads an order"
               3  GET /orders/42  ✓ "reads an order"
        "#]],
    );
}

#[test]
fn never_requested() {
    check(
        ORDERS,
        &[READ],
        expect![[r#"
            The contract was not kept: 1 of 2 interactions missing.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "creates an order" (pacts/orders.json:11)
                POST /orders: never requested
                try: curl -i -X POST "$URL/orders" -H 'content-type: application/json' --data-raw '{"customer":"Zoë","lines":[{"sku":"A-1","amount":2}],"due":"2024-02-29"}'

            ✓ "reads an order" (pacts/orders.json:5): requested once
        "#]],
    );
    check(
        ORDERS,
        &[],
        expect![[r#"
            The contract was not kept: 2 of 2 interactions missing.
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
}

#[test]
fn another_path() {
    check(
        ORDERS,
        &[&READ.replace("/orders/42", "/orders/43"), CREATE],
        expect![[r#"
            The contract was not kept: 1 of 2 interactions missing, 1 unexpected request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: never requested
                given order 42 exists
                try: curl -i "$URL/orders/42" -H 'accept: application/json'

            ✗ request 1 is not in the contract: GET /orders/43
                nearest: "reads an order" (pacts/orders.json:5)
                  path
                    expected   "/orders/42"
                    actual     "/orders/43"
                repeat: curl -i "$URL/orders/43" -H 'accept: application/json'

            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/43  ✗ not in the contract
               2  POST /orders    ✓ "creates an order"
        "#]],
    );
}

#[test]
fn another_method() {
    check(
        ORDERS,
        &[&READ.replace("GET", "PUT"), CREATE],
        expect![[r#"
            The contract was not kept: 1 of 2 interactions missing, 1 unexpected request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: never requested
                given order 42 exists
                try: curl -i "$URL/orders/42" -H 'accept: application/json'

            ✗ request 1 is not in the contract: PUT /orders/42
                nearest: "reads an order" (pacts/orders.json:5)
                  method
                    expected   "GET"
                    actual     "PUT"
                repeat: curl -i -X PUT "$URL/orders/42" -H 'accept: application/json'

            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  PUT /orders/42  ✗ not in the contract
               2  POST /orders    ✓ "creates an order"
        "#]],
    );
}

#[test]
fn a_missing_header() {
    check(
        ORDERS,
        &["GET /orders/42", CREATE],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: 1 request differs from it
                given order 42 exists
                request 1: GET /orders/42
                  header Accept
                    expected   "application/json"
                    actual     missing
                repeat: curl -i "$URL/orders/42"

            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/42  ✗ differs from "reads an order"
               2  POST /orders    ✓ "creates an order"
        "#]],
    );
}

#[test]
fn a_query_that_nobody_expects() {
    check(
        ORDERS,
        &[&READ.replace("/42", "/42?page=2&size=10"), CREATE],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: 1 request differs from it
                given order 42 exists
                request 1: GET /orders/42?page=2&size=10
                  query page
                    expected   nothing
                    actual     "2"
                  query size
                    expected   nothing
                    actual     "10"
                repeat: curl -i "$URL/orders/42?page=2&size=10" -H 'accept: application/json'

            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  GET /orders/42?page=2&size=10  ✗ differs from "reads an order"
               2  POST /orders                   ✓ "creates an order"
        "#]],
    );
}

#[test]
fn once_right_and_once_wrong() {
    check(
        ORDERS,
        &[READ, "GET /orders/42", CREATE],
        expect![[r#"
            The contract was not kept: 1 mismatched request.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: requested once, and 1 request differs from it
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
}

#[test]
fn wrong_twice() {
    check(
        ORDERS,
        &[CREATE, "GET /orders/42", "GET /orders/42\nAccept: text/html"],
        expect![[r#"
            The contract was not kept: 2 mismatched requests.
              pact  Shop -> Orders (pacts/orders.json)

            ✗ "reads an order" (pacts/orders.json:5)
                GET /orders/42: 2 requests differ from it
                given order 42 exists
                request 2: GET /orders/42
                  header Accept
                    expected   "application/json"
                    actual     missing
                repeat: curl -i "$URL/orders/42"
                request 3: GET /orders/42
                  header Accept
                    expected   "application/json"
                    actual     "text/html"
                repeat: curl -i "$URL/orders/42" -H 'accept: text/html'

            ✓ "creates an order" (pacts/orders.json:11): requested once

            requests, in order
               1  POST /orders    ✓ "creates an order"
               2  GET /orders/42  ✗ differs from "reads an order"
               3  GET /orders/42  ✗ differs from "reads an order"
        "#]],
    );
}
