//! What happened side by side: the requests of several servers, and the lines that a service
//! wrote.

use core::time::Duration;
use std::fmt;

use super::facts::cut;
use super::requests::{became, line};
use super::{SHOWN_REQUESTS, plural};
use crate::order::order;
use crate::outcome::Outcome;

/// So many lines of the output are shown, wherever they are. Of more, those that are next to a
/// request on either side are, and the last ones; what is left out is counted. No request is left
/// out because of lines.
const SHOWN_LINES: usize = 50;
const LINES_NEXT_TO_REQUESTS: usize = 3;
const LAST_LINES: usize = 30;

/// The requests of all servers of a test and the lines of a service's output, in the order of
/// their times.
///
/// ```
/// use std::sync::Arc;
/// use std::time::Duration;
/// use mock_core::{Pact, Plan, ReceivedRequest, Session, Timeline};
///
/// let pact = Pact::parse(r#"{"interactions": [
///     {"description": "read an order", "request": {"path": "/orders/42"}}
/// ]}"#).unwrap();
/// let session = Session::new(Arc::new(Plan::compile(&pact).unwrap()))
///     .with_stopwatch(|| Duration::from_millis(112));
/// session.respond(ReceivedRequest::new(http::Method::GET, "/orders/42"));
/// let timeline = Timeline::new()
///     .server("orders", &session.finish())
///     .line(Duration::from_millis(100), "INFO listening");
/// assert_eq!(
///     timeline.to_string(),
///     r#"   +0 ms  │ INFO listening
///   +12 ms  orders  GET /orders/42  ✓ "read an order"
/// "#,
/// );
/// ```
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    entries: Vec<Entry>,
    /// When the first request came, whether it is remembered or not.
    start: Option<Duration>,
    /// How many requests came before those that are entries, and how many came behind.
    earlier: usize,
    later: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    at: Duration,
    kind: EntryKind,
}

#[derive(Clone, Debug)]
enum EntryKind {
    Request {
        server: String,
        line: String,
        became: String,
    },
    Output(String),
    /// So many lines that nobody has kept.
    LeftOut(usize),
}

impl Timeline {
    /// A timeline of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with all requests of a server that goes by this name.
    #[must_use]
    pub fn server(mut self, name: &str, outcome: &Outcome) -> Self {
        let record = outcome.record();
        // More are not shown of a single server, let alone of several.
        let last = record.last(SHOWN_REQUESTS);
        let behind = record.counts.requests - last.last().map_or(0, |last| last.number + 1);
        self.later += behind;
        self.earlier += record.counts.requests - last.len() - behind;
        let start = record.counts.times.map(|(first, _)| first);
        self.start = self.start.into_iter().chain(start).min();
        let requests = last.iter().map(|exchange| Entry {
            at: exchange.at,
            kind: EntryKind::Request {
                server: name.to_owned(),
                line: line(exchange),
                became: became(outcome, exchange),
            },
        });
        self.entries.extend(requests);
        self
    }

    /// The same with a line of a service's output. Colours and the like are left out.
    #[must_use]
    pub fn line(mut self, at: Duration, text: impl AsRef<str>) -> Self {
        let text = cut(uncoloured(text.as_ref()).replace('\t', " ").trim_end());
        self.entries.push(Entry { at, kind: EntryKind::Output(text) });
        self
    }

    /// The same with so many lines of a service's output that nobody has kept: they were written
    /// before that time.
    ///
    /// ```
    /// use std::time::Duration;
    /// use mock_core::Timeline;
    ///
    /// let at = Duration::from_millis(100);
    /// let timeline = Timeline::new().lines_left_out(at, 7_000).line(at, "INFO listening");
    /// assert_eq!(
    ///     timeline.to_string(),
    ///     "         │ (7000 lines left out)\n  +0 ms  │ INFO listening\n",
    /// );
    /// ```
    #[must_use]
    pub fn lines_left_out(mut self, at: Duration, lines: usize) -> Self {
        if lines > 0 {
            self.entries.push(Entry { at, kind: EntryKind::LeftOut(lines) });
        }
        self
    }
}

