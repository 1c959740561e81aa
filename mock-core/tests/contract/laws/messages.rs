//! Messages keep their own contract, and what stands beside them is judged as a body is.

use mock_core::json::JsonText;
use mock_core::{Message, MessagePlan, ReceivedMessage, ReceivedRequest, Report, Session};
use proptest::prelude::*;

use super::config;
use super::rules::{RuledBody, ruled_body};
use super::tree::{changed, tree};
use crate::support::{judge, pact_of, plan, request, sentences};

fn message(contents: &RuledBody, metadata: &RuledBody) -> String {
    format!(
        r#"{{"contents": {{"content": {}, "contentType": "application/json"}}, "metadata": {{"m": {}}},
            "matchingRules": {{"content": {}, "metadata": {}}}}}"#,
        contents.example,
        metadata.example,
        contents.by_category(),
        metadata.below("$.m")
    )
}

proptest! {
    #![proptest_config(config())]

    /// A message, its request and its responses keep their own contract.
    #[test]
    fn the_examples_of_a_message_keep_it(one in ruled_body(), two in ruled_body(), three in ruled_body()) {
        let text = format!(
            r#"{{"type": "Synchronous/Messages", "request": {}, "response": [{}, {}]}}"#,
            message(&one, &two), message(&two, &three), message(&three, &one)
        );
        let pact = pact_of("4.0", &text);
        let both = pact.interactions[0].synchronous_message().unwrap();
        let session = Session::new(plan(&pact));
        let (answered, asked) = (session.take_next().unwrap(), session.take("Interaction 0").unwrap());
        prop_assert_eq!(&answered.message, &both.request.example());
        for response in &both.responses {
            let plan = MessagePlan::compile(response).unwrap();
            let said = plan.check(&response.example());
            prop_assert!(said.is_empty(), "{}\n{text}", sentences(&said));
            session.reply_with(answered.delivery, response.example());
        }
        let replies = session.request_with(asked.delivery, asked.message.clone());
        prop_assert_eq!(replies, both.responses.iter().map(Message::example).collect::<Vec<_>>());
        let outcome = session.finish();
        prop_assert!(outcome.is_success(), "{}\n{text}", Report::new(&outcome));
    }

    /// A value beside a message is judged as it is in a request's body.
    #[test]
    fn metadata_is_judged_as_a_body_is(body in ruled_body(), at in any::<usize>(), other in tree()) {
        let (rules, actual) = (body.below("$.m"), changed(&body.example, at, &other).to_string());
        let expected = format!(r#"{{"m": {}}}"#, body.example);
        let text = format!(
            r#"{{"type": "Asynchronous/Messages", "metadata": {expected}, "matchingRules": {{"metadata": {rules}}}}}"#
        );
        let pact = pact_of("4.0", &text);
        let plan = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap();
        let mut message = ReceivedMessage::default();
        message.metadata.push(("m".to_owned(), JsonText::parse(&actual).unwrap()));
        let as_body = format!(r#"{{"method": "PUT", "body": {expected}, "matchingRules": {{"body": {rules}}}}}"#);
        let body = format!(r#"{{"m": {actual}}}"#).into();
        let as_body = judge(&as_body, ReceivedRequest { body, ..request("PUT /") });
        let said = sentences(&plan.check(&message));
        prop_assert_eq!(said.is_empty(), as_body.is_empty(), "{}\n\n{}\n{}", said, as_body, text);
    }
}
