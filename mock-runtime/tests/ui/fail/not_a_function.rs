use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json")]
struct Host(MockServer);

#[mock_test(pact = "pacts/greetings.json")]
mod tests {
    pub fn says_hello() {}
}

trait Greets {
    #[mock_test(pact = "pacts/greetings.json")]
    fn without_a_body();
}

fn main() {}
