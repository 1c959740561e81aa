//! What a test attribute has to cope with, case by case. Each has a module with its number, and
//! its test; where others show the claim already, it names them.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod arguments;
mod attributes;
#[path = "../client/mod.rs"]
mod client;
mod expansion;
#[path = "../process/mod.rs"]
mod process;
mod running;
mod signature;

use std::fs;
use std::path::Path;

use mock_runtime::MockServer;

/// Reads the one book of the contract.
fn read_a_book(library: &MockServer) {
    assert_eq!(client::call(library.address(), "GET /books/7", &[], "").unwrap(), 200);
}

/// Makes sure that a file of this repository still has what shows a claim.
#[track_caller]
fn shown(file: &str, texts: &[&str]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let content = fs::read_to_string(&path);
    let content = content.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for text in texts {
        assert!(content.contains(text), "{file} no longer has {text:?}");
    }
}

/// Makes sure that a compile error is shown: a case with what the compiler says of it.
#[track_caller]
fn refused(case: &str, messages: &[&str]) {
    shown(&format!("mock-runtime/tests/ui/fail/{case}.rs"), &["#[mock_test"]);
    shown(&format!("mock-runtime/tests/ui/fail/{case}.stderr"), messages);
}

/// Makes sure that a failure is shown: a test that must fail with what it says.
#[track_caller]
fn fails(test: &str, texts: &[&str]) {
    shown(&format!("tests/tests/must_fail/reports/{test}.txt"), texts);
}

/// Runs tests of this binary as a process, far away from their sources.
fn run(arguments: &[&str]) -> process::Ran {
    process::run(&std::env::current_exe().expect("this binary"), arguments)
}

#[test]
fn every_number_has_its_tests() {
    let list = run(&["--list", "--format=terse"]).stdout;
    for number in 1..=45 {
        let module = format!("::case_{number:02}_");
        assert!(list.lines().any(|test| test.contains(&module)), "{number} is not in {list}");
    }
}
