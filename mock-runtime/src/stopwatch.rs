//! The time by which everything in a report is put in order: one for the whole process, so that
//! requests of several servers, the lines of a service and the end of a body can be compared.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// How long it is since this was first asked.
pub(crate) fn elapsed() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}
