//! What it costs to depend on something: crates, a build from nothing, and a rebuild after a test
//! was edited.
//!
//! Each case is a crate that has nothing but that dependency and a test which uses it.

mod cases;

use std::collections::BTreeSet;
use std::io;

use crate::bench::Bench;
use crate::table::{Table, median, median_ratio};
use crate::user_crate::{Times, UserCrate, programs, progress, run as run_program};
use cases::{Case, EDITED, EDITED_PLAIN};

/// How often a test is written in a round.
const EDITS: usize = 4;

/// The floor comes first.
pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    let wanted = |case: &&Case| {
        case.is_floor()
            || (bench.options.wants(case.name) && !(bench.options.quick && case.is_slow))
    };
    let mut rows = Vec::new();
    for case in cases::all().iter().filter(wanted) {
        rows.push(Row::new(case)?);
    }
    let rounds = bench.rounds(5);
    for round in 0..rounds {
        for row in &mut rows {
            // What takes minutes is built once, unless somebody asks for it by its name.
            if round == 0 || !row.case.is_slow || bench.options.names(row.case.name) {
                progress(&format!(
                    "dependency: round {} of {rounds}: {}",
                    round + 1,
                    row.case.name
                ));
                row.measure(round)?;
            }
        }
    }
    bench.print(&table(&rows))
}

struct Row {
    case: Case,
    user: UserCrate,
    crates: usize,
    cold: Vec<Times>,
    megabytes: f64,
    rebuilt: Vec<f64>,
    rebuilt_plain: Vec<f64>,
}

impl Row {
    fn new(case: &Case) -> io::Result<Self> {
        let tests = case.tests(0, 0);
        let files: Vec<_> =
            case.files.iter().copied().chain([("tests/tests.rs", &*tests)]).collect();
        let user = UserCrate::new(case.name, &case.manifest, &files)?;
        let crates = crates(&user)?;
        Ok(Self {
            case: case.clone(),
            user,
            crates,
            cold: Vec::new(),
            megabytes: f64::NAN,
            rebuilt: Vec::new(),
            rebuilt_plain: Vec::new(),
        })
    }

    fn measure(&mut self, round: usize) -> io::Result<()> {
        self.user.clean()?;
        let mut cold = self.user.build_tests();
        // As in CI, where every build is from nothing.
        cold.env("CARGO_INCREMENTAL", "0");
        let (times, built) = run_program(cold)?;
        self.cold.push(times);
        for (name, program) in programs(&built) {
            if name == "tests" {
                self.megabytes = std::fs::metadata(program)?.len() as f64 / 1e6;
            }
        }
        // The first one is not incremental yet, so that it does not count.
        let first = EDITS * round;
        self.rebuild(first, first)?;
        for edit in first + 1..first + EDITS {
            let time = self.rebuild(edit, edit - 1)?;
            self.rebuilt.push(time);
            let time = self.rebuild(edit, edit)?;
            self.rebuilt_plain.push(time);
        }
        // What does not work would not be worth its cost. pact_consumer reports its use otherwise.
        let mut test = self.user.cargo(&["test", "--offline", "-j2"]);
        test.env("PACT_DO_NOT_TRACK", "true");
        run_program(test)?;
        self.user.clean()
    }

    /// The time of a build after a test was edited.
    fn rebuild(&self, edit: usize, edit_of_plain: usize) -> io::Result<f64> {
        self.user.write("tests/tests.rs", &self.case.tests(edit, edit_of_plain))?;
        Ok(run_program(self.user.build_tests())?.0.wall)
    }
}

/// How many packages cargo compiles for such a crate, on this system, beside its own.
fn crates(user: &UserCrate) -> io::Result<usize> {
    let edges = ["tree", "--edges", "normal,build,dev", "--prefix", "none", "--offline"];
    let (_, output) = run_program(user.cargo(&edges))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let packages: BTreeSet<_> = text
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty() && !line.starts_with("user v"))
        .collect();
    Ok(packages.len())
}

fn table(rows: &[Row]) -> Table {
    let mut table = Table::new(
        "Dependency: cargo test --no-run -j2, dev profile",
        &[
            "dependency",
            "crates",
            "cold s",
            "to the floor",
            "processor s",
            "to the floor",
            "test binary MB",
            "rebuild s",
            "rebuild, plain test s",
        ],
    );
    for row in rows {
        table.row(
            row.case.what,
            [
                row.crates as f64,
                median(row.cold.iter().map(|times| times.wall)),
                median_ratio(&row.cold, &rows[0].cold, |times| times.wall),
                median(row.cold.iter().map(|times| times.processor)),
                median_ratio(&row.cold, &rows[0].cold, |times| times.processor),
                row.megabytes,
                median(row.rebuilt.iter().copied()),
                median(row.rebuilt_plain.iter().copied()),
            ],
        );
    }
    table
}

impl Case {
    /// The file of its tests, each edited so often.
    fn tests(&self, edit: usize, edit_of_plain: usize) -> String {
        [cases::CLIENT, self.tests, cases::PLAIN_TEST]
            .concat()
            .replace(EDITED_PLAIN, &edit_of_plain.to_string())
            .replace(EDITED, &edit.to_string())
    }
}
