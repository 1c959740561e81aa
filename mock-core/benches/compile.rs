//! From a contract's text to a plan, and each half alone: what a test waits for before it starts.

mod inputs;

use std::time::Duration;

use divan::Bencher;
use inputs::{Body, Paths, Shape, contract, pact};
use mock_core::Plan;

/// What the interactions of a contract are like.
#[derive(Clone, Copy, Debug)]
enum Interactions {
    Gets,
    PathRules,
    PostsExact,
    PostsWithRules,
}

impl Interactions {
    fn text(self, number: usize) -> String {
        match self {
            Self::Gets => contract(number, Paths::Literal, None),
            Self::PathRules => contract(number, Paths::Rules, None),
            Self::PostsExact => {
                contract(number, Paths::Literal, Some(Body::exact(Shape::OneKilobyte)))
            }
            Self::PostsWithRules => {
                contract(number, Paths::Literal, Some(Body::ruled(Shape::OneKilobyte)))
            }
        }
    }
}

const ALL: [Interactions; 3] =
    [Interactions::Gets, Interactions::PostsExact, Interactions::PostsWithRules];
const SIZES: [usize; 4] = [1, 100, 1_000, 10_000];

/// Text to `Pact`.
#[divan::bench(args = ALL, consts = SIZES)]
fn read<const N: usize>(bencher: Bencher<'_, '_>, interactions: Interactions) {
    let text = interactions.text(N);
    bencher.bench(|| pact(&text));
}

/// `Pact` to `Plan`.
#[divan::bench(args = ALL, consts = SIZES)]
fn plan<const N: usize>(bencher: Bencher<'_, '_>, interactions: Interactions) {
    let pact = pact(&interactions.text(N));
    bencher.bench(|| Plan::compile(&pact));
}

/// Text to `Plan`.
#[divan::bench(args = ALL, consts = SIZES)]
fn whole<const N: usize>(bencher: Bencher<'_, '_>, interactions: Interactions) {
    let text = interactions.text(N);
    bencher.bench(|| inputs::plan(&text));
}

/// Text to `Plan`, with regular expressions that are all different.
#[divan::bench(args = [1, 100, 1_000])]
fn path_rules(bencher: Bencher<'_, '_>, number: usize) {
    let text = Interactions::PathRules.text(number);
    bencher.bench(|| inputs::plan(&text));
}

/// Text to `Plan`, one interaction with a body of this kind.
#[divan::bench(args = Body::ALL)]
fn bodies(bencher: Bencher<'_, '_>, body: Body) {
    let text = contract(1, Paths::Literal, Some(body));
    bencher.bench(|| inputs::plan(&text));
}

fn main() {
    divan::Divan::from_args().max_time(Duration::from_millis(500)).main();
}
