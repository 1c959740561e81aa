//! Tests in processes of their own, as those see them who start and end them.
#![cfg(unix)]

mod process;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use expect_test::{Expect, expect};

/// Nobody waits for the end of this, unless something hangs.
const FOR_EVER: Duration = Duration::from_secs(60);

/// A test whose output is not captured says what one says that runs here, and libtest's own lines
/// come once.
#[track_caller]
fn check_uncaptured(test: &str, stdout: &Expect, stderr: &Expect) {
    let binary = process::build("must_fail");
    let ran = process::run(&binary, &["--exact", test, "--nocapture", "--test-threads=1"]);
    let constant =
        |text: &str| text.split_once("; 0 measured").map_or(text, |(all, _)| all).to_owned();
    stdout.assert_eq(&constant(&ran.stdout));
    stderr.assert_eq(&ran.stderr);
}

#[test]
fn what_is_not_captured() {
    check_uncaptured(
        "processes::passes",
        &expect![[r#"

            running 1 test
            test processes::passes ... ok

            test result: ok. 1 passed; 0 failed; 0 ignored"#]],
        &expect![""],
    );
    check_uncaptured(
        "processes::exits_as_if_all_were_well",
        &expect![[r#"

            running 1 test
            test processes::exits_as_if_all_were_well ... a line before the end
            FAILED

            failures:

            failures:
                processes::exits_as_if_all_were_well

            test result: FAILED. 0 passed; 1 failed; 0 ignored"#]],
        &expect![[r#"

        The test's process exited with code 0 before the test was over.

        The contract was not kept: 1 of 1 interactions missing.
          test  processes::exits_as_if_all_were_well (tests/tests/must_fail/processes.rs:96)
          pact  Reader -> Library (pacts/library.json)

        ✗ "read a book" (pacts/library.json:15)
            GET /books/7: never requested
            given book 7 is on the shelf
            try: curl -i "$URL/books/7"
    "#]],
    );
}

/// Starts the test that never ends, and returns when it has started a process.
fn start() -> Child {
    let mut command = Command::new(process::build("must_fail"));
    command.args(["--exact", "processes::never_ends", "--ignored", "--nocapture"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the process starts");
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut lines = stdout.lines().map_while(Result::ok);
    assert!(lines.any(|line| line.ends_with("started")));
    child
}

/// However the outer process ends, nothing is left of the inner one and what that has started: all
/// of them hold the same stream.
#[track_caller]
fn check_end(signal: &str) {
    let mut child = start();
    let mut stderr = child.stderr.take().expect("a pipe");
    let killed = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(killed.expect("kill").success());
    child.wait().expect("an end");
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(stderr.read_to_end(&mut Vec::new()).is_ok()));
    assert_eq!(ended.recv_timeout(FOR_EVER), Ok(true), "{signal}: somebody is left");
}

#[test]
fn nothing_outlives_the_one_that_started_it() {
    // Of a runner that has no more time, of one that is interrupted, of the terminal, of nobody.
    for signal in ["-TERM", "-INT", "-HUP", "-KILL"] {
        check_end(signal);
    }
}
