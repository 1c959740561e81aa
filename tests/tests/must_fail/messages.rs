//! Messages that are not taken, and answers that are none.

use mock_runtime::{Message, Messages, mock_test};

const ANSWER: &str = r#"{"parcel": 7, "weight": 1.25}"#;

#[mock_test(pact = "pacts/post.json")]
fn never_taken(_messages: Messages) {}

#[mock_test(pact = "pacts/post.json")]
fn never_answered(messages: Messages) {
    assert_eq!(messages.into_iter().count(), 2);
}

#[mock_test(pact = "pacts/post.json", interactions = ["a parcel is asked for"])]
fn answered_wrongly(question: Message) {
    question.reply(r#"{"parcel": 8, "weight": "heavy"}"#);
}

#[mock_test(pact = "pacts/post.json", interactions = ["a parcel is asked for"])]
fn answered_too_often(question: Message) {
    let signed = mock_core::json::JsonText::parse("true").unwrap();
    let mut answer = mock_runtime::ReceivedMessage::new(ANSWER);
    answer.metadata.push(("signed".to_owned(), signed));
    question.reply_with(answer);
    question.reply(ANSWER);
}

#[mock_test(pact = "pacts/post.json", interactions = ["a parcel is asked for"])]
async fn asked_wrongly(question: Message) {
    // More than the contract has was never shown to the provider.
    let replies = question.request(r#"{"parcel": 7, "urgent": true}"#);
    assert_eq!(replies.len(), 1);
}

#[mock_test(pact = "pacts/post.json", interactions = ["a parcel arrived"])]
fn answered_though_nobody_asked(parcel: Message) {
    parcel.reply("thanks");
}

#[mock_test(pact = "pacts/post.json", interactions = ["a parcel arrived"])]
fn takes_what_there_is_not(messages: Messages) {
    messages.take("a parcel arived");
}

#[mock_test(pact = "pacts/post.json", interactions = ["a parcel arrived"])]
fn panics_in_its_handler_though_the_contract_is_kept(parcel: Message) {
    panic!("on purpose, at {}", parcel.text());
}
