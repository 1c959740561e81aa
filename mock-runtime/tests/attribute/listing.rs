//! What libtest makes of the expansions.

use std::process::Command;

use expect_test::expect;

/// The names of this binary's tests, in order.
fn list(arguments: &[&str]) -> Vec<String> {
    let binary = std::env::current_exe().expect("this binary");
    let output = Command::new(binary).args(["--list", "--format=terse"]).args(arguments).output();
    let text = String::from_utf8(output.expect("the list").stdout).expect("UTF-8");
    text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect()
}

/// Two attributes that make one function a test would have it listed, and run, twice.
#[test]
fn every_test_is_listed_once() {
    let tests = list(&[]);
    assert!(tests.len() > 40, "{tests:?}");
    for (number, test) in tests.iter().enumerate() {
        assert!(!tests[..number].contains(test), "{test} is listed twice");
    }
}

#[test]
fn ignored_tests_are_ignored() {
    expect![[r#"
        attribute::attributes::ignored
        attribute::attributes::ignored_by_configuration
        attribute::attributes::ignored_with_a_reason"#]]
    .assert_eq(&list(&["--ignored"]).join("\n"));
}

#[test]
fn tests_stand_where_they_are_written() {
    let tests = list(&[]);
    for name in [
        "attribute::parameters::r#fn",
        "attribute::attributes::NotSnakeCase",
        "attribute::asynchronous::imported::as_test",
        "attribute::parameters::made_by_a_macro",
    ] {
        assert!(tests.iter().any(|test| test == name), "{name} is not in {tests:?}");
    }
    assert!(!tests.iter().any(|test| test.contains("configured_away")), "{tests:?}");
}
