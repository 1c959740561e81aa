//! Several servers, and several contracts behind one.

use mock_runtime::{BaseUrl, FromMockServer, MockServer, mock_test};

use super::client::get;

/// A client of both, that takes what it is made from.
struct Guest {
    url: String,
}

impl FromMockServer for Guest {
    fn from_mock_server(server: &MockServer) -> Self {
        Self { url: server.url().to_owned() }
    }
}

#[mock_test(pacts(
    host = "tests/attribute/pacts/morning.json",
    keeper = "tests/attribute/pacts/evening.json",
))]
fn by_name(keeper: MockServer, host: String) {
    assert_eq!(get(&host, "/hello").unwrap(), "good morning");
    assert_eq!(get(keeper.url(), "/goodbye").unwrap(), "good night");
    assert_ne!(host, keeper.url());
}

#[mock_test(pacts(
    host = "tests/attribute/pacts/morning.json",
    host_of_the_night = "tests/attribute/pacts/evening.json",
))]
fn by_the_longest_name(host_url: BaseUrl, r#host_of_the_night_url: BaseUrl, _host: MockServer) {
    get(&host_url, "/hello").unwrap();
    get(&host_of_the_night_url, "/goodbye").unwrap();
}

#[mock_test(pacts(
    r#in = "tests/attribute/pacts/morning.json",
    out = "tests/attribute/pacts/evening.json",
))]
fn by_what_is_left(Guest { url: evening }: Guest, mut r#in: Guest) {
    r#in.url.push('/');
    get(&r#in.url, "/hello").unwrap();
    get(&evening, "/goodbye").unwrap();
}

#[mock_test(
    pacts(
        host = "tests/attribute/pacts/morning.json",
        keeper = "tests/attribute/pacts/evening.json",
    ),
    calls("greet in the morning" = 0, "part in the evening" = 0..),
)]
fn unused(_: MockServer, _: String) {}

#[mock_test(pacts(
    host = "tests/attribute/pacts/morning.json",
    keeper = "tests/attribute/pacts/evening.json",
))]
async fn asynchronous(host: Guest, keeper: Guest) -> Result<(), std::io::Error> {
    let calls = async move || {
        assert_eq!(get(&host.url, "/hello")?, "good morning");
        get(&keeper.url, "/goodbye")
    };
    assert_eq!(calls().await?, "good night");
    Ok(())
}

#[mock_test(pact = "tests/attribute/pacts")]
fn a_folder(house: MockServer) {
    assert_eq!(get(house.url(), "/goodbye").unwrap(), "good night");
    assert_eq!(get(house.url(), "/hello").unwrap(), "good morning");
    assert_eq!(house.check().interactions().len(), 2);
}

#[mock_test(pact = "tests/attribute/*/[em]?*.json", interactions = ["part in the evening"])]
fn a_pattern(house: MockServer) {
    assert_eq!(get(house.url(), "/goodbye").unwrap(), "good night");
}

#[mock_test(pact = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/attribute/pacts/", "evening", ".json"))]
fn a_path_that_macros_make(house: MockServer) {
    assert_eq!(get(house.url(), "/goodbye").unwrap(), "good night");
}
