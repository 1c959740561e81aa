//! What is known of a service while it runs: what it has printed, where it says that it listens,
//! and how it ended. Whoever waits for something of this is woken, and asks for nothing meanwhile.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::net::SocketAddr;
use std::process::ExitStatus;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::announced;
use crate::stopwatch;

/// So much of the output is kept, and so much of one line.
const KEPT: usize = 256 * 1024;
const LONGEST_LINE: usize = 16 * 1024;

/// What a line takes beside its text: of empty ones too there may be any number.
const LINE: usize = size_of::<Line>();

/// A line of the output.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// When it was read.
    pub(crate) at: Duration,
    pub(crate) text: String,
}

/// The end of a service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exit {
    pub(crate) at: Duration,
    pub(crate) status: ExitStatus,
}

#[derive(Debug)]
pub(crate) struct Monitor {
    seen: Mutex<Seen>,
    changed: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Seen {
    lines: VecDeque<Line>,
    /// How many lines came before these.
    dropped: usize,
    /// How many bytes the lines have.
    kept: usize,
    /// The bytes of the line that has no end yet.
    begun: Vec<u8>,
    announced: Vec<SocketAddr>,
    exit: Option<Exit>,
    is_at_its_end: bool,
}

impl Monitor {
    pub(crate) fn new() -> Self {
        Self { seen: Mutex::default(), changed: watch::Sender::new(()) }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // What is seen is whole after each of the few statements that change it.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen());
        self.changed.send_replace(());
    }

    /// Reads the output to its end.
    pub(crate) fn read(&self, mut output: impl Read) {
        let mut buffer = [0; 8 * 1024];
        loop {
            let length = match output.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // An error is the end as well: nothing more can be read.
                Ok(0) | Err(_) => break,
                Ok(length) => length,
            };
            let at = stopwatch::elapsed();
            self.change(|seen| seen.take(&buffer[..length], at));
        }
        self.change(|seen| {
            if !seen.begun.is_empty() {
                seen.end_line(stopwatch::elapsed());
            }
            seen.is_at_its_end = true;
        });
    }

    pub(crate) fn exited(&self, status: ExitStatus) {
        let at = stopwatch::elapsed();
        self.change(|seen| seen.exit = Some(Exit { at, status }));
    }

    pub(crate) fn exit(&self) -> Option<Exit> {
        self.seen().exit
    }

    /// Whether all output has been read.
    pub(crate) fn is_at_its_end(&self) -> bool {
        self.seen().is_at_its_end
    }

    /// Where the output says that the service listens, in the order in which it does.
    pub(crate) fn announced(&self) -> Vec<SocketAddr> {
        self.seen().announced.clone()
    }

    /// The last lines of the output, and how many came before them.
    pub(crate) fn lines(&self) -> (Vec<Line>, usize) {
        let seen = self.seen();
        (seen.lines.iter().cloned().collect(), seen.dropped)
    }

    /// The output so far, without what is too long ago.
    pub(crate) fn text(&self) -> String {
        let seen = self.seen();
        let lines = seen.lines.iter().flat_map(|line| [line.text.as_str(), "\n"]);
        lines.collect::<String>() + &plain(&seen.begun)
    }

    /// Waits until something is as it should be.
    pub(crate) async fn until(&self, is_so: impl Fn(&Self) -> bool) {
        let mut changes = self.changed.subscribe();
        while !is_so(self) {
            // The sender is part of this monitor.
            drop(changes.changed().await);
        }
    }

    /// Tells of everything that is new from now on.
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }
}

impl Seen {
    fn take(&mut self, bytes: &[u8], at: Duration) {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let (content, is_whole) = match piece.strip_suffix(b"\n") {
                Some(content) => (content, true),
                None => (piece, false),
            };
            let room = LONGEST_LINE.saturating_sub(self.begun.len());
            self.begun.extend_from_slice(&content[..content.len().min(room)]);
            if is_whole {
                self.end_line(at);
            }
        }
    }

    fn end_line(&mut self, at: Duration) {
        let text = plain(&self.begun);
        self.begun.clear();
        let announced = announced::address(&text).filter(|new| !self.announced.contains(new));
        self.announced.extend(announced);
        self.kept += text.len() + LINE;
        self.lines.push_back(Line { at, text });
        while self.kept > KEPT
            && let Some(oldest) = self.lines.pop_front()
        {
            self.kept -= oldest.text.len() + LINE;
            self.dropped += 1;
        }
    }
}

/// Bytes as a person reads them: what is no UTF-8 is replaced, and the colours are left out.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_suffix('\r').unwrap_or(&text);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, sequence)) = rest.split_once("\u{1b}[") {
        plain += before;
        // ECMA-48, 5.4: parameters, and then one letter or sign that ends the sequence.
        let end = sequence.find(|c: char| ('@'..='~').contains(&c));
        rest = end.map_or("", |end| &sequence[end + 1..]);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(chunks: &[&[u8]]) -> Monitor {
        let monitor = Monitor::new();
        let chunks = chunks.iter().copied();
        monitor.read(chunks.fold(Box::new(io::empty()) as Box<dyn Read>, |before, next| {
            Box::new(before.chain(next))
        }));
        monitor
    }

    #[test]
    fn lines_are_text_whatever_the_bytes() {
        #[track_caller]
        fn check(chunks: &[&[u8]], expected: &[&str]) {
            let (lines, dropped) = read(chunks).lines();
            assert_eq!(dropped, 0);
            let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(texts, expected);
        }
        check(&[], &[]);
        check(&[b"one\ntwo"], &["one", "two"]);
        check(&[b"o", b"ne\r\n\ntw", b"o\n"], &["one", "", "two"]);
        check(&[b"\xff\xfe\n", b"\xc3", b"\xa9\n"], &["\u{fffd}\u{fffd}", "é"]);
        check(&[b"\x1b[2m12:00\x1b[0m \x1b[32m INFO\x1b[0m ready\n"], &["12:00  INFO ready"]);
        check(&[b"cut \x1b[", b"\n\x1b[0"], &["cut ", ""]);
    }

    #[test]
    fn only_the_latest_output_is_kept() {
        let line = [b"x".repeat(LONGEST_LINE + 7), b"\n".to_vec()].concat();
        let monitor = Monitor::new();
        for _ in 0..100 {
            monitor.read(line.as_slice());
        }
        monitor.read(b"last".as_slice());
        let (lines, dropped) = monitor.lines();
        assert_eq!(lines.len(), KEPT / LONGEST_LINE);
        assert_eq!(lines.len() + dropped, 101);
        assert_eq!(lines.iter().map(|line| line.text.len()).max(), Some(LONGEST_LINE));
        assert!(monitor.text().ends_with("x\nlast\n"));
    }
}
