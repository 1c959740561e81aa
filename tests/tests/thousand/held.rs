//! What the process holds of the system. Nothing is seen of it where there is no `/proc`.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

/// How many threads, sockets, and processes that it has started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    threads: usize,
    sockets: usize,
    processes: usize,
}

impl Held {
    pub(crate) fn now() -> Self {
        let threads = fs::read_dir("/proc/self/task").map_or(0, Iterator::count);
        let sockets = fs::read_dir("/proc/self/fd").map_or(0, |entries| {
            let targets = entries.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
            targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
        });
        let own = std::process::id().to_string();
        let processes = fs::read_dir("/proc").map_or(0, |entries| {
            let paths = entries.flatten().map(|entry| entry.path().join("stat"));
            let stats = paths.filter_map(|path| fs::read_to_string(path).ok());
            stats.filter(|stat| parent(stat) == Some(&own)).count()
        });
        Self { threads, sockets, processes }
    }

    /// Asserts that there is no more now. The system is given time to clear away a thread that
    /// has been joined.
    #[track_caller]
    pub(crate) fn is_all_that_is_held(self) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while Self::now() != self && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(Self::now(), self);
    }
}

/// The parent of a process, from its line in `/proc`. The name in brackets may have spaces.
fn parent(stat: &str) -> Option<&str> {
    stat.rsplit_once(") ")?.1.split(' ').nth(1)
}
