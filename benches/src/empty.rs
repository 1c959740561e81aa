//! What an empty `#[mock_test]` costs when it runs, beside an empty `#[test]`.
//!
//! Its server is started, is never called, and comes to a verdict, as in any other: the contract
//! lets the one interaction happen any number of times. The crate is built in the dev profile, as
//! tests are.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::bench::Bench;
use crate::table::{Table, median};
use crate::user_crate::{MOCK_RUNTIME, PACT, Times, UserCrate, progress, run as run_program};

const TESTS: usize = 1000;

const HEAD: &str = "#![allow(unused)]\nuse mock_runtime::{MockServer, mock_test};\n";

pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    let count = bench.scaled(TESTS);
    // One test shows what a process pays once, and thousand what each of them pays.
    let files = [
        ("plain_one", plain(1)),
        ("mock_one", mock(1)),
        ("plain_many", plain(count)),
        ("mock_many", mock(count)),
    ];
    let manifest = format!("[dev-dependencies]\nmock-runtime = {{ path = {MOCK_RUNTIME:?} }}\n");
    let user = UserCrate::new("empty", &manifest, &[PACT])?;
    for (name, text) in &files {
        user.write(&format!("tests/{name}.rs"), text)?;
    }
    progress("empty: building a crate of tests");
    run_program(user.build_tests())?;
    let programs = user.programs()?;
    let program = |name: &str| {
        let found = programs.iter().find(|(target, _)| target == name);
        found
            .map(|(_, path)| path)
            .ok_or_else(|| io::Error::other(format!("cargo built no {name}")))
    };
    let title = format!("An empty test, dev profile: {count} in a process, and one");
    let columns = ["tests", "plain, µs", "mock_test, µs", "more, µs", "more of processor, µs"];
    let mut table = Table::new(title, &columns);
    let rows = [
        ("one thread", "many", count),
        ("as many threads as cores", "many", count),
        ("one test alone", "one", 1),
    ];
    for (name, which, tests) in rows {
        let threads = (which == "many" && name == "one thread").then_some("--test-threads=1");
        let (plain, mock) =
            (program(&format!("plain_{which}"))?, program(&format!("mock_{which}"))?);
        let mut rounds = Vec::new();
        for _ in 0..bench.rounds(11) {
            rounds.push((of(&user, plain, threads)?, of(&user, mock, threads)?));
        }
        let micros = 1e6 / tests as f64;
        table.row(
            name,
            [
                median(rounds.iter().map(|(plain, _)| plain.wall)) * micros,
                median(rounds.iter().map(|(_, mock)| mock.wall)) * micros,
                median(rounds.iter().map(|(plain, mock)| mock.wall - plain.wall)) * micros,
                median(rounds.iter().map(|(plain, mock)| mock.processor - plain.processor))
                    * micros,
            ],
        );
    }
    bench.print(&table)
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
fn of(user: &UserCrate, program: &Path, threads: Option<&str>) -> io::Result<Times> {
    let mut command = Command::new(program);
    command.arg("--quiet").args(threads).current_dir(user.folder());
    command.env("CARGO_MANIFEST_DIR", user.folder()).env("CARGO_PKG_NAME", "user");
    command.env_remove("RUST_TEST_THREADS");
    Ok(run_program(command)?.0)
}
