//! A test that did not end: what it still waits for, and what it is stuck in.

use core::net::SocketAddr;
use core::time::Duration;
use std::fmt;

use super::facts::one_line;
use super::requests::line;
use super::{Report, SHOWN_STRAYS, plural};

/// What is known of a test's server when the test did not end in time.
///
/// ```
/// use std::sync::Arc;
/// use std::time::Duration;
/// use mock_core::{OpenConnection, Pact, Plan, Report, Session, TimedOut};
///
/// let pact = Pact::parse(r#"{
///   "consumer": {"name": "Shop"},
///   "provider": {"name": "Orders"},
///   "interactions": [{"description": "list orders", "request": {"path": "/orders"}}],
///   "metadata": {"pactSpecification": {"version": "2.0.0"}}
/// }"#).unwrap();
/// let outcome = Session::new(Arc::new(Plan::compile(&pact).unwrap())).finish();
/// let timed_out = TimedOut {
///     limit: Duration::from_secs(30),
///     at: Duration::from_secs(31),
///     connections: vec![OpenConnection {
///         peer: "127.0.0.1:50312".parse().unwrap(),
///         opened: Duration::from_millis(1_500),
///         state: "idle".to_owned(),
///     }],
/// };
/// let report = Report::new(&outcome).timed_out(&timed_out).to_string();
/// assert!(report.starts_with("The test did not end within 30s."));
/// assert!(report.contains("127.0.0.1:50312, open for 29.5 s: idle"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a plain record that whoever serves fills in")]
pub struct TimedOut {
    /// How long the test had.
    pub limit: Duration,
    /// What the session's stopwatch said when that was over.
    pub at: Duration,
    /// The connections that were open then.
    pub connections: Vec<OpenConnection>,
}

/// A connection to a test's server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a plain record that whoever serves fills in")]
pub struct OpenConnection {
    /// Where it comes from.
    pub peer: SocketAddr,
    /// What the session's stopwatch said when it was opened.
    pub opened: Duration,
    /// What happens on it, in a few words.
    pub state: String,
}

impl Report<'_> {
    /// What is known of a test that did not end.
    pub(super) fn timeout(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(TimedOut { at, connections, .. }) = self.timed_out else { return Ok(()) };
        self.awaited(f)?;
        match self.outcome.record().counts.times {
            Some((_, last)) => {
                let before = elapsed(at.saturating_sub(last));
                writeln!(f, "last request: {}{before} before the end", self.last_request())?;
            }
            None => writeln!(f, "no request came")?,
        }
        if connections.is_empty() {
            return writeln!(f, "no connection is open");
        }
        writeln!(f, "open connections")?;
        for OpenConnection { peer, opened, state } in connections.iter().take(SHOWN_STRAYS) {
            let open = elapsed(at.saturating_sub(*opened));
            writeln!(f, "  {peer}, open for {open}: {}", one_line(state))?;
        }
        match connections.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => writeln!(f, "  and {}", plural(more, "further connection")),
        }
    }

    /// The last request, if it is remembered.
    fn last_request(&self) -> String {
        let record = self.outcome.record();
        let last =
            record.last(1).into_iter().find(|last| last.number + 1 == record.counts.requests);
        last.map(|last| line(&last) + ", ").unwrap_or_default()
    }

    fn awaited(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing: Vec<usize> = self.outcome.missing().collect();
        if missing.is_empty() {
            return writeln!(f, "\nno interaction is awaited");
        }
        writeln!(f, "\nstill awaited")?;
        for index in missing.iter().take(SHOWN_STRAYS) {
            match self.outcome.interactions()[*index].http() {
                Some(http) => {
                    let (method, path) = (&http.request.method, one_line(&http.request.path));
                    writeln!(f, "  {}: {method} {path}", self.name(*index))?;
                }
                None => writeln!(f, "  {}: a message", self.name(*index))?,
            }
        }
        match missing.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => writeln!(f, "  and {}", plural(more, "further interaction")),
        }
    }
}

/// A time as a person says it.
fn elapsed(time: Duration) -> String {
    match time.as_millis() {
        short @ ..1_000 => format!("{short} ms"),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}
