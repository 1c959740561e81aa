use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json")]
fn without_parameters() {}

#[mock_test(pact = "pacts/greetings.json")]
#[rstest]
fn of_fixtures(address: std::net::SocketAddr, #[case] host: MockServer) {
    drop((address, host));
}

fn main() {}
