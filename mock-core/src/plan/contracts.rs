//! The contracts of a plan: a server may keep several, as a folder of pact files has them.

use std::ops::Range;

use crate::pact::{Consumer, Provider};

/// One of the contracts that a plan was compiled from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contract {
    /// The service that calls.
    pub consumer: Consumer,
    /// The service that is stood in for.
    pub provider: Provider,
    /// Which of the plan's interactions are its own.
    pub interactions: Range<usize>,
}
