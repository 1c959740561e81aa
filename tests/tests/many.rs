//! Five hundred tests in one process, side by side and in turn.

mod process;

/// So many tests pass, and no other is run.
#[track_caller]
fn check(arguments: &[&str], passed: usize) {
    let ran = process::run(&process::build("five_hundred"), arguments);
    let summary = format!("test result: ok. {passed} passed; 0 failed; 0 ignored;");
    assert!(ran.stdout.contains(&summary), "{summary}\n{}\n{}", ran.stdout, ran.stderr);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
}

#[test]
fn side_by_side() {
    check(&["many::", "--quiet", "--test-threads=16"], 500);
}

/// The first and the last of them compare what the process holds.
#[test]
fn in_turn_and_nothing_is_left() {
    check(&["--quiet", "--test-threads=1"], 502);
}
