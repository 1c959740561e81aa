use mock_runtime::mock_test;

#[mock_test(pact = "pacts/greetings.json", interactions = ["say helo"], state = "gone", tls)]
#[mock_test]
fn says_hello<T>(host: impl Into<String>, #[case] (left, right): (T, T)) {
    drop(host);
    drop((left, right));
}

fn main() {}
