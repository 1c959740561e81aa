//! Which interaction answers a request, and with what.

use expect_test::{Expect, expect};
use mock_core::{Outcome, Pact, Plan, Reply, Selection, Session, Verdict};

use crate::support::{pact, pact_of, plan, request};

fn session(interactions: &str) -> Session {
    Session::new(plan(&pact(interactions)))
}

/// The statuses with which requests are answered, one after the other. The contract's statuses
/// tell its interactions apart.
#[track_caller]
fn check(interactions: &str, requests: &[&str], statuses: &[u16]) -> Outcome {
    let session = session(interactions);
    let answered: Vec<u16> =
        requests.iter().map(|text| session.respond(request(text)).status.as_u16()).collect();
    assert_eq!(answered, statuses);
    session.finish()
}

#[test]
fn each_request_gets_its_own_interaction() {
    let outcome = check(
        r#"{"request": {"path": "/a"}, "response": {"status": 201}},
           {"request": {"path": "/b"}, "response": {"status": 202}},
           {"request": {"method": "POST", "path": "/a"}, "response": {"status": 203}}"#,
        &["GET /b", "POST /a", "GET /a", "PUT /a", "GET /c"],
        &[202, 203, 201, 500, 500],
    );
    assert!(!outcome.is_success());
    assert_eq!(outcome.missing().count(), 0);
    assert_eq!((0..3).map(|index| outcome.count(index)).collect::<Vec<_>>(), [1, 1, 1]);
}

#[test]
fn a_full_match_beats_a_partial_one_that_says_more() {
    check(
        r#"{"request": {"path": "/x"}, "response": {"status": 201}},
           {"request": {"path": "/x", "headers": {"A": "1", "B": "2", "C": "3"}}, "response": {"status": 202}}"#,
        &["GET /x\nA: 1\nB: 2", "GET /x\nA: 1\nB: 2\nC: 3"],
        &[201, 202],
    );
}

#[test]
fn of_several_matches_the_most_specific_answers() {
    for reversed in [false, true] {
        let mut interactions = [
            r#"{"request": {"path": "/x", "query": {"q": ["1"]}, "matchingRules": {"query": {"q": {"matchers": [{"match": "integer"}]}}}}, "response": {"status": 201}}"#,
            r#"{"request": {"path": "/x", "query": {"q": ["1"]}}, "response": {"status": 202}}"#,
            r#"{"request": {"path": "/x", "query": {"q": ["1"]}, "headers": {"A": "1"}}, "response": {"status": 203}}"#,
            r#"{"request": {"path": "/.*", "query": {"q": ["1"]}, "matchingRules": {"path": {"matchers": [{"match": "regex", "regex": "/.*"}]}, "query": {"q": {"matchers": [{"match": "integer"}]}}}}, "response": {"status": 204}}"#,
        ];
        if reversed {
            interactions.reverse();
        }
        check(
            &interactions.join(","),
            &["GET /x?q=1", "GET /x?q=2", "GET /x?q=1\nA: 1", "GET /y?q=1", "GET /x?q=1\nA: 2"],
            &[202, 201, 203, 204, 202],
        );
    }
}

#[test]
fn bodies_make_a_request_specific() {
    for reversed in [false, true] {
        let mut interactions = [
            r#"{"request": {"method": "POST", "path": "/"}, "response": {"status": 201}}"#,
            r#"{"request": {"method": "POST", "path": "/", "body": {"a": 1}, "matchingRules": {"body": {"$.a": {"matchers": [{"match": "type"}]}}}}, "response": {"status": 202}}"#,
            r#"{"request": {"method": "POST", "path": "/", "body": {"a": 1}}, "response": {"status": 203}}"#,
            r#"{"request": {"method": "POST", "path": "/", "body": null}, "response": {"status": 204}}"#,
        ];
        if reversed {
            interactions.reverse();
        }
        check(
            &interactions.join(","),
            &["POST /\n\n{\"a\":1}", "POST /\n\n{\"a\":2}", "POST /\n\ntext", "POST /"],
            &[203, 202, 201, 204],
        );
    }
}

#[test]
fn equal_requests_are_answered_in_the_order_of_the_file() {
    let outcome = check(
        r#"{"request": {"path": "/poll"}, "response": {"status": 202}},
           {"request": {"path": "/other"}, "response": {"status": 200}},
           {"request": {"path": "/poll"}, "response": {"status": 203}},
           {"request": {"path": "/poll"}, "response": {"status": 201}}"#,
        &["GET /poll", "GET /poll", "GET /other", "GET /poll", "GET /poll", "GET /poll"],
        &[202, 203, 200, 201, 201, 201],
    );
    assert!(outcome.is_success());
    assert_eq!((0..4).map(|index| outcome.count(index)).collect::<Vec<_>>(), [1, 1, 1, 3]);
}

