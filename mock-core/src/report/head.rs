//! What a report begins with: the verdict, and what it is about.

use std::fmt;

use super::{Report, SHOWN_STRAYS, TimedOut, plural};
use crate::plan::Contract;
use crate::record::Counts;

impl Report<'_> {
    pub(super) fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = self.outcome;
        let allowed = match outcome.record().counts.allowed {
            0 => String::new(),
            count => format!(", {} allowed", plural(count, "unexpected request")),
        };
        if let Some(TimedOut { limit, .. }) = self.timed_out {
            writeln!(f, "The test did not end within {limit:?}.")?;
        }
        let whose = self.server.map(|name| format!(" of `{name}`")).unwrap_or_default();
        if outcome.is_success() {
            let all = plural(outcome.interactions().len(), "interaction");
            writeln!(f, "The contract{whose} was kept: {all}{allowed}.")?;
        } else {
            let failures = self.failures().join(", ");
            writeln!(f, "The contract{whose} was not kept: {failures}{allowed}.")?;
        }
        self.wait(f)?;
        if let Some((name, file, line)) = self.test {
            writeln!(f, "  test  {name} ({file}:{line})")?;
        }
        self.contracts(f)?;
        match outcome.seed() {
            Some(seed) => writeln!(f, "  seed  MOCK_TEST_SEED={seed} makes the same values again"),
            None => Ok(()),
        }
    }
    fn wait(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.waited.filter(|_| self.outcome.missing().next().is_some()) {
            Some(time) => {
                writeln!(f, "The server waited {time:?} after the test's body for what is missing.")
            }
            None => Ok(()),
        }
    }

    fn contracts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let contracts = self.outcome.plan().contracts();
        for (index, Contract { consumer, provider, .. }) in
            contracts.iter().enumerate().take(SHOWN_STRAYS)
        {
            write!(f, "  pact  {} -> {}", consumer.name, provider.name)?;
            match self.file_of(index) {
                Some(file) => writeln!(f, " ({file})")?,
                None => writeln!(f)?,
            }
        }
        match contracts.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => writeln!(f, "        and {}", plural(more, "further contract")),
        }
    }

    /// What the contract was not kept in, counted.
    fn failures(&self) -> Vec<String> {
        let outcome = self.outcome;
        let (seldom, missing): (Vec<usize>, Vec<usize>) =
            outcome.missing().partition(|index| outcome.count(*index) > 0);
        let surplus: Vec<usize> = outcome.surplus().collect();
        let (missing, all) = (missing.len(), outcome.interactions().len());
        let Counts { mismatched, unexpected, refused, .. } = outcome.record().counts;
        let unkept = outcome.deliveries().iter().filter(|one| !one.is_kept()).count();
        let parts = [
            (missing, format!("{missing} of {all} interactions missing")),
            (seldom.len(), format!("{} too rarely", self.happened(&seldom))),
            (surplus.len(), format!("{} too often", self.happened(&surplus))),
            (mismatched, plural(mismatched, "mismatched request")),
            (unexpected, plural(unexpected, "unexpected request")),
            (refused, plural(refused, "refused request")),
            (unkept, format!("{} not answered as written", plural(unkept, "message"))),
        ];
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect()
    }

    /// What is said of interactions that happened.
    fn happened(&self, which: &[usize]) -> String {
        let of_http = |index: &usize| self.outcome.interactions()[*index].http().is_some();
        let word = if which.iter().any(of_http) { "requested" } else { "taken" };
        format!("{} {word}", plural(which.len(), "interaction"))
    }
}
