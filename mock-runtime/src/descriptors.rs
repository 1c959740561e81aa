//! File descriptors (handles, on Windows), of which a process has only so many.

use std::io;

use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// What a system says when there are none: `EMFILE` and `ENFILE`, or their cousins.
#[cfg(unix)]
const NONE_LEFT: [i32; 2] = [24, 23];
#[cfg(not(unix))]
const NONE_LEFT: [i32; 2] = [4, 10024];

static FREED: Notify = Notify::const_new();

/// An error as it is told: where descriptors have run out, with what helps.
pub(crate) fn explained(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(code) if NONE_LEFT.contains(&code) => format!(
            "the process has no file descriptors left ({error}); allow it more (`ulimit -n`), \
             or run fewer tests at a time (`--test-threads`)"
        ),
        _ => error.to_string(),
    }
}

/// Says that a server has closed some.
pub(crate) fn free() {
    FREED.notify_waiters();
}

/// Waits until a server closes some, from this call on.
pub(crate) fn freed() -> Notified<'static> {
    FREED.notified()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_helps_is_told_where_it_helps() {
        #[track_caller]
        fn check(code: i32, expected: bool) {
            let told = explained(&io::Error::from_raw_os_error(code));
            assert_eq!(told.contains("no file descriptors left"), expected, "{told}");
        }
        NONE_LEFT.iter().for_each(|code| check(*code, true));
        check(2, false);
    }
}
