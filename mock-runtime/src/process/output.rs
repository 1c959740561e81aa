//! What the inner process prints, as the outer one shows it.

use std::env;
use std::io::{self, Write as _};

use super::relay::Mark;

/// Whether libtest captures what tests print.
pub(super) fn is_captured() -> bool {
    let is_asked = |argument: String| argument == "--nocapture" || argument == "--no-capture";
    let arguments = env::args_os().filter_map(|argument| argument.into_string().ok());
    let variable = env::var_os("RUST_TEST_NOCAPTURE").is_some_and(|value| value != "0");
    !variable && !arguments.into_iter().any(is_asked)
}

/// What a process prints, in the order in which it came.
#[derive(Debug)]
pub(super) struct Output {
    is_captured: bool,
    shown: Vec<u8>,
    before: Vec<u8>,
    after: Vec<u8>,
    last: Vec<u8>,
    /// Whether the process could say where the test ended.
    pub(super) is_whole: bool,
}

impl Output {
    pub(super) fn new(is_captured: bool) -> Self {
        let none = Vec::new;
        Self {
            is_captured,
            shown: none(),
            before: none(),
            after: none(),
            last: none(),
            is_whole: false,
        }
    }

    pub(super) fn add(&mut self, mark: Option<Mark>, bytes: &[u8]) {
        self.is_whole |= mark == Some(Mark::End);
        match mark {
            None => self.before.extend_from_slice(bytes),
            Some(Mark::Begin) if self.is_captured => self.shown.extend_from_slice(bytes),
            Some(Mark::Begin) => write(bytes),
            Some(Mark::End) => self.after.extend_from_slice(bytes),
            Some(Mark::Leave | Mark::Close) => self.last.extend_from_slice(bytes),
        }
    }

    /// Prints what the test has printed.
    pub(super) fn show(&mut self) {
        print(&std::mem::take(&mut self.shown));
    }

    /// Prints what came before the test. Where that never began, it may say why.
    pub(super) fn show_before(&mut self) {
        print(&std::mem::take(&mut self.before));
    }

    /// Prints what came behind the test on its thread. Another attribute may say there why it
    /// fails.
    pub(super) fn show_after(&mut self) {
        print(&std::mem::take(&mut self.after));
    }

    /// Prints what came at last. Where the process crashed, it may say why.
    pub(super) fn show_last(&mut self) {
        print(&std::mem::take(&mut self.last));
    }
}

/// Prints as a test does, so that libtest captures it.
#[expect(clippy::print_stdout, reason = "the test's own output")]
fn print(bytes: &[u8]) {
    print!("{}", String::from_utf8_lossy(bytes));
}

/// Hands on what comes as it comes.
fn write(bytes: &[u8]) {
    let mut stdout = io::stdout().lock();
    // Nobody may be there to read it.
    drop(stdout.write_all(bytes).and_then(|()| stdout.flush()));
}
