//! What a session came to.

use std::fmt;
use std::sync::Arc;

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
        exchanges: Vec<Exchange>,
        deliveries: Vec<Delivery>,
        seed: u64,
    ) -> Self {
        Self { plan, exchanges, deliveries, seed }
    }

    /// Whether every interaction happened and nothing else did.
    pub fn is_success(&self) -> bool {
        self.exchanges.iter().all(|exchange| exchange.verdict.is_match())
            && self.deliveries.iter().all(Delivery::is_kept)
            && self.missing().next().is_none()
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

    /// The interactions that never happened as written, nor in a form close to it.
    pub fn missing(&self) -> impl Iterator<Item = usize> {
        let mut seen = vec![false; self.interactions().len()];
        self.deliveries.iter().for_each(|delivery| seen[delivery.interaction] = true);
        for exchange in &self.exchanges {
            match &exchange.verdict {
                Verdict::Matched { interaction: index }
                | Verdict::Mismatched { closest: index, .. } => seen[*index] = true,
                Verdict::Unexpected { .. } | Verdict::Refused { .. } => {}
            }
        }
        seen.into_iter().enumerate().filter(|(_, seen)| !seen).map(|(index, _)| index)
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
