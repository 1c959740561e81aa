use mock_runtime::{MockServer, mock_test};

#[mock_test(
    pact = "pacts/greetings.json",
    state = "the host is awake",
    pact = "pacts/greetings.json",
    state = "the host is asleep",
)]
fn says_hello(host: MockServer) {
    drop(host);
}

fn main() {}
