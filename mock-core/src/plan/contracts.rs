//! The contracts of a plan: a server may keep several, as a folder of pact files has them.

use std::ops::Range;

use crate::pact::{Consumer, Interaction, Provider};

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

/// An HTTP interaction that a contract has and the selection has not. It is not served; but a
/// request for it is no riddle.
#[derive(Clone, Debug)]
pub(crate) struct Unselected {
    pub(crate) description: String,
    pub(crate) contract: usize,
    pub(crate) line: u32,
    method: String,
    path: String,
}

impl Unselected {
    pub(super) fn of(interaction: &Interaction, contract: usize) -> Option<Self> {
        let request = &interaction.http()?.request;
        Some(Self {
            description: interaction.description.clone(),
            contract,
            line: interaction.place.line,
            method: request.method.clone(),
            path: request.path.clone(),
        })
    }

    /// Whether a request has its method and path.
    pub(crate) fn is_addressed_by(&self, method: &str, path: &str) -> bool {
        self.method.eq_ignore_ascii_case(method) && self.path == path
    }
}