#[test]
fn an_interaction_may_happen_often() {
    let outcome =
        check(r#"{"request": {"path": "/a"}}"#, &["GET /a", "GET /a", "GET /a"], &[200; 3]);
    assert!(outcome.is_success());
}

#[test]
fn interactions_are_told_apart_by_their_place() {
    let twice = r#"{"description": "same", "request": {"path": "/a"}}"#;
    let outcome = check(&format!("{twice},{twice}"), &["GET /a"], &[200]);
    assert!(!outcome.is_success());
    assert_eq!(outcome.missing().collect::<Vec<_>>(), [1]);
}

#[test]
fn hundreds_of_headers_do_not_overflow() {
    let headers: Vec<String> = (0..300).map(|n| format!(r#""X-{n}": "{n}""#)).collect();
    let lines: Vec<String> = (0..300).map(|n| format!("X-{n}: {n}")).collect();
    let wrong: Vec<String> = (0..300).map(|n| format!("X-{n}: wrong")).collect();
    let outcome = check(
        &format!(
            r#"{{"request": {{"path": "/x", "headers": {{{}}}}}, "response": {{"status": 201}}}},
               {{"request": {{"path": "/x"}}, "response": {{"status": 202}}}}"#,
            headers.join(",")
        ),
        &[&format!("GET /x\n{}", lines.join("\n")), &format!("GET /x\n{}", wrong.join("\n"))],
        &[201, 202],
    );
    assert!(outcome.is_success());
    let session = session(&format!(
        r#"{{"request": {{"path": "/x", "headers": {{{}}}}}}}"#,
        headers.join(",")
    ));
    session.respond(request(&format!("GET /x\n{}", wrong.join("\n"))));
    match &session.exchanges()[0].verdict {
        Verdict::Mismatched { mismatches, .. } => assert_eq!(mismatches.count(), 300),
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_several_that_differ_the_closest_is_named() {
    let closest = |text: &str| {
        let session = session(
            r#"{"request": {"path": "/x", "headers": {"A": "1", "B": "2"}}},
               {"request": {"path": "/x", "headers": {"A": "1", "C": "3", "D": "4"}}},
               {"request": {"path": "/y"}},
               {"request": {"method": "DELETE", "path": "/other/thing"}}"#,
        );
        session.respond(request(text));
        match &session.exchanges()[0].verdict {
            Verdict::Mismatched { closest, mismatches } => {
                format!("{closest}: {}", mismatches.len())
            }
            Verdict::Unexpected { nearest: Some((index, mismatches)) } => {
                format!("near {index}: {}", mismatches.len())
            }
            Verdict::Unexpected { nearest: None } => "nothing".to_owned(),
            other => panic!("{other:?}"),
        }
    };
    let check = |text: &str, expected: Expect| expected.assert_eq(&closest(text));
    check("GET /x", expect!["0: 2"]);
    check("GET /x\nC: 3\nD: 4", expect!["1: 1"]);
    check("GET /x\nA: 1", expect!["0: 1"]);
    check("GET /y?a=1", expect!["2: 1"]);
    check("POST /y", expect!["near 2: 1"]);
    check("GET /yy", expect!["near 2: 1"]);
    check("DELETE /other/thong", expect!["near 3: 1"]);
    check("GET /completely/different/from/all", expect!["near 3: 2"]);
}

fn reply(response: &str) -> Reply {
    session(&format!(r#"{{"response": {response}}}"#)).respond(request("GET /"))
}

#[test]
fn replies_hold_what_the_contract_says_and_nothing_else() {
    let reply = reply(
        r#"{"status": 418, "headers": {"X-B": "2", "X-A": ["1", "a, b"], "Vary": "x, y", "X-U": "é"}, "body": {"z": 1.10, "a": [ ]}}"#,
    );
    assert_eq!(reply.status, 418);
    let headers: Vec<_> = reply
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    assert_eq!(headers, ["x-b: 2", "x-a: 1", "x-a: a, b", "vary: x, y", "x-u: é"]);
    assert_eq!(reply.body, r#"{"z":1.10,"a":[]}"#);
}

#[test]
fn replies_without_a_body() {
    assert_eq!(reply("{}").body, "");
    assert_eq!(reply(r#"{"body": null}"#).body, "");
    assert_eq!(reply(r#"{"body": ""}"#).body, "");
    assert!(reply(r#"{"body": {"a": 1}}"#).headers.is_empty());
}

#[test]
fn a_version_4_body_tells_its_type_in_the_reply() {
    let pact = pact_of(
        "4.0",
        r#"{"type": "Synchronous/HTTP", "response": {"body": {"content": "aGk=", "encoded": true, "contentType": "image/gif"}}}"#,
    );
    let reply = Session::new(plan(&pact)).respond(request("GET /"));
    assert_eq!(
        (&reply.body[..], reply.headers["content-type"].to_str().unwrap()),
        (&b"hi"[..], "image/gif")
    );
}

#[track_caller]
fn check_refused(pact: &Pact, selection: &Selection, says: Expect) {
    says.assert_eq(&Plan::select(pact, selection).unwrap_err().to_string());
}

#[test]
fn contracts_that_cannot_be_served() {
    let all = Selection::all();
    check_refused(
        &pact(r#"{"response": {"status": 101}}"#),
        &all,
        expect!["1:19: at /interactions/0: the status 101 is no final response"],
    );
    check_refused(
        &pact(r#"{"response": {"headers": {"X-A": "a\nb", "X-B": "\u0000"}}}"#),
        &all,
        expect![[r#"
            1:19: at /interactions/0: HTTP cannot carry the response header X-A: "a\nb"
            1:19: at /interactions/0: HTTP cannot carry the response header X-B: "\0""#]],
    );
    check_refused(&pact(""), &all, expect!["the contract has no interactions"]);
}

#[test]
fn parts_of_a_contract() {
    let pact = pact(
        r#"{"description": "reads", "providerState": "full", "response": {"status": 201}},
           {"description": "writes", "providerState": "empty", "response": {"status": 202}},
           {"description": "reads", "providerState": "empty", "response": {"status": 203}}"#,
    );
    let served = |selection: &Selection| -> Vec<u16> {
        let plan = Plan::select(&pact, selection).unwrap();
        plan.interactions().iter().map(|one| one.http().unwrap().response.status).collect()
    };
    assert_eq!(served(&Selection::all()), [201, 202, 203]);
    assert_eq!(served(&Selection::all().interactions(["reads"])), [201, 203]);
    assert_eq!(served(&Selection::all().state("empty")), [202, 203]);
    assert_eq!(served(&Selection::all().interactions(["reads"]).state("empty")), [203]);
    check_refused(
        &pact,
        &Selection::all().interactions(["reads", "wrtes"]),
        expect![[
            r#"no interaction "wrtes"; did you mean "writes"? (there are "reads", "writes")"#
        ]],
    );
    check_refused(
        &pact,
        &Selection::all().state("fulll"),
        expect![[r#"no provider state "fulll"; did you mean "full"? (there are "full", "empty")"#]],
    );
    check_refused(
        &pact,
        &Selection::all().state("broken").interactions(["writes"]),
        expect![[r#"no provider state "broken"; there are "full", "empty""#]],
    );
    check_refused(
        &pact,
        &Selection::all().state("full").interactions(["writes"]),
        expect!["no interaction is selected"],
    );
}

/// Several contracts behind one server.
#[test]
fn several_contracts() {
    let orders = pact(
        r#"{"description": "reads", "providerState": "full", "request": {"path": "/orders"},
            "response": {"status": 201}},
           {"description": "polls", "request": {"path": "/job"}, "response": {"status": 202}}"#,
    );
    let users = pact(
        r#"{"description": "signs in", "request": {"path": "/users"}, "response": {"status": 203}},
           {"description": "polls", "request": {"path": "/job"}, "response": {"status": 204}}"#,
    );
    let both = [&orders, &users];
    let served = |selection: &Selection| -> Vec<u16> {
        let plan = Plan::select_all(&both, selection).unwrap();
        plan.interactions().iter().map(|one| one.http().unwrap().response.status).collect()
    };
    assert_eq!(served(&Selection::all()), [201, 202, 203, 204]);
    assert_eq!(served(&Selection::all().interactions(["polls", "signs in"])), [202, 203, 204]);
    assert_eq!(served(&Selection::all().state("full")), [201]);
    let session = Session::new(Plan::select_all(&both, &Selection::all()).unwrap().into());
    // Equal requests are answered in the order of the files.
    let statuses = ["/job", "/users", "/job", "/orders", "/job"]
        .map(|path| session.respond(request(&format!("GET {path}"))).status.as_u16());
    assert_eq!(statuses, [202, 203, 204, 201, 204]);
    assert!(session.finish().is_success());
}

#[test]
fn several_contracts_that_cannot_be_served() {
    let check = |pacts: &[Pact], selection: &Selection, says: Expect| {
        let error = Plan::select_all(pacts, selection).unwrap_err();
        says.assert_eq(&error.in_files(&["orders.json", "users.json"]).to_string());
    };
    let empty = pact("");
    let good = pact(r#"{"description": "reads", "providerState": "full"}"#);
    let bad = pact(r#"{"description": "writes", "response": {"status": 101}}"#);
    let all = Selection::all();
    check(&[], &all, expect!["there is no contract"]);
    check(&[empty.clone(), empty.clone()], &all, expect!["the contracts have no interactions"]);
    check(
        &[bad.clone(), bad.clone()],
        &all,
        expect![[r#"
        orders.json:1:19: at /interactions/0: the status 101 is no final response
        users.json:1:19: at /interactions/0: the status 101 is no final response"#]],
    );
    check(
        &[good.clone(), bad.clone()],
        &all.clone().interactions(["wrote"]),
        expect![[
            r#"no interaction "wrote"; did you mean "writes"? (there are "reads", "writes")"#
        ]],
    );
    check(
        &[good.clone(), bad.clone()],
        &all.clone().state("ful"),
        expect![[r#"no provider state "ful"; did you mean "full"? (there are "full")"#]],
    );
    let nothing = all.clone().state("full").interactions(["writes"]);
    check(&[good.clone(), bad.clone()], &nothing, expect!["no interaction is selected"]);
    // What is wrong elsewhere does not keep the selected from being served.
    assert!(Plan::select_all(&[good, bad, empty], &all.interactions(["reads"])).is_ok());
}
