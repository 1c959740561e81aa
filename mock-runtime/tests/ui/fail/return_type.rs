use mock_runtime::{MockServer, mock_test};

struct NoTermination;

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn a_type_that_a_test_cannot_return(host: MockServer) -> NoTermination {
    drop(host);
    NoTermination
}

fn main() {}
