//! The plans of tests: each is compiled once, however many tests share it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use mock_core::{Pact, Plan, Selection};

use crate::error::StartError;
use crate::registry::{RegisteredPact, RegisteredServer};
use crate::start::named;

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
    compiled.get_or_init(|| from_texts(server).map_err(|error| error.to_string())).clone()
}

fn from_texts(server: &RegisteredServer) -> Result<Arc<Plan>, StartError> {
    let parsed = server.pacts.iter().map(|pact| {
        let parsed = Pact::parse(pact.text);
        parsed.map_err(|error| StartError::pact(error).in_file(pact.file))
    });
    let pacts = parsed.collect::<Result<Vec<Pact>, _>>()?;
    let mut selection = Selection::all().interactions(server.interactions.iter().copied());
    if let Some(state) = server.state {
        selection = selection.state(state);
    }
    let plan = Plan::select_all(&pacts, &selection).map_err(|error| {
        let names: Vec<&str> = server.pacts.iter().map(|pact| pact.file).collect();
        StartError::plan(named(error, &names)).in_file(server.pact)
    });
    plan.map(Arc::new)
}
