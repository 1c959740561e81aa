//! One test from its first line to its verdict: preflight, plan, server, body, end, report.
//!
//! What must stay true: the report is printed on the test's own thread, where libtest captures it;
//! a test fails once, and a failure of its own goes before that of the contract; nothing waits on
//! the test's runtime, whose clock may be paused; a failure of the contract, or of starting the
//! server, never satisfies `#[should_panic]`.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::process::Termination;
use std::task::Poll;
use std::thread;

use mock_core::{Outcome, Report};

use crate::handle::{Guard, MockServer};
use crate::plans;
use crate::registry::{self, RegisteredTest};
use crate::start::BODY_LIMIT;

/// Runs a test. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// If the body does, or else, with the report, if the contract was not kept.
#[doc(hidden)]
pub fn run<T>(test: &'static RegisteredTest, body: impl FnOnce(&MockServer) -> T) -> T
where
    T: Termination + 'static,
{
    let server = match start(test) {
        Ok(server) => server,
        Err(text) => return fail(test, text),
    };
    let result = catch_unwind(AssertUnwindSafe(|| body(&server)));
    server.stop();
    conclude(test, result, &server.outcome())
}

/// Runs an async test on a current-thread tokio runtime. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// As [`run`].
#[doc(hidden)]
pub fn run_async<T, F>(test: &'static RegisteredTest, body: impl FnOnce(&MockServer) -> F) -> T
where
    T: Termination + 'static,
    F: Future<Output = T>,
{
    match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(drive(test, body)),
        Err(error) => fail(test, format!("no runtime could be started for the test: {error}")),
    }
}

/// Runs an async test on the runtime that awaits this. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// As [`run`].
#[doc(hidden)]
pub async fn drive<T, F>(test: &'static RegisteredTest, body: impl FnOnce(&MockServer) -> F) -> T
where
    T: Termination + 'static,
    F: Future<Output = T>,
{
    let server = match start(test) {
        Ok(server) => server,
        Err(text) => return fail(test, text),
    };
    let result = match catch_unwind(AssertUnwindSafe(|| body(&server))) {
        Ok(future) => caught(future).await,
        Err(panic) => Err(panic),
    };
    server.stop_async().await;
    conclude(test, result, &server.outcome())
}

/// Awaits a future, and catches its panic.
async fn caught<T>(future: impl Future<Output = T>) -> thread::Result<T> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

fn start(test: &'static RegisteredTest) -> Result<MockServer, String> {
    registry::preflight()?;
    let plan = plans::of_test(test)?;
    MockServer::launch(plan, Some(test.pact_file), BODY_LIMIT, None, Guard::Elsewhere)
        .map_err(|error| error.in_file(test.pact_file).to_string())
}

fn conclude<T: Termination + 'static>(
    test: &'static RegisteredTest,
    result: thread::Result<T>,
    outcome: &Outcome,
) -> T {
    if outcome.is_success() {
        let may_have_failed = result.as_ref().map_or(true, |value| !(value as &dyn Any).is::<()>());
        if let Some(seed) = outcome.seed().filter(|_| may_have_failed) {
            eprintln!("MOCK_TEST_SEED={seed} makes the contract's values again");
        }
        return result.unwrap_or_else(|panic| resume_unwind(panic));
    }
    let report = Report::new(outcome)
        .pact_file(test.pact_file)
        .test(test.path(), test.file, test.line)
        .to_string();
    match result {
        Ok(value) => {
            // If the body returned an error, this prints it, as libtest would have done.
            value.report();
            fail(test, report)
        }
        Err(_) if test.should_panic => fail(test, report),
        Err(panic) => {
            eprint!("\n{report}");
            resume_unwind(panic)
        }
    }
}

/// Fails the test with this text.
///
/// The text is printed here and not by the panic hook, which would say that this file had
/// panicked. Where a panic is what the test should do, failing means to return: libtest then says
/// that the test did not panic as expected.
fn fail<T: 'static>(test: &RegisteredTest, text: String) -> T {
    eprintln!("\n{}", text.trim_end());
    if test.should_panic {
        // libtest accepts `#[should_panic]` only for tests that return `()`.
        let unit: Box<dyn Any> = Box::new(());
        if let Ok(unit) = unit.downcast::<T>() {
            eprintln!("\n(#[should_panic] is about the test's own panic, not about its contract.)");
            return *unit;
        }
    }
    resume_unwind(Box::new(text))
}
