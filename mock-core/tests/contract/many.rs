//! Requests that differ in very much: what is kept of them, and what reports and answers say.

use expect_test::{Expect, expect};
use mock_core::{First, MismatchKind, ReceivedRequest, Report, Session, Value, Verdict};

use crate::support::Direction::Request;
use crate::support::{judge_json, pact, plan, request, rules};

const TYPED: &str = r#"{"$": {"matchers": [{"match": "type"}]}}"#;

fn array(elements: impl Iterator<Item = String>) -> String {
    format!("[{}]", elements.collect::<Vec<_>>().join(","))
}

/// A session that got one request with this body, and the answer.
fn session(rules: &str, expected: &str, actual: &str) -> (Session, String) {
    let pact = pact(&format!(
        r#"{{"request": {{"method": "POST", "body": {expected}, "matchingRules": {{"body": {rules}}}}}}}"#
    ));
    let session = Session::new(plan(&pact));
    let body = actual.to_owned().into();
    let reply = session.respond(ReceivedRequest { body, ..request("POST /") });
    (session, String::from_utf8(reply.body.to_vec()).expect("text"))
}

#[test]
fn of_ten_thousand_mismatches_the_first_are_kept_and_all_counted() {
    let body = array((0..10_000).map(|n| format!(r#""{n}""#)));
    let (session, answer) = session(TYPED, "[1]", &body);
    let exchanges = session.exchanges();
    let Verdict::Mismatched { mismatches, .. } = &exchanges[0].verdict else { panic!() };
    assert_eq!((mismatches.len(), mismatches.count()), (First::<()>::KEPT, 10_000));
    let paths: Vec<_> = mismatches.iter().filter_map(|one| one.location.parts().1).collect();
    let expected: Vec<_> = (0..100).map(|n| format!("$[{n}]")).collect();
    assert_eq!(paths, expected);
    assert!(answer.contains("\"more_mismatches\": 9900"), "{answer}");
    let report = Report::new(&session.finish()).to_string();
    assert!(report.contains("body $[99]\n"), "{report}");
    assert!(!report.contains("body $[100]\n"), "{report}");
    assert!(report.contains("      … and 9,900 more differences\n"), "{report}");
}

#[test]
fn the_closest_is_chosen_by_all_that_differs() {
    // Both differ in more than is kept.
    let interaction = |count: usize| {
        let body = array((0..1_000).map(|n| if n < count { "-1".into() } else { n.to_string() }));
        format!(r#"{{"request": {{"method": "POST", "body": {body}}}}}"#)
    };
    let pact = pact(&[interaction(300), interaction(200), interaction(250)].join(","));
    let session = Session::new(plan(&pact));
    let body = array((0..1_000).map(|n| n.to_string())).into();
    session.respond(ReceivedRequest { body, ..request("POST /") });
    match &session.exchanges()[0].verdict {
        Verdict::Mismatched { closest, mismatches } => {
            assert_eq!((*closest, mismatches.count()), (1, 200));
        }
        other => panic!("{other:?}"),
    }
}

/// The lines of a report that say what differs, with long rows of one letter cut.
#[track_caller]
fn check(rules: &str, expected: &str, actual: &str, says: Expect) {
    let (session, _) = session(rules, expected, actual);
    let report = Report::new(&session.finish()).to_string();
    let facts = report.lines().filter(|line| line.starts_with("      "));
    let facts: String = facts.map(|line| format!("{}\n", line.trim_start())).collect();
    says.assert_eq(&facts.replace(&"x".repeat(40), "~"));
}

#[test]
fn of_long_values_the_part_that_differs_is_shown() {
    let long = "x".repeat(8_000);
    let member = |text: &str| format!(r#"{{"a": "{text}"}}"#);
    check(
        "{}",
        &member(&format!("{long}1{long}")),
        &member(&format!("{long}2{long}")),
        expect![[r#"
            body $.a
            expected   … from byte 7952: ~xxxxxxxxxx1~~~~~~xxxxxxxxx… (16003 bytes) (String)
            actual     … from byte 7952: ~xxxxxxxxxx2~~~~~~xxxxxxxxx… (16003 bytes) (String)
        "#]],
    );
    check(
        "{}",
        &member(&long),
        &member(&format!("{long}é")),
        expect![[r#"
            body $.a
            expected   … from byte 7952: ~xxxxxxxxxx" (String)
            actual     … from byte 7952: ~xxxxxxxxxxé" (String)
        "#]],
    );
    check(
        "{}",
        "1",
        &format!(r#"[1, "{long}"]"#),
        expect![[r#"
        body $
        expected   1 (Integer)
        actual     [1,"~~~~~~~xxxxxxxxxxxxxxxx… (8007 bytes) (Array)
    "#]],
    );
    check(
        "{}",
        r#"{"a": 1}"#,
        &format!(r#"{{"a": {}}}"#, array((0..5_000).map(|n| n.to_string()))),
        expect![[r#"
            body $.a
            expected   1 (Integer)
            actual     [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,1… (23891 bytes) (Array)
        "#]],
    );
    check(
        "{}",
        r#"{"a": [1]}"#,
        &member(&long),
        expect![[r#"
        body $.a
        expected   [1] (Array)
        actual     "~~~~~~~xxxxxxxxxxxxxxxxxxx… (8002 bytes) (String)
    "#]],
    );
}

#[test]
fn characters_are_kept_whole() {
    for shift in 0..4 {
        let long = format!("{}{}", "x".repeat(shift), "🦀".repeat(2_000));
        let (session, _) = session("{}", r#"[1]"#, &format!(r#""{long}""#));
        let exchanges = session.exchanges();
        let Verdict::Mismatched { mismatches, .. } = &exchanges[0].verdict else { panic!() };
        match &mismatches[0].kind {
            MismatchKind::Type { actual: Value::Excerpt(excerpt), .. } => {
                assert!(excerpt.text.ends_with('🦀') && excerpt.text.len() > 3_990);
                assert_eq!((excerpt.start, excerpt.size), (0, long.len() + 2));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn of_many_wrong_members_the_first_are_shown() {
    let members: Vec<String> = (0..150).map(|n| format!(r#""k{n:03}": {n}"#)).collect();
    let (session, answer) = session("{}", r#"{"a": 1}"#, &format!("{{{}}}", members.join(",")));
    let report = Report::new(&session.finish()).to_string();
    assert!(report.contains("unexpected \"k099\": 99 (Integer)\n"), "{report}");
    assert!(report.contains("unexpected … and 50 more members\n"), "{report}");
    assert!(!report.contains("unexpected \"k100\""), "{report}");
    assert!(answer.contains("\"… and 50 more\""), "{answer}");
}

#[test]
fn the_search_for_elements_in_any_order_ends() {
    let said = |rule: &str| {
        let (expected, actual) = (0..600, 600..1_200);
        let expected = array(expected.map(|n| n.to_string()));
        let actual = array(actual.map(|n| n.to_string()));
        let said = judge_json(Request, &rules(&[("$", rule)]), &expected, &actual);
        let mut said: Vec<&str> = said.lines().collect();
        said.sort_by_key(|line| !line.contains("Stopped"));
        format!("{}\n{}\n{}\n", said.len(), said[0], said[1])
    };
    expect![[r#"
        100
        $ -> Stopped looking for the elements of the list after 250000 comparisons
        $ -> Variant at index 0 (0) was not found in the actual list
    "#]]
    .assert_eq(&said(r#"{"match": "ignore-order"}"#));
    expect![[r#"
        100
        $ -> Stopped looking for the elements of the list after 250000 comparisons
        $ -> Variant at index 0 (0) was not found in the actual list
    "#]]
    .assert_eq(&said(r#"{"match": "arrayContains", "variants": []}"#));
}
