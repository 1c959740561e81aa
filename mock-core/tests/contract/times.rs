//! When things happened, by a stopwatch that the session is given.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use mock_core::Session;

use crate::support::{pact_of, plan, request};

const CONTRACT: &str = r#"
    {"type": "Synchronous/HTTP", "description": "read", "request": {"path": "/a"}},
    {"type": "Asynchronous/Messages", "description": "placed"}"#;

/// Says 1, 2, 3 ms and so on. Each test has its own stopwatch.
fn tick(from: &AtomicU64) -> Duration {
    Duration::from_millis(from.fetch_add(1, Ordering::Relaxed) + 1)
}

#[test]
fn each_request_and_message_has_its_time() {
    static TICKS: AtomicU64 = AtomicU64::new(0);
    let session = Session::new(plan(&pact_of("4.0", CONTRACT))).with_stopwatch(|| tick(&TICKS));
    session.respond(request("GET /a"));
    session.take_next().unwrap();
    session.respond(request("GET /b"));
    session.refuse(request("GET /c"), "too large");
    let outcome = session.finish();
    let times = outcome.exchanges().iter().map(|exchange| exchange.at.as_millis());
    assert_eq!(times.collect::<Vec<_>>(), [1, 3, 4]);
    assert_eq!(outcome.deliveries()[0].at.as_millis(), 2);
}

#[test]
fn without_a_stopwatch_all_happens_at_once() {
    let session = Session::new(plan(&pact_of("4.0", CONTRACT)));
    session.respond(request("GET /a"));
    assert_eq!(session.exchanges()[0].at, Duration::ZERO);
}

/// Requests that come at the same time have their times in the order of the record.
#[test]
fn times_are_in_order() {
    static TICKS: AtomicU64 = AtomicU64::new(0);
    let session = Session::new(plan(&pact_of("4.0", CONTRACT))).with_stopwatch(|| tick(&TICKS));
    std::thread::scope(|scope| {
        for path in ["/a", "/b", "/a", "/b"] {
            let text = format!("GET {path}");
            let session = &session;
            scope.spawn(move || (0..200).for_each(|_| _ = session.respond(request(&text))));
        }
    });
    assert!(session.exchanges().is_sorted_by(|one, next| one.at < next.at));
}
