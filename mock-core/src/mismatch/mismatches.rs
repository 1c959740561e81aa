//! Where mismatches go while something is matched.

use std::cell::Cell;

use super::{First, Location, Mismatch, MismatchKind};
use crate::value::ValueRef;

/// Where mismatches go while something is matched.
///
/// Finding the interaction that a request belongs to needs only a verdict, finding the closest one
/// only how much differs, and explaining a failure needs the mismatches, the first of them in
/// full. All run the same code: who needs less lets the matcher stop early.
#[derive(Debug)]
pub struct Mismatches {
    found: First<Mismatch>,
    weight: usize,
    purpose: Purpose,
    failed: bool,
}

/// What mismatches are noted for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Purpose {
    /// Whether there is one.
    Probe,
    /// How much they weigh, as long as it is not more than this.
    Weigh(usize),
    /// What they are.
    Collect,
}

impl Mismatches {
    fn new(purpose: Purpose) -> Self {
        Self { found: First::default(), weight: 0, purpose, failed: false }
    }

    /// Only whether there is a mismatch.
    pub(crate) fn probe() -> Self {
        Self::new(Purpose::Probe)
    }

    /// Only how much differs, and no further than what is more than `limit`.
    pub(crate) fn weigh(limit: usize) -> Self {
        Self::new(Purpose::Weigh(limit))
    }

    /// The first mismatches, and how many there are.
    pub(crate) fn collect() -> Self {
        Self::new(Purpose::Collect)
    }

    /// What a check finds. Whether it finds anything is settled first, because explaining is
    /// bounded.
    pub(crate) fn of(check: &mut dyn FnMut(&mut Self)) -> First<Mismatch> {
        let mut probe = Self::probe();
        check(&mut probe);
        if !probe.is_failed() {
            return First::default();
        }
        let mut all = Self::collect();
        check(&mut all);
        all.into_found()
    }

    /// For one of several things, of which the one is appended that was meant.
    pub(crate) fn of_alternative(&self) -> Self {
        Self::new(match self.purpose {
            Purpose::Weigh(_) => Purpose::Weigh(usize::MAX),
            other => other,
        })
    }

    /// Notes a mismatch; what it is gets computed only when somebody wants to know.
    pub fn push(&mut self, mismatch: impl FnOnce() -> (Location, MismatchKind)) {
        if self.fail() {
            self.add(mismatch());
        }
    }

    /// Notes a mismatch of a known weight, of which there may be very many: what it is gets
    /// computed only for the first of them.
    pub(crate) fn push_weighing(
        &mut self,
        weight: usize,
        mismatch: impl FnOnce() -> (Location, MismatchKind),
    ) {
        if self.fail() && self.weighs(weight) {
            let (location, kind) = mismatch();
            self.found.keep(Mismatch { location, kind });
        }
    }

    fn add(&mut self, (location, kind): (Location, MismatchKind)) {
        let mismatch = Mismatch { location, kind };
        if self.weighs(mismatch.weight()) {
            self.found.keep(mismatch);
        }
    }

    /// Counts a mismatch; whether it is to be kept.
    fn weighs(&mut self, weight: usize) -> bool {
        self.weight = self.weight.saturating_add(weight);
        self.purpose == Purpose::Collect && self.found.counts()
    }

    /// Notes that there is a mismatch; whether more is of interest.
    pub(crate) fn fail(&mut self) -> bool {
        self.failed = true;
        self.purpose != Purpose::Probe
    }

    /// How many elements may be compared with others, where each may have to be with each: as many
    /// as it takes to know whether all are there, but not to say which are not.
    pub(crate) fn comparisons(&self) -> Comparisons {
        let explains = self.purpose != Purpose::Probe;
        let left = if explains { Comparisons::EXPLAINED } else { usize::MAX };
        Comparisons { explains, left: Cell::new(left), stopped: Cell::new(None) }
    }

    /// Adds what was found of an alternative.
    pub(crate) fn append(&mut self, other: Self) {
        self.failed |= other.failed;
        self.weight = self.weight.saturating_add(other.weight);
        self.found.append(other.found);
    }

    /// How much differs.
    pub(crate) fn weight(&self) -> usize {
        self.weight
    }

    /// A value that differs from its example.
    pub(crate) fn not_equal(
        &mut self,
        location: impl FnOnce() -> Location,
        expected: ValueRef<'_>,
        actual: ValueRef<'_>,
    ) {
        if self.fail() && self.weighs(1) {
            let (expected, actual) = ValueRef::to_values(expected, actual);
            let kind = MismatchKind::NotEqual { expected, actual };
            self.found.keep(Mismatch { location: location(), kind });
        }
    }

    /// Runs the check of a part, and puts what it finds where the part stands.
    pub(crate) fn relocated(
        &mut self,
        check: impl FnOnce(&mut Self),
        relocate: impl Fn(&mut Location),
    ) {
        let start = self.found.len();
        check(self);
        let found = &mut self.found.kept_mut()[start..];
        found.iter_mut().for_each(|mismatch| relocate(&mut mismatch.location));
    }

    /// Whether nothing further is of interest.
    pub fn is_decided(&self) -> bool {
        match self.purpose {
            Purpose::Probe => self.failed,
            Purpose::Weigh(limit) => self.weight > limit,
            Purpose::Collect => false,
        }
    }

    /// Whether there was a mismatch.
    pub fn is_failed(&self) -> bool {
        self.failed
    }

    /// The mismatches, in the order in which they were found.
    pub(crate) fn into_found(self) -> First<Mismatch> {
        self.found
    }
}

/// How many comparisons are left, and where they ended.
#[derive(Debug)]
pub(crate) struct Comparisons {
    explains: bool,
    left: Cell<usize>,
    stopped: Cell<Option<usize>>,
}

impl Comparisons {
    /// So many take less than a tenth of a second, if elements are small.
    const EXPLAINED: usize = 250_000;

    /// Whether to go on with the next element after one that was found or not: a probe is decided
    /// by the first that is not.
    pub(crate) fn go_on(&self, found: bool) -> bool {
        if self.explains { self.stopped.get().is_none() } else { found }
    }

    /// Compares something with an expected element, by its index; nothing fits if no comparison is
    /// left.
    pub(crate) fn compare(&self, index: usize, fits: impl FnOnce() -> bool) -> bool {
        let left = self.left.get();
        if left == 0 {
            self.stopped.set(self.stopped.get().or(Some(index)));
            return false;
        }
        self.left.set(left - 1);
        fits()
    }

    /// Whether an expected element was compared with all.
    pub(crate) fn reached(&self, index: usize) -> bool {
        self.stopped.get().is_none_or(|stopped| index < stopped)
    }

    /// What there is to say if comparisons were left out.
    pub(crate) fn mismatch(&self) -> Option<MismatchKind> {
        self.stopped.get().map(|_| MismatchKind::Stopped { comparisons: Self::EXPLAINED })
    }
}
