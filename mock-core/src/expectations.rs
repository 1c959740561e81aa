//! How often interactions are to happen, and whether requests beyond the contract are let pass.

use std::collections::HashMap;
use std::fmt;
use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use std::sync::Arc;

use crate::pact::Interaction;
use crate::selection::unknown;
use crate::verdict::Verdict;

/// How often something may happen.
///
/// ```
/// use mock_core::CallRange;
///
/// assert_eq!(CallRange::from(1).to_string(), "once");
/// assert_eq!(CallRange::from(2..).to_string(), "at least twice");
/// assert_eq!(CallRange::from(..=3).to_string(), "at most 3 times");
/// assert!(CallRange::from(2..5).contains(4));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallRange {
    min: u32,
    max: Option<u32>,
}

impl CallRange {
    /// What holds for an interaction of which nothing else is said.
    pub(crate) const AT_LEAST_ONCE: Self = Self::new(1, None);

    /// At least `min` times, and at most `max` times if there is one.
    pub const fn new(min: u32, max: Option<u32>) -> Self {
        Self { min, max }
    }

    /// So often at least.
    pub const fn min(&self) -> u32 {
        self.min
    }

    /// So often at most; nothing if there is no bound.
    pub const fn max(&self) -> Option<u32> {
        self.max
    }

    /// Whether so often is right.
    pub fn contains(&self, count: u32) -> bool {
        self.min <= count && self.max.is_none_or(|max| count <= max)
    }

    /// Whether no number is right.
    fn is_empty(&self) -> bool {
        self.max.is_some_and(|max| max < self.min)
    }

    /// Whether it must not happen at all.
    pub(crate) fn is_never(&self) -> bool {
        self.max == Some(0)
    }

    /// Less often than `end`. Nothing is less often than never.
    const fn below(min: u32, end: u32) -> Self {
        match end.checked_sub(1) {
            Some(max) => Self::new(min, Some(max)),
            None => Self::new(1, Some(0)),
        }
    }
}

impl From<u32> for CallRange {
    /// Exactly so often.
    fn from(count: u32) -> Self {
        Self::new(count, Some(count))
    }
}

impl From<RangeFull> for CallRange {
    fn from(_: RangeFull) -> Self {
        Self::new(0, None)
    }
}

impl From<RangeFrom<u32>> for CallRange {
    fn from(range: RangeFrom<u32>) -> Self {
        Self::new(range.start, None)
    }
}

impl From<RangeInclusive<u32>> for CallRange {
    fn from(range: RangeInclusive<u32>) -> Self {
        Self::new(*range.start(), Some(*range.end()))
    }
}

impl From<RangeToInclusive<u32>> for CallRange {
    fn from(range: RangeToInclusive<u32>) -> Self {
        Self::new(0, Some(range.end))
    }
}

impl From<Range<u32>> for CallRange {
    fn from(range: Range<u32>) -> Self {
        Self::below(range.start, range.end)
    }
}

impl From<RangeTo<u32>> for CallRange {
    fn from(range: RangeTo<u32>) -> Self {
        Self::below(0, range.end)
    }
}

impl fmt::Display for CallRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (0, Some(0)) => f.write_str("never"),
            (0, None) => f.write_str("any number of times"),
            (min, None) => write!(f, "at least {}", times(min as usize)),
            (min, Some(max)) if min == max => f.write_str(&times(min as usize)),
            (0, Some(max)) => write!(f, "at most {}", times(max as usize)),
            (min, Some(max)) => write!(f, "{min} to {max} times"),
        }
    }
}

/// A number of times in words.
pub(crate) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

/// What a test expects beyond the contract itself: how often interactions happen, and whether
/// requests that the contract does not have are let pass.
///
/// Every interaction is to happen at least once. A range for a description replaces that for all
/// interactions of the plan with that description, and is about them together. `0` means: served
/// as the contract says, but the contract is not kept when it happens.
///
/// ```
/// use std::sync::Arc;
/// use mock_core::{Expectations, Pact, Plan, ReceivedRequest, Session};
///
/// let pact = Pact::parse(r#"{"interactions": [
///     {"description": "poll", "request": {"path": "/jobs/1"}},
///     {"description": "cancel", "request": {"method": "DELETE", "path": "/jobs/1"}}
/// ]}"#).unwrap();
/// let expectations = Expectations::default().calls("poll", 2..).calls("cancel", 0);
/// let session = Session::new(Arc::new(Plan::compile(&pact).unwrap()))
///     .with_expectations(expectations);
/// session.respond(ReceivedRequest::new(http::Method::GET, "/jobs/1"));
/// assert!(!session.is_complete());
/// session.respond(ReceivedRequest::new(http::Method::GET, "/jobs/1"));
/// assert!(session.finish().is_success());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations {
    calls: Vec<(String, CallRange)>,
    allows_unexpected: bool,
}

