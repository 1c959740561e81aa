//! The first of many: what a report can show, however much there is.

use std::ops::Deref;

/// The first of many, in order, and how many there are.
///
/// It is a slice of those that are kept.
///
/// ```
/// use mock_core::{MessagePlan, Pact, ReceivedMessage};
///
/// let pact = Pact::parse(r#"{"messages": [{"contents": [1], "matchingRules": {
///     "body": {"$": {"matchers": [{"match": "type"}]}}
/// }}]}"#).unwrap();
/// let plan = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap();
/// let texts = vec![r#""one""#; 1_000].join(",");
/// let mismatches = plan.check(&ReceivedMessage::new(format!("[{texts}]")));
/// assert_eq!((mismatches.len(), mismatches.count()), (100, 1_000));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First<T> {
    kept: Vec<T>,
    count: usize,
}

impl<T> First<T> {
    /// So many are kept.
    pub const KEPT: usize = 100;

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many there are beyond those that are kept.
    pub fn left_out(&self) -> usize {
        self.count - self.kept.len()
    }

    /// The first of many things, which are made only if they are kept.
    pub(crate) fn of<S>(all: impl Iterator<Item = S>, make: impl Fn(S) -> T) -> Self {
        let mut first = Self::default();
        for one in all {
            if first.counts() {
                first.keep(make(one));
            }
        }
        first
    }

    /// Counts one more; whether there is room to keep it.
    pub(super) fn counts(&mut self) -> bool {
        self.count += 1;
        self.kept.len() < Self::KEPT
    }

    /// Keeps what was counted.
    pub(super) fn keep(&mut self, one: T) {
        self.kept.push(one);
    }

    pub(super) fn append(&mut self, other: Self) {
        self.count += other.count;
        let room = Self::KEPT - self.kept.len();
        self.kept.extend(other.kept.into_iter().take(room));
    }

    pub(super) fn kept_mut(&mut self) -> &mut [T] {
        &mut self.kept
    }
}

impl<T> Default for First<T> {
    fn default() -> Self {
        Self { kept: Vec::new(), count: 0 }
    }
}

impl<T> Deref for First<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.kept
    }
}

impl<T> FromIterator<T> for First<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        Self::of(all.into_iter(), |one| one)
    }
}

impl<'a, T> IntoIterator for &'a First<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter()
    }
}
