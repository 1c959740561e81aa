//! What became of each interaction.

use std::collections::HashMap;
use std::fmt;

use super::facts::{one_line, write_mismatches};
use super::requests::line;
use super::{Report, SHOWN_REQUESTS, SHOWN_STRAYS, messages, plural, write_states};
use crate::expectations::{CallRange, times};
use crate::mismatch::{First, Mismatch};
use crate::verdict::{Delivery, Exchange, Verdict};

/// What came for an interaction.
#[derive(Clone, Default)]
pub(super) struct Received<'a> {
    /// How often it happened as written.
    matched: usize,
    /// How many requests come closest to it and differ from it, and those that are remembered.
    wrong: usize,
    differing: Vec<(&'a Exchange, &'a First<Mismatch>)>,
    /// Of a message, each time that it was taken, kept or not.
    pub(super) deliveries: Vec<&'a Delivery>,
    is_missing: bool,
    is_surplus: bool,
    /// How often it was to happen, if that was said.
    range: Option<CallRange>,
    /// How often all of its description happened, if there are others.
    together: Option<usize>,
}

impl Received<'_> {
    pub(super) fn is_kept(&self) -> bool {
        let is_wrong = self.is_missing || self.is_surplus || self.wrong > 0;
        !is_wrong && self.deliveries.iter().all(|one| one.is_kept())
    }

    /// The rest of the sentence where it did not happen as often as was said.
    pub(super) fn expected(&self, description: &str) -> String {
        let Some(range) = self.range.filter(|_| self.is_missing || self.is_surplus) else {
            return String::new();
        };
        match self.together {
            Some(count) => {
                let (name, count) = (one_line(description), times(count));
                format!(", all \"{name}\" together {count}, expected {range}")
            }
            None => format!(", expected {range}"),
        }
    }
}

impl<'a> Report<'a> {
    /// What came for each interaction. `failed` are the requests that are not as they should be.
    pub(super) fn received<'b>(&self, failed: &'b [Exchange]) -> Vec<Received<'b>>
    where
        'a: 'b,
    {
        let mut received = vec![Received::default(); self.outcome.interactions().len()];
        for (index, received) in received.iter_mut().enumerate() {
            received.matched = self.outcome.count(index);
            received.wrong = self.outcome.differing(index);
        }
        for exchange in failed {
            if let Verdict::Mismatched { closest, mismatches } = &exchange.verdict {
                received[*closest].differing.push((exchange, mismatches));
            }
        }
        for delivery in self.outcome.deliveries() {
            received[delivery.interaction].deliveries.push(delivery);
        }
        self.outcome.missing().for_each(|index| received[index].is_missing = true);
        self.outcome.surplus().for_each(|index| received[index].is_surplus = true);
        self.add_expected(&mut received);
        received
    }

    fn add_expected(&self, received: &mut [Received<'_>]) {
        let mut others: HashMap<&str, usize> = HashMap::new();
        let mut together: HashMap<&str, usize> = HashMap::new();
        let interactions = self.outcome.interactions();
        for (interaction, received) in interactions.iter().zip(received.iter()) {
            *others.entry(&interaction.description).or_default() += 1;
            *together.entry(&interaction.description).or_default() += received.matched;
        }
        for (interaction, received) in interactions.iter().zip(received) {
            let description = interaction.description.as_str();
            received.range = self.outcome.expectations().calls_of(description);
            received.together = (others[description] > 1).then(|| together[description]);
        }
    }

    /// An interaction that did not happen as written.
    pub(super) fn broken(
        &self,
        index: usize,
        received: &Received<'_>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let interaction = &self.outcome.interactions()[index];
        let Received { matched, wrong, differing, .. } = received;
        writeln!(f, "\n✗ {}", self.name(index))?;
        let Some(http) = interaction.http() else {
            return messages::write(interaction, received, f);
        };
        write!(f, "    {} {}: ", http.request.method, one_line(&http.request.path))?;
        let happened = match (*matched, *wrong) {
            (0, 0) => "never requested".to_owned(),
            (count, 0) => format!("requested {}", times(count)),
            (0, wrong) => format!("{} it", differ(wrong)),
            (count, wrong) => format!("requested {}, and {} it", times(count), differ(wrong)),
        };
        writeln!(f, "{happened}{}", received.expected(&interaction.description))?;
        write_states(interaction, f)?;
        if received.is_missing && *wrong == 0 {
            return self.repeat("try", &http.request.example(), f);
        }
        for (exchange, mismatches) in differing.iter().take(SHOWN_STRAYS) {
            let number = exchange.number + 1;
            writeln!(f, "    request {number}: {}{}", line(exchange), self.late(exchange))?;
            write_mismatches(mismatches, f)?;
            self.repeat("repeat", &exchange.request, f)?;
        }
        match *wrong - differing.len().min(SHOWN_STRAYS) {
            0 => Ok(()),
            more => writeln!(f, "    and {} that differ", plural(more, "further request")),
        }
    }

    /// The interactions that happened as written, a line for each.
    pub(super) fn kept(
        &self,
        received: &[Received<'_>],
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let all = received.iter().enumerate();
        let kept: Vec<_> = all.filter(|(_, received)| received.is_kept()).collect();
        if kept.is_empty() {
            return Ok(());
        }
        writeln!(f)?;
        for (index, received) in kept.iter().take(SHOWN_REQUESTS) {
            let is_http = self.outcome.interactions()[*index].http().is_some();
            let word = if is_http { "requested" } else { "taken" };
            match received.matched {
                0 => writeln!(f, "✓ {}: never {word}", self.name(*index))?,
                count => writeln!(f, "✓ {}: {word} {}", self.name(*index), times(count))?,
            }
        }
        match kept.len().saturating_sub(SHOWN_REQUESTS) {
            0 => Ok(()),
            more => writeln!(f, "✓ and {} as written", plural(more, "further interaction")),
        }
    }
}

fn differ(count: usize) -> String {
    if count == 1 {
        "1 request differs from".into()
    } else {
        format!("{count} requests differ from")
    }
}
