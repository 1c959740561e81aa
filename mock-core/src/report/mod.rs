//! An outcome as text: the only place that lays out a report. The same outcome gives the same
//! text, to the byte.

mod curl;
mod facts;
mod messages;
mod wording;

use std::fmt;

use facts::{cut, one_line, write_mismatches};

use crate::exchange::ReceivedRequest;
use crate::mismatch::{Location, Mismatch};
use crate::outcome::Outcome;
use crate::pact::Interaction;
use crate::verdict::{Delivery, Exchange, Verdict};

/// So many requests are shown in detail, and so many in a line each; what is left out is counted.
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
    file: Option<&'a str>,
    test: Option<(&'a str, &'a str, u32)>,
    url: Option<&'a str>,
}

/// What came for an interaction.
#[derive(Clone, Default)]
struct Received<'a> {
    /// How often it happened as written.
    matched: usize,
    /// The requests that come closest to it and differ from it, with their numbers.
    differing: Vec<(usize, &'a Exchange, &'a [Mismatch])>,
    /// Of a message, each time that it was taken, kept or not.
    deliveries: Vec<&'a Delivery>,
}

impl Received<'_> {
    fn is_kept(&self) -> bool {
        let is_taken_well = self.deliveries.iter().all(|one| one.is_kept());
        self.matched > 0 && self.differing.is_empty() && is_taken_well
    }
}

impl<'a> Report<'a> {
    /// The report of an outcome.
    pub fn new(outcome: &'a Outcome) -> Self {
        Self { outcome, file: None, test: None, url: None }
    }

