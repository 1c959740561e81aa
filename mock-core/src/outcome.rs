//! What a session came to.

use std::fmt;
use std::sync::Arc;

use crate::expectations::{Expectations, Quotas};
use crate::pact::Interaction;
use crate::plan::Plan;
use crate::verdict::{Delivery, Exchange, Verdict};

/// What a session came to: every request with its verdict, every message that was taken, and what
/// never happened.
///
/// Interactions are told apart by their place in the contract, never by what they expect.
#[derive(Clone)]
pub struct Outcome {
    plan: Arc<Plan>,
    quotas: Arc<Quotas>,
    exchanges: Vec<Exchange>,
    deliveries: Vec<Delivery>,
    seed: u64,
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut outcome = f.debug_struct("Outcome");
        outcome.field("exchanges", &self.exchanges).field("deliveries", &self.deliveries);
        outcome.finish_non_exhaustive()
    }
}

impl Outcome {
    pub(crate) fn new(
        plan: Arc<Plan>,
        quotas: Arc<Quotas>,
        exchanges: Vec<Exchange>,
        deliveries: Vec<Delivery>,
        seed: u64,
    ) -> Self {
        Self { plan, quotas, exchanges, deliveries, seed }
    }

    /// Whether every interaction happened as often as expected, and nothing else did, unless that
    /// is allowed.
    pub fn is_success(&self) -> bool {
        let is_right = |verdict: &Verdict| verdict.is_match() || self.lets_pass(verdict);
        self.exchanges.iter().all(|exchange| is_right(&exchange.verdict))
            && self.deliveries.iter().all(Delivery::is_kept)
            && self.missing().next().is_none()
            && self.surplus().next().is_none()
    }

    /// How often interactions were to happen, and what else was said.
    pub fn expectations(&self) -> &Expectations {
        &self.quotas.expectations
    }

    /// Whether a verdict is that of a request which the contract does not have and the test allows.
    pub(crate) fn lets_pass(&self, verdict: &Verdict) -> bool {
        self.quotas.lets_pass(verdict)
    }

    /// The interactions that were to happen, in the order of the file.
    pub fn interactions(&self) -> &[Interaction] {
        self.plan.interactions()
    }

    /// Every request with its verdict, in order.
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// Every message that was taken, in order.
    pub fn deliveries(&self) -> &[Delivery] {
        &self.deliveries
    }

    /// How often an interaction happened as written.
    pub fn count(&self, interaction: usize) -> usize {
        let matched = Verdict::Matched { interaction };
        let is_kept = |one: &&Delivery| one.interaction == interaction && one.is_kept();
        self.exchanges.iter().filter(|exchange| exchange.verdict == matched).count()
            + self.deliveries.iter().filter(is_kept).count()
    }

    /// The interactions that did not happen as often as they must, as written or in a form close
    /// to it. Of those that are counted together all are named.
    pub fn missing(&self) -> impl Iterator<Item = usize> {
        let mut tried = vec![0_usize; self.quotas.ranges().len()];
        let deliveries = self.deliveries.iter().map(|delivery| delivery.interaction);
        let exchanges = self.exchanges.iter().filter_map(|exchange| match &exchange.verdict {
            Verdict::Matched { interaction: index }
            | Verdict::Mismatched { closest: index, .. } => Some(*index),
            Verdict::Unexpected { .. } | Verdict::Refused { .. } => None,
        });
        exchanges.chain(deliveries).for_each(|index| tried[self.quotas.group(index)] += 1);
        (0..self.interactions().len()).filter(move |index| {
            tried[self.quotas.group(*index)] < self.quotas.range(*index).min() as usize
        })
    }

    /// The interactions that happened more often than they may, as written. Of those that are
    /// counted together each is named that happened.
    pub fn surplus(&self) -> impl Iterator<Item = usize> {
        let counts = self.counts();
        let groups = self.group_counts(&counts);
        (0..self.interactions().len()).filter(move |index| {
            let max = self.quotas.range(*index).max();
            counts[*index] > 0
                && max.is_some_and(|max| groups[self.quotas.group(*index)] > max as usize)
        })
    }

    /// How often each interaction happened as written.
    pub(crate) fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.interactions().len()];
        let kept = self.deliveries.iter().filter(|delivery| delivery.is_kept());
        kept.for_each(|delivery| counts[delivery.interaction] += 1);
        for exchange in &self.exchanges {
            if let Verdict::Matched { interaction } = exchange.verdict {
                counts[interaction] += 1;
            }
        }
        counts
    }

    fn group_counts(&self, counts: &[usize]) -> Vec<usize> {
        let mut groups = vec![0; self.quotas.ranges().len()];
        let counts = counts.iter().enumerate();
        counts.for_each(|(index, count)| groups[self.quotas.group(index)] += count);
        groups
    }

    /// Where the chance of generated values started; nothing if the contract has no generators.
    pub fn seed(&self) -> Option<u64> {
        self.interactions().iter().any(Interaction::has_generators).then_some(self.seed)
    }

    /// The plan that the requests were matched against.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}
