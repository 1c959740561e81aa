use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/invalid.json")]
fn two_problems(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/broken.json")]
fn half_a_file(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/empty.json")]
fn nothing_in_it(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/unservable.json")]
fn a_regex_that_does_not_compile(host: MockServer) {
    drop(host);
}

fn main() {}
