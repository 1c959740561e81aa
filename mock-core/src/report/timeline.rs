//! What happened side by side: the requests of several servers, and the lines that a service
//! wrote.

use core::time::Duration;
use std::fmt;

use super::facts::cut;
use super::plural;
use super::requests::{became, line};
use crate::outcome::Outcome;

/// So many entries are shown, the last ones; what is left out is counted.
const SHOWN_ENTRIES: usize = 50;

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
}

#[derive(Clone, Debug)]
struct Entry {
    at: Duration,
    kind: EntryKind,
}

#[derive(Clone, Debug)]
enum EntryKind {
    Request { server: String, line: String, became: String },
    Output(String),
}

impl Timeline {
    /// A timeline of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with all requests of a server that goes by this name.
    #[must_use]
    pub fn server(mut self, name: &str, outcome: &Outcome) -> Self {
        let requests = outcome.exchanges().iter().map(|exchange| Entry {
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
}

impl fmt::Display for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        // Of the same time, in the order in which they were given.
        entries.sort_by_key(|entry| entry.at);
        let Some(start) = entries.first().map(|entry| entry.at) else { return Ok(()) };
        let left_out = entries.len().saturating_sub(SHOWN_ENTRIES);
        if left_out > 0 {
            writeln!(f, "  {} left out", plural(left_out, "earlier line"))?;
        }
        let shown = &entries[left_out..];
        let time = |entry: &Entry| format!("+{} ms", (entry.at - start).as_millis());
        let times = shown.last().map_or(0, |last| time(last).len());
        let (servers, lines) = widths(shown);
        for entry in shown {
            write!(f, "  {:>times$}  ", time(entry))?;
            match &entry.kind {
                EntryKind::Request { server, line, became } => {
                    writeln!(f, "{server:<servers$}  {line:<lines$}  {became}")?;
                }
                EntryKind::Output(text) => writeln!(f, "│ {text}")?,
            }
        }
        Ok(())
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
