//! No verdict, reply or report depends on the order of a hash map: each map of a process has an
//! order of its own, so that compiling again shows it.

use mock_core::generator::{Clock, GeneratorContext};
use mock_core::{Pact, Plan, Report, Session};
use proptest::prelude::*;

use super::config;
use super::contracts::contract;
use super::requests::{Change, change, part};
use super::rules::ruled_body;
use super::tree::{changed, tree};
use crate::support::{Direction, judge_json};

/// All that is to be seen of a contract: what was read, the replies to requests that differ from
/// its own, the report, and what generators made.
fn seen(text: &str, changes: &[Change]) -> String {
    let pact = Pact::parse(text).unwrap();
    let context = GeneratorContext::default();
    let mut seen = pact.to_json();
    let plan = match Plan::compile(&pact) {
        Ok(plan) => plan,
        Err(error) => return format!("{seen}\n{error}"),
    };
    let session = Session::new(plan.into()).with_generators(context.clone(), Clock::default);
    for http in pact.interactions.iter().filter_map(|one| one.http()) {
        let example = http.request.example();
        let requests = changes.iter().map(|change| change.apply(example.clone()));
        let requests = requests.chain([http.request.generated(&context)]);
        let replies = requests.map(|request| format!("{:?}\n", session.respond(request)));
        seen.extend(replies);
        seen.push_str(&format!("{:?}\n", http.response.generated(&context)));
    }
    format!("{seen}\n{}", Report::new(&session.outcome()))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn of_contracts(text in contract(), changes in proptest::collection::vec(change(), 0..3)) {
        let first = seen(&text, &changes);
        for _ in 0..2 {
            prop_assert_eq!(&seen(&text, &changes), &first);
        }
    }

    #[test]
    fn of_equal_requests(part in part(), changes in proptest::collection::vec(change(), 0..3)) {
        let one = format!(r#"{{"request": {{{}}}}}"#, part.request("3.0.0"));
        let text = format!(r#"{{"interactions": [{one}, {one}]}}"#);
        prop_assert_eq!(seen(&text, &changes), seen(&text, &changes));
    }

    #[test]
    fn of_bodies(body in ruled_body(), at in any::<usize>(), other in tree()) {
        let (rules, expected) = (body.by_category(), body.example.to_string());
        let actual = changed(&body.example, at, &other).to_string();
        for direction in [Direction::Request, Direction::Response] {
            let said = || judge_json(direction, &rules, &expected, &actual);
            let first = said();
            for _ in 0..3 {
                prop_assert_eq!(&said(), &first);
            }
        }
    }
}
