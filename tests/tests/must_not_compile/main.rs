//! `#[mock_test]` below attributes that leave it nothing to work with. `refused` has this compiled,
//! and knows what the compiler has to say.

use googletest::gtest;
use mock_runtime::{MockServer, mock_test};
use rstest::rstest;
use serial_test::serial;

#[test]
#[mock_test(pact = "pacts/greeter.json")]
fn below_a_plain_test(greeter: MockServer) {
    drop(greeter);
}

/// The compiler makes it a test before our attribute is looked at.
#[test]
#[ignore]
// Why ever.
#[mock_test(pact = "pacts/greeter.json")]
fn below_a_plain_test_and_without_parameters() {}

#[serial]
#[mock_test(pact = "pacts/greeter.json")]
fn below_serial(greeter: MockServer) {
    drop(greeter);
}

#[gtest]
#[mock_test(pact = "pacts/greeter.json")]
fn below_googletest(greeter: MockServer) {
    drop(greeter);
}

#[rstest]
#[mock_test(pact = "pacts/greeter.json")]
fn below_rstest(greeter: MockServer) {
    drop(greeter);
}

/// A parameter of a type that is not the runtime's is a fixture.
#[mock_test(pact = "pacts/greeter.json")]
#[rstest]
fn above_rstest(greeter: std::net::SocketAddr) {
    assert_ne!(greeter.port(), 0);
}
