//! An example keeps its own contract.

use http::{HeaderMap, Method};
use mock_core::{Pact, Plan, ReceivedRequest, ReceivedResponse, Report, ResponsePlan, Session};
use proptest::prelude::*;

use super::config;
use super::contracts::contract;
use super::requests::part;
use super::rules::{RuledBody, ruled_body};
use super::tree::{changed, tree};
use crate::support::{judge, judge_in, judge_response, pact, pact_of, plan, sentences};

fn put(body: &str) -> ReceivedRequest {
    ReceivedRequest { body: body.to_owned().into(), ..ReceivedRequest::new(Method::PUT, "/") }
}

fn expecting(body: &RuledBody, rules: &str) -> String {
    let example = &body.example;
    format!(r#"{{"method": "PUT", "body": {example}, "matchingRules": {{"body": {rules}}}}}"#)
}

/// The body as the contract would have it go over the wire.
fn as_sent(body: &RuledBody) -> String {
    let pact = pact(&format!(r#"{{"request": {{"body": {}}}}}"#, body.example));
    pact.interactions[0].http().expect("HTTP").request.example().text()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn of_a_body(body in ruled_body()) {
        for rules in [body.by_category(), body.in_lists()] {
            let expected = expecting(&body, &rules);
            let said = judge(&expected, put(&as_sent(&body)));
            prop_assert!(said.is_empty(), "{said}\n{expected}");
        }
    }

    #[test]
    fn of_a_request(part in part(), version in prop::sample::select(&["2.0.0", "3.0.0"][..])) {
        let expected = format!("{{{}}}", part.request(version));
        let pact = pact_of(version, &format!(r#"{{"request": {expected}}}"#));
        let example = pact.interactions[0].http().expect("HTTP").request.example();
        let said = judge_in(version, &expected, example);
        prop_assert!(said.is_empty(), "{said}\n{expected}");
    }

    #[test]
    fn of_a_response(part in part()) {
        let expected = format!("{{{}}}", part.response("3.0.0"));
        let pact = pact(&format!(r#"{{"response": {expected}}}"#));
        let example = pact.interactions[0].http().expect("HTTP").response.example();
        let said = judge_response(&expected, &example);
        prop_assert!(said.is_empty(), "{said}\n{expected}");
    }

    /// A whole contract, served to its own requests and given its own responses.
    #[test]
    fn of_a_contract(text in contract()) {
        let pact = Pact::parse(&text).unwrap();
        if Plan::compile(&pact).is_err() {
            // Nothing in it is to be served.
            prop_assert!(pact.interactions.iter().all(|one| one.http().is_none()), "{text}");
            return Ok(());
        }
        let session = Session::new(plan(&pact));
        for http in pact.interactions.iter().filter_map(|one| one.http()) {
            session.respond(http.request.example());
            let said = ResponsePlan::compile(&http.response).unwrap().check(&http.response.example());
            prop_assert!(said.is_empty(), "{}\n{text}", sentences(&said));
        }
        let outcome = session.finish();
        let is_kept = outcome.exchanges().iter().all(|one| one.verdict.is_match());
        prop_assert!(is_kept, "{}\n{text}", Report::new(&outcome));
    }

    /// What a request may hold, a response may hold as well: requests are the stricter ones.
    #[test]
    fn whatever_fits_a_request_fits_a_response(
        body in ruled_body(), at in any::<usize>(), other in tree(),
    ) {
        let expected = expecting(&body, &body.by_category());
        let actual = changed(&body.example, at, &other).to_string();
        if judge(&expected, put(&actual)).is_empty() {
            let body = actual.into();
            let response = ReceivedResponse { status: 200, headers: HeaderMap::new(), body };
            let said = judge_response(&expected, &response);
            prop_assert!(said.is_empty(), "{said}");
        }
    }
}
