//! What a test may ask and say beside the verdict: how often, what was sent, and starting anew.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use common::{get, talk};
use expect_test::{Expect, expect};
use mock_runtime::serde_json::{Value, json};
use mock_runtime::{CallRange, MockServer, Received, mock_test};

const JOBS: &str = r#"{
    "consumer": {"name": "Shop"},
    "provider": {"name": "Jobs"},
    "interactions": [
        {"description": "poll", "request": {"path": "/jobs/1"}, "response": {"status": 202}},
        {"description": "poll", "request": {"path": "/jobs/1"}, "response": {"status": 200}},
        {"description": "start", "request": {"method": "POST", "path": "/jobs", "query": "urgent=yes"}}
    ]
}"#;

fn start(server: &MockServer, body: &str) {
    start_with(server, "urgent=yes", body);
}

fn start_with(server: &MockServer, query: &str, body: &str) {
    let address = server.address();
    let length = body.len();
    let request = format!(
        "POST /jobs?{query} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    talk(address, request.as_bytes());
}

/// The text of a panic.
#[track_caller]
fn panic<T>(body: impl FnOnce() -> T) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(body)) else { panic!("it does not panic") };
    *panic.downcast().expect("a text")
}

#[test]
fn what_was_sent_can_be_asserted_on() {
    let jobs = MockServer::builder().pact(JOBS).interactions(["start"]).start().unwrap();
    jobs.check();
    start(&jobs, r#"{"kind": "backup"}"#);
    let received = jobs.received("start");
    assert_eq!(received.json::<Value>(), json!({"kind": "backup"}));
    assert_eq!(received.only().query_pairs(), [("urgent".to_owned(), "yes".to_owned())]);
    start(&jobs, "");
    assert_eq!(received.len(), 1, "it is what had been sent until then");
    assert_eq!(jobs.received("start").len(), 2);
    assert_eq!(jobs.received("start").latest().text(), "");
    let bodies = jobs.received("start").into_iter().map(|request| request.text());
    assert_eq!(bodies.collect::<Vec<_>>(), [r#"{"kind": "backup"}"#, ""]);
}

#[test]
fn what_was_not_sent_is_told() {
    #[track_caller]
    fn check(bodies: &[&str], ask: fn(&Received), expected: &Expect) {
        let jobs = MockServer::builder().pact(JOBS).start().unwrap();
        jobs.check();
        bodies.iter().for_each(|body| start(&jobs, body));
        expected.assert_eq(&panic(|| ask(&jobs.received("start"))));
    }
    check(&[], |jobs| drop(jobs.only().text()), &expect![[r#""start" was never requested"#]]);
    check(&[], |jobs| drop(jobs.latest().text()), &expect![[r#""start" was never requested"#]]);
    check(&[], |jobs| drop(jobs.json::<Value>()), &expect![[r#""start" was never requested"#]]);
    check(
        &["{}", ""],
        |jobs| drop(jobs.only().text()),
        &expect![[r#"
            "start" was requested 2 times, not once:
              POST /jobs?urgent=yes {}
              POST /jobs?urgent=yes"#]],
    );
    check(
        &["{}"],
        |jobs| drop(jobs.json::<Vec<u32>>()),
        &expect![[r#"
            "start" was not requested with such a body: invalid type: map, expected a sequence at line 1 column 0
              POST /jobs?urgent=yes {}"#]],
    );
}

#[test]
fn what_came_close_is_told() {
    #[track_caller]
    fn check(queries: &[&str], expected: &Expect) {
        let jobs = MockServer::builder().pact(JOBS).start().unwrap();
        jobs.check();
        get(jobs.address(), "/elsewhere");
        queries.iter().for_each(|query| start_with(&jobs, query, "{}"));
        let text = panic(|| jobs.received("start").json::<Value>());
        assert_eq!(panic(|| jobs.received("start").latest().text()), text);
        expected.assert_eq(&text);
    }
    check(&[], &expect![[r#""start" was never requested"#]]);
    check(
        &["urgent=no"],
        &expect![[r#"
            "start" was never requested as the contract says; 1 request came close and differs from it:
              POST /jobs?urgent=no {}"#]],
    );
    check(
        &["urgent=no", "urgent=1"],
        &expect![[r#"
            "start" was never requested as the contract says; 2 requests came close and differ from it:
              POST /jobs?urgent=no {}
              POST /jobs?urgent=1 {}"#]],
    );
}

#[test]
fn what_there_is_not_is_told() {
    let jobs = MockServer::start(JOBS).unwrap();
    jobs.check();
    let said = "the contract: no interaction \"pol\"; did you mean \"poll\"? \
                (there are \"poll\", \"start\")";
    assert_eq!(panic(|| jobs.received("pol")), said);
    let started = MockServer::builder().pact(JOBS).calls("pol", 2).start();
    let said = "the mock server could not start: no interaction \"pol\"; did you mean \"poll\"? \
                (there are \"poll\", \"start\")";
    assert_eq!(started.unwrap_err().to_string(), said);
    let started = MockServer::builder()
        .pact(JOBS)
        .calls("poll", CallRange::new(3, Some(2)))
        .calls("x", 1)
        .start();
    assert_eq!(started.unwrap_err().to_string().lines().count(), 3);
}

#[test]
fn counts_and_strays_are_as_the_builder_says() {
    let jobs = MockServer::builder().pact(JOBS).calls("poll", 3).calls("start", 0);
    let jobs = jobs.allow_unexpected().start().unwrap();
    for status in [202, 200, 200] {
        assert!(!jobs.check().is_success());
        assert!(get(jobs.address(), "/jobs/1").starts_with(&format!("HTTP/1.1 {status}")));
    }
    assert!(get(jobs.address(), "/nobody").starts_with("HTTP/1.1 404"));
    jobs.verify();
    start(&jobs, "");
    assert_eq!(jobs.check().surplus().count(), 1);
}

#[test]
fn a_server_can_start_anew() {
    let jobs = MockServer::builder().pact(JOBS).interactions(["poll"]).start().unwrap();
    get(jobs.address(), "/nobody");
    get(jobs.address(), "/jobs/1");
    jobs.reset();
    assert!(jobs.received_requests().is_empty());
    assert!(get(jobs.address(), "/jobs/1").starts_with("HTTP/1.1 202"));
    assert!(!jobs.check().is_success());
    assert!(get(jobs.address(), "/jobs/1").starts_with("HTTP/1.1 200"));
    jobs.verify();
}

/// However little is remembered, all of it counts; whoever asks for what was forgotten is told.
#[test]
fn what_was_forgotten_counts() {
    let jobs = MockServer::builder().pact(JOBS).received_limit(0).start().unwrap();
    (0..3).for_each(|_| drop(get(jobs.address(), "/jobs/1")));
    assert!(jobs.received("start").is_empty(), "of these none was forgotten");
    let text = panic(|| drop(jobs.received("poll")));
    expect!["the contract: 3 of 3 requests have been forgotten: with a `received_limit` of 0 none that matches is remembered"].assert_eq(&text);
    start(&jobs, "{}");
    assert_eq!(panic(|| drop(jobs.received_requests())), text.replace('3', "4"));
    jobs.verify();
    let outcome = jobs.check();
    assert_eq!((outcome.exchanges().len(), outcome.forgotten(), outcome.count(1)), (0, 4, 2));
}

#[test]
fn the_newest_are_remembered() {
    let jobs = MockServer::builder().pact(JOBS).received_limit(4096).start().unwrap();
    jobs.check();
    (0..30).for_each(|_| drop(get(jobs.address(), "/jobs/1")));
    start(&jobs, &"x".repeat(3_000));
    assert_eq!(jobs.received("start").only().body.len(), 3_000);
    let text = panic(|| drop(jobs.received("poll")));
    // How many fit depends on the port, which every request names.
    let (_, said) = text.split_once(" of ").unwrap();
    expect!["30 requests have been forgotten: 4 KiB of requests are remembered, and `received_limit(bytes)` of the builder raises that"].assert_eq(said);
    jobs.reset();
    assert_eq!(jobs.check().forgotten(), 0);
    // Of those that differ the first are remembered, and all are counted.
    (0..120).for_each(|_| start_with(&jobs, "urgent=no", "{}"));
    let text = panic(|| drop(jobs.received("start").only().text()));
    let ends: Vec<&str> = text.lines().take(2).chain(text.lines().skip(100)).collect();
    expect![[r#"
        "start" was never requested as the contract says; 120 requests came close and differ from it:
          POST /jobs?urgent=no {}
          POST /jobs?urgent=no {}
          and 20 more"#]].assert_eq(&ends.join("\n"));
}

/// Several contracts of one server, without the attribute.
#[test]
fn folders_and_patterns_are_contracts() {
    let server = MockServer::start("pacts/[o]*.json").unwrap();
    assert!(server.check().interactions().len() > 1);
    let error = MockServer::start("pacts/*.xml").unwrap_err();
    let said = "the mock server for pacts/*.xml could not start: \
                there is no contract at `pacts/*.xml`";
    assert_eq!(error.to_string(), said);
}

/// In the middle of a test the verdict can be looked at without failing.
#[mock_test(pact = "pacts/orders.json", interactions = ["cancel an order"], calls("cancel an order" = 0..))]
fn the_verdict_can_be_looked_at(orders: MockServer) {
    assert!(orders.check().is_success());
    get(orders.address(), "/nobody");
    assert!(!orders.check().is_success());
    orders.reset();
}
