//! The process of a service, from its start to its end. Whoever owns it decides when that is.

use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use super::monitor::{Exit, Line, Monitor};
use crate::exit::how;
use crate::group::Group;
use crate::threads;

/// How long a service has for its last words.
const GRACE: Duration = Duration::from_secs(1);

/// How long the rest of the output is waited for behind the end: as long as it takes the system to
/// hand it over, unless a process that left the group keeps it open.
const REST: Duration = Duration::from_millis(200);

/// How long after a failure the news may take that the service has crashed.
const NEWS: Duration = Duration::from_millis(50);

/// A service that runs. It ends with this.
#[derive(Debug)]
pub(crate) struct Process {
    name: &'static str,
    group: Group,
    pub(super) monitor: Arc<Monitor>,
}

/// What is left of a service.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) name: &'static str,
    pub(crate) lines: Vec<Line>,
    /// How many lines came before these.
    pub(crate) dropped: usize,
    /// How it ended, if it did so before it was to.
    pub(crate) exit: Option<Exit>,
}

impl Ended {
    /// What is left if it ends now.
    pub(super) fn now(name: &'static str, monitor: &Monitor) -> Self {
        let (lines, dropped) = monitor.lines();
        Self { name, lines, dropped, exit: monitor.exit() }
    }

    /// The sentence for a service that ended as none should.
    pub(crate) fn crash(&self) -> Option<String> {
        let exit = self.exit.filter(|exit| !exit.status.success())?;
        Some(format!("The service `{}` {}.", self.name, how(exit.status)))
    }
}

impl Process {
    pub(super) fn start(name: &'static str, mut command: Command) -> io::Result<Self> {
        let group = Group::new()?;
        let (output, input) = io::pipe()?;
        command.stdin(Stdio::null()).stdout(input.try_clone()?).stderr(input);
        let child = group.spawn(&mut command)?;
        // The command holds the pipe open: without it, the output ends with its last writer.
        drop(command);
        let monitor = Arc::new(Monitor::new());
        let process = Self { name, group, monitor: monitor.clone() };
        let reading = monitor.clone();
        threads::start("service-output", move || reading.read(output))?;
        threads::start("service-exit", move || wait(child, &monitor))?;
        Ok(process)
    }

    /// What is to be said of it, were it to end now. The news of its own end may still be on the
    /// way: they are likely when its output has ended, and possible after a failure.
    pub(crate) async fn so_far(&self, has_failed: bool) -> Ended {
        let patience = match self.monitor.is_at_its_end() {
            true => GRACE,
            false if has_failed => NEWS,
            false => Duration::ZERO,
        };
        drop(timeout(patience, self.monitor.until(|seen| seen.exit().is_some())).await);
        Ended::now(self.name, &self.monitor)
    }

    /// Ends it: asks first, then kills it with all that it started.
    pub(crate) async fn end(mut self, has_failed: bool) -> Ended {
        let mut ended = self.so_far(has_failed).await;
        let monitor = self.monitor.clone();
        let has_exited = || monitor.until(|seen| seen.exit().is_some());
        if ended.exit.is_none() && self.group.terminate().is_ok() {
            drop(timeout(GRACE, has_exited()).await);
        }
        // In a thread, since it waits for the group's end. Without one, it is done here.
        drop(threads::start("service-end", move || drop(self)));
        drop(timeout(GRACE, has_exited()).await);
        drop(timeout(REST, monitor.until(Monitor::is_at_its_end)).await);
        ended.exit = ended.exit.or_else(|| monitor.exit().filter(|exit| is_own(exit.status)));
        (ended.lines, ended.dropped) = monitor.lines();
        ended
    }
}

fn wait(mut child: Child, monitor: &Monitor) {
    // There is no other way for this to fail than that it has been waited for already.
    if let Ok(status) = child.wait() {
        monitor.exited(status);
    }
}

/// Whether a service that was asked to end has ended of something else: of a signal that we do not
/// send.
#[cfg(unix)]
fn is_own(status: ExitStatus) -> bool {
    const OURS: [i32; 2] = [9, 15];
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    signal.is_some_and(|signal| !OURS.contains(&signal))
}

#[cfg(not(unix))]
fn is_own(_: ExitStatus) -> bool {
    false
}