    /// Names the pact file, as the user wrote it.
    #[must_use]
    pub fn pact_file(self, file: &'a str) -> Self {
        Self { file: Some(file), ..self }
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

    /// Where an interaction stands.
    fn place(&self, interaction: usize) -> String {
        let line = self.outcome.interactions()[interaction].place.line;
        match self.file {
            Some(file) => format!("{file}:{line}"),
            None => format!("line {line}"),
        }
    }

    fn name(&self, interaction: usize) -> String {
        let description = &self.outcome.interactions()[interaction].description;
        format!("\"{}\" ({})", one_line(description), self.place(interaction))
    }

    fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = self.outcome;
        let count = |wanted: fn(&Verdict) -> bool| {
            outcome.exchanges().iter().filter(|exchange| wanted(&exchange.verdict)).count()
        };
        let mismatched = count(|verdict| matches!(verdict, Verdict::Mismatched { .. }));
        let unexpected = count(|verdict| matches!(verdict, Verdict::Unexpected { .. }));
        let refused = count(|verdict| matches!(verdict, Verdict::Refused { .. }));
        let unkept = outcome.deliveries().iter().filter(|one| !one.is_kept()).count();
        let missing = outcome.missing().count();
        let all = outcome.interactions().len();
        let parts: Vec<String> = [
            (missing, format!("{missing} of {all} interactions missing")),
            (mismatched, plural(mismatched, "mismatched request")),
            (unexpected, plural(unexpected, "unexpected request")),
            (refused, plural(refused, "refused request")),
            (unkept, format!("{} not answered as written", plural(unkept, "message"))),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, text)| text)
        .collect();
        if outcome.is_success() {
            writeln!(f, "The contract was kept: {}.", plural(all, "interaction"))?;
        } else {
            writeln!(f, "The contract was not kept: {}.", parts.join(", "))?;
        }
        if let Some((name, file, line)) = self.test {
            writeln!(f, "  test  {name} ({file}:{line})")?;
        }
        let plan = outcome.plan();
        write!(f, "  pact  {} -> {}", plan.consumer().name, plan.provider().name)?;
        match self.file {
            Some(file) => writeln!(f, " ({file})")?,
            None => writeln!(f)?,
        }
        match outcome.seed() {
            Some(seed) => writeln!(f, "  seed  MOCK_TEST_SEED={seed} makes the same values again"),
            None => Ok(()),
        }
    }

    /// What came for each interaction.
    fn received(&self) -> Vec<Received<'a>> {
        let mut received = vec![Received::default(); self.outcome.interactions().len()];
        for (number, exchange) in self.outcome.exchanges().iter().enumerate() {
            match &exchange.verdict {
                Verdict::Matched { interaction } => received[*interaction].matched += 1,
                Verdict::Mismatched { closest, mismatches } => {
                    received[*closest].differing.push((number + 1, exchange, mismatches));
                }
                Verdict::Unexpected { .. } | Verdict::Refused { .. } => {}
            }
        }
        for delivery in self.outcome.deliveries() {
            let received = &mut received[delivery.interaction];
            received.matched += usize::from(delivery.is_kept());
            received.deliveries.push(delivery);
        }
        received
    }

    /// An interaction that did not happen as written.
    fn broken(
        &self,
        index: usize,
        received: &Received<'_>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let interaction = &self.outcome.interactions()[index];
        let Received { matched, differing, deliveries } = received;
        writeln!(f, "\n✗ {}", self.name(index))?;
        let Some(http) = interaction.http() else {
            return messages::write(interaction, deliveries, f);
        };
        write!(f, "    {} {}: ", http.request.method, one_line(&http.request.path))?;
        match (*matched, differing.len()) {
            (_, 0) => writeln!(f, "never requested")?,
            (0, wrong) => writeln!(f, "{} it", differ(wrong))?,
            (count, wrong) => {
                writeln!(f, "requested {}, and {} it", times(count), differ(wrong))?;
            }
        }
        write_states(interaction, f)?;
        if differing.is_empty() {
            return self.repeat("try", &http.request.example(), f);
        }
        for (number, exchange, mismatches) in differing.iter().take(SHOWN_STRAYS) {
            writeln!(f, "    request {number}: {}", line(exchange))?;
            write_mismatches(mismatches, f)?;
            self.repeat("repeat", &exchange.request, f)?;
        }
        match differing.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => writeln!(f, "    and {} that differ", plural(more, "further request")),
        }
    }

    /// The interactions that happened as written, a line for each.
    fn kept(&self, received: &[Received<'_>], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = received.iter().enumerate();
        let kept: Vec<_> = all.filter(|(_, received)| received.is_kept()).collect();
        if kept.is_empty() {
            return Ok(());
        }
        writeln!(f)?;
        for (index, received) in kept.iter().take(SHOWN_REQUESTS) {
            let word = if received.deliveries.is_empty() { "requested" } else { "taken" };
            writeln!(f, "✓ {}: {word} {}", self.name(*index), times(received.matched))?;
        }
        match kept.len().saturating_sub(SHOWN_REQUESTS) {
            0 => Ok(()),
            more => writeln!(f, "✓ and {} as written", plural(more, "further interaction")),
        }
    }

    fn strays(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let strays = self.outcome.exchanges().iter().enumerate().filter(|(_, exchange)| {
            matches!(exchange.verdict, Verdict::Unexpected { .. } | Verdict::Refused { .. })
        });
        let strays: Vec<_> = strays.collect();
        for (number, exchange) in strays.iter().take(SHOWN_STRAYS) {
            match &exchange.verdict {
                Verdict::Refused { reason } => {
                    writeln!(f, "\n✗ request {} was refused{}", number + 1, refused(exchange))?;
                    writeln!(f, "    {reason}")?;
                    continue;
                }
                Verdict::Unexpected { nearest } => {
                    writeln!(
                        f,
                        "\n✗ request {} is not in the contract: {}",
                        number + 1,
                        line(exchange)
                    )?;
                    if let Some((index, mismatches)) = nearest {
                        writeln!(f, "    nearest: {}", self.name(*index))?;
                        write_mismatches(&of_the_line(mismatches), f)?;
                    }
                }
                Verdict::Matched { .. } | Verdict::Mismatched { .. } => {}
            }
            self.repeat("repeat", &exchange.request, f)?;
        }
        match strays.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => {
                writeln!(f, "\n✗ and {} that the contract does not have", plural(more, "request"))
            }
        }
    }

    /// What the reader remarked on: it often explains a failure.
    fn notes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let notes = self.outcome.plan().notes();
        if notes.is_empty() || self.outcome.is_success() {
            return Ok(());
        }
        writeln!(f, "\nnotes on the contract")?;
        let file = self.file.map(|file| format!("{file}:")).unwrap_or_default();
        for note in notes.iter().take(SHOWN_STRAYS) {
            writeln!(f, "  {file}{}", one_line(&note.to_string()))?;
        }
        match notes.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => writeln!(f, "  and {}", plural(more, "further note")),
        }
    }

    fn requests(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exchanges = self.outcome.exchanges();
        if exchanges.len() < 2 {
            return Ok(());
        }
        writeln!(f, "\nrequests, in order")?;
        let lines: Vec<String> = exchanges.iter().take(SHOWN_REQUESTS).map(line).collect();
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0).min(40);
        let name = |index: usize| one_line(&self.outcome.interactions()[index].description);
        for (number, (line, exchange)) in lines.iter().zip(exchanges).enumerate() {
            write!(f, "{:>4}  {line:<width$}  ", number + 1)?;
            match &exchange.verdict {
                Verdict::Matched { interaction } => writeln!(f, "✓ \"{}\"", name(*interaction))?,
                Verdict::Mismatched { closest, .. } => {
                    writeln!(f, "✗ differs from \"{}\"", name(*closest))?;
                }
                Verdict::Unexpected { .. } => writeln!(f, "✗ not in the contract")?,
                Verdict::Refused { .. } => writeln!(f, "✗ refused")?,
            }
        }
        match exchanges.len().saturating_sub(SHOWN_REQUESTS) {
            0 => Ok(()),
            more => writeln!(f, "      and {more} more"),
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
        let received = self.received();
        for (index, received) in received.iter().enumerate().filter(|(_, one)| !one.is_kept()) {
            self.broken(index, received, f)?;
        }
        self.strays(f)?;
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

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn differ(count: usize) -> String {
    if count == 1 {
        "1 request differs from".into()
    } else {
        format!("{count} requests differ from")
    }
}

/// Where a request goes elsewhere, only that matters.
fn of_the_line(mismatches: &[Mismatch]) -> Vec<Mismatch> {
    let is_of_line = |one: &&Mismatch| matches!(one.location, Location::Method | Location::Path);
    let of_line: Vec<Mismatch> = mismatches.iter().filter(is_of_line).cloned().collect();
    if of_line.is_empty() { mismatches.to_vec() } else { of_line }
}

/// What is known of a request that never became one.
fn refused(exchange: &Exchange) -> String {
    match exchange.request.path.as_str() {
        "" => String::new(),
        _ => format!(": {}", line(exchange)),
    }
}

/// A request in a few words.
fn line(exchange: &Exchange) -> String {
    format!("{} {}", exchange.request.method, cut(&exchange.request.target()))
}

#[cfg(test)]
mod tests;