impl fmt::Display for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Of the same time, in the order in which they were given.
        let by_time = |one: usize, two: usize| self.entries[one].at.cmp(&self.entries[two].at);
        let order = order(self.entries.len(), &by_time);
        let entries: Vec<&Entry> = order.into_iter().map(|at| &self.entries[at]).collect();
        let requests = entries.iter().filter(|entry| entry.is_request()).count();
        let hidden_requests = requests.saturating_sub(SHOWN_REQUESTS);
        let earlier = self.earlier + hidden_requests;
        if earlier > 0 {
            writeln!(f, "  {} left out", plural(earlier, "earlier request"))?;
        }
        let is_shown = shown(&entries, hidden_requests);
        let start = self.start.into_iter().chain(entries.first().map(|first| first.at)).min();
        let start = start.unwrap_or_default();
        let time = |entry: &Entry| format!("+{} ms", (entry.at - start).as_millis());
        let times = entries.last().map_or(0, |last| time(last).len());
        let (servers, lines) = widths(&entries);
        let mut left_out = 0;
        for (entry, is_shown) in entries.iter().zip(is_shown) {
            if !is_shown {
                left_out += entry.lines();
                continue;
            }
            if left_out > 0 {
                writeln!(f, "  {:times$}  │ ({} left out)", "", plural(left_out, "line"))?;
                left_out = 0;
            }
            write!(f, "  {:>times$}  ", time(entry))?;
            match &entry.kind {
                EntryKind::Request { server, line, became } => {
                    writeln!(f, "{server:<servers$}  {line:<lines$}  {became}")?;
                }
                EntryKind::Output(text) => writeln!(f, "│ {text}")?,
                EntryKind::LeftOut(_) => {}
            }
        }
        match self.later {
            0 => Ok(()),
            later => writeln!(f, "  {} forgotten", plural(later, "further request")),
        }
    }
}

impl Entry {
    fn is_request(&self) -> bool {
        matches!(self.kind, EntryKind::Request { .. })
    }

    /// How many lines of the output it stands for.
    fn lines(&self) -> usize {
        match self.kind {
            EntryKind::Request { .. } => 0,
            EntryKind::Output(_) => 1,
            EntryKind::LeftOut(lines) => lines,
        }
    }
}

/// Which entries are shown, where so many requests are not.
fn shown(entries: &[&Entry], hidden_requests: usize) -> Vec<bool> {
    let outputs = entries.iter().filter(|entry| matches!(entry.kind, EntryKind::Output(_)));
    let is_short = outputs.count() <= SHOWN_LINES;
    let mut requests = 0;
    let mut shown: Vec<bool> = entries
        .iter()
        .map(|entry| match entry.kind {
            EntryKind::Request { .. } => {
                requests += 1;
                requests > hidden_requests
            }
            EntryKind::Output(_) => is_short,
            EntryKind::LeftOut(_) => false,
        })
        .collect();
    let behind = entries.iter().zip(&mut shown);
    show_next_to_requests(behind, LINES_NEXT_TO_REQUESTS);
    let before = entries.iter().zip(&mut shown).rev();
    show_next_to_requests(before, LAST_LINES);
    shown
}

/// Shows the lines that come behind each request that is shown, and so many at the beginning.
fn show_next_to_requests<'a>(
    entries: impl Iterator<Item = (&'a &'a Entry, &'a mut bool)>,
    at_the_beginning: usize,
) {
    let mut room = at_the_beginning;
    for (entry, is_shown) in entries {
        match entry.kind {
            EntryKind::Request { .. } if *is_shown => room = room.max(LINES_NEXT_TO_REQUESTS),
            EntryKind::Output(_) if room > 0 => {
                *is_shown = true;
                room -= 1;
            }
            _ => {}
        }
    }
}

/// How wide the columns of requests are.
fn widths(entries: &[&Entry]) -> (usize, usize) {
    let mut widths = (0, 0);
    for entry in entries {
        if let EntryKind::Request { server, line, .. } = &entry.kind {
            widths = (widths.0.max(server.chars().count()), widths.1.max(line.chars().count()));
        }
    }
    (widths.0, widths.1.min(40))
}

/// A text without the sequences by which terminals are told of colours (ECMA-48, section 5.4).
fn uncoloured(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, sequence)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        // Parameters, and the one letter that ends them.
        let letter = sequence.find(|c| matches!(c, '\u{40}'..='\u{7e}'));
        rest = letter.map_or("", |letter| &sequence[letter + 1..]);
    }
    out + rest
}
