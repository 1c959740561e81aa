use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json", interactions = ["say helo", "say goodbye", "dance"])]
fn two_interactions(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", state = "the host is awak")]
fn a_state(host: MockServer) {
    drop(host);
}

#[mock_test(
    pact = "pacts/greetings.json",
    interactions = ["say hello", "say goodbye"],
    state = "the host is asleep",
)]
fn not_in_that_state(host: MockServer) {
    drop(host);
}

fn main() {}
