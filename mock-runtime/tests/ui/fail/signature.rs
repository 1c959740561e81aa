use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json")]
fn generic<'a, T: Into<String>, const N: usize>(host: MockServer)
where
    T: 'a,
{
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json")]
fn not_named(host: impl Into<String>) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json")]
const fn constant(_: u8) {}

#[mock_test(pact = "pacts/greetings.json")]
unsafe fn not_safe(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json")]
extern "C" fn foreign() {}

struct Suite;

impl Suite {
    #[mock_test(pact = "pacts/greetings.json")]
    fn method(&self, host: MockServer) {
        drop(host);
    }
}

#[mock_test(pact = "pacts/greetings.json")]
fn conditional(#[cfg(unix)] host: MockServer) {
    drop(host);
}

fn main() {}
