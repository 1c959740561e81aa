//! `#[mock_test]` with the test attributes of other crates, above and below it: each test runs
//! once, keeps the meaning that the other attribute gives it, and has its server.
//!
//! What fails when the contract is not kept is in `must_fail/composed.rs`, and what cannot be
//! composed is in the UI tests of `mock-runtime`.

mod apart;
#[path = "../client/mod.rs"]
mod client;
mod googletest;
mod listing;
mod rstest;
mod serial;
mod test_log;
mod tokio;

use std::collections::BTreeSet;
use std::panic::Location;
use std::sync::{Mutex, PoisonError};

use mock_runtime::MockServer;

/// Reads the one book of the contract.
#[track_caller]
fn read_a_book(library: &MockServer) {
    ran("");
    let status = client::call(library.address(), "GET /books/7", &[], "");
    assert_eq!(status.expect("an answer"), 200);
}

/// The same in a future, by a call that does not block the test's own runtime.
async fn read_a_book_in_time(library: &MockServer) {
    let address = library.address();
    let call = move || client::call(address, "GET /books/7", &[], "");
    let status = ::tokio::task::spawn_blocking(call).await.expect("the call does not panic");
    assert_eq!(status.expect("an answer"), 200);
}

/// Notes that a line of a test has run. None runs twice for the same case.
#[track_caller]
fn ran(case: &str) {
    static RAN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let place = format!("{} {case}", Location::caller());
    let is_first = RAN.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone());
    assert!(is_first, "{place} has run twice");
}
