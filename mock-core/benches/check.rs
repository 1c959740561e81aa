//! From a request to its verdict: what every request pays.

mod inputs;

use std::time::Duration;

use divan::Bencher;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, HeaderValue};
use inputs::{Body, Paths, contract, get, post, tried_session};
use mock_core::{ReceivedRequest, ReceivedResponse, ResponsePlan};

/// Which of a contract's interactions a request is for.
#[derive(Clone, Copy, Debug)]
enum Meant {
    First,
    Last,
    None,
}

impl Meant {
    const ALL: [Self; 3] = [Self::First, Self::Last, Self::None];

    fn is_any(self) -> bool {
        !matches!(self, Self::None)
    }

    fn path(self, paths: Paths, interactions: usize) -> String {
        match self {
            Self::First => paths.of(0),
            Self::Last => paths.of(interactions - 1),
            Self::None => paths.of(0) + "/none",
        }
    }
}

/// The same request again and again; what is recorded of it is forgotten before it is repeated.
fn respond(bencher: Bencher<'_, '_>, contract: &str, request: &ReceivedRequest, fits: bool) {
    let session = tried_session(contract, request, fits);
    let next = || {
        session.reset();
        request.clone()
    };
    bencher.with_inputs(next).bench_values(|request| session.respond(request));
}

#[divan::bench(args = Meant::ALL, consts = [1, 100, 1_000, 10_000])]
fn literal_paths<const N: usize>(bencher: Bencher<'_, '_>, meant: Meant) {
    let request = get(meant.path(Paths::Literal, N));
    respond(bencher, &contract(N, Paths::Literal, None), &request, meant.is_any());
}

#[divan::bench(args = Meant::ALL, consts = [1, 100, 1_000])]
fn path_rules<const N: usize>(bencher: Bencher<'_, '_>, meant: Meant) {
    let request = get(meant.path(Paths::Rules, N));
    respond(bencher, &contract(N, Paths::Rules, None), &request, meant.is_any());
}

#[divan::bench(args = Body::ALL)]
fn fitting_body(bencher: Bencher<'_, '_>, body: Body) {
    let request = post(Paths::Literal.of(0), body.fitting(0));
    respond(bencher, &contract(1, Paths::Literal, Some(body)), &request, true);
}

/// With the whole diagnosis, and the answer that carries it.
#[divan::bench(args = Body::ALL)]
fn differing_body(bencher: Bencher<'_, '_>, body: Body) {
    let request = post(Paths::Literal.of(0), body.differing(0));
    respond(bencher, &contract(1, Paths::Literal, Some(body)), &request, false);
}

/// The plan of a body alone, without anything around it.
#[divan::bench(args = Body::ALL)]
fn plan_alone(bencher: Bencher<'_, '_>, body: Body) {
    let pact = inputs::pact(&inputs::contract_of_response(body));
    let interaction = pact.interactions[0].http().expect("an HTTP interaction");
    let plan = ResponsePlan::compile(&interaction.response).expect("the response can be checked");
    let json = HeaderValue::from_static("application/json");
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, json)]);
    let actual = ReceivedResponse { status: 200, headers, body: body.fitting(0).into() };
    assert!(plan.check(&actual).is_empty(), "the response fits");
    bencher.bench(|| plan.check(&actual));
}

fn main() {
    divan::Divan::from_args().max_time(Duration::from_millis(500)).main();
}
