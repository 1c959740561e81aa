//! How a process ended, in words.

use std::process::ExitStatus;

/// How a process ended, as what follows its name.
pub(crate) fn how(status: ExitStatus) -> String {
    let text = status.to_string();
    match (status.code(), text.strip_prefix("signal: ")) {
        (Some(code), _) => format!("exited with code {code}"),
        // Whether there is a core file depends on the machine.
        (None, Some(signal)) => {
            format!("was killed by signal {}", signal.trim_end_matches(" (core dumped)"))
        }
        (None, None) => format!("ended ({text})"),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;

    use super::*;

    #[test]
    fn ends_as_they_are_told() {
        #[track_caller]
        fn check(raw: i32, expected: &str) {
            assert_eq!(how(ExitStatus::from_raw(raw)), expected);
        }
        check(0, "exited with code 0");
        check(101 << 8, "exited with code 101");
        check(6, "was killed by signal 6 (SIGABRT)");
        check(6 | 0x80, "was killed by signal 6 (SIGABRT)");
    }
}
