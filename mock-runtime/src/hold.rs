//! `MOCK_TEST=hold`: a test that has failed stays as it is until somebody has looked at it.
//!
//! What must stay true: where nobody can press a key nothing is held; what is shown is written
//! past the capture of test harnesses, which would show it when all is over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::oneshot;

/// One test is held at a time.
static TURN: Mutex<()> = Mutex::new(());

/// Shows a text, and waits for the Enter key.
pub(crate) async fn hold(text: String) {
    let (sender, receiver) = oneshot::channel();
    let waiting = thread::Builder::new().name("hold".to_owned()).spawn(move || {
        let turn = turn();
        show(&format!("\n{text}\nPress Enter to go on.\n"));
        if !enter() {
            show("There is neither a standard input nor a terminal to press Enter in: going on.\n");
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
    is_line(io::stdin().lock())
        || terminal().is_ok_and(|terminal| is_line(BufReader::new(terminal)))
}

fn is_line(mut input: impl BufRead) -> bool {
    let mut line = Vec::new();
    matches!(input.read_until(b'\n', &mut line), Ok(1..))
}

#[cfg(unix)]
fn terminal() -> io::Result<File> {
    File::open("/dev/tty")
}

#[cfg(windows)]
fn terminal() -> io::Result<File> {
    File::open("CONIN$")
}
