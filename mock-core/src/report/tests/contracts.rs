//! Several contracts behind one server: each place has its own file.

use std::sync::Arc;

use expect_test::expect;

use super::{CREATE, ORDERS, READ, request};
use crate::{Pact, Plan, Report, Selection, Session};

#[test]
fn each_place_has_its_own_file() {
    let users = r#"{
      "consumer": {"name": "Shop"}, "provider": {"name": "Users"},
      "interactions": [
        {"description": "signs in", "request": {"path": "/users"}}
      ]
    }"#;
    let pacts = [ORDERS, users].map(|text| Pact::parse(text).unwrap());
    let plan = Arc::new(Plan::select_all(&pacts, &Selection::all()).unwrap());
    let session = Session::new(plan);
    for text in [READ, CREATE, "GET /user"] {
        session.respond(request(text));
    }
    let outcome = session.outcome();
    let files = ["pacts/orders.json", "pacts/users.json"];
    expect![[r#"
        The contract was not kept: 1 of 3 interactions missing, 1 unexpected request.
          pact  Shop -> Orders (pacts/orders.json)
          pact  Shop -> Users (pacts/users.json)

        ✗ "signs in" (pacts/users.json:4)
            GET /users: never requested
            try: curl -i "$URL/users"

        ✗ request 3 is not in the contract: GET /user
            nearest: "signs in" (pacts/users.json:4)
              path
                expected   "/users"
                actual     "/user"
            repeat: curl -i "$URL/user"

        ✓ "reads an order" (pacts/orders.json:5): requested once
        ✓ "creates an order" (pacts/orders.json:11): requested once

        requests, in order
           1  GET /orders/42  ✓ "reads an order"
           2  POST /orders    ✓ "creates an order"
           3  GET /user       ✗ not in the contract

        notes on the contract
          pacts/users.json:1:1: no version of the Pact specification is given: read as version 3
    "#]]
    .assert_eq(&Report::new(&outcome).pact_files(&files).to_string());
}

/// A request for what the test does not select is no riddle.
#[test]
fn what_is_left_out_is_named() {
    let pact = Pact::parse(ORDERS).unwrap();
    let selection = Selection::all().interactions(["creates an order"]);
    let session = Session::new(Arc::new(Plan::select(&pact, &selection).unwrap()));
    for text in [CREATE, READ] {
        session.respond(request(text));
    }
    let outcome = session.outcome();
    expect![[r#"
        The contract was not kept: 1 unexpected request.
          pact  Shop -> Orders (pacts/orders.json)

        ✗ request 2 is not selected: GET /orders/42
            it is for "reads an order" (pacts/orders.json:5), which the test leaves out
            repeat: curl -i "$URL/orders/42" -H 'accept: application/json'

        ✓ "creates an order" (pacts/orders.json:11): requested once

        requests, in order
           1  POST /orders    ✓ "creates an order"
           2  GET /orders/42  ✗ not selected
    "#]]
    .assert_eq(&Report::new(&outcome).pact_file("pacts/orders.json").to_string());
}
