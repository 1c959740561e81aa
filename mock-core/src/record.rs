//! What came: every request is counted, and as many are remembered as there is room for.
//!
//! Whatever is decided or counted is taken from the counts, so that forgetting a request changes no
//! verdict. Requests are remembered to be looked at: the newest of those that are as they should
//! be, and the first of those that are not, because what follows them is mostly more of the same.

mod kept;
mod packed;

use core::fmt::{self, Write as _};
use core::time::Duration;
use std::sync::Arc;

pub(crate) use kept::Arrived;
use kept::Kept;
pub(crate) use packed::Packed;

use crate::order::order;
use crate::verdict::{Exchange, Verdict};

/// How many bytes of requests are remembered if nothing else is said.
pub(crate) const DEFAULT_LIMIT: usize = 16 * 1024 * 1024;

/// So many requests are remembered that are not as they should be; and so many of each kind, which
/// is what a report shows, in case that others of them came late.
const FAILED: usize = 100;
const FAILED_OF_A_KIND: usize = 10;

/// What an allocation takes beside its bytes, about.
const ALLOCATION: usize = 16;

/// How often something happened to an interaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// As written: requests, or deliveries of a message.
    pub(crate) matched: u32,
    /// The requests that came closest to it and differ from it.
    pub(crate) differing: u32,
}

/// How much came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// For each interaction.
    pub(crate) interactions: Vec<Count>,
    pub(crate) requests: usize,
    pub(crate) mismatched: usize,
    /// Those that the contract does not have: let pass or not.
    pub(crate) allowed: usize,
    pub(crate) unexpected: usize,
    pub(crate) refused: usize,
    /// The times of the first request and of the last.
    pub(crate) times: Option<(Duration, Duration)>,
}

impl Counts {
    /// Counts a request; returns its number.
    fn add(&mut self, at: Duration) -> usize {
        let first = self.times.map_or(at, |(first, _)| first);
        self.times = Some((first, at));
        self.requests += 1;
        self.requests - 1
    }

    /// Counts one that is not as it should be; returns how many of its kind there are: of those
    /// that differ from the same interaction, or that belong to none.
    fn add_failed(&mut self, verdict: &Verdict) -> usize {
        match verdict {
            Verdict::Mismatched { closest, .. } => {
                self.mismatched += 1;
                let count = &mut self.interactions[*closest].differing;
                *count = count.saturating_add(1);
                return *count as usize;
            }
            Verdict::Unexpected { .. } => self.unexpected += 1,
            Verdict::Refused { .. } => self.refused += 1,
            Verdict::Matched { .. } => {}
        }
        self.unexpected + self.refused
    }
}

/// A request that is not as it should be.
#[derive(Debug)]
struct Failed {
    request: Packed,
    number: usize,
    at: Duration,
    verdict: Verdict,
}

impl Failed {
    /// Mismatches hold parts of the contract and of the request: as much as they are as text.
    fn size(&self) -> usize {
        let mut verdict = Length(0);
        // Counting cannot fail.
        write!(verdict, "{:?}", self.verdict).ok();
        size_of::<Self>() + ALLOCATION + self.request.len() + verdict.0
    }
}

/// How long a text is.
struct Length(usize);

impl fmt::Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// A request that is remembered.
#[derive(Clone, Copy, Debug)]
enum Remembered<'a> {
    Kept(kept::Remembered<'a>),
    Failed(&'a Failed),
}

impl Remembered<'_> {
    fn number(self) -> usize {
        match self {
            Self::Kept(kept) => kept.number(),
            Self::Failed(failed) => failed.number,
        }
    }

    fn exchange(self) -> Exchange {
        match self {
            Self::Kept(kept) => kept.exchange(),
            Self::Failed(Failed { request, number, at, verdict }) => Exchange {
                number: *number,
                request: request.unpack(),
                verdict: verdict.clone(),
                at: *at,
            },
        }
    }
}

