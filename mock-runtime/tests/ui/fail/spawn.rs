//! cargo names no binary here, since this is no integration test.

use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json", spawn = "no-such-service")]
#[rustfmt::test]
fn unknown(host: MockServer) {
    drop(host);
}

fn main() {}
