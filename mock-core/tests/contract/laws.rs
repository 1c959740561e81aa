//! What holds for every contract.

use http::Method;
use mock_core::json::Document;
use mock_core::{Pact, Plan, ReceivedRequest, Report, ResponsePlan, Session};
use proptest::prelude::*;

use crate::strategies::{RuledBody, changed, contract, ruled_body, tree};
use crate::support::{judge, judge_in, plan, sentences};

fn put(body: &str) -> ReceivedRequest {
    ReceivedRequest { body: body.to_owned().into(), ..ReceivedRequest::new(Method::PUT, "/") }
}

fn expecting(body: &RuledBody, rules: &str) -> String {
    format!(r#"{{"method": "PUT", "body": {}, "matchingRules": {rules}}}"#, body.example)
}

/// A member of the source is in the written contract as it was.
fn kept(source: &Document<'_>, written: &Document<'_>, names: &[&str]) {
    let member = |document: &Document<'_>| {
        let mut value = document.root();
        for name in names {
            value = match name.parse() {
                Ok(index) => value.elements().nth(index)?,
                Err(_) => value.get(name)?,
            };
        }
        Some(value.compact())
    };
    if let Some(expected) = member(source) {
        assert_eq!(member(written), Some(expected), "{names:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn an_example_keeps_its_own_contract(body in ruled_body()) {
        let expected = expecting(&body, &body.by_category());
        let said = judge(&expected, put(&as_sent(&body)));
        prop_assert!(said.is_empty(), "{said}\n{expected}");
    }

    #[test]
    fn the_old_and_the_new_form_of_rules_judge_alike(
        body in ruled_body(), at in any::<usize>(), other in tree(),
    ) {
        let actual = put(&changed(&body.example, at, &other).to_string());
        let new = judge_in("3.0.0", &expecting(&body, &body.by_category()), actual.clone());
        let old = judge_in("2.0.0", &expecting(&body, &body.flat()), actual);
        prop_assert_eq!(new, old);
    }

    /// What a request may hold, a response may hold as well: requests are the stricter ones.
    #[test]
    fn whatever_fits_a_request_fits_a_response(
        body in ruled_body(), at in any::<usize>(), other in tree(),
    ) {
        let expected = expecting(&body, &body.by_category());
        let actual = changed(&body.example, at, &other).to_string();
        if judge(&expected, put(&actual)).is_empty() {
            let response = mock_core::ReceivedResponse {
                status: 200,
                headers: http::HeaderMap::new(),
                body: actual.into(),
            };
            let said = crate::support::judge_response(&expected, &response);
            prop_assert!(said.is_empty(), "{said}");
        }
    }

    #[test]
    fn the_verdict_is_the_same_every_time(body in ruled_body(), at in any::<usize>(), other in tree()) {
        let expected = expecting(&body, &body.by_category());
        let actual = changed(&body.example, at, &other).to_string();
        let first = judge(&expected, put(&actual));
        for _ in 0..4 {
            prop_assert_eq!(&judge(&expected, put(&actual)), &first);
        }
    }

    /// Writing what was read and reading what was written change nothing.
    #[test]
    fn a_contract_survives_being_written(text in contract()) {
        let pact = Pact::parse(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        let written = pact.to_json();
        let again = Pact::parse(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
        prop_assert_eq!(again.to_json(), written.clone());
        let (source, written) = (Document::parse(&*text).unwrap(), Document::parse(written).unwrap());
        for names in [
            &["consumer"][..], &["extra"], &["metadata"],
        ] {
            kept(&source, &written, names);
        }
        for index in ["0", "1", "2"] {
            for names in [
                &["request", "query"][..], &["request", "headers"], &["request", "body"], &["request", "matchingRules"],
                &["request", "more"], &["response"], &["comments"], &["unknown"], &["_id"], &["pending"],
                &["key"], &["transport"], &["providerStates"],
            ] {
                kept(&source, &written, &[&["interactions", index][..], names].concat());
            }
        }
    }

    /// A contract that can be served keeps itself, and its report is the same every time.
    #[test]
    fn the_examples_of_a_contract_keep_it(text in contract()) {
        let pact = Pact::parse(&text).unwrap();
        let (Ok(_), Ok(_)) = (Plan::compile(&pact), Plan::compile(&pact)) else { return Ok(()) };
        let report = |session: &Session| Report::new(&session.outcome()).to_string();
        let run = || {
            let session = Session::new(plan(&pact));
            for one in pact.interactions.iter().filter_map(|one| one.http()) {
                session.respond(one.request.example());
            }
            session
        };
        let session = run();
        prop_assert!(session.outcome().exchanges().iter().all(|one| one.verdict.is_match()), "{}\n{text}", report(&session));
        prop_assert_eq!(report(&session), report(&run()));
        for one in pact.interactions.iter().filter_map(|one| one.http()) {
            let said = ResponsePlan::compile(&one.response).unwrap().check(&one.response.example());
            prop_assert!(said.is_empty(), "{}", sentences(&said));
        }
    }
}

/// The body as the contract would have it go over the wire.
fn as_sent(body: &RuledBody) -> String {
    let text = body.example.to_string();
    let pact = crate::support::pact(&format!(r#"{{"request": {{"body": {text}}}}}"#));
    let request = &pact.interactions[0].http().expect("HTTP").request;
    request.example().text()
}
