use mock_runtime::{BaseUrl, MockServer, mock_test};

#[mock_test(pacts(hosts = "pacts/greetings.json", guests = "pacts/says_hello.json"))]
fn a_name_that_no_server_has(host: MockServer, people: MockServer) {
    drop((host, people));
}

struct Client(String);

#[mock_test(pacts(hosts = "pacts/greetings.json", guests = "pacts/says_hello.json"))]
fn no_name(hosts: MockServer, guests_url: BaseUrl, Client(url): Client) {
    drop((hosts, guests_url, url));
}

#[mock_test(pacts(hosts = "pacts/greetings.json", hosts = "pacts/says_hello.json"))]
fn one_name_twice(hosts: MockServer) {
    drop(hosts);
}

#[mock_test(pact = "pacts/greetings.json", pacts(guests = "pacts/says_hello.json"))]
fn both(guests: MockServer) {
    drop(guests);
}

#[mock_test(pacts(hosts = "pacts/greetings.json", guests = "pacts/nothing/*.json"))]
fn a_pattern_that_nothing_fits(hosts: MockServer) {
    drop(hosts);
}

#[mock_test(
    pacts(hosts = "pacts/greetings.json", doors = "pacts/mixed.json"),
    interactions = ["the door was closed"],
    calls("say goodbye" = 2),
)]
fn a_server_without_interactions(hosts: MockServer) {
    drop(hosts);
}

fn main() {}
