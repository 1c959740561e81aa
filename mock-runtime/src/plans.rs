//! The plans of tests: each is compiled once, however many tests share it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use mock_core::{Pact, Plan, Selection};

use crate::error::StartError;
use crate::registry::RegisteredTest;

type Key = (&'static str, &'static [&'static str], Option<&'static str>);

/// The outcome of compiling is shared as text: errors cannot be cloned, and one that concerns
/// several tests reads the same in each.
type Compiled = Arc<OnceLock<Result<Arc<Plan>, String>>>;

/// The plan of a test. Tests with the same contract and selection share one, which is compiled
/// when the first of them starts.
pub(crate) fn of_test(test: &'static RegisteredTest) -> Result<Arc<Plan>, String> {
    static PLANS: LazyLock<Mutex<HashMap<Key, Compiled>>> = LazyLock::new(Mutex::default);
    let key = (test.pact, test.interactions, test.state);
    // Compiling happens outside of the lock, so that only tests of this contract wait for it.
    let compiled =
        PLANS.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
    let plan = compiled
        .get_or_init(|| from_text(test).map_err(|error| error.in_file(test.pact_file).to_string()));
    plan.clone()
}

fn from_text(test: &RegisteredTest) -> Result<Arc<Plan>, StartError> {
    let pact = Pact::parse(test.pact).map_err(StartError::pact)?;
    let mut selection = Selection::all().interactions(test.interactions.iter().copied());
    if let Some(state) = test.state {
        selection = selection.state(state);
    }
    Plan::select(&pact, &selection).map(Arc::new).map_err(StartError::plan)
}
