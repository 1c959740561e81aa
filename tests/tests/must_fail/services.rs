//! A service that is started for a test: what it says and how it ends is told.

use std::io;
use std::time::Duration;

use mock_runtime::{MockServer, Service, mock_test};

use super::client::call;

/// As long as no machine is too slow.
const A_WHILE: Duration = Duration::from_secs(30);

fn get(service: &Service, path: &str) -> io::Result<u16> {
    call(service.address(), &format!("GET {path}"), &[], "")
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn asks_for_the_wrong_thing(greeter: MockServer, service: Service) {
    assert_eq!(greeter.port(), greeter.address().port());
    assert_eq!(get(&service, "/ask/helo").unwrap(), 500);
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-anywhere")]
fn panics(_greeter: MockServer, service: Service) {
    assert_eq!(get(&service, "/ask/goodbye").unwrap(), 200);
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn panics_though_the_contract_is_kept(_greeter: MockServer, service: Service) {
    assert_eq!(get(&service, "/say/about+to+ask").unwrap(), 200);
    assert!(service.wait_for_output("about to ask\n", A_WHILE));
    assert_eq!(get(&service, "/ask/hello").unwrap(), 200);
    panic!("on purpose");
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn returns_an_error_though_the_contract_is_kept(
    _greeter: MockServer,
    service: Service,
) -> Result<(), &'static str> {
    get(&service, "/ask/hello").unwrap();
    Err("on purpose")
}

/// As with the connection that breaks: the test's own panic, and then why.
#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn aborts_though_the_contract_is_kept(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    get(&service, "/abort").expect_err("it is gone");
    // Until its output ends.
    assert!(service.wait_for_output("never said", A_WHILE), "it is gone");
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn exits_with_a_code_though_the_contract_is_kept(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    get(&service, "/exit/3").expect_err("it is gone");
    assert!(!service.wait_for_output("never said", A_WHILE));
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port")]
fn ends_when_it_has_nothing_to_do(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    get(&service, "/exit/0").expect_err("it is gone");
    assert!(service.wait_for_output("this is the end\n", A_WHILE));
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-gives-up")]
fn gives_up_though_the_contract_is_kept(_greeter: MockServer) {}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-never-serves", timeout = "300ms")]
fn never_serves_though_the_contract_is_kept(_greeter: MockServer) {}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port", within = "30s")]
fn asks_late(_greeter: MockServer, service: Service) {
    assert_eq!(get(&service, "/later/hello").unwrap(), 202);
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port", within = "20ms")]
fn never_asks(_greeter: MockServer, service: Service) {
    assert_eq!(get(&service, "/say/why+should+I").unwrap(), 200);
    assert!(service.wait_for_output("why should I\n", A_WHILE));
}

/// What the service has done meanwhile is told, too.
#[mock_test(pact = "pacts/greeter.json", spawn = "service-on-port", timeout = "2s")]
fn waits_for_ever(_greeter: MockServer, service: Service) {
    get(&service, "/ask/goodbye").unwrap();
    assert!(service.wait_for_output("never said", 2 * A_WHILE));
}

#[mock_test(pact = "pacts/greeter.json", spawn = "service-tidies-up")]
fn panics_and_it_tidies_up_though_the_contract_is_kept(_greeter: MockServer, service: Service) {
    get(&service, "/ask/hello").unwrap();
    panic!("on purpose");
}

/// What is not asked for is not there.
#[mock_test(pact = "pacts/greeter.json")]
fn is_not_started(greeter: MockServer) {
    let service: Service = mock_runtime::FromMockServer::from_mock_server(&greeter);
    drop(service);
}

#[mock_test(
    pact = "pacts/greeter.json",
    spawn = "service-never-serves",
    timeout = "300ms",
    env(GREETER_URL = "{greeter}/v1", MODE = "slow", PORT = "18430")
)]
fn never_serves_where_it_is_told_to_though_the_contract_is_kept(_greeter: MockServer) {}
