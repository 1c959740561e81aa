//! The record of a session: what a lock is held for, a few statements at a time.

use std::sync::Arc;

use crate::expectations::Quotas;
use crate::plan::Plan;
use crate::record::Record;
use crate::verdict::Delivery;

#[derive(Debug)]
pub(super) struct Journal {
    quotas: Arc<Quotas>,
    pub(super) record: Record,
    pub(super) deliveries: Vec<Delivery>,
    /// The number of the first of the deliveries: numbers are not used again after a reset.
    first_delivery: usize,
    /// How often each message was handed out.
    pub(super) taken: Vec<u32>,
    /// How often each group happened of those that are counted together.
    groups: Vec<u32>,
    /// How many groups have not happened as often as they must.
    missing: usize,
}

impl Journal {
    pub(super) fn new(quotas: Arc<Quotas>, interactions: usize, limit: usize) -> Self {
        Self {
            record: Record::new(interactions, limit),
            deliveries: Vec::new(),
            first_delivery: 0,
            taken: vec![0; interactions],
            groups: vec![0; quotas.groups()],
            missing: quotas.demanded(),
            quotas,
        }
    }

    /// Forgets all that happened.
    pub(super) fn reset(&mut self) {
        let first_delivery = self.first_delivery + self.deliveries.len();
        let new = Self::new(self.quotas.clone(), self.taken.len(), self.record.limit());
        *self = Self { first_delivery, ..new };
    }

    /// Whether every minimum was reached.
    pub(super) fn is_complete(&self) -> bool {
        self.missing == 0
    }

    /// Which of several HTTP exchanges with equal requests answers: each in the order of the file
    /// until it has happened as often as it must, at least once; the last repeats. What must never
    /// happen answers only where nothing else can.
    pub(super) fn turn(&self, candidates: &[usize], plan: &Plan) -> usize {
        if let [only] = candidates {
            return *only;
        }
        let range = |http: usize| self.quotas.range(plan.interaction_of(http));
        let group = |http: usize| self.quotas.group(plan.interaction_of(http));
        let is_due = |(at, http): &(usize, usize)| {
            // Those that are counted together take turns, the last of them repeating.
            let is_last = || !candidates[at + 1..].iter().any(|one| group(*one) == group(*http));
            let is_new = self.count_of(plan.interaction_of(*http)) == 0;
            let is_wanted = self.groups[group(*http)] < range(*http).min();
            (is_new && !range(*http).is_never()) || (is_wanted && is_last())
        };
        let due = candidates.iter().copied().enumerate().find(is_due).map(|(_, http)| http);
        let last = || candidates.iter().copied().rfind(|http| !range(*http).is_never());
        due.or_else(last).unwrap_or(candidates[candidates.len() - 1])
    }

    /// Notes that an interaction happened as written; returns how often it had before.
    #[inline]
    pub(super) fn count(&mut self, interaction: usize) -> u32 {
        let group = &mut self.groups[self.quotas.group(interaction)];
        *group = group.saturating_add(1);
        if self.missing > 0 && *group == self.quotas.range(interaction).min() {
            self.missing -= 1;
        }
        let count = &mut self.record.counts.interactions[interaction].matched;
        *count = count.saturating_add(1);
        *count - 1
    }

    fn count_of(&self, interaction: usize) -> u32 {
        self.record.counts.interactions[interaction].matched
    }

    /// Takes back that an interaction happened as written.
    pub(super) fn discount(&mut self, interaction: usize) {
        let group = self.quotas.group(interaction);
        self.missing += usize::from(self.groups[group] == self.quotas.range(interaction).min());
        self.groups[group] -= 1;
        self.record.counts.interactions[interaction].matched -= 1;
    }

    /// Notes that a message was taken; returns the number of the delivery.
    pub(super) fn deliver(&mut self, delivery: Delivery) -> usize {
        // A message that needs no answer has happened now.
        if delivery.is_kept() {
            self.count(delivery.interaction);
        }
        self.deliveries.push(delivery);
        self.first_delivery + self.deliveries.len() - 1
    }

    /// A delivery by its number, unless it was forgotten.
    pub(super) fn delivery_mut(&mut self, number: usize) -> Option<&mut Delivery> {
        self.deliveries.get_mut(number.checked_sub(self.first_delivery)?)
    }
}
