//! `MOCK_TEST=hold`: a test that has failed stays as it is until somebody has looked at it.
//!
//! What must stay true: where nobody can press a key nothing is held; what is shown is written
//! past the capture of test harnesses, which would show it when all is over.

use std::io::{self, BufRead, Write};
#[cfg(unix)]
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::threads;

/// What is said where no key can be pressed. cargo-nextest gives tests no standard input and keeps
/// them in the background of its terminal, also those that it does not capture; only a debugger
/// has both, and `env` may stand for one.
const NOBODY: &str = "Nobody can press Enter here: there is no standard input, and no terminal with \
                      this process in front. Going on.\n\
                      `cargo test` holds tests, and `cargo nextest run --debugger env` a single one.\n";

/// One test is held at a time.
static TURN: Mutex<()> = Mutex::new(());

/// Shows a text, and waits for the Enter key.
pub(crate) async fn hold(text: String) {
    let (sender, receiver) = oneshot::channel();
    let waiting = threads::start("hold", move || {
        let turn = turn();
        show(&format!("\n{text}\nPress Enter to go on.\n"));
        if !enter() {
            show(NOBODY);
        }
        drop(turn);
        // Nobody waits any more if the test is gone.
        sender.send(()).ok();
    });
    if waiting.is_ok() {
        drop(receiver.await);
    }
}

/// Waits until nothing else is held.
pub(crate) fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn show(text: &str) {
    // Where nobody reads there is nobody to tell.
    drop(io::stderr().write_all(text.as_bytes()));
}

/// Whether somebody has pressed Enter. A standard input that is at its end has nobody behind it,
/// but the terminal may have: test runners close the one and leave the other.
fn enter() -> bool {
    is_line(io::stdin().lock()) || is_line_of_terminal()
}

fn is_line(mut input: impl BufRead) -> bool {
    let mut line = Vec::new();
    matches!(input.read_until(b'\n', &mut line), Ok(1..))
}

/// A process in the background that reads from its terminal is stopped, unless it ignores the
/// signal: then it just cannot read. A shell can ignore it.
#[cfg(unix)]
fn is_line_of_terminal() -> bool {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "trap '' TTIN; read -r _ </dev/tty"]);
    shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.status().is_ok_and(|status| status.success())
}

#[cfg(not(unix))]
fn is_line_of_terminal() -> bool {
    let terminal = std::fs::File::open("CONIN$");
    terminal.is_ok_and(|terminal| is_line(io::BufReader::new(terminal)))
}
