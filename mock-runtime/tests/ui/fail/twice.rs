use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json")]
#[mock_test(pact = "pacts/says_hello.json")]
fn says_hello(host: MockServer) {
    drop(host);
}

fn main() {}
