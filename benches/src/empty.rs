//! What an empty `#[mock_test]` costs when it runs, beside an empty `#[test]`.
//!
//! Its server is started, is never called, and comes to a verdict, as in any other: the contract
//! lets the one interaction happen any number of times. The crate is built in the dev profile, as
//! tests are.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::Bench;
use crate::table::{Table, median};
use crate::user_crate::{
    MOCK_RUNTIME, PACT, Times, UserCrate, programs, progress, run as run_program,
};

const TESTS: usize = 1000;

const HEAD: &str = "#![allow(unused)]\nuse mock_runtime::{MockServer, mock_test};\n";

pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    let count = bench.scaled(TESTS);
    let manifest = format!("[dev-dependencies]\nmock-runtime = {{ path = {MOCK_RUNTIME:?} }}\n");
    let user = UserCrate::new("empty", &manifest, &[PACT])?;
    // One test shows what a process pays once, and a thousand what each of them pays.
    for (name, tests) in [("one", 1), ("many", count)] {
        user.write(&format!("tests/plain_{name}.rs"), &plain(tests))?;
        user.write(&format!("tests/mock_{name}.rs"), &mock(tests))?;
    }
    progress("empty: building a crate of tests");
    let programs = programs(&run_program(user.build_tests())?.1);
    let title = format!("An empty test, dev profile: {count} in a process, and one");
    let columns = ["tests", "plain, µs", "mock_test, µs", "more, µs", "more of processor, µs"];
    let mut table = Table::new(title, &columns);
    for (what, name, tests, arguments) in [
        ("one thread", "many", count, &["--test-threads=1"][..]),
        ("as many threads as cores", "many", count, &[]),
        ("one test alone", "one", 1, &[]),
    ] {
        let plain = program(&programs, &format!("plain_{name}"))?;
        let mock = program(&programs, &format!("mock_{name}"))?;
        let rounds = (0..bench.rounds(11))
            .map(|_| Ok([of(&user, plain, arguments)?, of(&user, mock, arguments)?]))
            .collect::<io::Result<Vec<_>>>()?;
        table.row(what, figures(&rounds).map(|seconds| seconds / tests as f64 * 1e6));
    }
    bench.print(&table)
}

/// In seconds: the plain tests, the others, and how much more these are, by the clock and of
/// processor time.
fn figures(rounds: &[[Times; 2]]) -> [f64; 4] {
    let median = |figure: fn(&[Times; 2]) -> f64| median(rounds.iter().map(figure));
    [
        median(|[plain, _]| plain.wall),
        median(|[_, mock]| mock.wall),
        median(|[plain, mock]| mock.wall - plain.wall),
        median(|[plain, mock]| mock.processor - plain.processor),
    ]
}

fn program<'a>(programs: &'a [(String, PathBuf)], name: &str) -> io::Result<&'a Path> {
    let found = programs.iter().find(|(target, _)| target == name);
    found
        .map(|(_, path)| path.as_path())
        .ok_or_else(|| io::Error::other(format!("cargo built no {name}")))
}

fn plain(count: usize) -> String {
    tests(count, |number| format!("#[test]\nfn t{number}() {{}}\n"))
}

fn mock(count: usize) -> String {
    let attribute = format!("#[mock_test(pact = {:?}, calls(\"read an order\" = 0..))]", PACT.0);
    tests(count, |number| format!("{attribute}\nfn t{number}(_orders: MockServer) {{}}\n"))
}

fn tests(count: usize, test: impl Fn(usize) -> String) -> String {
    [HEAD.to_owned()].into_iter().chain((0..count).map(test)).collect()
}

/// What it costs to run such tests, as cargo would run them.
fn of(user: &UserCrate, program: &Path, arguments: &[&str]) -> io::Result<Times> {
    let mut command = Command::new(program);
    command.arg("--quiet").args(arguments).current_dir(user.folder());
    command.env("CARGO_MANIFEST_DIR", user.folder()).env("CARGO_PKG_NAME", "user");
    command.env_remove("RUST_TEST_THREADS");
    Ok(run_program(command)?.0)
}
