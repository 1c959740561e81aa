//! How large the plan of a body may become.

use std::cell::Cell;

/// How often a value of the example may be compiled, on average.
const MAX_TIMES: usize = 64;

/// And so many more, for small examples of which rules name many further elements.
const MORE: usize = 1000;

/// How many more values of a body may be compiled.
///
/// What rules say of alternatives, of further members and of further elements has a plan of its
/// own. Where such rules stand in each other, plans multiply at every level; a contract that goes
/// on like that is refused.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<usize>,
}

impl Budget {
    /// For an example of so many values.
    pub(crate) fn new(count: usize) -> Self {
        Self { left: Cell::new(count.saturating_mul(MAX_TIMES).saturating_add(MORE)) }
    }

    /// Counts a value. Without anything left its parts are not compiled.
    pub(crate) fn spend(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        self.left.get() > 0
    }

    /// What is wrong with the contract, if nothing was left.
    pub(crate) fn problem(&self) -> Option<String> {
        let message = format!(
            "rules for a body that multiply: its values would be looked at more than {MAX_TIMES} \
             times each"
        );
        (self.left.get() == 0).then_some(message)
    }
}
