//! What libtest makes of it all.

use std::process::Command;

/// Two attributes that make one function a test would have it listed, and run, twice.
#[test]
fn every_test_is_listed_once() {
    let binary = std::env::current_exe().expect("this binary");
    let list = Command::new(binary).args(["--list", "--format=terse"]).output().expect("a list");
    let list = String::from_utf8(list.stdout).expect("UTF-8");
    let mut tests: Vec<&str> = list.lines().filter(|line| line.ends_with(": test")).collect();
    let count = tests.len();
    assert!(count > 50, "{list}");
    tests.sort_unstable();
    tests.dedup();
    assert_eq!(tests.len(), count, "{list}");
}
