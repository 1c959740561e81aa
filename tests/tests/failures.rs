//! Every test of `must_fail`, each in a process of its own, and what it has to say to the byte.
//!
//! What they say is in `must_fail/reports`; `UPDATE_EXPECT=1` accepts what they say now.

mod process;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use expect_test::{expect, expect_file};
use process::Ran;

static MUST_FAIL: LazyLock<PathBuf> = LazyLock::new(|| process::build("must_fail"));

/// The tests that must not fail after all.
const PASS: [&str; 11] = [
    "asynchronous::passes",
    "endings::is_ignored",
    "endings::passes",
    "processes::closes_its_output_and_passes",
    "processes::never_ends",
    "processes::panics_as_it_should",
    "processes::passes",
    "services::asks_late",
    "services::ends_when_it_has_nothing_to_do",
    "should_panic::is_satisfied",
    "should_panic::is_satisfied_by_its_text",
];

fn run(arguments: &[&str]) -> Ran {
    process::run(&MUST_FAIL, arguments)
}

fn alone(test: &str) -> Ran {
    run(&["--exact", test, "--test-threads=1"])
}

/// The tests of `must_fail`, in order.
fn tests() -> Vec<String> {
    let list = run(&["--list", "--format=terse"]).stdout;
    list.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect()
}

/// What libtest shows of a test: its line in the list, then all that it printed.
fn shown(ran: &Ran, test: &str) -> String {
    let verdict = format!("test {test} ... ");
    let verdict = |line: &&str| {
        // Beside the name stands what the test should do.
        line.starts_with(&verdict) || line.starts_with(&format!("test {test} - should panic ... "))
    };
    let verdict = ran.stdout.lines().find(verdict).expect("a verdict");
    let printed = ran.stdout.split_once(&format!("\n---- {test} stdout ----\n"));
    let printed = printed.map_or("", |(_, rest)| {
        let ends = ["\n---- ", "\n\nfailures:\n"];
        &rest[..ends.iter().filter_map(|end| rest.find(end)).min().expect("an end")]
    });
    let printed: String = printed.lines().filter_map(constant).collect();
    match printed.trim() {
        "" => format!("{verdict}\n"),
        printed => format!("{verdict}\n\n{printed}\n"),
    }
}

/// A line without what differs from run to run: newer compilers number the threads that panic,
/// only the first panic of a process is told how to get a backtrace, where other crates are depends
/// on the machine, and the end of a test that takes too much time has times and ports.
fn constant(line: &str) -> Option<String> {
    if line.starts_with("note: run with `RUST_BACKTRACE=1`") {
        return None;
    }
    let line = &without_ports(&without_time(line));
    let thread = line.strip_prefix("thread '").and_then(|rest| rest.split_once("' ("));
    if let Some((name, rest)) = thread
        && let Some((_, what)) = rest.split_once(") ")
    {
        let elsewhere =
            what.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/'));
        let what = elsewhere.map_or(what.to_owned(), |(_, place)| format!("panicked at {place}"));
        return Some(format!("thread '{name}' {what}\n"));
    }
    let request = line.strip_prefix("last request: ").and_then(|rest| rest.rsplit_once(", "));
    if let Some((request, _)) = request {
        return Some(format!("last request: {request}, [time] before the end\n"));
    }
    let connection = line.strip_prefix("  127.0.0.1:").and_then(|rest| rest.split_once(": "));
    if let Some((_, state)) = connection {
        return Some(format!("  127.0.0.1:[port], open for [time]: {state}\n"));
    }
    Some(format!("{line}\n"))
}

/// A line of a timeline without its time, which is as wide as the widest.
fn without_time(line: &str) -> String {
    let time = line.trim_start().strip_prefix('+').and_then(|rest| rest.split_once(" ms  "));
    match time.filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit())) {
        Some((_, rest)) => format!("  +? ms  {rest}"),
        None => line.to_owned(),
    }
}

/// A line without the ports that the system chose.
fn without_ports(line: &str) -> String {
    let mut constant = line.to_owned();
    for place in ["127.0.0.1:", " PORT="] {
        let mut pieces = line_pieces(&constant, place).into_iter();
        let first = pieces.next().unwrap_or_default();
        constant = pieces.fold(first, |line, piece| {
            let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = if rest.len() < piece.len() { "12345" } else { "" };
            line + place + number + rest
        });
    }
    constant
}

fn line_pieces(line: &str, place: &str) -> Vec<String> {
    line.split(place).map(str::to_owned).collect()
}

/// Runs each test of a module by itself.
#[track_caller]
fn check(module: &str) {
    let tests = tests();
    let tests: Vec<&str> =
        tests.iter().filter_map(|test| test.strip_prefix(module)?.strip_prefix("::")).collect();
    assert!(!tests.is_empty(), "no test is in {module}");
    for test in &tests {
        let shown = check_alone(&format!("{module}::{test}"));
        // Cases are in modules of their own.
        let file = format!("{}.txt", test.replace("::", "."));
        expect_file![kept_in(module).join(file)].assert_eq(&shown);
    }
    assert_eq!(kept(module), tests, "reports are kept of these, and these are the tests");
}

