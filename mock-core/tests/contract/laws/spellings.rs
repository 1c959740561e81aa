//! A version 2 file and its version 3 spelling judge alike.

use mock_core::ReceivedRequest;
use proptest::prelude::*;

use super::config;
use super::requests::{AnyBody, Change, Part, change, part};
use super::tree::{changed, tree};
use crate::support::{judge_in, pact_of};

/// What a version says of a request that differs in some way from the example.
fn judged(version: &str, part: &Part, changes: &[Change], body: Option<&str>) -> String {
    let expected = format!("{{{}}}", part.request(version));
    let pact = pact_of(version, &format!(r#"{{"request": {expected}}}"#));
    let example = pact.interactions[0].http().expect("HTTP").request.example();
    let mut actual = changes.iter().fold(example, |request, change| change.apply(request));
    if let Some(body) = body {
        actual = ReceivedRequest { body: body.to_owned().into(), ..actual };
    }
    judge_in(version, &expected, actual)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn of_requests(part in part(), changes in proptest::collection::vec(change(), 0..3)) {
        let new = judged("3.0.0", &part, &changes, None);
        prop_assert_eq!(judged("2.0.0", &part, &changes, None), new);
    }

    #[test]
    fn of_bodies(part in part(), at in any::<usize>(), other in tree()) {
        let AnyBody::Json(json) = &part.body else { return Ok(()) };
        let body = changed(&json.example, at, &other).to_string();
        let new = judged("3.0.0", &part, &[], Some(&body));
        prop_assert_eq!(judged("2.0.0", &part, &[], Some(&body)), new);
    }
}
