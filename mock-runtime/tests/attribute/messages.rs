//! Messages as parameters, taken and answered.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]
#![allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use expect_test::{Expect, expect};
use mock_runtime::serde_json::Value;
use mock_runtime::{Message, Messages, MockServer, ReceivedMessage, mock_test};

use super::client::hello;

const MIXED: &str = include_str!("../ui/pacts/mixed.json");

#[mock_test(pact = "tests/ui/pacts/mixed.json", state = "the host is awake")]
fn a_message(opened: Message) {
    assert_eq!(opened.description(), "the door was opened");
    assert_eq!(opened.contents(), br#"{"door":"front"}"#);
    assert_eq!(opened.text(), r#"{"door":"front"}"#);
    assert_eq!(opened.json::<Value>().unwrap()["door"], "front");
    assert_eq!(opened.content_type().as_deref(), Some("application/json"));
    assert_eq!(opened.metadata("bell").unwrap(), "rung");
    assert_eq!(opened.metadata("visits").unwrap(), 3);
    assert_eq!(opened.metadata("door"), None);
    assert_eq!(opened.received().metadata.len(), 3);
    assert_eq!(opened.provider_states()[0].params[0].1.as_str(), "7");
}

#[mock_test(pact = "pacts/letters.json")]
fn a_message_of_version_3(letter: Message) {
    assert_eq!(letter.text(), "Dear guest");
    assert!(letter.json::<Value>().is_err());
}

#[mock_test(
    pact = "tests/ui/pacts/mixed.json",
    interactions = ["the door was closed", "the door was opened"],
)]
fn in_the_order_of_the_contract(events: Messages) {
    let names: Vec<String> = events.into_iter().map(|one| one.description().to_owned()).collect();
    assert_eq!(names, ["the door was opened", "the door was closed"]);
}

#[mock_test(
    pact = "tests/ui/pacts/mixed.json",
    interactions = ["the door was closed", "the door was opened"],
)]
fn one_by_one(events: Messages) {
    let others = events.clone();
    assert_eq!((events.len(), others.is_empty()), (2, false));
    assert_eq!(events.take("the door was closed").text(), "bang");
    assert_eq!(others.next().unwrap().description(), "the door was opened");
    assert_eq!((events.len(), others.is_empty()), (0, true));
    assert!(events.next().is_none());
    assert_eq!((&others).into_iter().count(), 0);
    // Delivered twice, as transports do.
    assert_eq!(events.take("the door was closed").text(), "bang");
}

#[mock_test(pact = "tests/ui/pacts/mixed.json")]
async fn a_contract_of_all_kinds(host: MockServer, messages: Messages) {
    let url = host.url().to_owned();
    assert_eq!(tokio::task::spawn_blocking(move || hello(&url)).await.unwrap().unwrap(), "hello");
    for message in messages {
        if message.description() == "who is there" {
            assert_eq!(message.json::<Value>().unwrap()["through"], "door");
            message.reply(r#"{"name": "Ada", "age": 36}"#);
            message.reply_with(
                ReceivedMessage::new(r#"{"name": "Grace"}"#).with_metadata("last", "yes"),
            );
        }
    }
}

#[mock_test(pact = "tests/ui/pacts/mixed.json", interactions = ["who is there"])]
fn from_the_side_that_asks(question: Message) {
    let asked = ReceivedMessage::new(r#"{"through":"door"}"#)
        .with_metadata("contentType", "application/json")
        .with_metadata("tone", "polite");
    let replies = question.request_with(asked);
    assert_eq!(replies[0].json::<Value>().unwrap()["name"], "Ada");
    assert_eq!(replies[1].metadata("last").unwrap().as_str(), "\"yes\"");
}

/// The panic of a body over the server of a contract.
#[track_caller]
fn check_panic(pact: &str, body: impl FnOnce(&MockServer), says: Expect) {
    let server = MockServer::start(pact).unwrap();
    server.check();
    let panic = catch_unwind(AssertUnwindSafe(|| body(&server))).unwrap_err();
    says.assert_eq(&panic.downcast::<String>().unwrap());
}

#[test]
fn what_cannot_be_taken() {
    use mock_runtime::FromMockServer;

    check_panic(
        MIXED,
        |server| drop(server.messages().take("the door was opend")),
        expect![[
            r#"the contract: no message "the door was opend"; did you mean "the door was opened"? (there are "the door was opened", "the door was closed", "who is there")"#
        ]],
    );
    check_panic(
        MIXED,
        |server| drop(server.messages().take("say hello")),
        expect![[
            r#"the contract: no message "say hello"; there are "the door was opened", "the door was closed", "who is there""#
        ]],
    );
    check_panic(
        MIXED,
        |server| drop(Message::from_mock_server(server)),
        expect![[
            r#"the contract: `Message` stands for a single message, and there are "the door was opened", "the door was closed", "who is there"; select one by `interactions = ["the door was opened"]`, or take `Messages`"#
        ]],
    );
    check_panic(
        "tests/ui/pacts/greetings.json",
        |server| drop(Message::from_mock_server(server)),
        expect![
            "tests/ui/pacts/greetings.json: `Message` stands for a single message, and none is selected"
        ],
    );
}

#[test]
fn whoever_waits_hears_of_the_last_message() {
    let server = MockServer::start("pacts/letters.json").unwrap();
    assert!(!server.wait(Duration::ZERO));
    let messages = server.messages();
    let taking = thread::spawn(move || messages.next().is_some());
    assert!(server.wait(Duration::from_secs(5)));
    assert!(taking.join().unwrap());
    server.verify();
}

/// A message keeps its server, which looks after the verdict when the last handle is gone.
#[test]
fn a_message_outlives_the_handle() {
    let messages = MockServer::start("pacts/letters.json").unwrap().messages();
    let letter = messages.take("a letter arrived");
    drop(messages);
    assert_eq!(letter.text(), "Dear guest");
    assert!(format!("{letter:?}").contains("a letter arrived"));
}

#[test]
fn messages_can_be_sent_and_shared() {
    fn check<T: Send + Sync + Clone + 'static>() {}
    check::<Message>();
    check::<Messages>();
}
