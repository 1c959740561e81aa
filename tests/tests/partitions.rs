//! The tests of `exercised` in three runs of cargo-nextest, which runs each test in a process of
//! its own: together they are the whole, and so is their coverage.
//!
//! cargo-nextest has to be there, so that only `.ci/run` runs this.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use mock_runtime::Coverage;

/// The tests that have passed in a run, which leaves its coverage in a folder.
fn run(arguments: &[&str], folder: &Path) -> BTreeSet<String> {
    drop(fs::remove_dir_all(folder));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("MOCK_TEST_COVERAGE", folder);
    command.args(["nextest", "run", "--workspace", "--locked", "--test", "exercised"]);
    command.args(["--color=never", "--target-dir"]).arg(target).args(arguments);
    let output = command.output().expect("Cargo starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let passed = said.lines().filter(|line| line.trim_start().starts_with("PASS "));
    passed.filter_map(|line| Some(line.rsplit_once(' ')?.1.to_owned())).collect()
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("partitions").join(name)
}

#[test]
fn three_partitions_make_a_whole() {
    let all = folder("all");
    let whole = run(&[], &all);
    let whole_coverage = Coverage::read(&all).expect("coverage of the whole");
    whole_coverage.assert_complete();
    let (mut union, mut merged) = (BTreeSet::new(), Coverage::new());
    for part in ["1", "2", "3"] {
        let folder = folder(part);
        let passed = run(&["--partition", &format!("hash:{part}/3")], &folder);
        assert!(!passed.is_empty(), "the partition {part} has a part");
        assert!(union.is_disjoint(&passed), "no test runs twice: {passed:?}");
        union.extend(passed);
        // As it comes from another machine.
        let coverage = Coverage::read(&folder).expect("coverage of a part");
        merged = merged.merge(Coverage::from_json(&coverage.to_json()).expect("it is read"));
    }
    assert_eq!(union, whole);
    assert_eq!(whole.len(), 6, "{whole:?}");
    assert_eq!(merged, whole_coverage);
}
