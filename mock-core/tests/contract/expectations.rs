//! How often interactions happen, and what is let pass.

use expect_test::{Expect, expect};
use mock_core::{CallRange, Expectations, Session};

use crate::support::{pact, pact_of, plan, request};

#[test]
#[expect(clippy::reversed_empty_ranges, reason = "nobody hinders a user from it")]
fn ranges_in_words() {
    let check = |range: CallRange, holds: [bool; 5], words: &str| {
        assert_eq!(range.to_string(), words);
        assert_eq!([0, 1, 2, 3, u32::MAX].map(|count| range.contains(count)), holds, "{words}");
    };
    check(CallRange::from(0), [true, false, false, false, false], "never");
    check(CallRange::from(1), [false, true, false, false, false], "once");
    check(CallRange::from(2), [false, false, true, false, false], "twice");
    check(CallRange::from(3), [false, false, false, true, false], "3 times");
    check(CallRange::from(..), [true; 5], "any number of times");
    check(CallRange::from(0..), [true; 5], "any number of times");
    check(CallRange::from(1..), [false, true, true, true, true], "at least once");
    check(CallRange::from(2..), [false, false, true, true, true], "at least twice");
    check(CallRange::from(..=2), [true, true, true, false, false], "at most twice");
    check(CallRange::from(..2), [true, true, false, false, false], "at most once");
    check(CallRange::from(0..=3), [true, true, true, true, false], "at most 3 times");
    check(CallRange::from(2..=5), [false, false, true, true, false], "2 to 5 times");
    check(CallRange::from(2..6), [false, false, true, true, false], "2 to 5 times");
    check(CallRange::from(2..3), [false, false, true, false, false], "twice");
    check(CallRange::from(..=0), [true, false, false, false, false], "never");
    check(CallRange::from(0..0), [false; 5], "1 to 0 times");
    check(CallRange::from(..0), [false; 5], "1 to 0 times");
    check(CallRange::from(5..2), [false; 5], "5 to 1 times");
}

/// Whatever comes in whatever order: complete is when every minimum was reached, and kept is when
/// every count is in its range.
#[test]
fn all_short_sequences() {
    let plan = plan(&pact(
        r#"{"description": "a", "request": {"path": "/x"}}, {"description": "a", "request": {"path": "/y"}},
           {"description": "b", "request": {"path": "/x"}}, {"description": "c", "request": {"path": "/z"}}"#,
    ));
    let ranges = [CallRange::from(..), (0..2).into(), 0.into(), 2.into(), (2..4).into()];
    for (a, b) in ranges.iter().flat_map(|a| ranges.map(|b| (*a, b))) {
        for number in 0..3_usize.pow(5) {
            let requests = (0..5).map(|at| ["/x", "/y", "/z"][number / 3_usize.pow(at) % 3]);
            let session = Session::new(plan.clone()).with_expectations(calls("a", a).calls("b", b));
            requests.for_each(|path| _ = session.respond(request(&format!("GET {path}"))));
            let is_complete = session.is_complete();
            let outcome = session.finish();
            let count = |index| outcome.count(index) as u32;
            let counts = [(a, count(0) + count(1)), (b, count(2)), ((1..).into(), count(3))];
            let is_reached = counts.iter().all(|(range, count)| *count >= range.min());
            let is_kept = counts.iter().all(|(range, count)| range.contains(*count));
            assert_eq!((is_complete, outcome.is_success()), (is_reached, is_kept), "{counts:?}");
            assert_eq!(outcome.missing().next().is_none(), is_reached, "{counts:?}");
        }
    }
}

/// Poll and job are asked for by equal requests.
const POLLED: &str = r#"
    {"description": "poll", "request": {"path": "/job"}, "response": {"status": 202}},
    {"description": "job", "request": {"path": "/job"}, "response": {"status": 200}},
    {"description": "cancel", "request": {"method": "DELETE", "path": "/job"},
     "response": {"status": 204}},
    {"description": "poll", "request": {"path": "/other"}, "response": {"status": 203}}"#;

/// Sends `requests` one after the other; says with which statuses they are answered, and what it
/// came to.
#[track_caller]
fn check(interactions: &str, expectations: Expectations, requests: &[&str], says: Expect) {
    let session = Session::new(plan(&pact(interactions))).with_expectations(expectations.clone());
    let statuses: Vec<u16> =
        requests.iter().map(|text| session.respond(request(text)).status.as_u16()).collect();
    let is_complete = session.is_complete();
    let outcome = session.finish();
    assert_eq!(outcome.expectations(), &expectations);
    let missing: Vec<usize> = outcome.missing().collect();
    let surplus: Vec<usize> = outcome.surplus().collect();
    let verdict = if outcome.is_success() { "kept" } else { "not kept" };
    let progress = if is_complete { "complete" } else { "incomplete" };
    says.assert_eq(&format!(
        "{statuses:?}, {progress}, {verdict}, missing {missing:?}, surplus {surplus:?}"
    ));
}