/// Runs a test by itself: it fails if it must, once, and with one report for a server if there is one to make.
fn check_alone(test: &str) -> String {
    let ran = alone(test);
    let passes = PASS.contains(&test);
    assert_eq!(ran.code, Some(if passes { 0 } else { 101 }), "{test}: {}", ran.stdout);
    assert_eq!(ran.stderr, "", "{test}");
    let shown = shown(&ran, test);
    let is_kept = passes || test.ends_with("_though_the_contract_is_kept");
    let whose = |line| str::split_once(line, "The contract")?.1.split_once(" was not kept: ");
    let reports: Vec<&str> = shown.lines().filter_map(whose).map(|(server, _)| server).collect();
    assert_eq!(reports.is_empty(), is_kept, "{test} has a report if it must: {shown}");
    let servers: HashSet<&&str> = reports.iter().collect();
    assert_eq!(servers.len(), reports.len(), "{test} has one report for a server: {shown}");
    assert!(shown.matches(" panicked at ").count() <= 1, "{test} panics twice: {shown}");
    shown
}

/// Where the reports of a module are kept.
fn kept_in(module: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/must_fail/reports").join(module)
}

/// The tests of a module of which a report is kept, in order.
fn kept(module: &str) -> Vec<String> {
    let files =
        fs::read_dir(kept_in(module)).expect("a folder").map(|entry| entry.expect("a file").path());
    let name =
        |file: PathBuf| file.file_stem().expect("a name").to_string_lossy().replace('.', "::");
    let mut names: Vec<String> = files.map(name).collect();
    names.sort();
    names
}

#[test]
fn asynchronous() {
    check("asynchronous");
}

#[test]
fn bodies() {
    check("bodies");
}

#[test]
fn composed() {
    check("composed");
}

#[test]
fn endings() {
    check("endings");
}

#[test]
fn generated() {
    check("generated");
}

#[test]
fn messages() {
    check("messages");
}

#[test]
fn processes() {
    check("processes");
}

#[test]
fn requests() {
    check("requests");
}

#[test]
fn services() {
    check("services");
}

#[test]
fn should_panic() {
    check("should_panic");
}

#[test]
fn together() {
    check("together");
}

#[test]
fn no_module_is_left_out() {
    let mut modules: Vec<String> =
        tests().iter().filter_map(|test| Some(test.split_once("::")?.0.to_owned())).collect();
    modules.dedup();
    assert_eq!(
        modules,
        [
            "asynchronous",
            "bodies",
            "composed",
            "endings",
            "generated",
            "messages",
            "processes",
            "requests",
            "services",
            "should_panic",
            "together"
        ]
    );
}

/// Many fail at once, and each says what it says by itself.
#[test]
fn reports_do_not_mix() {
    let together = run(&["--test-threads=8"]);
    assert_eq!((together.code, together.stderr.as_str()), (Some(101), ""));
    let tests = tests();
    for test in &tests {
        assert_eq!(shown(&together, test), shown(&alone(test), test), "{test}");
    }
    let summary = format!("9 passed; {} failed; 2 ignored;", tests.len() - PASS.len());
    assert!(together.stdout.contains(&summary), "{summary}: {}", together.stdout);
}

/// What the environment says of chance is not ignored where it makes no sense.
#[test]
fn a_seed_that_is_none() {
    let arguments = ["--exact", "endings::passes"];
    let ran = process::run_with(&MUST_FAIL, &arguments, ("MOCK_TEST_SEED", "lucky"));
    let said = "MOCK_TEST_SEED must be a whole number from 0, and is \"lucky\"";
    assert_eq!(ran.code, Some(101));
    assert!(ran.stdout.contains(said), "{}", ran.stdout);
}

/// Who runs a test may know where a binary is that was moved since the test was compiled.
#[test]
fn a_service_that_was_moved() {
    let arguments = ["--exact", "services::panics"];
    for start in ["NEXTEST_BIN_EXE_", "CARGO_BIN_EXE_"] {
        let variable = format!("{start}service-anywhere");
        let ran = process::run_with(&MUST_FAIL, &arguments, (&variable, "/nowhere/service"));
        assert_eq!(ran.code, Some(101));
        let said = "The service `service-anywhere` could not be started: ";
        assert!(ran.stdout.contains(said), "{}", ran.stdout);
        assert!(ran.stdout.contains("\n  file  /nowhere/service\n"), "{}", ran.stdout);
    }
}

/// So cargo-nextest runs a test, and so does whoever wants to see what it prints.
#[test]
fn a_report_that_is_not_captured() {
    let ran = run(&["--exact", "requests::wrong_path", "--nocapture"]);
    assert_eq!(ran.code, Some(101));
    expect![[r#"

        The contract was not kept: 1 of 1 interactions missing, 1 unexpected request.
          test  requests::wrong_path (tests/tests/must_fail/requests.rs:19)
          pact  Reader -> Library (pacts/library.json)

        ✗ "read a book" (pacts/library.json:15)
            GET /books/7: never requested
            given book 7 is on the shelf
            try: curl -i "$URL/books/7"

        ✗ request 1 is not in the contract: GET /book/7
            nearest: "read a book" (pacts/library.json:15)
              path
                expected   "/books/7"
                actual     "/book/7"
            repeat: curl -i "$URL/book/7"
    "#]]
    .assert_eq(&ran.stderr);
    assert!(ran.stdout.contains("test requests::wrong_path ... FAILED\n"), "{}", ran.stdout);
}
