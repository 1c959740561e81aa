use mock_runtime::{Message, Messages, mock_test};

#[mock_test(pact = "pacts/mixed.json")]
fn one_of_several(event: Message) {
    drop(event);
}

#[mock_test(pact = "pacts/mixed.json", interactions = ["say hello"])]
fn one_of_none(event: mock_runtime::Message, events: Messages) {
    drop((event, events));
}

fn main() {}
