//! Messages as a session hands them out, and what answers them.

use super::*;

/// Two messages of which one is answered, and an HTTP interaction between them.
const MIXED: &str = r#"
    {"type": "Asynchronous/Messages", "description": "order placed",
     "providerStates": [{"name": "the shop is open"}],
     "contents": {"content": {"id": 1}, "contentType": "application/json"}},
    {"type": "Synchronous/HTTP", "description": "read", "request": {"path": "/orders"}},
    {"type": "Synchronous/Messages", "description": "price asked",
     "request": {"contents": {"content": {"sku": "A"}}},
     "response": [{"contents": {"content": {"total": 5}}}, {"contents": {"content": "done"}}]}"#;

fn mixed() -> Session {
    Session::new(plan(&pact_of("4.0", MIXED)))
}

/// What a session came to, when the request of the contract was made.
#[track_caller]
fn check_outcome(exercise: impl FnOnce(&Session), says: Expect) {
    let session = mixed();
    session.respond(mock_core::ReceivedRequest::new(http::Method::GET, "/orders"));
    exercise(&session);
    let outcome = session.outcome();
    let is_kept = outcome.deliveries().iter().all(Delivery::is_kept);
    assert_eq!(outcome.is_success(), session.is_complete() && is_kept);
    says.assert_eq(&Report::new(&outcome).to_string());
}

