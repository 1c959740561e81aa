//! The requests: those that belong to no interaction, and all of them in order.

use std::fmt;

use super::facts::{cut, one_line, write_mismatches};
use super::{Report, SHOWN_REQUESTS, SHOWN_STRAYS, plural};
use crate::mismatch::{First, Location, Mismatch};
use crate::outcome::Outcome;
use crate::record::Counts;
use crate::verdict::{Exchange, Verdict};

impl Report<'_> {
    /// The requests that belong to no interaction. Those that are allowed stand in the list alone.
    pub(super) fn strays(&self, failed: &[Exchange], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_stray = |exchange: &&Exchange| match exchange.verdict {
            Verdict::Unexpected { .. } | Verdict::Refused { .. } => true,
            Verdict::Matched { .. } | Verdict::Mismatched { .. } => false,
        };
        let strays = failed.iter().filter(is_stray);
        let counts = &self.outcome.record().counts;
        let mut more = counts.unexpected + counts.refused;
        for exchange in strays.take(SHOWN_STRAYS) {
            more -= 1;
            let (number, late) = (exchange.number + 1, self.late(exchange));
            match &exchange.verdict {
                Verdict::Refused { reason } => {
                    writeln!(f, "\n✗ request {number} was refused{}{late}", refused(exchange))?;
                    writeln!(f, "    {reason}")?;
                    continue;
                }
                Verdict::Unexpected { nearest } => {
                    let line = line(exchange);
                    let others = self.unselected(exchange);
                    let what = if others.is_empty() { "in the contract" } else { "selected" };
                    writeln!(f, "\n✗ request {number} is not {what}: {line}{late}")?;
                    if !others.is_empty() {
                        writeln!(f, "    it is for {others}, which the test leaves out")?;
                    } else if let Some((index, mismatches)) = nearest {
                        writeln!(f, "    nearest: {}", self.name(*index))?;
                        write_mismatches(&of_the_line(mismatches), f)?;
                    }
                }
                Verdict::Matched { .. } | Verdict::Mismatched { .. } => {}
            }
            self.repeat("repeat", &exchange.request, f)?;
        }
        match more {
            0 => Ok(()),
            more => {
                writeln!(f, "\n✗ and {} that the contract does not have", plural(more, "request"))
            }
        }
    }

    /// The interactions that a request is for and that the test does not select, if there are any.
    fn unselected(&self, exchange: &Exchange) -> String {
        let others = self.outcome.plan().unselected(&exchange.request).map(|other| {
            let place = self.line_of(other.contract, other.line);
            format!("\"{}\" ({place})", one_line(&other.description))
        });
        others.collect::<Vec<_>>().join(" or ")
    }

    /// What is said of a request that came after the test's body was over. What is refused may
    /// have come long before: it is recorded when its connection ends.
    pub(super) fn late(&self, exchange: &Exchange) -> &'static str {
        let is_refused = matches!(exchange.verdict, Verdict::Refused { .. });
        let is_late = self.ended.is_some_and(|ended| exchange.at > ended) && !is_refused;
        if is_late { " (after the test's body)" } else { "" }
    }

    /// All requests, a line for each.
    pub(super) fn requests(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let record = self.outcome.record();
        let Counts { requests: all, allowed, .. } = record.counts;
        if all < 2 && allowed == 0 {
            return Ok(());
        }
        writeln!(f, "\nrequests, in order")?;
        let shown = record.first(SHOWN_REQUESTS);
        let lines: Vec<String> = shown.iter().map(line).collect();
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0).min(40);
        for (line, exchange) in lines.iter().zip(&shown) {
            let (became, late) = (became(self.outcome, exchange), self.late(exchange));
            writeln!(f, "{:>4}  {line:<width$}  {became}{late}", exchange.number + 1)?;
        }
        match (all - shown.len(), record.forgotten()) {
            (0, _) => Ok(()),
            (more, 0) => writeln!(f, "      and {more} more"),
            (more, _) if more == all => writeln!(f, "      all {all} have been forgotten"),
            (more, forgotten) if more == forgotten => {
                writeln!(f, "      and {more} more, which have been forgotten")
            }
            (more, forgotten) => {
                writeln!(f, "      and {more} more, {forgotten} of which have been forgotten")
            }
        }
    }
}

/// What became of a request, in a few words.
pub(super) fn became(outcome: &Outcome, exchange: &Exchange) -> String {
    let Exchange { request, verdict, .. } = exchange;
    let is_left_out = || outcome.plan().unselected(request).next().is_some();
    let name = |index: usize| one_line(&outcome.interactions()[index].description);
    match verdict {
        Verdict::Matched { interaction } => format!("✓ \"{}\"", name(*interaction)),
        Verdict::Mismatched { closest, .. } => format!("✗ differs from \"{}\"", name(*closest)),
        Verdict::Unexpected { .. } if outcome.lets_pass(verdict) => {
            "- not in the contract, allowed".to_owned()
        }
        Verdict::Unexpected { .. } if is_left_out() => "✗ not selected".to_owned(),
        Verdict::Unexpected { .. } => "✗ not in the contract".to_owned(),
        Verdict::Refused { .. } => "✗ refused".to_owned(),
    }
}

/// Where a request goes elsewhere, only that matters.
fn of_the_line(mismatches: &First<Mismatch>) -> First<Mismatch> {
    let is_of_line = |one: &&Mismatch| matches!(one.location, Location::Method | Location::Path);
    let of_line: First<Mismatch> = mismatches.iter().filter(is_of_line).cloned().collect();
    if of_line.is_empty() { mismatches.clone() } else { of_line }
}

/// What is known of a request that never became one.
fn refused(exchange: &Exchange) -> String {
    match exchange.request.path.as_str() {
        "" => String::new(),
        _ => format!(": {}", line(exchange)),
    }
}

/// A request in a few words.
pub(super) fn line(exchange: &Exchange) -> String {
    format!("{} {}", exchange.request.method, cut(&exchange.request.target()))
}
