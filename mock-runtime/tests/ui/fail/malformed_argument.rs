use mock_runtime::{MockServer, mock_test};

const PATH: &str = "pacts/greetings.json";

#[mock_test("pacts/greetings.json")]
fn no_name(host: MockServer) {
    drop(host);
}

#[mock_test(pact = PATH)]
fn a_constant(host: MockServer) {
    drop(host);
}

#[mock_test(pact = concat!("pacts/", GREETINGS))]
fn a_macro(host: MockServer) {
    drop(host);
}

#[mock_test(pact)]
fn no_value(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", interactions = "say hello")]
fn no_list(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", interactions = [])]
fn an_empty_list(host: MockServer) {
    drop(host);
}

#[mock_test(pact = "pacts/greetings.json", interactions = ["say hello", 7, "say hello"], crate = 7)]
fn each_at_its_place(host: MockServer) {
    drop(host);
}

fn main() {}
