//! Which part of a process's output is the test's.
//!
//! What libtest prints of its own in the inner process ("running 1 test", "test … ok") has been
//! printed by the outer one. The inner process therefore marks where the test begins and ends, and
//! where its thread ends: in between, other test attributes may have their say. A last mark comes from the outer process, once the inner one is gone: the end of the stream would
//! not do, because whoever the test has started may still hold it.

/// The marks, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The test begins.
    Begin,
    /// The test has ended.
    End,
    /// So has its thread.
    Leave,
    /// The process is gone.
    Close,
}

impl Mark {
    /// As it is written. No line break goes with it, so that lines stay as they are.
    pub(super) fn bytes(self, token: &str) -> Vec<u8> {
        let mut bytes = start(token);
        bytes.push(self.letter());
        bytes
    }

    fn letter(self) -> u8 {
        match self {
            Self::Begin => b'b',
            Self::End => b'e',
            Self::Leave => b'l',
            Self::Close => b'c',
        }
    }
}

/// No text has this byte by accident, and with the token behind it none at all.
const START: u8 = 0x1e;

fn start(token: &str) -> Vec<u8> {
    std::iter::once(START).chain(token.bytes()).collect()
}

/// Cuts what comes in, piece by piece.
#[derive(Debug)]
pub(super) struct Relay {
    start: Vec<u8>,
    /// What may be the beginning of a mark.
    pending: Vec<u8>,
    latest: Option<Mark>,
}

impl Relay {
    pub(super) fn new(token: &str) -> Self {
        Self { start: start(token), pending: Vec::new(), latest: None }
    }

    /// Takes what came, and hands over each piece of it with the mark that is before it; of a mark
    /// that has just come, nothing as yet. False once the process is gone.
    pub(super) fn feed(
        &mut self,
        bytes: &[u8],
        mut piece: impl FnMut(Option<Mark>, &[u8]),
    ) -> bool {
        self.pending.extend_from_slice(bytes);
        let mut unseen = &self.pending[..];
        while self.latest != Some(Mark::Close) {
            let at = position(unseen, &self.start);
            if at > 0 {
                piece(self.latest, &unseen[..at]);
                unseen = &unseen[at..];
            }
            let Some(letter) = unseen.get(self.start.len()) else { break };
            let all = [Mark::Begin, Mark::End, Mark::Leave, Mark::Close];
            self.latest = all.into_iter().find(|mark| mark.letter() == *letter).or(self.latest);
            unseen = &unseen[self.start.len() + 1..];
            piece(self.latest, &[]);
        }
        self.pending = unseen.to_vec();
        self.latest != Some(Mark::Close)
    }

    /// What is left at the end of the stream.
    pub(super) fn finish(self, mut piece: impl FnMut(Option<Mark>, &[u8])) {
        if !self.pending.is_empty() && self.latest != Some(Mark::Close) {
            piece(self.latest, &self.pending);
        }
    }
}

/// Where a mark begins, or what may be one when more has come.
fn position(bytes: &[u8], start: &[u8]) -> usize {
    let mut from = 0;
    while let Some(next) = bytes[from..].iter().position(|byte| *byte == START) {
        let at = from + next;
        let length = start.len().min(bytes.len() - at);
        if bytes[at..at + length] == start[..length] {
            return at;
        }
        from = at + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123abc";

    /// What comes, with `<`, `>`, `;` and `|` for the marks in their order; and each piece behind its mark. However it is cut, the same comes out.
    #[track_caller]
    fn check(stream: &str, expected: &[(Option<Mark>, &str)]) {
        let mut bytes = Vec::new();
        for byte in stream.bytes() {
            match byte {
                b'<' => bytes.extend(Mark::Begin.bytes(TOKEN)),
                b'>' => bytes.extend(Mark::End.bytes(TOKEN)),
                b';' => bytes.extend(Mark::Leave.bytes(TOKEN)),
                b'|' => bytes.extend(Mark::Close.bytes(TOKEN)),
                byte => bytes.push(byte),
            }
        }
        for size in 1..=bytes.len() {
            let mut pieces: Vec<(Option<Mark>, Vec<u8>)> = Vec::new();
            let mut add = |mark, bytes: &[u8]| match pieces.last_mut() {
                _ if bytes.is_empty() => {}
                Some((latest, piece)) if *latest == mark => piece.extend_from_slice(bytes),
                _ => pieces.push((mark, bytes.to_vec())),
            };
            let mut relay = Relay::new(TOKEN);
            if bytes.chunks(size).all(|chunk| relay.feed(chunk, &mut add)) {
                relay.finish(&mut add);
            }
            let pieces: Vec<(Option<Mark>, &str)> =
                pieces.iter().map(|(mark, text)| (*mark, str::from_utf8(text).unwrap())).collect();
            assert_eq!(pieces, expected, "{stream} in pieces of {size}");
        }
    }

    #[test]
    fn output_is_cut_at_marks() {
        let (begin, end) = (Some(Mark::Begin), Some(Mark::End));
        check("run <body> ok|late", &[(None, "run "), (begin, "body"), (end, " ok")]);
        check(
            "<body>other; FAILED|",
            &[(begin, "body"), (end, "other"), (Some(Mark::Leave), " FAILED")],
        );
        check("<a line\nand a part>\n|", &[(begin, "a line\nand a part"), (end, "\n")]);
        check("<crashed|", &[(begin, "crashed")]);
        check("not even begun|", &[(None, "not even begun")]);
        check("<the stream ends", &[(begin, "the stream ends")]);
        check("<>|", &[]);
        check("<\x1e and \x1e0123 are none>|", &[(begin, "\x1e and \x1e0123 are none")]);
        check("<\x1e\x1e0123>", &[(begin, "\x1e\x1e0123")]);
        check("\x1e0123", &[(None, "\x1e0123")]);
    }
}
