//! What became of a request, and of a message.

use core::time::Duration;

use crate::exchange::{ReceivedMessage, ReceivedRequest};
use crate::mismatch::{First, Mismatch};

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
        /// How it differs.
        mismatches: First<Mismatch>,
    },
    /// No interaction has this method and path.
    Unexpected {
        /// The interaction that it comes closest to, and how it differs from that. Of a request that
        /// is let pass this is not remembered.
        nearest: Option<(usize, First<Mismatch>)>,
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
    /// Its number in the order of all requests, from 0.
    pub number: usize,
    /// What came in.
    pub request: ReceivedRequest,
    /// What became of it.
    pub verdict: Verdict,
    /// What the session's stopwatch said when the verdict was recorded.
    pub at: Duration,
}

/// A message that was handed out, and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// The interaction, by its index in the plan.
    pub interaction: usize,
    /// What the session's stopwatch said when it was handed out.
    pub at: Duration,
    /// What came back, in order.
    pub answers: Vec<Answer>,
    /// How often the message had been taken before.
    pub(crate) before: u32,
    /// How many responses the contract has.
    pub(crate) expected_responses: usize,
    /// How many responses were announced: each is checked after its number is settled.
    pub(crate) responses: usize,
}

impl Delivery {
    pub(crate) fn new(
        interaction: usize,
        at: Duration,
        before: u32,
        expected_responses: usize,
    ) -> Self {
        Self { interaction, at, answers: Vec::new(), before, expected_responses, responses: 0 }
    }

    /// Whether all came back that the contract has: its responses, or from whoever sends such
    /// messages, the request.
    pub fn is_answered(&self) -> bool {
        let count = |wanted: fn(&MessagePart) -> bool| {
            self.answers.iter().filter(|answer| wanted(&answer.part)).count()
        };
        count(|part| matches!(part, MessagePart::Response(_))) >= self.expected_responses
            || count(|part| matches!(part, MessagePart::Request)) > 0
    }

    /// Whether all came back, and all of it as the contract says.
    pub fn is_kept(&self) -> bool {
        self.is_answered() && self.answers.iter().all(|answer| answer.mismatches.is_empty())
    }
}

/// What was given for a part of a synchronous message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// The part.
    pub part: MessagePart,
    /// What was given.
    pub message: ReceivedMessage,
    /// How it differs from the contract.
    pub mismatches: First<Mismatch>,
}

/// A part of a synchronous message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessagePart {
    /// What its consumer sends.
    Request,
    /// What its provider answers, by its number from 0.
    Response(usize),
}
