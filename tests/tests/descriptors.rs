//! Tests in processes that have few file descriptors: none of them hangs, and what fails says why.
#![cfg(unix)]

mod process;

use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use expect_test::{Expect, expect};
use process::Ran;

/// Nobody waits for the end of this, unless something hangs.
const FOR_EVER: Duration = Duration::from_secs(60);

/// Runs tests of a binary with so many descriptors.
fn run(descriptors: usize, name: &str, arguments: &[&str]) -> Ran {
    let binary = process::build(name);
    let ready = process::command(&binary, arguments);
    let mut command = Command::new("sh");
    command.args(["-c", r#"ulimit -n "$0" && exec "$@""#, &descriptors.to_string()]);
    command.arg(ready.get_program()).args(ready.get_args());
    command.current_dir(ready.get_current_dir().expect("a folder"));
    for (name, value) in ready.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(process::ran(&mut command)));
    ended.recv_timeout(FOR_EVER).expect("it ends")
}

/// What a test prints that takes all descriptors.
fn check(test: &str, expected: &Expect) {
    let ran = run(64, "few_descriptors", &["--exact", test, "--nocapture", "--test-threads=1"]);
    let is_its_own = |line: &&str| {
        !line.is_empty() && !line.starts_with("thread '") && !line.starts_with("note: ")
    };
    let lines = ran.stdout.lines().chain(ran.stderr.lines()).filter(is_its_own);
    let constant = lines.map(|line| line.split_once("; 0 measured").map_or(line, |(all, _)| all));
    expected.assert_eq(&constant.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_connection_that_nothing_is_left_for() {
    check(
        "none_is_left_to_accept",
        &expect![[r#"
        running 1 test
        test none_is_left_to_accept ... the client got Err(ConnectionReset)
        the next one got Err(ConnectionRefused)
        FAILED
        failures:
        failures:
            none_is_left_to_accept
        test result: FAILED. 0 passed; 1 failed; 0 ignored
        The contract was not kept: 1 of 1 interactions missing, 1 refused request.
          test  none_is_left_to_accept (tests/tests/few_descriptors/main.rs:33)
          pact  Guest -> Greeter (pacts/greeter.json)
        ✗ "greet" (pacts/greeter.json:5)
            GET /hello: never requested
            try: curl -i "$URL/hello"
        ✗ request 1 was refused
            a connection could not be accepted, and the port was closed: the process has no file descriptors left (Too many open files (os error 24)); allow it more (`ulimit -n`), or run fewer tests at a time (`--test-threads`)"#]],
    );
    check(
        "one_comes_back",
        &expect![[r#"
        running 1 test
        test one_comes_back ... ok
        test result: ok. 1 passed; 0 failed; 0 ignored"#]],
    );
    check(
        "there_are_just_enough",
        &expect![[r#"
        running 1 test
        test there_are_just_enough ... ok
        test result: ok. 1 passed; 0 failed; 0 ignored"#]],
    );
}

#[test]
fn a_server_that_nothing_is_left_for() {
    check(
        "none_is_left_to_listen",
        &expect![[r#"
        running 1 test
        test none_is_left_to_listen ... the mock server for pacts/greeter.json could not start: the contract cannot be read: the process has no file descriptors left (Too many open files (os error 24)); allow it more (`ulimit -n`), or run fewer tests at a time (`--test-threads`)
        FAILED
        failures:
        failures:
            none_is_left_to_listen
        test result: FAILED. 0 passed; 1 failed; 0 ignored
        on purpose"#]],
    );
    check(
        "none_was_left_at_first",
        &expect![[r#"
        running 1 test
        test none_was_left_at_first ... the mock server could not start: no port could be opened: the process has no file descriptors left (Too many open files (os error 24)); allow it more (`ulimit -n`), or run fewer tests at a time (`--test-threads`)
        FAILED
        failures:
        failures:
            none_was_left_at_first
        test result: FAILED. 0 passed; 1 failed; 0 ignored
        on purpose"#]],
    );
}

/// All tests end, and those that fail say why.
#[track_caller]
fn check_many(descriptors: usize, arguments: &[&str], tests: usize) {
    let ran = run(descriptors, "thousand", arguments);
    let verdicts = |end: &str| {
        ran.stdout.lines().filter(|line| line.starts_with("test ") && line.ends_with(end)).count()
    };
    let (passed, failed) = (verdicts("... ok"), verdicts("... FAILED"));
    assert_eq!(passed + failed, tests, "{}", ran.stdout);
    assert!(failed > 0, "so many are enough");
    let reasons = ran.stdout.lines().filter(|line| line.contains("Too many open files"));
    assert!(reasons.count() >= failed, "{}", ran.stdout);
}

#[test]
fn many_at_once() {
    check_many(40, &["many::apart", "--test-threads=64"], 100);
    check_many(20, &["many::h", "--test-threads=16"], 900);
}
