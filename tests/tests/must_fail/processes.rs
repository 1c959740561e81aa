//! Tests in processes of their own: how each may end.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio, abort, exit, id};
use std::time::Duration;
use std::{env, fmt, thread};

use mock_runtime::mock_test;

use super::client::call;

struct NoTitle;

impl fmt::Debug for NoTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the book has no title")
    }
}

fn read_a_book() {
    let url = env::var("LIBRARY_URL").unwrap();
    let library: SocketAddr = url.strip_prefix("http://").unwrap().parse().unwrap();
    assert_eq!(call(library, "GET /books/7", &[], "").unwrap(), 200);
}

/// Kills this process. (Rust's own handler lets the first SIGSEGV that comes from elsewhere pass.)
fn kill(signal: &str) {
    loop {
        // The last of them may come too late, and would say so.
        Command::new("kill")
            .args([signal, &id().to_string()])
            .stderr(Stdio::null())
            .status()
            .unwrap();
    }
}

#[expect(unconditional_recursion, reason = "that is how a stack overflows")]
fn recurse(depth: &[u8; 1024]) -> u8 {
    let mut deeper = *depth;
    deeper[0] = deeper[1].wrapping_add(recurse(&deeper));
    deeper[0]
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn passes() {
    read_a_book();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn nothing_is_called() {
    println!("to stdout");
    eprintln!("to stderr");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn prints_in_turn_though_the_contract_is_kept() {
    read_a_book();
    print!("a part of a line,");
    println!(" and its end");
    eprintln!("then an error");
    println!("then more");
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn panics() {
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn returns_an_error() -> Result<(), NoTitle> {
    Err(NoTitle)
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn returns_an_error_though_the_contract_is_kept() -> Result<(), NoTitle> {
    read_a_book();
    Err(NoTitle)
}

#[mock_test(pact = "pacts/library.json", env(LIBRARY_URL = library))]
fn aborts() {
    read_a_book();
    abort();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn aborts_though_the_contract_is_kept() {
    read_a_book();
    println!("a line before the end");
    abort();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn exits_as_if_all_were_well() {
    println!("a line before the end");
    exit(0);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn exits_though_the_contract_is_kept() {
    read_a_book();
    exit(3);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn overflows_its_stack() {
    recurse(&[0; 1024]);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn is_killed() {
    kill("-KILL");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn reads_where_nothing_is() {
    kill("-SEGV");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[should_panic = "on purpose"]
fn panics_as_it_should() {
    read_a_book();
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[should_panic = "on purpose"]
fn panics_with_another_text_though_the_contract_is_kept() {
    read_a_book();
    panic!("by accident");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[should_panic = "on purpose"]
fn panics_as_it_should_but_nothing_is_called() {
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[should_panic]
fn does_not_panic_though_the_contract_is_kept() {
    read_a_book();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[should_panic]
fn aborts_where_it_should_panic_though_the_contract_is_kept() {
    read_a_book();
    abort();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], timeout = "100ms")]
fn blocks(_library: SocketAddr) {
    thread::sleep(Duration::from_secs(3600));
}

#[mock_test(pact = "pacts/library.json", timeout = "2s")]
fn does_not_answer_in_time(library: SocketAddr) {
    call(library, "GET /books/7", &[], "").unwrap();
    let mut half = TcpStream::connect(library).unwrap();
    half.write_all(b"POST /books HTTP/1.1\r\nContent-Length: 10\r\n\r\n{").unwrap();
    let _idle = TcpStream::connect(library).unwrap();
    thread::sleep(Duration::from_secs(3600));
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], timeout = "2s")]
async fn awaits_what_never_comes_though_the_contract_is_kept(library: SocketAddr) {
    call(library, "GET /books/7", &[], "").unwrap();
    std::future::pending::<()>().await;
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], timeout = "100ms")]
#[tokio::test(start_paused = true)]
async fn the_clock_is_paused(_library: SocketAddr) {
    // At once, by the clock of the test's own runtime.
    tokio::time::sleep(Duration::from_secs(3600)).await;
    std::future::pending::<()>().await;
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], timeout = "100ms")]
#[should_panic]
fn takes_its_time_where_it_should_panic(_library: SocketAddr) {
    thread::sleep(Duration::from_secs(3600));
}

/// Not even the process can end itself.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], timeout = "2s")]
fn is_stopped(_library: SocketAddr) {
    kill("-STOP");
}

/// A panic of another thread is shown, and ends that thread alone.
#[mock_test(pact = "pacts/library.json", env(LIBRARY_URL = library))]
fn another_thread_panics() {
    read_a_book();
    thread::Builder::new()
        .name("other".to_owned())
        .spawn(|| panic!("over there"))
        .unwrap()
        .join()
        .unwrap_err();
}

/// What it has started ends too, and is not waited for.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn leaves_a_process_behind() {
    Command::new("sh").args(["-c", "sleep 1000 & echo started"]).status().unwrap();
}

/// Were it started, it would not end. Whoever kills it sees by the end of its output that nothing
/// of it is left.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
#[ignore = "it never ends"]
fn never_ends() {
    Command::new("sh").args(["-c", "sleep 1000 & echo started"]).status().unwrap();
    loop {
        thread::park();
    }
}

/// As a daemon does. Nothing that it prints can be seen from here on.
#[cfg(unix)]
fn close_the_output() {
    let null = std::fs::File::create("/dev/null").unwrap();
    rustix::stdio::dup2_stdout(&null).unwrap();
    rustix::stdio::dup2_stderr(&null).unwrap();
}

#[cfg(unix)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn closes_its_output() {
    println!("before");
    close_the_output();
    println!("behind");
}

#[cfg(unix)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn closes_its_output_and_panics() {
    close_the_output();
    panic!("on purpose");
}

#[cfg(unix)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(LIBRARY_URL = library))]
fn closes_its_output_and_passes() {
    read_a_book();
    close_the_output();
}

/// As an attribute does that tries a test with many values.
#[test]
fn is_called_twice_though_the_contract_is_kept() {
    use mock_runtime::__private::{
        Body, Part, RegisteredPact, RegisteredServer, RegisteredTest, Settings, run_apart,
    };

    static TEST: RegisteredTest = RegisteredTest {
        name: concat!(module_path!(), "::is_called_twice_though_the_contract_is_kept"),
        file: file!(),
        line: line!(),
        servers: &[RegisteredServer {
            name: "greeter",
            pact: "pacts/greeter.json",
            pacts: &[RegisteredPact {
                file: "pacts/greeter.json",
                text: include_str!("../../pacts/greeter.json"),
            }],
            calls: &[("greet", 0, None)],
            ..RegisteredServer::DEFAULT
        }],
        settings: Settings { env: &[("SET", &[Part::Text("once")])], ..Settings::DEFAULT },
        ignored: false,
        should_panic: false,
    };
    for _ in 0..2 {
        run_apart(&TEST, Body::Plain(|_| ()));
    }
}
