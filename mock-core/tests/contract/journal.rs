//! How much is remembered of what came, and that forgetting changes nothing else.

use expect_test::{Expect, expect};
use mock_core::{Expectations, ReceivedRequest, Report, Session};

use crate::support::{pact, plan, request};

const JOBS: &str = r#"
    {"description": "poll", "request": {"path": "/job"}},
    {"description": "start", "request": {"method": "POST", "path": "/jobs", "body": {"id": 1}}}"#;

fn session(limit: usize) -> Session {
    Session::new(plan(&pact(JOBS))).with_received_limit(limit)
}

/// What is said to whoever asks for requests.
#[track_caller]
fn check(limit: usize, requests: &[&str], description: Option<&str>, expected: Expect) {
    let session = session(limit);
    requests.iter().for_each(|text| drop(session.respond(request(text))));
    let received = match description {
        Some(description) => session.received(description),
        None => session.received_requests(),
    };
    let name = |request: &ReceivedRequest| request.header("x-name").unwrap_or("?").to_owned();
    let said = match received {
        Ok(requests) => requests.iter().map(name).collect::<Vec<_>>().join(" "),
        Err(problem) => format!("Error: {problem}"),
    };
    expected.assert_eq(&said);
}

#[test]
fn whoever_asks_for_what_was_forgotten_is_told() {
    let polls = ["1", "2", "3"].map(|name| format!("GET /job\nX-Name: {name}"));
    let polls: Vec<&str> = polls.iter().map(String::as_str).collect();
    let stray = "GET /stray\nX-Name: stray";
    check(1 << 20, &polls, None, expect!["1 2 3"]);
    check(1 << 20, &polls, Some("poll"), expect!["1 2 3"]);
    check(1 << 20, &polls, Some("start"), expect![]);
    check(
        100,
        &polls,
        None,
        expect![
            "Error: 2 of 3 requests have been forgotten: 100 bytes of requests are remembered, and `received_limit(bytes)` of the builder raises that"
        ],
    );
    check(
        100,
        &polls,
        Some("poll"),
        expect![
            "Error: 2 of 3 requests have been forgotten: 100 bytes of requests are remembered, and `received_limit(bytes)` of the builder raises that"
        ],
    );
    check(100, &polls, Some("start"), expect![]);
    check(100, &polls[2..], Some("poll"), expect!["3"]);
    check(
        0,
        &polls,
        None,
        expect![
            "Error: 3 of 3 requests have been forgotten: with a `received_limit` of 0 none that matches is remembered"
        ],
    );
    check(
        0,
        &polls[2..],
        Some("poll"),
        expect![
            "Error: 1 of 1 requests have been forgotten: with a `received_limit` of 0 none that matches is remembered"
        ],
    );
    check(0, &[stray], None, expect!["stray"]);
    let strays = [stray; 150];
    check(
        1 << 20,
        &strays,
        None,
        expect![
            "Error: 50 of 150 requests have been forgotten: of those that are not as the contract says the first are remembered"
        ],
    );
    check(
        4096,
        &[&strays[..], &["GET /job"; 100]].concat(),
        None,
        expect![
            "Error: 96 of 250 requests have been forgotten: 4 KiB of requests are remembered, and `received_limit(bytes)` of the builder raises that"
        ],
    );
}

/// The newest is remembered, however large it is.
#[test]
fn a_large_request_can_be_looked_at() {
    let session = session(1024);
    let large = format!("POST /jobs\n\n{{\"id\": 1{}}}", " ".repeat(100_000));
    session.respond(request("GET /job"));
    session.respond(request(&large));
    let received = session.received("start").unwrap();
    assert_eq!(received[0].body.len(), 100_009);
    assert!(session.received("poll").is_err());
    session.respond(request("GET /job"));
    assert_eq!(
        session.received("start").unwrap_err().split(':').next(),
        Some("1 of 1 requests have been forgotten")
    );
}

#[test]
fn what_is_let_pass_is_forgotten_as_what_matches() {
    let allowed = Expectations::default().allow_unexpected();
    let session = session(1024).with_expectations(allowed);
    (0..200).for_each(|number| drop(session.respond(request(&format!("GET /metrics?{number}")))));
    session.respond(request("GET /job"));
    session.respond(request("POST /jobs\n\n{\"id\": 2}"));
    let outcome = session.finish();
    let remembered = outcome.exchanges();
    assert_eq!(remembered.last().unwrap().number, 201);
    assert_eq!(remembered.len() + outcome.forgotten(), 202);
    assert!(remembered.is_sorted_by(|one, next| one.number + 1 == next.number));
}

