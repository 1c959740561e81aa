use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json", interaction = ["say hello"])]
fn nearly_right(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", colour = "blue", 7)]
fn not_even_near(host: MockServer) {
    drop(host);
}

fn main() {}