/// What came.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) counts: Counts,
    kept: Kept,
    failed: Vec<Arc<Failed>>,
    size_of_failed: usize,
}

impl Record {
    /// A record of nothing, that remembers so many bytes of requests.
    pub(crate) fn new(interactions: usize, limit: usize) -> Self {
        let interactions = vec![Count::default(); interactions];
        Self {
            counts: Counts { interactions, ..Counts::default() },
            kept: Kept::new(limit),
            failed: Vec::new(),
            size_of_failed: 0,
        }
    }

    /// How many bytes of requests are remembered; with 0, none of those that match.
    pub(crate) fn limit(&self) -> usize {
        self.kept.limit()
    }

    /// Adds a request that matches an interaction, or none and is let pass.
    #[inline]
    pub(crate) fn add(&mut self, interaction: Option<usize>, at: Duration, arrived: &Arrived<'_>) {
        let number = self.counts.add(at);
        self.counts.allowed += usize::from(interaction.is_none());
        let interaction = interaction.map(|interaction| interaction as u32);
        self.kept.add(number, at, interaction, arrived);
    }

    /// Adds a request that is not as it should be.
    pub(crate) fn add_failed(&mut self, verdict: Verdict, at: Duration, request: Packed) {
        let number = self.counts.add(at);
        let of_its_kind = self.counts.add_failed(&verdict);
        let is_wanted = self.failed.len() < FAILED || of_its_kind <= FAILED_OF_A_KIND;
        if !is_wanted {
            return;
        }
        let failed = Failed { request, number, at, verdict };
        let size = self.size_of_failed.saturating_add(failed.size());
        // The first stays, however large it is.
        let has_room = size <= self.limit().max(DEFAULT_LIMIT) || self.failed.is_empty();
        if has_room {
            self.size_of_failed = size;
            self.failed.push(Arc::new(failed));
        }
    }

    /// How many requests have been forgotten.
    pub(crate) fn forgotten(&self) -> usize {
        self.counts.requests - self.kept.len() - self.failed.len()
    }

    /// How many of them were not as they should be.
    pub(crate) fn forgotten_failed(&self) -> usize {
        let Counts { mismatched, unexpected, refused, .. } = self.counts;
        mismatched + unexpected + refused - self.failed.len()
    }

    /// All that is remembered, in order.
    fn remembered(&self) -> Vec<Remembered<'_>> {
        let kept = self.kept.iter().map(Remembered::Kept);
        let failed = self.failed.iter().map(|failed| Remembered::Failed(failed));
        let all: Vec<Remembered<'_>> = kept.chain(failed).collect();
        let order = order(all.len(), &|one, two| all[one].number().cmp(&all[two].number()));
        order.into_iter().map(|at| all[at]).collect()
    }

    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.remembered().into_iter().map(Remembered::exchange).collect()
    }

    /// The first so many of those that are remembered.
    pub(crate) fn first(&self, count: usize) -> Vec<Exchange> {
        self.remembered().into_iter().take(count).map(Remembered::exchange).collect()
    }

    /// The last so many of those that are remembered.
    pub(crate) fn last(&self, count: usize) -> Vec<Exchange> {
        let all = self.remembered();
        let start = all.len().saturating_sub(count);
        all[start..].iter().map(|one| one.exchange()).collect()
    }

    /// Those that are not as they should be.
    pub(crate) fn failed(&self) -> Vec<Exchange> {
        self.failed.iter().map(|failed| Remembered::Failed(failed).exchange()).collect()
    }

    /// The requests that matched one of these interactions, as far as they are remembered.
    pub(crate) fn matched(&self, is_meant: impl Fn(usize) -> bool) -> Vec<Packed> {
        let of = |kept: &kept::Remembered<'_>| kept.interaction().is_some_and(&is_meant);
        self.kept.iter().filter(of).map(kept::Remembered::packed).collect()
    }
}
