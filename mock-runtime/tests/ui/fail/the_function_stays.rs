use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/no_such_file.json")]
#[test]
#[should_panic]
#[ignore]
fn says_hello(host: MockServer, #[case] greeting: &str) {
    drop(host);
    let _: u32 = greeting;
}

fn calls_it(host: MockServer) {
    says_hello(host, "hello");
}

fn main() {}