#[test]
fn messages_are_handed_out_in_order() {
    let session = mixed();
    assert_eq!(session.waiting_messages(), 2);
    let placed = session.take_next().unwrap();
    assert_eq!((placed.interaction, placed.message.text().as_str()), (0, r#"{"id":1}"#));
    assert_eq!(placed.message.content_type().as_deref(), Some("application/json"));
    assert_eq!(session.waiting_messages(), 1);
    let asked = session.take_next().unwrap();
    assert_eq!((asked.interaction, asked.message.text().as_str()), (2, r#"{"sku":"A"}"#));
    assert_eq!((session.take_next(), session.waiting_messages()), (None, 0));
}

#[test]
fn a_message_may_be_taken_again() {
    let session = Session::new(plan(&Pact::parse(
        r#"{"messages": [{"description": "a", "contents": 1}, {"description": "b", "contents": 2},
            {"description": "a", "contents": 3}]}"#,
    ).unwrap()));
    let contents = |name: &str| session.take(name).ok().map(|taken| taken.message.text());
    let taken = ["a", "a", "a", "b", "b", "c"].map(contents);
    let expected = [Some("1"), Some("3"), Some("3"), Some("2"), Some("2"), None];
    assert_eq!(taken, expected.map(|text| text.map(str::to_owned)));
    let outcome = session.finish();
    assert_eq!([0, 1, 2].map(|index| outcome.count(index)), [1, 2, 2]);
    assert!(outcome.is_success());
}

#[test]
fn messages_are_selected_like_interactions() {
    let pact = pact_of("4.0", MIXED);
    let names = |selection: &Selection| -> Vec<String> {
        let plan = Plan::select(&pact, selection).unwrap();
        plan.interactions().iter().map(|one| one.description.clone()).collect()
    };
    assert_eq!(names(&Selection::all()), ["order placed", "read", "price asked"]);
    assert_eq!(names(&Selection::all().interactions(["price asked"])), ["price asked"]);
    assert_eq!(names(&Selection::all().state("the shop is open")), ["order placed"]);
}

#[test]
fn generated_values_are_the_same_for_the_same_seed() {
    let pact = pact_of(
        "4.0",
        r#"{"type": "Synchronous/Messages", "description": "ask",
            "request": {"contents": {"content": {"id": 1}}, "metadata": {"try": 1}, "generators":
                {"body": {"$.id": {"type": "RandomInt", "min": 0, "max": 1000000000}},
                 "metadata": {"try": {"type": "RandomInt", "min": 0, "max": 1000000000}}}},
            "response": [{"contents": {"content": {"id": 1}}, "generators":
                {"body": {"$.id": {"type": "RandomInt", "min": 0, "max": 1000000000}}}}]}"#,
    );
    let plan = plan(&pact);
    let values = || {
        let session = Session::new(Arc::clone(&plan));
        let taken = session.take_next().unwrap();
        let replies = session.request(taken.delivery, "{}");
        let metadata = taken.message.metadata("try").unwrap().to_string();
        [taken.message.text(), metadata, replies[0].text()]
    };
    let [request, metadata, reply] = values();
    assert_eq!(values(), [request.clone(), metadata.clone(), reply.clone()]);
    assert_ne!(request, r#"{"id":1}"#);
    assert_ne!(metadata, "1");
    assert!(reply != r#"{"id":1}"# && reply != request, "{reply} {request}");
}

#[test]
fn all_is_answered() {
    check_outcome(
        |session| {
            session.take("order placed").unwrap();
            let asked = session.take("price asked").unwrap();
            session.reply(asked.delivery, r#"{"total": 5, "tax": 1}"#);
            assert!(!session.is_complete());
            session.reply(asked.delivery, "done");
            assert!(session.is_complete());
        },
        expect![[r#"
            The contract was kept: 3 interactions.
              pact  consumer -> provider

            ✓ "order placed" (line 2): taken once
            ✓ "read" (line 5): requested once
            ✓ "price asked" (line 6): taken once
        "#]],
    );
    check_outcome(
        |session| {
            session.take("order placed").unwrap();
            let asked = session.take("price asked").unwrap();
            let sent = ReceivedMessage::new(r#"{"sku":"A"}"#);
            let replies = session.request_with(asked.delivery, sent);
            let texts: Vec<String> = replies.iter().map(ReceivedMessage::text).collect();
            assert_eq!(texts, [r#"{"total":5}"#, "done"]);
        },
        expect![[r#"
            The contract was kept: 3 interactions.
              pact  consumer -> provider

            ✓ "order placed" (line 2): taken once
            ✓ "read" (line 5): requested once
            ✓ "price asked" (line 6): taken once
        "#]],
    );
}

#[test]
fn never_taken_and_never_answered() {
    check_outcome(
        |_| {},
        expect![[r#"
        The contract was not kept: 2 of 3 interactions missing.
          pact  consumer -> provider

        ✗ "order placed" (line 2)
            message: never taken
            given the shop is open

        ✗ "price asked" (line 6)
            message: never taken

        ✓ "read" (line 5): requested once

        notes on the contract
          1:1: the consumer has no name
          1:1: the provider has no name
    "#]],
    );
    check_outcome(
        |session| {
            session.take_next().unwrap();
            session.take_next().unwrap();
        },
        expect![[r#"
            The contract was not kept: 1 message not answered as written.
              pact  consumer -> provider

            ✗ "price asked" (line 6)
                message: never answered: call reply(…) with what its handler answers, or request(…) with what its sender sends

            ✓ "order placed" (line 2): taken once
            ✓ "read" (line 5): requested once

            notes on the contract
              1:1: the consumer has no name
              1:1: the provider has no name
        "#]],
    );
}

#[test]
fn answers_that_differ() {
    check_outcome(
        |session| {
            session.take_next().unwrap();
            let asked = session.take_next().unwrap();
            session.reply(asked.delivery, r#"{"total": 6}"#);
        },
        expect![[r#"
            The contract was not kept: 1 message not answered as written.
              pact  consumer -> provider

            ✗ "price asked" (line 6)
                message: 1 answer differs from it, and it was answered once where the contract has 2 responses: call reply(…) for each
                reply 1
                  body $.total
                    expected   5 (Integer)
                    actual     6 (Integer)

            ✓ "order placed" (line 2): taken once
            ✓ "read" (line 5): requested once

            notes on the contract
              1:1: the consumer has no name
              1:1: the provider has no name
        "#]],
    );
    check_outcome(
        |session| {
            let placed = session.take_next().unwrap();
            session.reply(placed.delivery, "thanks");
            let asked = session.take_next().unwrap();
            // A request is exactly what the contract says.
            session.request(asked.delivery, r#"{"sku": "A", "more": 1}"#);
            let again = session.take("price asked").unwrap();
            for text in [r#"{"total": 5}"#, "done", "done"] {
                session.reply(again.delivery, text);
            }
            // Nobody's answer.
            session.reply(99, "x");
            assert!(session.request(99, "x").is_empty());
        },
        expect![[r#"
            The contract was not kept: 3 messages not answered as written.
              pact  consumer -> provider

            ✗ "order placed" (line 2)
                message: 1 answer differs from it
                given the shop is open
                reply 1
                  body
                    expected   nothing
                    actual     "thanks"

            ✗ "price asked" (line 6)
                message: taken twice
                taken as number 1: 1 answer differs from it
                request(…)
                  body $
                    unexpected "more": 1 (Integer)
                taken as number 2: 1 answer differs from it
                reply 3
                  body
                    expected   nothing
                    actual     "done"

            ✓ "read" (line 5): requested once

            notes on the contract
              1:1: the consumer has no name
              1:1: the provider has no name
        "#]],
    );
}

/// The type of contents that are given alone is that of the contract; beside other metadata it
/// has to be said.
#[test]
fn answers_with_metadata() {
    let pact = pact_of(
        "4.0",
        r#"{"type": "Synchronous/Messages", "description": "ask",
            "request": {"contents": {"content": {"a": 1}}, "metadata": {"contentType": "application/json"}},
            "response": [
                {"contents": {"content": {"b": 1}}, "metadata": {"content-type": "application/json"}},
                {"contents": {"content": {"c": 1}}, "metadata": {"contentType": "application/json", "last": true}}
            ]}"#,
    );
    let says = |exercise: &dyn Fn(&Session)| {
        let session = Session::new(plan(&pact));
        session.take_next().unwrap();
        exercise(&session);
        let answers = session.outcome().deliveries()[0].answers.clone();
        answers.iter().map(|answer| sentences(&answer.mismatches)).collect::<Vec<_>>()
    };
    let missing = "Expected message metadata 'last' but was missing";
    let typed = |text: &'static str| {
        ReceivedMessage::new(text).with_metadata("content-type", "application/json")
    };
    assert_eq!(says(&|session| drop(session.request(0, r#"{"a": 1}"#))), [""]);
    assert_eq!(
        says(&|session| drop(session.request_with(0, ReceivedMessage::new(r#"{"a": 1}"#)))),
        ["Expected message metadata 'contentType' but was missing"]
    );
    assert_eq!(
        says(&|session| {
            session.reply(0, r#"{"b": 1}"#);
            session.reply(0, r#"{"c": 1}"#);
        }),
        ["", missing]
    );
    let last = message(r#"{"contentType": "application/json", "last": true}"#, r#"{"c": 1}"#);
    assert_eq!(
        says(&|session| {
            session.reply_with(0, typed(r#"{"b": 1}"#));
            session.reply_with(0, last.clone());
        }),
        ["", ""]
    );
}

#[test]
fn contracts_with_answers_that_cannot_be_checked() {
    let pact = pact_of(
        "4.0",
        r#"{"type": "Synchronous/Messages", "description": "ask", "request": {},
            "response": [{"contents": {"content": {"a": 1}}, "matchingRules":
                {"content": {"$.a": {"matchers": [{"match": "regex", "regex": "["}]}}}}]}"#,
    );
    expect![[r#"3:37: at /interactions/0/response/0/matchingRules/content/$.a: the regular expression "[" is not valid: Parsing error at position 1: Invalid character class"#]].assert_eq(&Plan::compile(&pact).unwrap_err().to_string());
    // What is only handed out needs no rule.
    let pact = v3(r#"{"contents": {"a": 1},
            "matchingRules": {"body": {"$.a": {"matchers": [{"match": "regex", "regex": "["}]}}}}"#);
    assert!(Plan::compile(&pact).is_ok());
    assert!(Plan::compile(&self::pact("")).is_err());
}
