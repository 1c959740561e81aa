use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json", within = "2 hours", settle = 50, timeout = "0s")]
fn times(host: MockServer) {
    drop(host);
}

#[mock_test(
    pact = "pacts/greetings.json",
    calls("say helo" = 1, "say hello" = 5..2, "say goodbye" = "twice", poll = 3),
)]
fn calls(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", unexpected = "ignore", calls = 2)]
fn words(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", env(HOST_URL = hots, HOST_URL = host, OTHER = 7))]
fn variables(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", env(HOST_URL = "{hots}/v1", OTHER = "{"))]
fn texts(host: MockServer) {
    drop(host);
}

fn main() {}
