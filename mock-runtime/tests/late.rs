//! Calls that come when the body is over: waited for, caught, and reported to their own test.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod common;

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use common::{HELLO, drive, get, run};
use mock_runtime::__private::{RegisteredServer, RegisteredTest, Settings};
use mock_runtime::MockServer;

const NO_TIME: Duration = Duration::ZERO;
const A_MOMENT: Duration = Duration::from_millis(50);
/// Nobody waits for the end of this: a test that does never ends.
const FOR_EVER: Duration = Duration::from_secs(60 * 60 * 24);

static SERVERS: [RegisteredServer; 1] = [common::server(&[common::pact(HELLO)])];

fn test(within: Duration, settle: Duration) -> &'static RegisteredTest {
    // Tests are statics; a few that are never freed do no harm.
    Box::leak(Box::new(RegisteredTest {
        name: "late::test",
        file: "tests/late.rs",
        line: 1,
        servers: &SERVERS,
        settings: Settings { within, settle, ..Settings::DEFAULT },
        ignored: false,
        should_panic: false,
    }))
}

/// A service that calls when it is not watched any more.
fn later(server: &MockServer, paths: &'static [&'static str]) -> JoinHandle<()> {
    let address: SocketAddr = server.address();
    thread::spawn(move || {
        thread::sleep(A_MOMENT);
        paths.iter().for_each(|path| drop(get(address, path)));
    })
}

/// What a test's report says at its top, if it fails.
fn headline(test: &'static RegisteredTest, body: impl FnOnce(&MockServer)) -> Option<String> {
    let result = catch_unwind(AssertUnwindSafe(|| run(test, |servers| body(servers.at(0)))));
    let panic = result.err()?;
    let text = panic.downcast::<String>().unwrap();
    Some(text.lines().next().unwrap().to_owned())
}

#[test]
fn what_is_still_to_come_is_waited_for() {
    let mut service = None;
    let body = |server: &MockServer| service = Some(later(server, &["/hello"]));
    assert_eq!(headline(test(FOR_EVER, NO_TIME), body), None);
    service.unwrap().join().unwrap();
}

#[test]
fn it_is_not_waited_for_when_the_body_has_panicked() {
    let result = catch_unwind(AssertUnwindSafe(|| {
        run(test(FOR_EVER, FOR_EVER), |_| panic!("the body's own"));
    }));
    assert_eq!(*result.unwrap_err().downcast::<&str>().unwrap(), "the body's own");
}

#[test]
fn what_does_not_come_in_time_is_missing() {
    let missing = "The contract was not kept: 1 of 1 interactions missing.";
    assert_eq!(headline(test(A_MOMENT, FOR_EVER), |_| ()).as_deref(), Some(missing));
}

#[test]
fn surplus_calls_are_caught() {
    let unexpected = "The contract was not kept: 1 unexpected request.";
    let mut service = None;
    let body = |server: &MockServer| {
        drop(get(server.address(), "/hello"));
        service = Some(later(server, &["/stray"]));
    };
    // The service calls within this time, unless the machine stands still for it.
    let settle = Duration::from_secs(2);
    assert_eq!(headline(test(NO_TIME, settle), body).as_deref(), Some(unexpected));
    service.unwrap().join().unwrap();
}

/// Neither fires at once, nor stands still: the clock of the test is not the one that counts.
#[tokio::test(start_paused = true)]
async fn a_paused_clock_changes_nothing() {
    let mut service = None;
    drive(test(FOR_EVER, A_MOMENT), |servers| {
        service = Some(later(servers.at(0), &["/hello"]));
        async {}
    })
    .await;
    service.unwrap().join().unwrap();
}

/// A call that comes too late reaches no other test: no port is used twice.
#[test]
fn a_call_that_is_too_late_reaches_nobody() {
    let mut address = None;
    run(test(NO_TIME, NO_TIME), |servers| {
        drop(get(servers.at(0).address(), "/hello"));
        address = Some(servers.at(0).address());
    });
    for _ in 0..20 {
        run(test(NO_TIME, NO_TIME), |servers| {
            assert!(std::net::TcpStream::connect(address.unwrap()).is_err());
            drop(get(servers.at(0).address(), "/hello"));
        });
    }
}
