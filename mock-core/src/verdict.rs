//! What became of a request.

use crate::exchange::ReceivedRequest;
use crate::mismatch::Mismatch;

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It is what an interaction expects.
    Matched {
        /// The interaction, by its index in the plan.
        interaction: usize,
    },
    /// Method and path are those of an interaction; something else differs.
    Mismatched {
        /// The interaction that it comes closest to.
        closest: usize,
        /// All differences from it.
        mismatches: Vec<Mismatch>,
    },
    /// No interaction has this method and path.
    Unexpected {
        /// The interaction that it comes closest to, and all differences from it.
        nearest: Option<(usize, Vec<Mismatch>)>,
    },
    /// It never became a request that could be matched: malformed, or too large.
    Refused {
        /// Why.
        reason: String,
    },
}

impl Verdict {
    /// Whether the request is what an interaction expects.
    pub fn is_match(&self) -> bool {
        matches!(self, Self::Matched { .. })
    }
}

/// A request and its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// What came in.
    pub request: ReceivedRequest,
    /// What became of it.
    pub verdict: Verdict,
}
