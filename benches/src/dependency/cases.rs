//! What is depended on, and the test that uses it.

use crate::user_crate::{MOCK_RUNTIME, PACT};

/// Stands for a number in a test that uses the dependency: editing it is another number.
pub(super) const EDITED: &str = "EDITED";

/// The same in the plain test beside it.
pub(super) const EDITED_PLAIN: &str = "PLAIN";

#[derive(Clone, Debug)]
pub(super) struct Case {
    /// What it is called on the command line, and its folder.
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    /// The end of the crate's manifest.
    pub(super) manifest: String,
    pub(super) tests: &'static str,
    pub(super) files: &'static [(&'static str, &'static str)],
    /// Whether a build takes minutes.
    pub(super) is_slow: bool,
}

impl Case {
    pub(super) fn is_floor(&self) -> bool {
        self.name == FLOOR
    }
}

const FLOOR: &str = "floor";

/// What every test has: a client from the standard library.
pub(super) const CLIENT: &str = r#"
fn get(address: std::net::SocketAddr) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    stream.write_all(b"GET /orders/42 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
"#;

pub(super) const PLAIN_TEST: &str = r#"
#[test]
fn plain() {
    assert_eq!(PLAIN.to_string().parse(), Ok(PLAIN));
}
"#;

/// The floor comes first.
pub(super) fn all() -> Vec<Case> {
    let dev = |dependencies: &str| format!("[dev-dependencies]\n{dependencies}\n");
    let ours =
        |features: &str| dev(&format!("mock-runtime = {{ path = {MOCK_RUNTIME:?}{features} }}"));
    let case = |name, what, manifest, tests| Case {
        name,
        what,
        manifest,
        tests,
        files: &[],
        is_slow: false,
    };
    let slow =
        |name, what, manifest, tests| Case { is_slow: true, ..case(name, what, manifest, tests) };
    let with_pact = |case| Case { files: &[PACT], ..case };
    vec![
        Case {
            files: FLOOR_FILES,
            ..case(
                FLOOR,
                "floor: what a mock server with an attribute needs",
                FLOOR_MANIFEST.to_owned(),
                FLOOR_TEST,
            )
        },
        case("nothing", "no dependency", String::new(), NO_TEST),
        with_pact(case("mock-runtime", "mock-runtime, default features", ours(""), OUR_TEST)),
        with_pact(case(
            "mock-runtime-all",
            "mock-runtime, all features",
            ours(", features = [\"datetime\", \"multipart\", \"xml\"]"),
            OUR_TEST,
        )),
        case("mockito", "mockito 1.7.2", dev("mockito = \"=1.7.2\""), MOCKITO_TEST),
        case("httpmock", "httpmock 0.9.0", dev("httpmock = \"=0.9.0\""), HTTPMOCK_TEST),
        case(
            "wiremock",
            "wiremock 0.6.5, and the tokio that its users need",
            dev(
                "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\nwiremock = \"=0.6.5\"",
            ),
            WIREMOCK_TEST,
        ),
        slow(
            "pact_mock_server-lean",
            "pact_mock_server 2.2.6, no default features",
            dev(&format!("{LEAN_PACT}serde_json = \"1\"\ntokio = \"1\"")),
            PACT_MOCK_SERVER_TEST,
        ),
        slow(
            "pact_mock_server",
            "pact_mock_server 2.2.6",
            dev(
                "pact_mock_server = \"=2.2.6\"\npact_models = \"1.3\"\nserde_json = \"1\"\ntokio = \"1\"",
            ),
            PACT_MOCK_SERVER_TEST,
        ),
        slow(
            "pact_consumer-lean",
            "pact_consumer 1.4.11, no default features",
            dev("pact_consumer = { version = \"=1.4.11\", default-features = false }"),
            PACT_CONSUMER_TEST,
        ),
        slow(
            "pact_consumer",
            "pact_consumer 1.4.11",
            dev("pact_consumer = \"=1.4.11\""),
            PACT_CONSUMER_TEST,
        ),
    ]
}

const LEAN_PACT: &str = r#"pact_mock_server = { version = "=2.2.6", default-features = false }
pact_models = { version = "1.3", default-features = false }
"#;

/// The 27 crates that anything of this kind is made of: a server on tokio and hyper, JSON, a
/// registry of tests, and an attribute that reads a function.
const FLOOR_MANIFEST: &str = r#"[dependencies]
floor-macros = { path = "macros" }
http-body-util = "0.1"
hyper = { version = "1", default-features = false, features = ["http1", "server"] }
hyper-util = { version = "0.1", default-features = false, features = ["tokio"] }
inventory = "0.3"
serde_json = "1"
tokio = { version = "1", default-features = false, features = ["io-util", "net", "rt-multi-thread", "sync", "time"] }
"#;

const FLOOR_FILES: &[(&str, &str)] = &[
    (
        "macros/Cargo.toml",
        r#"[package]
name = "floor-macros"
edition = "2024"

[lib]
proc-macro = true

[dependencies]
proc-macro2 = "1"
quote = "1"
syn = { version = "2", default-features = false, features = ["full", "parsing", "printing", "proc-macro"] }
"#,
    ),
    (
        "macros/src/lib.rs",
        r#"
#[proc_macro_attribute]
pub fn read(_: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let function = syn::parse_macro_input!(item as syn::ItemFn);
    quote::quote!(#function).into()
}
"#,
    ),
    ("src/lib.rs", FLOOR_LIBRARY),
];

/// Every dependency is used, so that none is left out of the program.
const FLOOR_LIBRARY: &str = r#"
use std::{convert::Infallible, net::SocketAddr, sync::OnceLock};
use http_body_util::Full;
use hyper::{Request, Response, body::{Bytes, Incoming}, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, runtime::{Builder, Runtime}};

pub struct Registered(pub &'static str);
inventory::collect!(Registered);
inventory::submit! { Registered("an order") }

#[floor_macros::read]
pub fn serve() -> SocketAddr {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| Builder::new_multi_thread().enable_all().build().unwrap());
    let names: Vec<_> = inventory::iter::<Registered>.into_iter().map(|it| it.0).collect();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let body = serde_json::json!({ "registered": names }).to_string();
            let service = service_fn(move |_: Request<Incoming>| {
                let response = Response::new(Full::new(Bytes::from(body.clone())));
                async { Ok::<_, Infallible>(response) }
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    address
}
"#;

const FLOOR_TEST: &str = r#"
#[test]
fn reads_an_order() {
    assert!(get(user::serve()).starts_with("HTTP/1.1 200"), "edit EDITED");
}
"#;

const NO_TEST: &str = r#"
#[test]
fn reads_an_order() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let client = std::thread::spawn(move || get(address));
    let (mut stream, _) = listener.accept().unwrap();
    std::io::Read::read(&mut stream, &mut [0; 1024]).unwrap();
    std::io::Write::write_all(&mut stream, b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
    drop(stream);
    assert!(client.join().unwrap().starts_with("HTTP/1.1 200"), "edit EDITED");
}
"#;

const OUR_TEST: &str = r#"
use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/orders.json")]
fn reads_an_order(orders: MockServer) {
    assert!(get(orders.address()).starts_with("HTTP/1.1 200"), "edit EDITED");
}
"#;

const MOCKITO_TEST: &str = r#"
#[test]
fn reads_an_order() {
    let mut server = mockito::Server::new();
    let order = server.mock("GET", "/orders/42").with_status(200).create();
    assert!(get(server.socket_address()).starts_with("HTTP/1.1 200"), "edit EDITED");
    order.assert();
}
"#;

const HTTPMOCK_TEST: &str = r#"
#[test]
fn reads_an_order() {
    let server = httpmock::MockServer::start();
    let order = server.mock(|when, then| {
        when.method("GET").path("/orders/42");
        then.status(200);
    });
    assert!(get(*server.address()).starts_with("HTTP/1.1 200"), "edit EDITED");
    order.assert();
}
"#;

const WIREMOCK_TEST: &str = r#"
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::{method, path}};

#[tokio::test]
async fn reads_an_order() {
    let server = MockServer::start().await;
    let order = Mock::given(method("GET")).and(path("/orders/42"));
    order.respond_with(ResponseTemplate::new(200)).expect(1).mount(&server).await;
    assert!(get(*server.address()).starts_with("HTTP/1.1 200"), "edit EDITED");
}
"#;

const PACT_MOCK_SERVER_TEST: &str = r#"
#[test]
fn reads_an_order() {
    use pact_models::{pact::Pact, sync_pact::RequestResponsePact};
    let contract = serde_json::json!({
        "consumer": {"name": "Shop"},
        "provider": {"name": "Orders"},
        "interactions": [{
            "description": "read an order",
            "request": {"method": "GET", "path": "/orders/42"},
            "response": {"status": 200}
        }]
    });
    let pact = RequestResponsePact::from_json("memory", &contract).unwrap();
    let builder = pact_mock_server::builder::MockServerBuilder::new();
    let starting = builder.bind_to("127.0.0.1:0").with_pact(pact.boxed()).start();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut server = runtime.block_on(starting).unwrap();
    assert!(get(server.address).starts_with("HTTP/1.1 200"), "edit EDITED");
    server.shutdown().unwrap();
    assert!(server.all_matched());
}
"#;

const PACT_CONSUMER_TEST: &str = r#"
use pact_consumer::prelude::*;

#[test]
fn reads_an_order() {
    let mut contract = PactBuilder::new("Shop", "Orders");
    contract.interaction("read an order", "", |mut order| {
        order.request.get().path("/orders/42");
        order.response.status(200);
        order
    });
    let server = contract.start_mock_server(None, None);
    let address = server.url().socket_addrs(|| None).unwrap()[0];
    assert!(get(address).starts_with("HTTP/1.1 200"), "edit EDITED");
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_can_be_edited() {
        for case in all() {
            assert!(case.tests.contains(EDITED), "{}", case.name);
        }
        assert!(PLAIN_TEST.contains(EDITED_PLAIN));
        assert!(all()[0].is_floor());
    }
}
