//! Every form is accepted, and leaves nothing behind that the compiler would warn of.

#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

#[cfg(test)]
mod tests {
    use mock_runtime::{MockServer, mock_test};

    #[mock_test(pact = "pacts/greetings.json")]
    fn says_hello(host: MockServer) {
        drop(host);
    }
}

fn main() {}
