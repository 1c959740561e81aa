//! One test from its first line to its verdict: preflight, plan, server, body, end, report.
//!
//! What must stay true: the report is printed on the test's own thread, where libtest captures it;
//! a test fails once, and a failure of its own goes before that of the contract; nothing waits on
//! the test's runtime, whose clock may be paused; a failure of the contract, or of starting the
//! server, never satisfies `#[should_panic]`.

use std::any::Any;
use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::Termination;
use std::task::Poll;
use std::thread;

use mock_core::Outcome;

use crate::coverage;
use crate::end::{End, failure, failure_of, reported, settle};
use crate::process;
use crate::registry::RegisteredTest;
use crate::report;
use crate::servers::Servers;
use crate::test_outcome::TestOutcome;

/// The user's function with its parameters: of a plain pointer the compiler makes no copy of what
/// runs it for each test, and a thousand tests compile in half the time. Not public API.
#[doc(hidden)]
#[expect(clippy::exhaustive_enums, reason = "the macro makes it")]
pub enum Body<'a, T> {
    /// All its parameters are made from the servers.
    Plain(fn(&Servers) -> T),
    /// Another macro fills some of its parameters.
    With(&'a mut dyn FnMut(&Servers) -> T),
}

impl<T> Body<'_, T> {
    fn call(self, servers: &Servers) -> T {
        match self {
            Self::Plain(body) => body(servers),
            Self::With(body) => body(servers),
        }
    }
}

impl<T> fmt::Debug for Body<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}

/// A body's future, whatever it is made of. Not public API.
#[doc(hidden)]
pub type BoxedFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A function that can be called once, as one that can be called. Not public API.
///
/// # Panics
/// The function does when it is called again, which no test is.
#[doc(hidden)]
pub fn once<T>(body: impl FnOnce(&Servers) -> T) -> impl FnMut(&Servers) -> T {
    let mut body = Some(body);
    move |servers| (body.take().expect("a test runs once"))(servers)
}

/// Runs a test. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// If the body does, or else, with the report, if the contract was not kept.
#[doc(hidden)]
pub fn run<T>(test: &'static RegisteredTest, body: Body<'_, T>) -> T
where
    T: Termination + 'static,
{
    settle(test, body_and_end(test, body))
}

/// Runs an async test on a current-thread tokio runtime. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// As [`run`].
#[doc(hidden)]
pub fn run_async<'a, T>(test: &'static RegisteredTest, body: Body<'_, BoxedFuture<'a, T>>) -> T
where
    T: Termination + 'static,
{
    settle(test, block_on(test, body))
}

/// Runs an async test on the runtime that awaits this. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// As [`run`].
#[doc(hidden)]
pub async fn drive<'a, T>(test: &'static RegisteredTest, body: Body<'_, BoxedFuture<'a, T>>) -> T
where
    T: Termination + 'static,
{
    settle(test, awaited(test, body).await)
}

/// As [`run`], in a process of its own. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// As [`run`].
#[doc(hidden)]
pub fn run_apart<T>(test: &'static RegisteredTest, body: Body<'_, T>)
where
    T: Termination + 'static,
{
    settle(test, apart(test, || reported(body_and_end(test, body))));
}

/// As [`run_async`], in a process of its own. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// As [`run`].
#[doc(hidden)]
pub fn run_async_apart<'a, T>(test: &'static RegisteredTest, body: Body<'_, BoxedFuture<'a, T>>)
where
    T: Termination + 'static,
{
    settle(test, apart(test, || reported(block_on(test, body))));
}

/// As [`drive`], in a process of its own. Not public API: `#[mock_test]` calls it.
///
/// # Panics
/// As [`run`].
#[doc(hidden)]
pub async fn drive_apart<'a, T>(test: &'static RegisteredTest, body: Body<'_, BoxedFuture<'a, T>>)
where
    T: Termination + 'static,
{
    settle(
        test,
        match process::inner(test) {
            Some(inner) => inner.end(reported(awaited(test, body).await)),
            None => process::outer(test),
        },
    );
}

/// Lets the outer process start the inner one, and the inner one run the test.
fn apart(test: &'static RegisteredTest, run: impl FnOnce() -> End<()>) -> End<()> {
    match process::inner(test) {
        Some(inner) => inner.end(run()),
        None => process::outer(test),
    }
}

fn body_and_end<T>(test: &'static RegisteredTest, body: Body<'_, T>) -> End<T>
where
    T: Termination + 'static,
{
    let servers = match Servers::start(test) {
        Ok(servers) => servers,
        Err(text) => return failure(text),
    };
    let result = catch_unwind(AssertUnwindSafe(|| body.call(&servers)));
    let ended = servers.end(failure_of(&result));
    conclude(test, result, &ended)
}

fn block_on<'a, T>(test: &'static RegisteredTest, body: Body<'_, BoxedFuture<'a, T>>) -> End<T>
where
    T: Termination + 'static,
{
    match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(awaited(test, body)),
        Err(error) => failure(format!("no runtime could be started for the test: {error}")),
    }
}

async fn awaited<'a, T>(test: &'static RegisteredTest, body: Body<'_, BoxedFuture<'a, T>>) -> End<T>
where
    T: Termination + 'static,
{
    let servers = match Servers::start(test) {
        Ok(servers) => servers,
        Err(text) => return failure(text),
    };
    let result = match catch_unwind(AssertUnwindSafe(|| body.call(&servers))) {
        Ok(future) => caught(future).await,
        Err(panic) => Err(panic),
    };
    let ended = servers.end_async(failure_of(&result)).await;
    conclude(test, result, &ended)
}

/// Awaits a future, and catches its panic.
async fn caught<T>(mut future: BoxedFuture<'_, T>) -> thread::Result<T> {
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// Prints what there is to say.
fn conclude<T: Termination + 'static>(
    test: &'static RegisteredTest,
    result: thread::Result<T>,
    ended: &TestOutcome,
) -> End<T> {
    if let Err(problem) = coverage::leave(test, &ended.outcomes) {
        eprintln!("{problem}");
    }
    if ended.is_success() {
        let may_have_failed = result.as_ref().map_or(true, |value| !(value as &dyn Any).is::<()>());
        if may_have_failed {
            remark(test, ended);
        }
        return result.map_or_else(End::Panic, End::Value);
    }
    let report = report::text(test, ended);
    match result {
        Ok(value) => {
            // If the body returned an error, this prints it, as libtest would have done.
            value.report();
            failure(report)
        }
        Err(_) if test.should_panic => failure(report),
        Err(panic) => {
            eprint!("\n{report}");
            End::Panic(panic)
        }
    }
}

/// Prints what helps to understand a failure that is the body's own. A test that has passed after
/// all is captured.
fn remark(test: &'static RegisteredTest, ended: &TestOutcome) {
    if let Some(timeline) = report::timeline(test, ended) {
        eprint!("\n{timeline}");
    }
    if let Some(seed) = ended.outcomes.iter().find_map(Outcome::seed) {
        eprintln!("MOCK_TEST_SEED={seed} makes the contract's values again");
    }
}
