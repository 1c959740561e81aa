//! Where a panic ends the process, the report still appears.

mod process;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use expect_test::{Expect, expect};

/// The program, and all that it is made of, with panics that end it. They are kept apart from what
/// else is built.
static ABORTS: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("panic-abort");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_PROFILE_DEV_PANIC", "abort");
    command.args(["build", "--locked", "--bin", "aborts", "--target-dir"]).arg(&target);
    let ran = process::ran(&mut command);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    target.join("debug").join("aborts").with_extension(std::env::consts::EXE_EXTENSION)
});

#[track_caller]
fn check(test: &str, expected: &Expect) {
    let ran = process::run(&ABORTS, &["--exact", test]);
    assert_ne!(ran.code, Some(0));
    // The output of a process of its own is printed as that of a test.
    let lines = ran.stdout.lines().chain(ran.stderr.lines()).filter_map(constant);
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

/// A line without the number of its thread, or where in our own files it panicked. The first panic
/// alone tells how to get a backtrace.
fn constant(line: &str) -> Option<String> {
    let thread = line.split_once("' (").zip(line.split_once(") panicked at "));
    match thread {
        Some(((thread, _), (_, place))) => {
            let place = if place.starts_with("mock-runtime") { "mock-runtime" } else { place };
            Some(format!("{thread}' panicked at {place}"))
        }
        None if line.starts_with("note: run with `RUST_BACKTRACE=1`") => None,
        None => Some(line.to_owned()),
    }
}

#[test]
fn a_panic_of_the_test() {
    check(
        "panics",
        &expect![[r#"

        The contract was not kept: 1 of 1 interactions missing.
          test  panics (tests/src/bin/aborts.rs:12)
          pact  Reader -> Library (pacts/library.json)

        ✗ "read a book" (pacts/library.json:15)
            GET /books/7: never requested
            given book 7 is on the shelf
            try: curl -i "$URL/books/7"

        thread 'main' panicked at tests/src/bin/aborts.rs:15:5:
        on purpose"#]],
    );
}

#[test]
fn a_panic_of_another_thread() {
    check(
        "another_thread_panics",
        &expect![[r#"

        The contract was not kept: 1 of 1 interactions missing.
          test  another_thread_panics (tests/src/bin/aborts.rs:18)
          pact  Reader -> Library (pacts/library.json)

        ✗ "read a book" (pacts/library.json:15)
            GET /books/7: never requested
            given book 7 is on the shelf
            try: curl -i "$URL/books/7"

        thread '<unnamed>' panicked at tests/src/bin/aborts.rs:21:30:
        over there"#]],
    );
}

#[test]
fn a_contract_that_is_not_kept() {
    check(
        "the_contract_is_not_kept",
        &expect![[r#"

        The contract was not kept: 1 of 1 interactions missing.
          test  the_contract_is_not_kept (tests/src/bin/aborts.rs:24)
          pact  Reader -> Library (pacts/library.json)

        ✗ "read a book" (pacts/library.json:15)
            GET /books/7: never requested
            given book 7 is on the shelf
            try: curl -i "$URL/books/7""#]],
    );
}

#[test]
fn a_panic_in_a_process_of_its_own() {
    check(
        "panics_apart",
        &expect![[r#"

            The contract was not kept: 1 of 1 interactions missing.
              test  panics_apart (tests/src/bin/aborts.rs:28)
              pact  Reader -> Library (pacts/library.json)

            ✗ "read a book" (pacts/library.json:15)
                GET /books/7: never requested
                given book 7 is on the shelf
                try: curl -i "$URL/books/7"

            thread 'main' panicked at tests/src/bin/aborts.rs:31:5:
            on purpose"#]],
    );
}

#[test]
fn a_crash_in_a_process_of_its_own() {
    check(
        "is_killed_apart",
        &expect![[r#"

        The test's process was killed by signal 9 (SIGKILL) before the test was over.

        The contract was not kept: 1 of 1 interactions missing.
          test  is_killed_apart (tests/src/bin/aborts.rs:34)
          pact  Reader -> Library (pacts/library.json)

        ✗ "read a book" (pacts/library.json:15)
            GET /books/7: never requested
            given book 7 is on the shelf
            try: curl -i "$URL/books/7""#]],
    );
}

/// The panic would satisfy libtest, which therefore never hears of it.
#[test]
fn a_panic_that_should_be_where_the_contract_is_not_kept() {
    check(
        "panics_as_it_should_but_nothing_is_called",
        &expect![[r#"

        The contract was not kept: 1 of 1 interactions missing.
          test  panics_as_it_should_but_nothing_is_called (tests/src/bin/aborts.rs:43)
          pact  Reader -> Library (pacts/library.json)

        ✗ "read a book" (pacts/library.json:15)
            GET /books/7: never requested
            given book 7 is on the shelf
            try: curl -i "$URL/books/7""#]],
    );
}

/// libtest hears of the panic, whatever process it was in.
#[test]
fn a_panic_that_should_be_in_a_process_of_its_own() {
    check(
        "panics_as_it_should_apart",
        &expect![[r#"

        thread 'main' panicked at tests/src/bin/aborts.rs:54:5:
        on purpose

        thread 'main' panicked at mock-runtime
        on purpose"#]],
    );
}
