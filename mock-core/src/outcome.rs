//! What a session came to.

use std::fmt;
use std::sync::Arc;

use crate::pact::Interaction;
use crate::plan::Plan;
use crate::verdict::{Exchange, Verdict};

/// What a session came to: every request with its verdict, and what was never requested.
///
/// Interactions are told apart by their place in the contract, never by what they expect.
#[derive(Clone)]
pub struct Outcome {
    plan: Arc<Plan>,
    exchanges: Vec<Exchange>,
    seed: u64,
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome").field("exchanges", &self.exchanges).finish_non_exhaustive()
    }
}

impl Outcome {
    pub(crate) fn new(plan: Arc<Plan>, exchanges: Vec<Exchange>, seed: u64) -> Self {
        Self { plan, exchanges, seed }
    }

    /// Whether every interaction happened and nothing else did.
    pub fn is_success(&self) -> bool {
        self.exchanges.iter().all(|exchange| exchange.verdict.is_match())
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

    /// How often an interaction happened as written.
    pub fn count(&self, interaction: usize) -> usize {
        let matched = Verdict::Matched { interaction };
        self.exchanges.iter().filter(|exchange| exchange.verdict == matched).count()
    }

    /// The interactions that never happened as written, nor in a form close to it.
    pub fn missing(&self) -> impl Iterator<Item = usize> {
        let mut seen = vec![false; self.interactions().len()];
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