/// Of what differs the first are remembered.
#[test]
fn a_report_of_what_was_forgotten() {
    let session = session(600);
    for number in 0..1_000 {
        session.respond(request("GET /job"));
        if number % 5 == 0 {
            session.respond(request(&format!("POST /jobs\n\n{{\"id\": {}}}", number + 2)));
        }
        if number > 990 {
            session.respond(request("GET /stray"));
        }
    }
    session.refuse(request("GET /huge"), "too large");
    let outcome = session.finish();
    assert_eq!(outcome.exchanges().len() + outcome.forgotten(), 1_210);
    let report = Report::new(&outcome).to_string();
    let is_shown = |line: &&str| {
        let entry = line.get(..4).and_then(|number| number.trim().parse::<usize>().ok());
        let is_head = line.starts_with(['T', '✗', '✓', 'r']) || line.contains("and ");
        is_head || entry.is_some_and(|number| number < 15)
    };
    let text: String = report.lines().filter(is_shown).map(|line| format!("{line}\n")).collect();
    expect![[r#"
        The contract was not kept: 200 mismatched requests, 9 unexpected requests, 1 refused request.
        ✗ "start" (line 3)
            and 190 further requests that differ
        ✗ request 1192 is not in the contract: GET /stray
        ✗ request 1194 is not in the contract: GET /stray
        ✗ request 1196 is not in the contract: GET /stray
        ✗ request 1198 is not in the contract: GET /stray
        ✗ request 1201 is not in the contract: GET /stray
        ✗ request 1203 is not in the contract: GET /stray
        ✗ request 1205 is not in the contract: GET /stray
        ✗ request 1207 is not in the contract: GET /stray
        ✗ request 1209 is not in the contract: GET /stray
        ✗ request 1210 was refused: GET /huge
        ✓ "poll" (line 2): requested 1000 times
        requests, in order
           2  POST /jobs  ✗ differs from "start"
           8  POST /jobs  ✗ differs from "start"
          14  POST /jobs  ✗ differs from "start"
              and 1160 more, 1092 of which have been forgotten
    "#]].assert_eq(&text);
}

#[test]
fn a_report_of_nothing_that_is_remembered() {
    let session = session(0);
    (0..3).for_each(|_| drop(session.respond(request("GET /job"))));
    expect![[r#"
        The contract was not kept: 1 of 2 interactions missing.
          pact  consumer -> provider

        ✗ "start" (line 3)
            POST /jobs: never requested
            try: curl -i -X POST "$URL/jobs" -H 'content-type:' --data-raw '{"id":1}'

        ✓ "poll" (line 2): requested 3 times

        requests, in order
              all 3 have been forgotten

        notes on the contract
          1:1: the consumer has no name
          1:1: the provider has no name
    "#]]
    .assert_eq(&Report::new(&session.outcome()).to_string());
    session.respond(request("POST /jobs\n\n{}"));
    session.respond(request("GET /job"));
    expect![[r#"
        The contract was not kept: 1 mismatched request.
          pact  consumer -> provider

        ✗ "start" (line 3)
            POST /jobs: 1 request differs from it
            request 4: POST /jobs
              body $
                missing    "id": 1 (Integer)
            repeat: curl -i -X POST "$URL/jobs" -H 'content-type:' --data-raw '{}'

        ✓ "poll" (line 2): requested 4 times

        requests, in order
           4  POST /jobs  ✗ differs from "start"
              and 4 more, which have been forgotten

        notes on the contract
          1:1: the consumer has no name
          1:1: the provider has no name
    "#]]
    .assert_eq(&Report::new(&session.outcome()).to_string());
}

/// A hundred thousand requests take the memory of a few, and still count.
#[test]
fn any_number_of_requests() {
    let session = session(4096);
    let poll = request("GET /job");
    for _ in 0..100_000 {
        session.respond(poll.clone());
    }
    assert!(session.exchanges().len() < 100);
    let outcome = session.finish();
    assert_eq!((outcome.count(0), outcome.count(1)), (100_000, 0));
    assert_eq!(outcome.missing().collect::<Vec<_>>(), [1]);
}
