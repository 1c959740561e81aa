use mock_runtime::{MockServer, mock_test};

struct Client;

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn one_error_at_the_type(host: MockServer, client: Client, numbers: Vec<u8>) {
    drop((host, client, numbers));
}

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn nor_by_reference(host: &MockServer) {
    drop(host.url());
}

fn main() {}