impl Expectations {
    /// Says how often the interactions with this description happen, all of them together. What
    /// was said of it before is replaced.
    #[must_use]
    pub fn calls(mut self, description: impl Into<String>, range: impl Into<CallRange>) -> Self {
        let description = description.into();
        self.calls.retain(|(known, _)| *known != description);
        self.calls.push((description, range.into()));
        self
    }

    /// Lets requests pass that no interaction has the method and path of: they are recorded, are
    /// answered with 404, and the contract is kept all the same.
    #[must_use]
    pub fn allow_unexpected(self) -> Self {
        Self { allows_unexpected: true, ..self }
    }

    /// How often the interactions with this description are to happen together, where that is said.
    pub fn calls_of(&self, description: &str) -> Option<CallRange> {
        self.calls.iter().find(|(known, _)| known == description).map(|(_, range)| *range)
    }

    /// Whether requests pass that the contract does not have.
    pub fn allows_unexpected(&self) -> bool {
        self.allows_unexpected
    }

    /// What of it can never hold for these interactions: a phrase for each description that none
    /// of them has, and for each range without a number in it.
    ///
    /// ```
    /// use mock_core::{Expectations, Pact};
    ///
    /// let pact = Pact::parse(r#"{"interactions": [{"description": "poll"}]}"#).unwrap();
    /// let expectations = Expectations::default().calls("pol", 1).calls("poll", 5..2);
    /// assert_eq!(expectations.unknown(&pact.interactions), [
    ///     "no interaction \"pol\"; did you mean \"poll\"? (there are \"poll\")",
    ///     "\"poll\" cannot happen at least 5 times and at most once",
    /// ]);
    /// ```
    pub fn unknown(&self, interactions: &[Arc<Interaction>]) -> Vec<String> {
        let known: Vec<&str> = interactions.iter().map(|one| one.description.as_str()).collect();
        let phrase = |(description, range): &(String, CallRange)| {
            if !known.contains(&description.as_str()) {
                return Some(unknown("interaction", description, &known));
            }
            let (min, max) = (times(range.min as usize), range.max? as usize);
            let most =
                if max == 0 { "never".to_owned() } else { format!("at most {}", times(max)) };
            range
                .is_empty()
                .then(|| format!("\"{description}\" cannot happen at least {min} and {most}"))
        };
        self.calls.iter().filter_map(phrase).collect()
    }
}

/// Expectations resolved onto the interactions of a plan: those that are counted together are a
/// group.
#[derive(Debug)]
pub(crate) struct Quotas {
    pub(crate) expectations: Expectations,
    interactions: usize,
    /// Nothing, if nothing is said of how often interactions happen: then each is a group.
    said: Option<Groups>,
}

#[derive(Debug, Default)]
struct Groups {
    /// For each interaction its group.
    groups: Vec<usize>,
    /// For each group how often it is to happen.
    ranges: Vec<CallRange>,
}

impl Groups {
    fn new(expectations: &Expectations, interactions: &[Arc<Interaction>]) -> Self {
        let Self { mut groups, mut ranges } = Self::default();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for interaction in interactions {
            let description = &*interaction.description;
            let said = expectations.calls_of(description);
            let mut new = || {
                ranges.push(said.unwrap_or(CallRange::AT_LEAST_ONCE));
                ranges.len() - 1
            };
            groups.push(match said {
                Some(_) => *known.entry(description).or_insert_with(new),
                None => new(),
            });
        }
        Self { groups, ranges }
    }
}

impl Quotas {
    pub(crate) fn new(expectations: Expectations, interactions: &[Arc<Interaction>]) -> Self {
        let is_said = !expectations.calls.is_empty();
        let said = is_said.then(|| Groups::new(&expectations, interactions));
        Self { expectations, interactions: interactions.len(), said }
    }

    /// What the interaction is counted in.
    pub(crate) fn group(&self, interaction: usize) -> usize {
        self.said.as_ref().map_or(interaction, |said| said.groups[interaction])
    }

    /// How often the group of the interaction is to happen.
    pub(crate) fn range(&self, interaction: usize) -> CallRange {
        let said = self.said.as_ref();
        said.map_or(CallRange::AT_LEAST_ONCE, |said| said.ranges[said.groups[interaction]])
    }

    /// Whether a verdict is none of the contract's own, and none that fails it.
    pub(crate) fn lets_pass(&self, verdict: &Verdict) -> bool {
        self.expectations.allows_unexpected && matches!(verdict, Verdict::Unexpected { .. })
    }

    /// How many groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.said.as_ref().map_or(self.interactions, |said| said.ranges.len())
    }

    /// How many groups have to happen.
    pub(crate) fn demanded(&self) -> usize {
        let of = |said: &Groups| said.ranges.iter().filter(|range| range.min() > 0).count();
        self.said.as_ref().map_or(self.interactions, of)
    }
}
