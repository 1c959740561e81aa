//! From an outcome to the text that explains it: what a test that fails pays.

mod inputs;

use std::time::Duration;

use divan::Bencher;
use inputs::{Body, Paths, Shape, contract, get, post, session};
use mock_core::{Outcome, Report};

const PARCEL: Body = Body::ruled(Shape::OneKilobyte);
const SIZES: [usize; 4] = [1, 100, 1_000, 10_000];

fn report(bencher: Bencher<'_, '_>, outcome: &Outcome) {
    bencher.bench(|| Report::new(outcome).to_string());
}

/// Nothing was requested.
#[divan::bench(args = SIZES)]
fn missing(bencher: Bencher<'_, '_>, interactions: usize) {
    let session = session(&contract(interactions, Paths::Literal, None));
    report(bencher, &session.finish());
}

/// Everything happened as written, and one request more.
#[divan::bench(args = SIZES)]
fn unexpected(bencher: Bencher<'_, '_>, interactions: usize) {
    let session = session(&contract(interactions, Paths::Literal, None));
    for number in 0..=interactions {
        session.respond(get(Paths::Literal.of(number)));
    }
    report(bencher, &session.finish());
}

/// Each interaction was requested with one value that is not as expected.
#[divan::bench(args = SIZES)]
fn mismatched(bencher: Bencher<'_, '_>, interactions: usize) {
    let session = session(&contract(interactions, Paths::Literal, Some(PARCEL)));
    for number in 0..interactions {
        session.respond(post(Paths::Literal.of(number), PARCEL.differing(number)));
    }
    report(bencher, &session.finish());
}

/// One request with a body of which one value is not as expected.
#[divan::bench(args = Body::ALL)]
fn bodies(bencher: Bencher<'_, '_>, body: Body) {
    let session = session(&contract(1, Paths::Literal, Some(body)));
    session.respond(post(Paths::Literal.of(0), body.differing(0)));
    report(bencher, &session.finish());
}

fn main() {
    divan::Divan::from_args().max_time(Duration::from_millis(500)).main();
}
