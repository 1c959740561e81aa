//! The hot paths, one at a time, for counting their instructions: `.ci/instructions` runs this
//! under callgrind, which counts inside [`measured`] and nowhere else.
//!
//! `instructions list` lists the paths, each with how many times it runs; `instructions run <path>`
//! runs that one.

#![expect(clippy::print_stdout, reason = "a program that is asked for a list")]

mod inputs;

use std::hint::black_box;
use std::process::ExitCode;

use inputs::{Body, Paths, Shape, contract, get, pact, post, session, tried_session};
use mock_core::{Plan, ReceivedRequest, Report};

const SMALL_EXACT: Body = Body::exact(Shape::OneKilobyte);
const SMALL_RULES: Body = Body::ruled(Shape::OneKilobyte);
const LARGE_RULES: Body = Body::ruled(Shape::OneMegabyte);

/// What is counted. Everything that it needs is there before, and what it owns ends after.
type Work = Box<dyn FnMut()>;

/// A path by its name, how many times it runs, and what gets it ready for that many times.
type HotPath = (&'static str, usize, fn(usize) -> Work);

const HOT_PATHS: [HotPath; 14] = [
    ("read-1000-interactions", 1, |times| {
        let text = contract(1_000, Paths::Literal, Some(SMALL_RULES));
        repeat(times, move || pact(&text))
    }),
    ("compile-1000-interactions", 1, |times| {
        let pact = pact(&contract(1_000, Paths::Literal, Some(SMALL_RULES)));
        repeat(times, move || Plan::compile(&pact))
    }),
    // What a test with a contract of its own waits for: everything that is made on first use is
    // made here.
    ("first-answer", 10, |times| {
        let text = contract(1, Paths::Literal, Some(SMALL_RULES));
        let request = post(Paths::Literal.of(0), SMALL_RULES.fitting(0));
        repeat(times, move || session(&text).respond(request.clone()))
    }),
    ("get", 1_000, |times| {
        respond(times, &contract(1, Paths::Literal, None), get(Paths::Literal.of(0)), true)
    }),
    ("get-one-of-1000", 1_000, |times| {
        respond(times, &contract(1_000, Paths::Literal, None), get(Paths::Literal.of(999)), true)
    }),
    ("get-one-of-1000-path-rules", 20, |times| {
        respond(times, &contract(1_000, Paths::Rules, None), get(Paths::Rules.of(999)), true)
    }),
    ("post-1-kb-exact", 200, |times| post_one(times, 1, SMALL_EXACT, SMALL_EXACT.fitting(0), true)),
    ("post-1-kb-rules", 200, |times| post_one(times, 1, SMALL_RULES, SMALL_RULES.fitting(0), true)),
    ("post-1-mb-each-like", 2, |times| {
        post_one(times, 1, LARGE_RULES, LARGE_RULES.fitting(0), true)
    }),
    ("mismatch-1-kb", 100, |times| {
        post_one(times, 1, SMALL_RULES, SMALL_RULES.differing(0), false)
    }),
    ("mismatch-1-kb-one-of-1000", 100, |times| {
        post_one(times, 1_000, SMALL_RULES, SMALL_RULES.differing(0), false)
    }),
    ("mismatch-1-mb", 2, |times| post_one(times, 1, LARGE_RULES, LARGE_RULES.differing(0), false)),
    ("unexpected-1000-interactions", 5, |times| {
        respond(times, &contract(1_000, Paths::Literal, None), get("/parcel/17"), false)
    }),
    ("report-100-mismatches", 2, |times| {
        let session = session(&contract(100, Paths::Literal, Some(SMALL_RULES)));
        for number in 0..100 {
            session.respond(post(Paths::Literal.of(number), SMALL_RULES.differing(number)));
        }
        let outcome = session.finish();
        repeat(times, move || Report::new(&outcome).to_string())
    }),
];

/// The same again and again. What it makes is kept, as contracts and plans are.
fn repeat<T: 'static>(times: usize, path: impl Fn() -> T + 'static) -> Work {
    // The allocator tidies up what was freed before; so it finds what this path leaves behind, and
    // not what the set-up left.
    drop(path());
    let mut made = Vec::with_capacity(times);
    Box::new(move || made.extend((0..times).map(|_| path())))
}

/// A POST to the first of so many interactions.
fn post_one(times: usize, interactions: usize, body: Body, sent: String, fits: bool) -> Work {
    let text = contract(interactions, Paths::Literal, Some(body));
    respond(times, &text, post(Paths::Literal.of(0), sent), fits)
}

/// The same request again and again, in one session.
fn respond(times: usize, contract: &str, request: ReceivedRequest, fits: bool) -> Work {
    let session = tried_session(contract, &request, fits);
    let mut requests = vec![request; times].into_iter();
    Box::new(move || {
        for request in requests.by_ref() {
            black_box(session.respond(request));
        }
    })
}

/// The only thing that is counted. It is no generic function, so that there is one of its name.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["list"] => HOT_PATHS.iter().for_each(|(name, times, _)| println!("{name} {times}")),
        ["run", path] => {
            let known = HOT_PATHS.iter().find(|(name, ..)| *name == path);
            let Some((_, times, prepare)) = known else { return ExitCode::FAILURE };
            let mut work = prepare(*times);
            measured(&mut work);
        }
        // `cargo bench` runs this among the benches, where it has nothing to tell.
        _ => {}
    }
    ExitCode::SUCCESS
}
