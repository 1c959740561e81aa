//! An outcome as text: the only place that lays out a report. The same outcome gives the same
//! text, to the byte.

mod curl;
mod facts;
mod head;
mod interactions;
mod messages;
mod requests;
mod timeline;
mod timeout;
mod wording;

pub use timeline::Timeline;
pub use timeout::{OpenConnection, TimedOut};

use core::time::Duration;
use std::fmt;

use facts::one_line;

use crate::exchange::ReceivedRequest;
use crate::outcome::Outcome;
use crate::pact::Interaction;

/// So many requests are shown in detail, and so many in a line each; what is left out is counted,
/// as is what was forgotten.
const SHOWN_STRAYS: usize = 10;
const SHOWN_REQUESTS: usize = 50;

/// An outcome as a person reads it.
///
/// ```
/// use std::sync::Arc;
/// use mock_core::{Pact, Plan, Report, Session};
///
/// let pact = Pact::parse(r#"{
///   "consumer": {"name": "Shop"},
///   "provider": {"name": "Orders"},
///   "interactions": [{"description": "list orders", "request": {"path": "/orders"}}],
///   "metadata": {"pactSpecification": {"version": "2.0.0"}}
/// }"#).unwrap();
/// let outcome = Session::new(Arc::new(Plan::compile(&pact).unwrap())).finish();
/// assert_eq!(
///     Report::new(&outcome).pact_file("pacts/orders.json").to_string(),
///     r#"The contract was not kept: 1 of 1 interactions missing.
///   pact  Shop -> Orders (pacts/orders.json)
///
/// ✗ "list orders" (pacts/orders.json:4)
///     GET /orders: never requested
///     try: curl -i "$URL/orders"
/// "#,
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    outcome: &'a Outcome,
    server: Option<&'a str>,
    file: Option<&'a str>,
    /// By the index of the contract.
    files: &'a [&'a str],
    test: Option<(&'a str, &'a str, u32)>,
    url: Option<&'a str>,
    ended: Option<Duration>,
    waited: Option<Duration>,
    timed_out: Option<&'a TimedOut>,
}

impl<'a> Report<'a> {
    /// The report of an outcome.
    pub fn new(outcome: &'a Outcome) -> Self {
        Self {
            outcome,
            server: None,
            file: None,
            files: &[],
            test: None,
            url: None,
            ended: None,
            waited: None,
            timed_out: None,
        }
    }

    /// Names the server, where a test has several.
    #[must_use]
    pub fn server(self, name: &'a str) -> Self {
        Self { server: Some(name), ..self }
    }

    /// Names the pact file, as the user wrote it.
    #[must_use]
    pub fn pact_file(self, file: &'a str) -> Self {
        Self { file: Some(file), ..self }
    }

    /// Names the pact files, where several contracts were compiled together, in their order.
    #[must_use]
    pub fn pact_files(self, files: &'a [&'a str]) -> Self {
        Self { files, ..self }
    }

    /// Names the test and where it stands.
    #[must_use]
    pub fn test(self, name: &'a str, file: &'a str, line: u32) -> Self {
        Self { test: Some((name, file, line)), ..self }
    }

    /// Puts the server's URL into the lines to repeat requests with, in place of `$URL`.
    #[must_use]
    pub fn base_url(self, url: &'a str) -> Self {
        Self { url: Some(url), ..self }
    }

    /// Marks the requests that came later than this, by the session's stopwatch, as having come
    /// after the test's body was over.
    #[must_use]
    pub fn body_ended(self, at: Duration) -> Self {
        Self { ended: Some(at), ..self }
    }

    /// Says that the missing interactions were waited for this long after the test's body.
    #[must_use]
    pub fn waited(self, time: Duration) -> Self {
        Self { waited: Some(time), ..self }
    }

    /// Says that the test did not end in time, and what it is stuck in.
    #[must_use]
    pub fn timed_out(self, timed_out: &'a TimedOut) -> Self {
        Self { timed_out: Some(timed_out), ..self }
    }

    /// The file of a contract.
    fn file_of(&self, contract: usize) -> Option<&'a str> {
        self.files.get(contract).copied().or(self.file)
    }

    /// Where an interaction stands.
    fn place(&self, interaction: usize) -> String {
        let line = self.outcome.interactions()[interaction].place.line;
        self.line_of(self.outcome.plan().contract_of(interaction), line)
    }

    /// A line of a contract's file.
    fn line_of(&self, contract: usize, line: u32) -> String {
        match self.file_of(contract) {
            Some(file) => format!("{file}:{line}"),
            None => format!("line {line}"),
        }
    }

    fn name(&self, interaction: usize) -> String {
        let description = &self.outcome.interactions()[interaction].description;
        format!("\"{}\" ({})", one_line(description), self.place(interaction))
    }

    /// What the reader remarked on: it often explains a failure.
    fn notes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let notes = self.outcome.plan().notes();
        if notes.is_empty() || self.outcome.is_success() {
            return Ok(());
        }
        writeln!(f, "\nnotes on the contract")?;
        for note in notes.iter().take(SHOWN_STRAYS) {
            let file = note.contract.and_then(|contract| self.file_of(contract));
            let file = file.map(|file| format!("{file}:")).unwrap_or_default();
            writeln!(f, "  {file}{}", one_line(&note.to_string()))?;
        }
        match notes.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => writeln!(f, "  and {}", plural(more, "further note")),
        }
    }

    fn repeat(
        &self,
        word: &str,
        request: &ReceivedRequest,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        writeln!(f, "    {word}: {}", curl::line(request, self.url))
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        self.timeout(f)?;
        let failed = self.outcome.record().failed();
        let received = self.received(&failed);
        for (index, received) in received.iter().enumerate().filter(|(_, one)| !one.is_kept()) {
            self.broken(index, received, f)?;
        }
        self.strays(&failed, f)?;
        self.kept(&received, f)?;
        self.requests(f)?;
        self.notes(f)
    }
}

/// What must be true of the provider.
fn write_states(interaction: &Interaction, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let states = interaction.provider_states.iter().map(|state| one_line(&state.name));
    let states = states.collect::<Vec<_>>().join("; ");
    if states.is_empty() { Ok(()) } else { writeln!(f, "    given {states}") }
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests;
