//! Whatever comes, and however little of it is remembered: all of it counts.

use mock_core::{Exchange, Expectations, Outcome, ReceivedRequest, Report, Session, Verdict};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;

use super::config;
use crate::support::{pact, plan, request};

const CONTRACT: &str = r#"
    {"description": "read", "request": {"path": "/a"}},
    {"description": "read", "request": {"path": "/b", "headers": {"X-Id": "1"}}},
    {"description": "write", "request": {"method": "POST", "path": "/a", "body": [1]}}"#;

/// What may come, each with a body of so many spaces.
const KINDS: [&str; 7] = [
    "GET /a",
    "GET /b\nX-Id: 1",
    "GET /b\nX-Id: 2",
    "POST /a\n\n[1]",
    "POST /a\n\n[2]",
    "GET /stray",
    "refused",
];

/// What these requests come to, where so many bytes are remembered.
fn outcome(limit: usize, allows: bool, requests: &[(usize, usize)]) -> Outcome {
    let expectations = Expectations::default().calls("read", 2..=9);
    let expectations = if allows { expectations.allow_unexpected() } else { expectations };
    let session = Session::new(plan(&pact(CONTRACT))).with_expectations(expectations);
    let session = session.with_received_limit(limit);
    for (kind, length) in requests {
        let spaces = " ".repeat(*length);
        match KINDS[*kind] {
            "refused" => session.refuse(request("GET /refused"), "too large"),
            kind if kind.starts_with("POST") => {
                drop(session.respond(request(&(kind.to_owned() + &spaces))))
            }
            kind => drop(session.respond(request(&format!("{kind}\nX-Long: .{spaces}.")))),
        }
    }
    session.finish()
}

/// How much of it is memory, at least.
fn length(request: &ReceivedRequest) -> usize {
    request.body.len() + request.headers.values().map(|value| value.len()).sum::<usize>()
}

/// All that is counted, in numbers and in words.
fn counted(outcome: &Outcome) -> String {
    let report = Report::new(outcome).to_string();
    let lines = report.lines().filter(|line| line.starts_with(['T', '✗', '✓']));
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with("✗ request")).collect();
    let counts = (0..3).map(|index| (outcome.count(index), outcome.differing(index)));
    let (missing, surplus) = (outcome.missing().collect(), outcome.surplus().collect());
    let others: [Vec<usize>; 2] = [missing, surplus];
    format!(
        "{:?} {others:?} {}\n{}",
        counts.collect::<Vec<_>>(),
        outcome.is_success(),
        lines.join("\n")
    )
}

proptest! {
    #![proptest_config(Config { cases: config().cases / 10, ..config() })]

    #[test]
    fn forgetting_changes_no_count(
        limit in prop_oneof![Just(0), 1_usize..10_000],
        allows in any::<bool>(),
        weights in vec(0_usize..KINDS.len(), 1..8),
        requests in vec((0_usize..8, 0_usize..300), 0..200),
    ) {
        let requests: Vec<_> =
            requests.into_iter().map(|(at, length)| (weights[at % weights.len()], length)).collect();
        let (all, some) = (outcome(usize::MAX, allows, &requests), outcome(limit, allows, &requests));
        prop_assert_eq!(counted(&some), counted(&all));
        let (all, remembered) = (all.exchanges(), some.exchanges());
        prop_assert_eq!(remembered.len() + some.forgotten(), requests.len());

        let is_kept = |one: &&Exchange| {
            one.verdict.is_match() || allows && matches!(one.verdict, Verdict::Unexpected { .. })
        };
        let kept: Vec<&Exchange> = remembered.iter().filter(is_kept).collect();
        let newest: Vec<&Exchange> = all.iter().filter(is_kept).collect();
        prop_assert_eq!(&kept[..], &newest[newest.len() - kept.len()..]);
        prop_assert!(kept.iter().skip(1).map(|one| length(&one.request)).sum::<usize>() <= limit);
        prop_assert_eq!(kept.is_empty(), limit == 0 || newest.is_empty());

        let failed: Vec<&Exchange> = remembered.iter().filter(|one| !is_kept(one)).collect();
        let first: Vec<&Exchange> = all.iter().filter(|one| !is_kept(one)).collect();
        prop_assert!(failed.len() >= 100.min(requests.len() - newest.len()));
        prop_assert_eq!(failed, first);
    }
}
