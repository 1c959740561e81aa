//! Services that tests start: how they are found, watched and ended.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

#[path = "client/mod.rs"]
mod client;

use std::cell::RefCell;
use std::io;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use client::call;
use mock_runtime::{BaseUrl, MockServer, Service, mock_test};

/// As long as no machine is too slow.
const A_WHILE: Duration = Duration::from_secs(30);

fn get(service: &Service, path: &str) -> io::Result<u16> {
    call(service.address(), &format!("GET {path}"), &[], "")
}

#[test]
fn a_handle_can_be_sent_and_shared() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    check::<Service>();
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn a_port_is_handed_over(_greeter: BaseUrl, service: Service) {
    assert_eq!(service.url(), format!("http://{}", service.address()));
    assert_eq!(service.name(), "service-on-port");
    assert_eq!(get(&service, "/ask/hello").unwrap(), 200);
    assert!(service.wait_for_output("asked for /hello: 200\n", A_WHILE));
    assert_eq!(service.output(), "asked for /hello: 200\n");
    assert!(format!("{service:?}").starts_with("Service { name: \"service-on-port\", url: "));
}

/// What it says of the address that it was told is not what it listens on.
#[mock_test(pact = "pacts/greeter.json", spawn = "service-anywhere")]
fn a_service_may_choose_its_port(greeter: MockServer, service: Service) {
    assert_ne!(service.address(), greeter.address());
    assert!(service.output().contains(&format!("listening on {}\n", service.url())));
    get(&service, "/ask/hello").unwrap();
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-anywhere")]
async fn nothing_waits_on_the_runtime_of_the_test(_greeter: MockServer, service: Service) {
    tokio::time::pause();
    assert!(service.wait_for_output_async("listening", A_WHILE).await);
    assert!(!service.wait_for_output_async("never said", Duration::from_millis(1)).await);
    let asking = service.clone();
    tokio::task::spawn_blocking(move || get(&asking, "/later/hello")).await.unwrap().unwrap();
    assert!(service.wait_for_output_async("asked for /hello: 200", A_WHILE).await);
}

#[mock_test(
    pacts(library = "pacts/library.json", greeter = "pacts/greeter.json"),
    interactions = ["greet", "read a book"],
    calls("read a book" = 0),
    spawn = "service-on-port",
)]
fn each_server_has_its_variable(_library: MockServer, service: Service, greeter: MockServer) {
    get(&service, "/ask/hello").unwrap();
    assert_eq!(greeter.received("greet").len(), 1);
}

#[mock_test(pact = "pacts/greeter.json", env(GREETING = "hi"), spawn = "service-on-port")]
fn a_process_of_its_own_has_a_service(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    get(&service, "/env/GREETING").unwrap();
    assert!(service.wait_for_output("GREETING=hi\n", A_WHILE));
}

/// What the test says of the service's environment wins over what the service is told by itself.
/// No system offers this port, so that nobody has it by chance.
#[mock_test(
    pact = "pacts/greeter.json",
    calls("greet" = 0..),
    env(GREETER_URL = "{greeter}/v1", PORT = "18431"),
    spawn = "service-on-port",
)]
fn what_the_test_says_wins(greeter: MockServer, service: Service) {
    assert_eq!(service.address().port(), 18_431);
    get(&service, "/env/GREETER_URL").unwrap();
    assert!(service.wait_for_output(&format!("GREETER_URL={}/v1\n", greeter.url()), A_WHILE));
}

#[mock_test(
    pact = "pacts/greeter.json",
    env(PORT = "0", MOOD = "good"),
    spawn = "service-anywhere"
)]
fn the_port_may_be_left_to_the_service(_greeter: MockServer, service: Service) {
    assert_ne!(service.address().port(), 0);
    get(&service, "/ask/hello").unwrap();
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn noise_does_no_harm(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    get(&service, "/noise").unwrap();
    get(&service, "/say/after+all").unwrap();
    assert!(service.wait_for_output("\u{fffd}\u{fffd}\0\nnoise noise", A_WHILE));
    assert!(service.wait_for_output("\nafter all\n", A_WHILE));
    assert!(service.output().len() < 300 * 1024);
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port", within = "30s")]
fn late_calls_belong_to_the_test(_greeter: MockServer, service: Service) {
    get(&service, "/later/hello").unwrap();
}

thread_local! {
    /// What a test that is over has left to the one that called it.
    static LEFT: RefCell<Option<Service>> = const { RefCell::new(None) };
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn leaves_a_grandchild(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    get(&service, "/grandchild").unwrap();
    assert!(service.wait_for_output("started process ", A_WHILE));
    assert!(service.wait_for_output(".\n", A_WHILE));
    LEFT.set(Some(service));
}

/// Nothing is left, neither of the service nor of what it has started.
#[test]
fn nothing_is_left() {
    leaves_a_grandchild();
    let service = LEFT.take().unwrap();
    assert!(TcpStream::connect(service.address()).is_err());
    assert!(!service.wait_for_output("never said", A_WHILE), "there is nothing to wait for");
    let output = service.output();
    let (_, behind) = output.split_once("started process ").unwrap();
    let process = behind.trim_end().trim_end_matches('.');
    // It has been killed; the system may take a moment to clear it away.
    let deadline = Instant::now() + A_WHILE;
    while is_alive(process) && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(1));
    }
    assert!(!is_alive(process), "process {process}");
}

/// What has been killed and not been waited for yet is not alive.
fn is_alive(process: &str) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{process}/stat"));
    state.is_ok_and(|state| !state.contains(") Z "))
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-tidies-up")]
fn tidies_up(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    LEFT.set(Some(service));
}

#[cfg(unix)]
#[test]
fn there_is_time_to_tidy_up() {
    tidies_up();
    assert!(LEFT.take().unwrap().output().ends_with("tidied up\n"));
}

mod many {
    macro_rules! tests {
        ($($name:ident)*) => {
            $(
                #[mock_runtime::mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
                fn $name(_greeter: mock_runtime::BaseUrl, service: mock_runtime::Service) {
                    assert_eq!(super::get(&service, "/ask/hello").unwrap(), 200);
                }
            )*
        };
    }
    tests! { t00 t01 t02 t03 t04 t05 t06 t07 t08 t09 t10 t11 t12 t13 t14 t15 t16 t17 t18 t19 }
}
