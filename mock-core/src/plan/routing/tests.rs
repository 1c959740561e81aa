//! The index against a plain loop over all interactions, which is what it stands for.

use http::Method;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Pact, Plan, ReceivedRequest};

/// What paths, those of contracts and those that come, are made of.
const PIECES: [&str; 6] = ["/", "a", "b", "7", "é", " "];

/// What regular expressions are made of besides.
const REGEXES: [&str; 13] = [
    r"\d*", ".*", "^", "$", "|", "(?:/a|b)", "(a)?", "[^/]+", "b?", "(?i)A", "(?=/)", "7{2}",
    "(?>a+)",
];

/// What a contract says of a path: the example and its rules.
#[derive(Clone, Debug)]
struct Expected {
    method: &'static str,
    path: String,
    rules: Option<String>,
}

fn path() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 0..4).prop_map(|pieces| format!("/{}", pieces.concat()))
}

fn rule() -> impl Strategy<Value = String> {
    let piece = prop_oneof![1 => select(&PIECES[..]), 2 => select(&REGEXES[..])];
    let regex = vec(piece, 0..4).prop_map(|pieces| format!("/{}", pieces.concat()));
    let is_valid = |regex: &String| crate::regex::Pattern::new(regex).is_ok();
    let regex = regex.prop_filter("no regular expression", is_valid);
    prop_oneof![
        4 => regex.prop_map(|regex| {
            let regex = serde_json::Value::from(regex);
            format!(r#"{{"match": "regex", "regex": {regex}}}"#)
        }),
        1 => Just(r#"{"match": "type"}"#.to_owned()),
        1 => select(&PIECES[..]).prop_map(|text| format!(r#"{{"match": "include", "value": "{text}"}}"#)),
        1 => Just(r#"{"match": "equality"}"#.to_owned()),
    ]
}

fn expected() -> impl Strategy<Value = Expected> {
    let rules = (vec(rule(), 1..3), select(&["AND", "OR"][..])).prop_map(|(rules, combine)| {
        format!(r#"{{"combine": "{combine}", "matchers": [{}]}}"#, rules.join(", "))
    });
    (select(&["GET", "post"][..]), path(), proptest::option::weighted(0.7, rules))
        .prop_map(|(method, path, rules)| Expected { method, path, rules })
}

fn plan(expected: &[Expected]) -> Plan {
    let interaction = |one: &Expected| {
        let rules = one
            .rules
            .as_ref()
            .map_or_else(String::new, |rules| format!(r#", "matchingRules": {{"path": {rules}}}"#));
        let (method, path) = (one.method, serde_json::Value::from(one.path.as_str()));
        format!(r#"{{"request": {{"method": "{method}", "path": {path}{rules}}}}}"#)
    };
    let interactions: Vec<String> = expected.iter().map(interaction).collect();
    let pact = format!(r#"{{"interactions": [{}]}}"#, interactions.join(", "));
    Plan::compile(&Pact::parse(&pact).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_what_a_plain_loop_finds(
        expected in vec(expected(), 1..12),
        paths in vec(path(), 1..8),
        method in select(vec![Method::GET, Method::POST, Method::PUT]),
    ) {
        let plan = plan(&expected);
        for path in paths.iter().chain(expected.iter().map(|one| &one.path)) {
            let request = ReceivedRequest::new(method.clone(), path);
            let mut found = Vec::new();
            plan.routes.addressed(&plan.requests, &request, &mut |index| found.push(index));
            found.sort_unstable();
            let all = plan.requests.iter().enumerate();
            let fitting = all.filter(|(_, one)| {
                one.method().eq_ignore_ascii_case(method.as_str()) && one.fits_path(path)
            });
            prop_assert_eq!(found, fitting.map(|(at, _)| at).collect::<Vec<_>>(), "{}", path);
        }
    }
}
