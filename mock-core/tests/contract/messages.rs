//! Messages: what is handed out, what is said of those that come back, and what it comes to.

use std::sync::Arc;

use expect_test::{Expect, expect};
use mock_core::json::JsonText;
use mock_core::{Delivery, MessagePlan, Pact, Plan, ReceivedMessage, Report, Selection, Session};

use crate::support::{pact, pact_of, plan, sentences};

/// A message from its metadata, as a JSON object, and its contents.
fn message(metadata: &str, contents: &str) -> ReceivedMessage {
    let members: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(metadata).expect("an object");
    let mut message = ReceivedMessage::new(contents.to_owned());
    for (key, value) in members {
        let value = JsonText::parse(&value.to_string()).expect("JSON");
        message.metadata.push((key, value));
    }
    message
}

/// The only message of a V3 contract.
fn v3(message: &str) -> Pact {
    let text = format!(
        r#"{{"messages": [{message}],
            "metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#
    );
    Pact::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What is said of a message, in the V3 form of what is expected.
#[track_caller]
fn check(expected: &str, metadata: &str, contents: &str, says: Expect) {
    let pact = v3(expected);
    let plan = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap();
    says.assert_eq(&sentences(&plan.check(&message(metadata, contents))));
}

#[test]
fn contents() {
    let order = r#"{"contents": {"order": {"id": 7, "tags": ["a"]}}}"#;
    check(order, "{}", r#"{"order": {"id": 7, "tags": ["a"]}}"#, expect![]);
    check(order, "{}", r#"{"order": {"id": 7, "tags": ["a"], "new": 1}, "more": 2}"#, expect![]);
    check(
        order,
        "{}",
        r#"{"order": {"id": "7", "tags": []}}"#,
        expect![[r#"
            $.order.id -> Expected '7' (String) to be equal to 7 (Integer)
            $.order.tags[0] -> Expected a but was missing
            $.order.tags -> Expected a List with 1 elements but received 0 elements"#]],
    );
    check(order, "{}", "", expect!["/ -> Expected body Present(31 bytes) but was missing"]);
    check("{}", "{}", "anything", expect![]);
    check(
        r#"{"contents": null}"#,
        "{}",
        "anything",
        expect!["/ -> Expected empty body but received Present(8 bytes)"],
    );
    check(r#"{"contents": "hi"}"#, "{}", "hi", expect![]);
}

/// Whatever the category of the rules is called.
#[test]
fn rules_for_contents() {
    for category in ["body", "content", "contents"] {
        let expected = format!(
            r#"{{"contents": {{"id": 1}}, "matchingRules":
                {{"{category}": {{"$.id": {{"matchers": [{{"match": "integer"}}]}}}}}}}}"#
        );
        check(&expected, "{}", r#"{"id": 99}"#, expect![]);
        check(
            &expected,
            "{}",
            r#"{"id": 9.5}"#,
            expect!["$.id -> Expected 9.5 (Decimal) to be an integer"],
        );
    }
}

#[test]
fn metadata() {
    let expected =
        r#"{"metadata": {"origin": "shop", "try": 1, "trace": {"id": "x", "on": true}}}"#;
    let kept = r#"{"origin": "shop", "try": 1.0, "trace": {"on": true, "id": "x"}, "other": 1}"#;
    check(
        expected,
        kept,
        "",
        expect!["Expected metadata key 'try' to have value '1' but was '1.0'"],
    );
    check(
        expected,
        r#"{"origin": "mall", "try": "1", "trace": {"id": "y", "on": true, "at": 1}}"#,
        "",
        expect![[r#"
            Expected metadata key 'origin' to have value 'shop' but was 'mall'
            Expected metadata key 'try' to have value '1' but was '1'
            Mismatch with metadata key 'trace': Expected a Map with keys [id, on] but received one with keys [at, id, on]
            Expected metadata key 'trace.id' to have value 'x' but was 'y'"#]],
    );
    check(
        expected,
        r#"{"Origin": "shop", "trace": null}"#,
        "",
        expect![[r#"
            Expected message metadata 'origin' but was missing
            Expected message metadata 'try' but was missing
            Mismatch with metadata key 'trace': Type mismatch: Expected null (Null) to be the same type as {"id":"x","on":true} (Object)"#]],
    );
}

#[test]
fn rules_for_metadata() {
    let expected = |path: &str, rule: &str| {
        format!(
            r#"{{"metadata": {{"a.b c": "AB-1", "trace": {{"id": 1, "at": 2}}}}, "matchingRules":
                {{"metadata": {{"{path}": {{"matchers": [{rule}]}}}}}}}}"#
        )
    };
    let regex = r#"{"match": "regex", "regex": "[A-Z]+-\\d"}"#;
    let trace = r#""trace": {"id": 1, "at": 2}"#;
    let says = r"Expected metadata key 'a.b c' to have value 'AB-1' but was 'XY' - Expected 'XY' to match '[A-Z]+-\d'";
    for path in ["a.b c", "$['a.b c']"] {
        let plan = |metadata: &str| {
            let pact = v3(&expected(path, regex));
            let plan = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap();
            sentences(&plan.check(&message(metadata, "")))
        };
        assert_eq!(plan(&format!(r#"{{"a.b c": "XY-2", {trace}}}"#)), "", "{path}");
        assert_eq!(plan(&format!(r#"{{"a.b c": "XY", {trace}}}"#)), says, "{path}");
    }
    let inside = expected("$.trace.id", r#"{"match": "integer"}"#);
    check(&inside, r#"{"a.b c": "AB-1", "trace": {"id": 9, "at": 2}}"#, "", expect![]);
    check(
        &inside,
        r#"{"a.b c": "AB-1", "trace": {"id": "9", "at": 3}}"#,
        "",
        expect![[r#"
            Expected metadata key 'trace.id' to have value '1' but was '9' - Expected '9' (String) to be an integer
            Expected metadata key 'trace.at' to have value '2' but was '3'"#]],
    );
    let whole = expected("trace", r#"{"match": "type"}"#);
    check(&whole, r#"{"a.b c": "AB-1", "trace": {"id": 9, "at": 8}}"#, "", expect![]);
}

#[test]
fn content_types() {
    let expected = r#"{"contents": {"a": 1}, "metadata": {"contentType": "application/json"}}"#;
    let json = r#"{"a": 1}"#;
    check(expected, r#"{"contentType": "application/json; charset=utf-8"}"#, json, expect![]);
    check(
        expected,
        r#"{"contentType": "text/plain"}"#,
        json,
        expect![[r#"
            Expected metadata key 'contentType' to have value 'application/json' but was 'text/plain'
            Expected a body of 'application/json' but the actual content type was 'text/plain'"#]],
    );
    check(expected, "{}", json, expect!["Expected message metadata 'contentType' but was missing"]);
    check(
        r#"{"contents": {"a": 1}, "metadata": {"Content-Type": "application/json"}, "matchingRules":
            {"metadata": {"Content-Type": {"matchers": [{"match": "include", "value": "/"}]}}}}"#,
        r#"{"Content-Type": "text/plain"}"#,
        json,
        expect![],
    );
}

#[test]
fn rules_that_cannot_be_used() {
    let pact = v3(
        r#"{"metadata": {"a": "b"}, "matchingRules": {"metadata": {"a": {"matchers": [{"match": "regex", "regex": "("}]}}}}"#,
    );
    let error = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap_err();
    expect![[r#"1:76: at /messages/0/matchingRules/metadata/a: the regular expression "(" is not valid: Parsing error at position 1: Opening parenthesis without closing parenthesis"#]]
        .assert_eq(&error.to_string());
}

#[test]
fn metadata_is_written_in_the_one_spelling_that_every_tool_reads() {
    let pact = v3(r#"{"metaData": {"a": 1.0}}"#);
    let written: serde_json::Value = serde_json::from_str(&pact.to_json()).unwrap();
    assert_eq!(written["messages"][0]["metadata"].to_string(), r#"{"a":1.0}"#);
    assert_eq!(written["messages"][0].get("metaData"), None);
}

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
                message: taken 2 times
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

/// Transports carry texts, so that a number in one is a number.
#[test]
fn texts_beside_a_message() {
    let expected = r#"{"metadata": {"k": "1"}, "matchingRules": {"metadata": {
        "k": {"matchers": [{"match": "integer"}]}}}}"#;
    check(expected, r#"{"k": "1"}"#, "", expect![]);
    check(expected, r#"{"k": "-20"}"#, "", expect![]);
    check(
        expected,
        r#"{"k": "1.5"}"#,
        "",
        expect![
            "Expected metadata key 'k' to have value '1' but was '1.5' - Expected '1.5' (String) to be an integer"
        ],
    );
    check(expected, r#"{"k": 7}"#, "", expect![]);
    check(
        expected,
        r#"{"k": [7]}"#,
        "",
        expect![
            "Expected metadata key 'k' to have value '1' but was '[7]' - Expected [7] (Array) to be an integer"
        ],
    );
}

#[test]
fn texts_in_their_charset() {
    let message = ReceivedMessage::new(&b"gr\xfcn"[..]);
    assert_eq!(message.text(), "gr\u{fffd}n");
    let typed = message.with_metadata("contentType", "text/plain; charset=iso-8859-1");
    assert_eq!(typed.text(), "grün");
}
