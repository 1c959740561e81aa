//! The plans of tests: each is compiled once, however many tests share it, and each contract is
//! read once, whatever tests select of it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use mock_core::{Pact, Plan, Selection};

use crate::error::StartError;
use crate::registry::{RegisteredPact, RegisteredServer};
use crate::start::named;

type Key = (&'static [RegisteredPact], &'static [&'static str], Option<&'static str>);

/// What is made once. Errors cannot be cloned, and one that concerns several tests reads the same
/// in each: so they are shared as text.
type Once<T> = Arc<OnceLock<Result<Arc<T>, String>>>;

type Known<K, T> = LazyLock<Mutex<HashMap<K, Once<T>>>>;

static PACTS: Known<&[RegisteredPact], Vec<Pact>> = LazyLock::new(Mutex::default);
static PLANS: Known<Key, Plan> = LazyLock::new(Mutex::default);

/// What is known under a key, or else is made now.
fn once<K: Eq + Hash, T>(
    known: &Mutex<HashMap<K, Once<T>>>,
    key: K,
    make: impl FnOnce() -> Result<T, String>,
) -> Result<Arc<T>, String> {
    // It is made outside of the lock, so that only tests of this contract wait for it.
    let cell = known.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
    cell.get_or_init(|| make().map(Arc::new)).clone()
}

/// The plan of a server. Those with the same contract and selection share one, which is compiled
/// when the first of them starts.
pub(crate) fn of_server(server: &'static RegisteredServer) -> Result<Arc<Plan>, String> {
    let key = (server.pacts, server.interactions, server.state);
    once(&PLANS, key, || {
        let pacts = once(&PACTS, server.pacts, || read(server.pacts))?;
        let mut selection = Selection::all().interactions(server.interactions.iter().copied());
        if let Some(state) = server.state {
            selection = selection.state(state);
        }
        Plan::select_all(&pacts, &selection).map_err(|error| {
            let names: Vec<&str> = server.pacts.iter().map(|pact| pact.file).collect();
            StartError::plan(named(error, &names)).in_file(server.pact).to_string()
        })
    })
}

fn read(pacts: &[RegisteredPact]) -> Result<Vec<Pact>, String> {
    let read = |pact: &RegisteredPact| {
        let read = Pact::parse(pact.text);
        read.map_err(|error| StartError::pact(error).in_file(pact.file).to_string())
    };
    pacts.iter().map(read).collect()
}
