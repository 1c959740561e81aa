//! Processes that do not outlive their owner, nor does what they have started themselves.
//!
//! On Unix they are in a process group of their own, and in that group a watchdog waits for the
//! end of a pipe whose other end only the owner holds. However the owner ends, killed included,
//! the system closes the pipe, and the watchdog kills the group, of which it is a member itself:
//! the group's number is therefore never that of another one. What leaves the group on purpose
//! (`setsid`) is not reached.

use std::io;
#[cfg(windows)]
use std::os::windows::io::OwnedHandle;
use std::process::{Child, Command};
#[cfg(windows)]
use std::sync::{Mutex, PoisonError};

/// A group of processes: they end with it.
#[derive(Debug)]
pub(crate) struct Group {
    #[cfg(unix)]
    watchdog: Child,
    /// Their numbers, which are not given to others as long as there are handles.
    #[cfg(windows)]
    processes: Mutex<Vec<(u32, OwnedHandle)>>,
}

#[cfg(unix)]
impl Group {
    /// Each line is a signal for all, which the watchdog itself survives; the end of the lines is
    /// the end of all.
    const WATCHDOG: &str = "trap '' HUP INT QUIT TERM; while read -r signal; do kill -\"$signal\" 0; done; kill -KILL 0";

    /// A group without processes.
    ///
    /// # Errors
    /// When the watchdog cannot be started.
    pub(crate) fn new() -> io::Result<Self> {
        use std::os::unix::process::CommandExt as _;
        use std::process::Stdio;

        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(Self::WATCHDOG).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self { watchdog: command.spawn()? })
    }

    /// Starts a process in the group.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn spawn(&self, command: &mut Command) -> io::Result<Child> {
        use std::os::unix::process::CommandExt as _;

        let id = i32::try_from(self.watchdog.id()).map_err(io::Error::other)?;
        command.process_group(id).spawn()
    }

    /// Asks all processes of the group to end. Those that do not stay.
    pub(crate) fn terminate(&mut self) -> io::Result<()> {
        use std::io::Write as _;

        match &mut self.watchdog.stdin {
            Some(lines) => lines.write_all(b"TERM\n"),
            None => Ok(()),
        }
    }
}

#[cfg(unix)]
impl Drop for Group {
    /// Kills all that is in the group.
    fn drop(&mut self) {
        use std::io::Write as _;

        // The end of the pipe may be late: whoever was started at the same moment may hold it too.
        drop(self.watchdog.stdin.take().map(|mut lines| lines.write_all(b"KILL\n")));
        drop(self.watchdog.wait());
    }
}

/// Windows has no such groups, and nothing that could see the owner's end. Its own tool ends a
/// process with what that has started.
#[cfg(windows)]
impl Group {
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self { processes: Mutex::default() })
    }

    pub(crate) fn spawn(&self, command: &mut Command) -> io::Result<Child> {
        use std::os::windows::io::AsHandle as _;

        let child = command.spawn()?;
        let handle = child.as_handle().try_clone_to_owned()?;
        let mut processes = self.processes.lock().unwrap_or_else(PoisonError::into_inner);
        processes.push((child.id(), handle));
        Ok(child)
    }

    pub(crate) fn terminate(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(windows)]
impl Drop for Group {
    fn drop(&mut self) {
        use std::process::Stdio;

        for (id, _) in self.processes.get_mut().unwrap_or_else(PoisonError::into_inner) {
            let mut kill = Command::new("taskkill");
            kill.args(["/T", "/F", "/PID", &id.to_string()]);
            kill.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            drop(kill.status());
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::process::Stdio;

    use super::*;

    /// Starts a script whose output ends when every process that it starts has ended.
    fn start(group: &Group, script: &str) -> Child {
        let mut command = Command::new("/bin/sh");
        group.spawn(command.args(["-c", script]).stdout(Stdio::piped())).unwrap()
    }

    /// What a process and those that it started wrote, once all of them have ended.
    fn output(child: &mut Child) -> String {
        let mut text = String::new();
        child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn all_end_with_the_group() {
        let group = Group::new().unwrap();
        let mut parent = start(&group, "sleep 1000 & echo started");
        assert!(parent.wait().unwrap().success());
        drop(group);
        assert_eq!(output(&mut parent), "started\n");
    }

    #[test]
    fn they_are_asked_to_end() {
        let mut group = Group::new().unwrap();
        let mut asked =
            start(&group, "trap 'echo asked; exit 3' TERM; echo; sleep 1000 >/dev/null & wait");
        let mut ready = [0];
        asked.stdout.as_mut().unwrap().read_exact(&mut ready).unwrap();
        group.terminate().unwrap();
        assert_eq!(output(&mut asked), "asked\n");
        assert_eq!(asked.wait().unwrap().code(), Some(3));
        let mut later = start(&group, "echo the group is still there");
        assert_eq!(output(&mut later), "the group is still there\n");
    }

    /// As the system does when the owner is killed.
    #[test]
    fn all_end_when_the_pipe_does() {
        let mut group = Group::new().unwrap();
        let mut child = start(&group, "kill -STOP $$");
        drop(group.watchdog.stdin.take());
        assert!(group.watchdog.wait().unwrap().code().is_none());
        assert!(child.wait().unwrap().code().is_none());
    }
}
