use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/greeting.json")]
fn a_letter_is_missing(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "greetings.json")]
fn a_folder_is_missing(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts")]
fn a_folder(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "/etc/pacts/greetings.json")]
fn absolute(host: MockServer) {
    drop(host);
}

fn main() {}
