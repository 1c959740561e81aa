//! Any bytes as the body of a contract that is fixed.

use std::error::Error;
use std::sync::{Arc, LazyLock};

use http::HeaderValue;
use http::header::CONTENT_TYPE;
use mock_core::{HttpInteraction, Pact, Plan, ResponsePlan};

use crate::serve::consume;

/// The contracts: each one interaction whose request and response have the same body and rules.
const CONTRACTS: &[(&str, &str)] = &[
    ("json", include_str!("../contracts/json.json")),
    ("json_containers", include_str!("../contracts/json_containers.json")),
    ("json_dates", include_str!("../contracts/json_dates.json")),
    ("json_unordered", include_str!("../contracts/json_unordered.json")),
    ("json_lines", include_str!("../contracts/json_lines.json")),
    ("json_alternatives", include_str!("../contracts/json_alternatives.json")),
    ("form", include_str!("../contracts/form.json")),
    ("text", include_str!("../contracts/text.json")),
    ("binary", include_str!("../contracts/binary.json")),
    ("xml", include_str!("../contracts/xml.json")),
    ("xml_namespaces", include_str!("../contracts/xml_namespaces.json")),
    ("multipart", include_str!("../contracts/multipart.json")),
];

/// What a body may be said to be, apart from what the contract says.
const CONTENT_TYPES: &[&str] = &[
    "application/json",
    "application/hal+json",
    "text/plain; charset=utf-16",
    "text/xml; charset=latin1",
    "multipart/form-data; boundary=x",
    "multipart/mixed",
    "application/x-www-form-urlencoded",
    "image/png",
];

/// A contract, compiled twice: what is said of a body depends on the contract alone.
struct Contract {
    pact: Pact,
    requests: [Arc<Plan>; 2],
    response: ResponsePlan,
}

impl Contract {
    fn compile(text: &str) -> Result<Self, Box<dyn Error>> {
        let pact = Pact::parse(text)?;
        let requests = [Arc::new(Plan::compile(&pact)?), Arc::new(Plan::compile(&pact)?)];
        let response = ResponsePlan::compile(&http(&pact).response)?;
        Ok(Self { pact, requests, response })
    }

    /// Compares a body in both directions.
    fn check(&self, content_type: Option<&'static str>, body: &[u8]) {
        let mut request = http(&self.pact).request.example();
        let mut response = http(&self.pact).response.example();
        request.body = body.to_vec().into();
        response.body = request.body.clone();
        if let Some(content_type) = content_type {
            let value = HeaderValue::from_static(content_type);
            request.headers.insert(CONTENT_TYPE, value.clone());
            response.headers.insert(CONTENT_TYPE, value);
        }
        let [said, again] = self.requests.each_ref().map(|plan| consume(plan, &[request.clone()]));
        assert_eq!(said, again);
        let mismatches = self.response.check(&response);
        assert!(mismatches.iter().all(|mismatch| !mismatch.to_string().is_empty()));
        // Whatever a request may hold, a response may hold as well.
        assert!(mismatches.is_empty() || !said.contains(KEPT), "{mismatches:?}");
    }
}

fn http(pact: &Pact) -> &HttpInteraction {
    pact.interactions[0].http().expect("an HTTP interaction")
}

/// How the report of a request that is what the contract expects begins.
const KEPT: &str = "\nThe contract was kept";

static COMPILED: LazyLock<Vec<Contract>> = LazyLock::new(|| {
    let compile = |(name, text): &(&str, &str)| {
        Contract::compile(text).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    CONTRACTS.iter().map(compile).collect()
});

/// The first letter chooses the contract and the second the content type, `a` that of the
/// contract; all else is the body.
pub fn body(bytes: &[u8]) {
    let [contract, content_type, body @ ..] = bytes else { return };
    let choice = |letter: u8, count: usize| usize::from(letter.wrapping_sub(b'a')) % count;
    let content_type = choice(*content_type, CONTENT_TYPES.len() + 1);
    let content_type = content_type.checked_sub(1).map(|at| CONTENT_TYPES[at]);
    COMPILED[choice(*contract, COMPILED.len())].check(content_type, body);
}
