//! `MOCK_TEST=hold`: who is asked for Enter, and what can be done until then.

mod process;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

static MUST_FAIL: LazyLock<PathBuf> = LazyLock::new(|| process::build("must_fail"));

/// Tests that run with somebody in front of them.
struct Held {
    child: Child,
    stderr: BufReader<std::process::ChildStderr>,
}

impl Held {
    fn start(mode: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(&*MUST_FAIL);
        command.args(arguments).env("MOCK_TEST", mode).env("RUST_BACKTRACE", "0");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the process starts");
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        Self { child, stderr }
    }

    /// What is shown until Enter is asked for, or to the end.
    fn shown(&mut self) -> String {
        let mut shown = String::new();
        while !shown.ends_with("Press Enter to go on.\n") {
            if self.stderr.read_line(&mut shown).expect("UTF-8") == 0 {
                break;
            }
        }
        shown
    }

    fn press_enter(&mut self) {
        let stdin = self.child.stdin.as_mut().expect("a pipe");
        stdin.write_all(b"\n").expect("it reads");
    }

    /// What is said when all is over.
    fn end(mut self) -> (Option<i32>, String) {
        let mut stdout = String::new();
        let pipe = self.child.stdout.as_mut().expect("a pipe");
        pipe.read_to_string(&mut stdout).expect("UTF-8");
        (self.child.wait().expect("an end").code(), stdout)
    }
}

/// The address behind a word.
#[track_caller]
fn address<'a>(shown: &'a str, word: &str) -> &'a str {
    let (_, behind) = shown.split_once(word).expect(word);
    let (_, url) = behind.split_once("http://").expect("a URL");
    &url[..url.find(|c: char| c.is_ascii_whitespace() || "/\"".contains(c)).unwrap_or(url.len())]
}

fn status(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("somebody listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn what_is_missing_can_be_called() {
    let mut held = Held::start("hold", &["--exact", "requests::wrong_path"]);
    let shown = held.shown();
    let library = address(&shown, "  library  ");
    assert!(shown.contains(&format!("try: curl -i http://{library}/books/7\n")), "{shown}");
    assert_eq!(status(library, "/books/7"), "200");
    held.press_enter();
    // The verdict is what it was before.
    let (code, said) = held.end();
    assert_eq!(code, Some(101));
    assert!(said.contains("The contract was not kept: 1 of 1 interactions missing"), "{said}");
}

#[test]
fn the_service_stays_up_too() {
    let test = "services::panics_though_the_contract_is_kept";
    let mut held = Held::start("hold", &["--exact", test]);
    let shown = held.shown();
    assert!(shown.contains("\nThe test's body panicked: on purpose\n"), "{shown}");
    assert_eq!(status(address(&shown, "  service-on-port  "), "/ask/hello"), "200");
    held.press_enter();
    assert_eq!(held.end().0, Some(101));
}

/// As with Ctrl-C: nobody has time for an end.
#[cfg(unix)]
#[test]
fn a_service_does_not_outlive_a_process_that_is_killed() {
    let test = "services::panics_though_the_contract_is_kept";
    let mut held = Held::start("hold", &["--exact", test]);
    let service = address(&held.shown(), "  service-on-port  ").to_owned();
    held.child.kill().expect("it runs");
    // The watchdog is told by the system, and may take a moment.
    let deadline = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(&service).is_ok() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(1));
    }
    TcpStream::connect(&service).expect_err("nobody listens");
    assert_eq!(held.end().0, None);
}

#[test]
fn an_error_that_is_returned_is_a_failure() {
    let test = "endings::returns_an_error_though_the_contract_is_kept";
    let mut held = Held::start("hold", &["--exact", test]);
    assert!(held.shown().contains("\nThe test's body returned an error.\n"));
    held.press_enter();
    let (code, said) = held.end();
    assert_eq!((code, said.contains("Error: the book has no title")), (Some(101), true), "{said}");
}

#[test]
fn tests_wait_for_their_turn() {
    let tests = ["endings::panics", "endings::panics_though_the_contract_is_kept"];
    let mut held = Held::start("hold", &["--exact", tests[0], tests[1], "--test-threads=2"]);
    for _ in 0..2 {
        assert!(held.shown().ends_with("Press Enter to go on.\n"));
        held.press_enter();
    }
    assert_eq!(held.shown(), "");
    assert_eq!(held.end().0, Some(101));
}

#[test]
fn what_passes_is_not_held() {
    for test in ["endings::passes", "should_panic::is_satisfied"] {
        let mut held = Held::start("hold", &["--exact", test]);
        assert_eq!((held.shown().as_str(), held.end().0), ("", Some(0)), "{test}");
    }
}

/// As in CI. In a group of its own a process is in the background of a terminal, if there is one.
#[cfg(unix)]
#[test]
fn nothing_is_held_where_nobody_is() {
    use std::os::unix::process::CommandExt as _;

    let mut command = Command::new(&*MUST_FAIL);
    command.args(["--exact", "endings::panics"]).env("MOCK_TEST", "hold").stdin(Stdio::null());
    let output = command.process_group(0).output().expect("the process starts");
    assert_eq!(output.status.code(), Some(101));
    let shown = String::from_utf8_lossy(&output.stderr);
    let said = "Going on.\n`cargo test` holds tests, and `cargo nextest run --debugger env` a single one.\n";
    assert!(shown.ends_with(said), "{shown}");
}

#[test]
fn unknown_modes_are_told() {
    let held = Held::start("hod", &["--exact", "endings::passes"]);
    let (code, said) = held.end();
    assert_eq!(code, Some(101));
    let text = "MOCK_TEST is \"hod\", which is no mode; did you mean \"hold\"? there is \"hold\"";
    assert!(said.contains(text), "{said}");
}
