//! The requests: those that belong to no interaction, and all of them in order.

use std::fmt;

use super::facts::{cut, one_line, write_mismatches};
use super::{Report, SHOWN_REQUESTS, SHOWN_STRAYS, plural};
use crate::mismatch::{Location, Mismatch};
use crate::verdict::{Exchange, Verdict};

impl Report<'_> {
    /// The requests that belong to no interaction. Those that are allowed stand in the list alone.
    pub(super) fn strays(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.outcome.exchanges().iter().enumerate();
        let strays: Vec<_> = all
            .filter(|(_, exchange)| match exchange.verdict {
                Verdict::Unexpected { .. } => !self.outcome.lets_pass(&exchange.verdict),
                Verdict::Refused { .. } => true,
                Verdict::Matched { .. } | Verdict::Mismatched { .. } => false,
            })
            .collect();
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

    /// All requests, a line for each.
    pub(super) fn requests(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exchanges = self.outcome.exchanges();
        let is_said = |one: &Exchange| !self.outcome.lets_pass(&one.verdict);
        if exchanges.len() < 2 && exchanges.iter().all(is_said) {
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
                verdict if self.outcome.lets_pass(verdict) => {
                    writeln!(f, "- not in the contract, allowed")?;
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
pub(super) fn line(exchange: &Exchange) -> String {
    format!("{} {}", exchange.request.method, cut(&exchange.request.target()))
}
