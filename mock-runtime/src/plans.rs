//! The plans of tests: each is compiled once, however many tests share it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use mock_core::{Pact, Plan, Selection};

use crate::error::StartError;
use crate::registry::{RegisteredPact, RegisteredServer};

type Key = (&'static [RegisteredPact], &'static [&'static str], Option<&'static str>);

/// The outcome of compiling is shared as text: errors cannot be cloned, and one that concerns
/// several tests reads the same in each.
type Compiled = Arc<OnceLock<Result<Arc<Plan>, String>>>;

/// The plan of a server. Those with the same contract and selection share one, which is compiled
/// when the first of them starts.
pub(crate) fn of_server(server: &'static RegisteredServer) -> Result<Arc<Plan>, String> {
    static PLANS: LazyLock<Mutex<HashMap<Key, Compiled>>> = LazyLock::new(Mutex::default);
    let key = (server.pacts, server.interactions, server.state);
    // Compiling happens outside of the lock, so that only tests of this contract wait for it.
    let compiled =
        PLANS.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
    let plan = compiled
        .get_or_init(|| from_texts(server).map_err(|error| error.in_file(server.pact).to_string()));
    plan.clone()
}

fn from_texts(server: &RegisteredServer) -> Result<Arc<Plan>, StartError> {
    let mut pacts = server.pacts.iter().map(|pact| Pact::parse(pact.text));
    let first = pacts.next().expect("a server has a contract");
    let whole = pacts.try_fold(first.map_err(StartError::pact)?, |mut whole, next| {
        whole.interactions.extend(next?.interactions);
        Ok(whole)
    });
    let pact = whole.map_err(StartError::pact)?;
    let mut selection = Selection::all().interactions(server.interactions.iter().copied());
    if let Some(state) = server.state {
        selection = selection.state(state);
    }
    Plan::select(&pact, &selection).map(Arc::new).map_err(StartError::plan)
}
