//! How a service ended.

use std::process::ExitStatus;
use std::time::Duration;

/// The end of a service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exit {
    pub(crate) at: Duration,
    pub(crate) status: ExitStatus,
}

/// How it ended, behind its name.
pub(crate) fn sentence(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exited with code {code}"),
        None => format!("was killed by {}", signal(status)),
    }
}

/// The signal with its name. The system also says whether it left a core file behind, which
/// depends on the machine.
fn signal(status: ExitStatus) -> String {
    let text = status.to_string();
    text.trim_end_matches(" (core dumped)").replacen("signal: ", "signal ", 1)
}

/// Whether a service that was asked to end has ended of something else: of a signal that we do not
/// send.
#[cfg(unix)]
pub(super) fn is_own(status: ExitStatus) -> bool {
    const OURS: [i32; 2] = [9, 15];
    std::os::unix::process::ExitStatusExt::signal(&status)
        .is_some_and(|signal| !OURS.contains(&signal))
}

#[cfg(not(unix))]
pub(super) fn is_own(_: ExitStatus) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;

    use super::*;

    #[test]
    fn ends_as_they_are_told() {
        #[track_caller]
        fn check(raw: i32, expected: &str, is_own_end: bool) {
            let status = ExitStatus::from_raw(raw);
            assert_eq!((sentence(status).as_str(), is_own(status)), (expected, is_own_end));
        }
        check(0, "exited with code 0", false);
        check(101 << 8, "exited with code 101", false);
        check(6, "was killed by signal 6 (SIGABRT)", true);
        check(6 | 0x80, "was killed by signal 6 (SIGABRT)", true);
        check(9, "was killed by signal 9 (SIGKILL)", false);
        check(15, "was killed by signal 15 (SIGTERM)", false);
    }
}
