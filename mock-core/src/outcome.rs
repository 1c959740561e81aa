//! What a session came to.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::expectations::{Expectations, Quotas};
use crate::pact::Interaction;
use crate::plan::Plan;
use crate::record::{Counts, Record};
use crate::verdict::{Delivery, Exchange, Verdict};

/// What a session came to: requests with their verdicts, every message that was taken, and what
/// never happened.
///
/// Every request counts. How many of them are remembered is bounded: see
/// [`Session::with_received_limit`](crate::Session::with_received_limit).
///
/// Interactions are told apart by their place in the contract, never by what they expect.
#[derive(Clone)]
pub struct Outcome {
    plan: Arc<Plan>,
    quotas: Arc<Quotas>,
    record: Record,
    /// What is remembered, once somebody has asked for it.
    exchanges: OnceLock<Vec<Exchange>>,
    deliveries: Vec<Delivery>,
    seed: u64,
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut outcome = f.debug_struct("Outcome");
        outcome.field("exchanges", &self.exchanges()).field("deliveries", &self.deliveries);
        outcome.finish_non_exhaustive()
    }
}

impl Outcome {
    pub(crate) fn new(
        plan: Arc<Plan>,
        quotas: Arc<Quotas>,
        record: Record,
        deliveries: Vec<Delivery>,
        seed: u64,
    ) -> Self {
        Self { plan, quotas, record, exchanges: OnceLock::new(), deliveries, seed }
    }

    /// Whether every interaction happened as often as expected, and nothing else did, unless that
    /// is allowed.
    pub fn is_success(&self) -> bool {
        let Counts { mismatched, unexpected, refused, .. } = self.record.counts;
        mismatched + unexpected + refused == 0
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
    pub fn interactions(&self) -> &[Arc<Interaction>] {
        self.plan.interactions()
    }

    /// The requests that are remembered, each with its verdict, in order: the newest of those that
    /// match or are let pass, and the first of the others.
    pub fn exchanges(&self) -> &[Exchange] {
        self.exchanges.get_or_init(|| self.record.exchanges())
    }

    /// How many requests there were beside those that are remembered.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use mock_core::{Pact, Plan, ReceivedRequest, Session};
    /// # let pact = Pact::parse(r#"{"interactions": [{"request": {"path": "/hello"}}]}"#).unwrap();
    /// # let plan = Arc::new(Plan::compile(&pact).unwrap());
    /// let session = Session::new(plan).with_received_limit(0);
    /// session.respond(ReceivedRequest::new(http::Method::GET, "/hello"));
    /// let outcome = session.finish();
    /// assert!(outcome.is_success());
    /// assert_eq!((outcome.exchanges().len(), outcome.forgotten(), outcome.count(0)), (0, 1, 1));
    /// ```
    pub fn forgotten(&self) -> usize {
        self.record.forgotten()
    }

    /// How much came, and what is remembered of it.
    pub(crate) fn record(&self) -> &Record {
        &self.record
    }

    /// Every message that was taken, in order.
    pub fn deliveries(&self) -> &[Delivery] {
        &self.deliveries
    }

    /// How often an interaction happened as written.
    pub fn count(&self, interaction: usize) -> usize {
        self.record.counts.interactions[interaction].matched as usize
    }

    /// How often a request came closest to an interaction and differed from it.
    pub fn differing(&self, interaction: usize) -> usize {
        self.record.counts.interactions[interaction].differing as usize
    }

    /// The interactions that did not happen as often as they must, as written or in a form close
    /// to it. Of those that are counted together all are named.
    pub fn missing(&self) -> impl Iterator<Item = usize> {
        let mut tried = self.group_counts(|index| self.count(index) + self.differing(index));
        let unkept = self.deliveries.iter().filter(|delivery| !delivery.is_kept());
        unkept.for_each(|delivery| tried[self.quotas.group(delivery.interaction)] += 1);
        (0..self.interactions().len()).filter(move |index| {
            tried[self.quotas.group(*index)] < self.quotas.range(*index).min() as usize
        })
    }

    /// The interactions that happened more often than they may, as written. Of those that are
    /// counted together each is named that happened.
    pub fn surplus(&self) -> impl Iterator<Item = usize> {
        let groups = self.group_counts(|index| self.count(index));
        (0..self.interactions().len()).filter(move |index| {
            let max = self.quotas.range(*index).max();
            self.count(*index) > 0
                && max.is_some_and(|max| groups[self.quotas.group(*index)] > max as usize)
        })
    }

    fn group_counts(&self, count: impl Fn(usize) -> usize) -> Vec<usize> {
        let mut groups = vec![0; self.quotas.groups()];
        (0..self.interactions().len())
            .for_each(|index| groups[self.quotas.group(index)] += count(index));
        groups
    }

    /// Where the chance of generated values started; nothing if the contract has no generators.
    pub fn seed(&self) -> Option<u64> {
        self.interactions().iter().any(|one| one.has_generators()).then_some(self.seed)
    }

    /// The plan that the requests were matched against.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}
