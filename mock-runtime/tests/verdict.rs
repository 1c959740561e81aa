//! What a test comes to: its own failure, that of its contract, or both, each of them once.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod common;

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{ExitCode, Termination};

use common::{HELLO, get, run, run_async};
use mock_runtime::__private::{RegisteredServer, RegisteredTest, Servers, Settings};
use mock_runtime::MockServer;

const fn test(should_panic: bool, servers: &'static [RegisteredServer]) -> RegisteredTest {
    RegisteredTest {
        name: "verdict::test",
        file: "tests/verdict.rs",
        line: 1,
        servers,
        settings: Settings::DEFAULT,
        ignored: false,
        should_panic,
    }
}

static TEST: RegisteredTest = test(false, &[common::server(&[common::pact(HELLO)])]);
static SHOULD_PANIC: RegisteredTest = test(true, &[common::server(&[common::pact(HELLO)])]);
static BROKEN: RegisteredTest =
    test(false, &[common::server(&[common::pact(r#"{"interactions": {}}"#)])]);
static BROKEN_SHOULD_PANIC: RegisteredTest =
    test(true, &[common::server(&[common::pact(r#"{"interactions": {}}"#)])]);

/// How a test ended.
#[derive(Debug, PartialEq)]
enum End<T> {
    Returned(T),
    /// With a panic of the body's own.
    OwnPanic,
    /// With a panic that carries a report or another text of ours.
    Report,
}

fn end<T>(result: Result<T, Box<dyn Any + Send>>) -> End<T> {
    match result {
        Ok(value) => End::Returned(value),
        Err(payload) if payload.is::<Own>() => End::OwnPanic,
        Err(payload) => {
            let text = payload.downcast::<String>().expect("a report is a String");
            assert!(text.contains("hello.json"), "{text}");
            End::Report
        }
    }
}

struct Own;

fn own_panic() {
    std::panic::panic_any(Own);
}

fn call(server: &MockServer) {
    get(server.address(), "/hello");
}

/// Runs a body both as a sync and as an async test, which must end alike.
#[track_caller]
fn check<T>(test: &'static RegisteredTest, body: fn(&MockServer) -> T, expected: &End<T>)
where
    T: Termination + fmt::Debug + PartialEq + 'static,
{
    let sync = catch_unwind(AssertUnwindSafe(|| run(test, |servers| body(servers.at(0)))));
    assert_eq!(&end(sync), expected);
    let asynchronous = catch_unwind(AssertUnwindSafe(|| {
        run_async(test, |servers| {
            let server = servers.at(0).clone();
            async move {
                tokio::task::yield_now().await;
                body(&server)
            }
        })
    }));
    assert_eq!(&end(asynchronous), expected);
}

#[test]
fn a_contract_that_is_kept() {
    check(&TEST, call, &End::Returned(()));
    check(&TEST, |server| (call(server), Err::<(), _>("own")).1, &End::Returned(Err("own")));
    check(&TEST, |server| (call(server), Ok::<(), ()>(())).1, &End::Returned(Ok(())));
    check(&TEST, |server| (call(server), own_panic()).1, &End::OwnPanic);
}

#[test]
fn a_contract_that_is_not_kept() {
    check(&TEST, |_| (), &End::Report);
    check(&TEST, |_| Ok::<(), ()>(()), &End::Report);
    check(&TEST, |_| own_panic(), &End::OwnPanic);
    check(&TEST, |server| (call(server), drop(get(server.address(), "/stray"))).1, &End::Report);
}

#[test]
fn an_error_of_the_body_is_shown_before_the_report() {
    use std::sync::atomic::{AtomicBool, Ordering};

    static SHOWN: AtomicBool = AtomicBool::new(false);

    #[derive(Debug, PartialEq)]
    struct Failed;

    impl Termination for Failed {
        fn report(self) -> ExitCode {
            SHOWN.store(true, Ordering::Relaxed);
            ExitCode::FAILURE
        }
    }
    check(&TEST, |_| Failed, &End::Report);
    assert!(SHOWN.load(Ordering::Relaxed));
}

#[test]
fn only_a_panic_of_its_own_is_what_should_panic_wants() {
    check(&SHOULD_PANIC, |server| (call(server), own_panic()).1, &End::OwnPanic);
    check(&SHOULD_PANIC, call, &End::Returned(()));
    // Returning is how such a test fails.
    check(&SHOULD_PANIC, |_| own_panic(), &End::Returned(()));
    check(&SHOULD_PANIC, |_| (), &End::Returned(()));
    check(&BROKEN_SHOULD_PANIC, |_| own_panic(), &End::Returned(()));
}

#[test]
fn a_contract_that_cannot_be_served() {
    check(&BROKEN, |_| panic!("the body does not run"), &End::<()>::Report);
}

#[test]
fn a_panic_before_the_first_await_is_caught_too() {
    fn body(_: &Servers) -> std::future::Ready<()> {
        own_panic();
        std::future::ready(())
    }
    let result = catch_unwind(AssertUnwindSafe(|| run_async(&TEST, body)));
    assert_eq!(end(result), End::OwnPanic);
}

#[test]
fn selections() {
    static GREETS: RegisteredTest = RegisteredTest {
        servers: &[RegisteredServer {
            interactions: &["greet"],
            ..common::server(&[common::pact(HELLO)])
        }],
        ..test(false, &[common::server(&[common::pact(HELLO)])])
    };
    static UNKNOWN: RegisteredTest = RegisteredTest {
        servers: &[RegisteredServer {
            interactions: &["great"],
            ..common::server(&[common::pact(HELLO)])
        }],
        ..test(false, &[common::server(&[common::pact(HELLO)])])
    };
    check(&GREETS, call, &End::Returned(()));
    check(&UNKNOWN, call, &End::Report);
}
