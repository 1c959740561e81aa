//! How a test ends, as the harness has to see it.

use std::any::{Any, type_name};
use std::mem::discriminant;
use std::panic::{panic_any, resume_unwind};
use std::process::{ExitCode, Termination};
use std::thread;

use crate::registry::RegisteredTest;

/// How a test ended. What there is to say has been printed.
pub(crate) enum End<T> {
    /// The body returned this, and the contract was kept.
    Value(T),
    /// The body panicked.
    Panic(Box<dyn Any + Send>),
    /// The contract was not kept: this text said so.
    Failure(String),
}

/// A failure that is not the body's own.
///
/// The text is printed here and not by the panic hook, which would say that this file had
/// panicked.
pub(crate) fn failure<T>(text: String) -> End<T> {
    eprintln!("\n{}", text.trim_end());
    End::Failure(text)
}

/// What the body returned, as libtest looks at it: an error is printed, and fails the test.
pub(crate) fn reported<T: Termination>(end: End<T>) -> End<()> {
    match end {
        End::Value(value) => match value.report() {
            ExitCode::SUCCESS => End::Value(()),
            _ => End::Failure("the test returned a failure".to_owned()),
        },
        End::Panic(panic) => End::Panic(panic),
        End::Failure(text) => End::Failure(text),
    }
}

/// Ends the test as the harness has to see it.
///
/// Where a panic is what the test should do, a failure of the contract means to return: libtest
/// then says that the test did not panic as expected.
pub(crate) fn settle<T: 'static>(test: &RegisteredTest, end: End<T>) -> T {
    let text = match end {
        End::Value(value) => return value,
        End::Panic(panic) => resume(test, panic),
        End::Failure(text) => text,
    };
    if test.should_panic {
        // libtest accepts `#[should_panic]` only for tests that return `()`.
        let unit: Box<dyn Any> = Box::new(());
        if let Ok(unit) = unit.downcast::<T>() {
            eprintln!("\n(#[should_panic] is about a panic of the test's body, and this is none.)");
            return *unit;
        }
    }
    resume_unwind(Box::new(text))
}

/// Goes on with a panic that has been seen.
fn resume(test: &RegisteredTest, panic: Box<dyn Any + Send>) -> ! {
    // Where panics end the process, a harness learns of what it expects by its hook alone.
    if cfg!(panic = "abort")
        && test.should_panic
        && let Some(text) = panic.downcast_ref::<String>()
    {
        panic_any(text.clone());
    }
    resume_unwind(panic)
}

/// How a body has failed, as far as that can be seen without using up what it returned.
pub(crate) fn failure_of<T: 'static>(result: &thread::Result<T>) -> Option<String> {
    let value = match result {
        Ok(value) => value,
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().copied();
            let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
            let text = text.unwrap_or("(what it panicked with is no text)");
            return Some(format!("The test's body panicked: {text}"));
        }
    };
    let is_failure = match (value as &dyn Any).downcast_ref::<ExitCode>() {
        Some(code) => *code != ExitCode::SUCCESS,
        None => is_err(value),
    };
    is_failure.then(|| "The test's body returned an error.".to_owned())
}

/// Whether a value is the `Err` of a `Result`, whatever its types. Nothing but how the value is
/// printed tells so for a type that is not known; should that ever change, a test says so.
fn is_err<T>(value: &T) -> bool {
    type_name::<T>().starts_with("core::result::Result<")
        && format!("{:?}", discriminant(value)) == "Discriminant(1)"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_seen_from_outside() {
        #[track_caller]
        fn check<T: 'static>(value: T, expected: bool) {
            assert_eq!(failure_of(&Ok(value)).is_some(), expected);
        }
        check((), false);
        check(ExitCode::SUCCESS, false);
        check(ExitCode::from(3), true);
        check(Ok::<(), String>(()), false);
        check(Err::<(), _>("text".to_owned()), true);
        check(Err::<ExitCode, _>(Box::<dyn std::error::Error>::from("text")), true);
        check(Ok::<_, Box<dyn std::error::Error>>(ExitCode::FAILURE), false);
        check(Err::<(), _>(()), true);
        check(Some(1), false);
    }
}