fn calls(description: &str, range: impl Into<CallRange>) -> Expectations {
    Expectations::default().calls(description, range)
}

#[test]
fn without_a_range_each_happens_at_least_once() {
    check(
        POLLED,
        Expectations::default(),
        &["GET /job", "GET /job", "GET /job", "DELETE /job"],
        expect!["[202, 200, 200, 204], incomplete, not kept, missing [3], surplus []"],
    );
    check(
        POLLED,
        Expectations::default(),
        &["GET /job", "GET /job", "GET /job", "DELETE /job", "GET /other"],
        expect!["[202, 200, 200, 204, 203], complete, kept, missing [], surplus []"],
    );
}

#[test]
fn a_range_is_about_all_of_a_description() {
    let rest = ["DELETE /job", "GET /job"];
    let with = |polls: &[&'static str]| [polls, &rest[..]].concat();
    check(
        POLLED,
        calls("poll", 1),
        &with(&["GET /job"]),
        expect!["[202, 204, 200], complete, kept, missing [], surplus []"],
    );
    check(
        POLLED,
        calls("poll", 1),
        &with(&["GET /job", "GET /other"]),
        expect!["[202, 203, 204, 200], complete, not kept, missing [], surplus [0, 3]"],
    );
    check(
        POLLED,
        calls("poll", 3..),
        &with(&["GET /other", "GET /other"]),
        expect!["[203, 203, 204, 202], incomplete, not kept, missing [1], surplus []"],
    );
    check(
        POLLED,
        calls("poll", 4..),
        &with(&["GET /other", "GET /other"]),
        expect!["[203, 203, 204, 202], incomplete, not kept, missing [0, 1, 3], surplus []"],
    );
}

#[test]
fn zero_is_served_and_fails() {
    let kept = &["GET /job", "GET /job", "GET /other"];
    check(
        POLLED,
        calls("cancel", 0),
        kept,
        expect!["[202, 200, 203], complete, kept, missing [], surplus []"],
    );
    check(
        POLLED,
        calls("cancel", 0),
        &[&kept[..], &["DELETE /job"]].concat(),
        expect!["[202, 200, 203, 204], complete, not kept, missing [], surplus [2]"],
    );
    check(
        POLLED,
        calls("cancel", 0..),
        &[&kept[..], &["DELETE /job", "DELETE /job"]].concat(),
        expect!["[202, 200, 203, 204, 204], complete, kept, missing [], surplus []"],
    );
}

/// An interaction answers until it has happened as often as it must, then the next one does.
#[test]
fn equal_requests_take_turns() {
    let requests = ["GET /job"; 5];
    let rest = calls("cancel", ..);
    check(
        POLLED,
        rest.clone().calls("poll", 3).calls("job", 1..),
        &requests,
        expect!["[202, 202, 202, 200, 200], complete, kept, missing [], surplus []"],
    );
    check(
        POLLED,
        rest.clone().calls("poll", ..).calls("job", 4),
        &requests,
        expect!["[202, 200, 200, 200, 200], complete, kept, missing [], surplus []"],
    );
    // The last repeats, also beyond what it may.
    check(
        POLLED,
        rest.clone().calls("poll", 1..).calls("job", 2),
        &requests,
        expect!["[202, 200, 200, 200, 200], complete, not kept, missing [], surplus [1]"],
    );
    // What must never happen answers only where nothing else can.
    check(
        POLLED,
        rest.clone().calls("poll", 0).calls("job", 1..),
        &requests,
        expect!["[200, 200, 200, 200, 200], complete, kept, missing [], surplus []"],
    );
    check(
        POLLED,
        rest.clone().calls("poll", 1..).calls("job", 0),
        &requests,
        expect!["[202, 202, 202, 202, 202], complete, kept, missing [], surplus []"],
    );
    check(
        POLLED,
        rest.calls("poll", 0).calls("job", 0),
        &requests[..1],
        expect!["[200], complete, not kept, missing [], surplus [1]"],
    );
}

#[test]
fn equal_requests_of_one_description_take_turns() {
    let interactions = r#"
        {"description": "poll", "request": {"path": "/job"}, "response": {"status": 201}},
        {"description": "poll", "request": {"path": "/job"}, "response": {"status": 202}},
        {"description": "done", "request": {"path": "/job"}, "response": {"status": 203}}"#;
    check(
        interactions,
        calls("poll", 4),
        &["GET /job"; 6],
        expect!["[201, 202, 202, 202, 203, 203], complete, kept, missing [], surplus []"],
    );
    check(
        interactions,
        calls("poll", 1),
        &["GET /job"; 3],
        expect!["[201, 202, 203], complete, not kept, missing [], surplus [0, 1]"],
    );
}

#[test]
fn unexpected_requests_can_be_allowed() {
    let interactions = r#"{"request": {"path": "/a"}, "response": {"status": 201}}"#;
    let allowed = Expectations::default().allow_unexpected();
    check(
        interactions,
        allowed.clone(),
        &["GET /a", "GET /b"],
        expect!["[201, 404], complete, kept, missing [], surplus []"],
    );
    check(
        interactions,
        allowed.clone(),
        &["GET /a", "GET /a?x=1"],
        expect!["[201, 500], complete, not kept, missing [], surplus []"],
    );
    let session = Session::new(plan(&pact(interactions))).with_expectations(allowed);
    let reply = session.respond(request("GET /b"));
    assert_eq!(reply.headers["x-pact"], "Unexpected-Request");
    session.respond(request("GET /a"));
    session.refuse(request("GET /a"), "no host");
    assert!(!session.finish().is_success());
}

#[test]
fn messages_count_when_they_are_kept() {
    let contract = pact_of(
        "4.0",
        r#"{"type": "Asynchronous/Messages", "description": "placed"},
           {"type": "Asynchronous/Messages", "description": "cancelled"},
           {"type": "Synchronous/Messages", "description": "asked",
            "request": {"contents": {"content": "?"}},
            "response": [{"contents": {"content": "!"}}]}"#,
    );
    let expectations = calls("placed", 2).calls("cancelled", 0).calls("asked", 1..=2);
    let session = Session::new(plan(&contract)).with_expectations(expectations);
    assert_eq!(session.waiting_messages(), 2);
    assert_eq!(session.take_next().unwrap().interaction, 0);
    let asked = session.take_next().unwrap();
    assert_eq!((asked.interaction, session.take_next()), (2, None));
    assert_eq!(session.outcome().missing().collect::<Vec<_>>(), [0]);
    session.take("placed").unwrap();
    assert!(!session.is_complete());
    session.reply(asked.delivery, "!");
    assert!(session.is_complete() && session.outcome().is_success());
    // An answer more than the contract has undoes it.
    session.reply(asked.delivery, "!");
    assert!(!session.is_complete());
    session.take("placed").unwrap();
    session.take("cancelled").unwrap();
    assert_eq!(session.outcome().surplus().collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_reset_forgets_all() {
    let contract = pact_of(
        "4.0",
        r#"{"type": "Synchronous/Messages", "description": "asked",
            "request": {"contents": {"content": "?"}},
            "response": [{"contents": {"content": "!"}}]},
           {"type": "Synchronous/HTTP", "description": "first", "request": {"path": "/job"},
            "response": {"status": 202}},
           {"type": "Synchronous/HTTP", "description": "then", "request": {"path": "/job"},
            "response": {"status": 201}}"#,
    );
    let session = Session::new(plan(&contract)).with_expectations(calls("first", 2));
    let statuses = || ["GET /job"; 3].map(|text| session.respond(request(text)).status.as_u16());
    let old = session.take_next().unwrap();
    assert_eq!(statuses(), [202, 202, 201]);
    session.respond(request("GET /stray"));
    session.reset();
    let outcome = session.outcome();
    assert_eq!((outcome.exchanges(), outcome.deliveries()), (&[][..], &[][..]));
    assert_eq!(outcome.missing().count(), 3);
    let new = session.take_next().unwrap();
    session.reply(old.delivery, "of before");
    assert_eq!(session.request(old.delivery, "?"), []);
    assert_eq!(session.outcome().deliveries()[0].answers, []);
    session.reply(new.delivery, "!");
    assert_eq!(statuses(), [202, 202, 201]);
    assert!(session.is_complete() && session.outcome().is_success());
}

#[test]
#[expect(clippy::reversed_empty_ranges, reason = "nobody hinders a user from it")]
fn what_can_never_hold_is_told() {
    let contract = pact(POLLED);
    let expectations = calls("poll", 0..0).calls("jobb", 1).calls("job", 3..=1).calls("cancel", 0);
    expect![[r#"
        "poll" cannot happen at least once and never
        no interaction "jobb"; did you mean "job"? (there are "poll", "job", "cancel")
        "job" cannot happen at least 3 times and at most once"#]]
    .assert_eq(&expectations.unknown(&contract.interactions).join("\n"));
    // What is said last holds.
    let again = expectations.calls("poll", 1).calls("jobb", 1).calls("job", 1);
    assert_eq!(again.unknown(&contract.interactions).len(), 1);
}
