//! The report where a panic ends the process (`panic = "abort"`).
//!
//! Nothing runs behind such a panic but its hook. What must stay true: the report comes before
//! whatever hook was there, since that of libtest never returns; and a contract that is not kept
//! does not satisfy `#[should_panic]`.

use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::{mem, process};

use crate::handle::MockServer;
use crate::process::Inner;
use crate::registry::RegisteredTest;
use crate::report;
use crate::test_outcome::TestOutcome;

/// A test whose body runs.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    pub(crate) test: &'static RegisteredTest,
    pub(crate) servers: Vec<MockServer>,
    pub(crate) inner: Option<&'static Inner>,
}

static RUNNING: Mutex<Vec<(u64, ThreadId, Running)>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<(u64, ThreadId, Running)>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reports on a test if the process ends while this is there.
#[derive(Debug)]
pub(crate) struct Watch(u64);

impl Watch {
    /// Nothing comes back where panics unwind: whoever runs the test sees them then.
    pub(crate) fn new(test: Running) -> Option<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        static HOOK: Once = Once::new();
        if !cfg!(panic = "abort") {
            return None;
        }
        HOOK.call_once(|| {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                report_all(info);
                previous(info);
            }));
        });
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        running().push((number, thread::current().id(), test));
        Some(Self(number))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        running().retain(|(number, ..)| *number != self.0);
    }
}

/// Reports on the test of this thread, or if it has none, on all that the process was about.
fn report_all(info: &PanicHookInfo<'_>) {
    let all = mem::take(&mut *running());
    let thread = thread::current().id();
    let is_own = |(_, of, _): &&(u64, ThreadId, Running)| *of == thread;
    let own: Vec<_> = all.iter().rev().find(is_own).into_iter().collect();
    let meant = if own.is_empty() { all.iter().collect() } else { own };
    for (_, _, running) in meant {
        let is_kept = running.report();
        if !is_kept && running.test.should_panic {
            process::abort();
        }
        if let Some(inner) = running.inner {
            inner.panics(info.payload());
        }
    }
}

impl Running {
    /// Prints the report if there is one to make. Returns whether the contract was kept.
    fn report(&self) -> bool {
        let ended = TestOutcome::so_far(&self.servers);
        let is_kept = ended.is_success();
        if !is_kept {
            eprint!("\n{}", report::text(self.test, &ended));
        }
        is_kept
    }
}
