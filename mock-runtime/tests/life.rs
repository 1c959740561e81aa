//! The life of a server: start, wait, end, and what is left behind.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use common::{HELLO, connect, drive, get, journal, run, run_async};
use expect_test::{Expect, expect};
use mock_runtime::__private::{RegisteredTest, Settings};
use mock_runtime::mock_core::{Plan, Problem, Selection};
use mock_runtime::{
    BaseUrl, FromMockServer, MockServer, MockServerBuilder, Pact, PactSource, ReceivedRequest,
};

const A_WHILE: Duration = Duration::from_secs(5);

static TEST: RegisteredTest = RegisteredTest {
    name: "life::test",
    file: "tests/life.rs",
    line: 1,
    servers: &[common::server(&[common::pact(HELLO)])],
    settings: Settings::DEFAULT,
    ignored: false,
    should_panic: false,
};

fn assert_nothing_listens(server: &MockServer) {
    let refused = TcpStream::connect(server.address()).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[test]
fn types_can_be_sent_and_shared() {
    fn check<T: Send + Sync + 'static>() {}
    check::<MockServer>();
    check::<BaseUrl>();
    check::<mock_runtime::StartError>();
    check::<MockServerBuilder>();
}

#[test]
fn a_handle_says_where_the_server_is() {
    let server = MockServer::start(HELLO).unwrap();
    let url = server.url().to_owned();
    assert_eq!(url, format!("http://127.0.0.1:{}", server.port()));
    assert_eq!(server.uri().to_string(), format!("{url}/"));
    assert_eq!(server.address().to_string(), format!("127.0.0.1:{}", server.port()));
    assert_eq!(BaseUrl::from_mock_server(&server).to_string(), url);
    assert_eq!(String::from_mock_server(&server), url);
    assert_eq!(http::Uri::from_mock_server(&server), server.uri());
    assert_eq!(std::net::SocketAddr::from_mock_server(&server), server.address());
    assert_eq!(MockServer::from_mock_server(&server).url(), url);
    server.check();
}

#[test]
fn after_the_end_nothing_listens() {
    let server = run(&TEST, |servers| {
        let server = servers.at(0);
        get(server.address(), "/hello");
        Kept(server.clone())
    });
    assert_nothing_listens(&server.0);
}

/// A server as a test's result, so that it can be looked at when the test is over.
struct Kept(MockServer);

impl std::process::Termination for Kept {
    fn report(self) -> std::process::ExitCode {
        std::process::ExitCode::SUCCESS
    }
}

#[test]
fn an_idle_connection_is_closed_at_the_end() {
    let mut idle = None;
    run(&TEST, |servers| {
        let server = servers.at(0);
        get(server.address(), "/hello");
        idle = Some(connect(server.address()));
    });
    assert_eq!(idle.unwrap().read(&mut [0]).unwrap(), 0);
}

#[test]
fn a_request_on_its_way_at_the_end_is_answered() {
    let mut stream = None;
    run(&TEST, |servers| {
        let server = servers.at(0);
        let mut connection = connect(server.address());
        connection.write_all(b"GET /hello HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
        stream = Some(connection);
    });
    let answer = common::read_all(&mut stream.unwrap());
    assert!(answer.starts_with("HTTP/1.1 200 OK\n"), "{answer}");
}

#[test]
fn half_a_request_at_the_end_is_recorded_and_the_end_comes() {
    #[track_caller]
    fn check(bytes: &[u8], expected: &Expect) {
        let started = Instant::now();
        let mut kept = None;
        let result = catch_unwind(AssertUnwindSafe(|| {
            run(&TEST, |servers| {
                let server = servers.at(0);
                get(server.address(), "/hello");
                let mut connection = connect(server.address());
                connection.write_all(bytes).unwrap();
                // Long enough for the server to have begun with it.
                std::thread::sleep(Duration::from_millis(50));
                kept = Some((server.clone(), connection));
            });
        }));
        assert!(result.is_err(), "what was refused fails the test");
        assert!(started.elapsed() < A_WHILE);
        let (server, _connection) = kept.unwrap();
        expected.assert_eq(&journal(&server.check()));
    }
    check(
        b"GET /hel",
        &expect![[r#"
        GET /hello []: matched "greet"
        -  []: refused: the request was not complete when the server stopped; it begins with "GET /hel"
    "#]],
    );
    check(
        b"POST /hello HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na",
        &expect![[r#"
            GET /hello []: matched "greet"
            POST /hello []: refused: the server stopped, as it does when a test ends, before the request's body was complete
        "#]],
    );
}

#[test]
fn waiting_ends_when_all_has_happened() {
    let server = MockServer::start(HELLO).unwrap();
    let started = Instant::now();
    assert!(!server.wait(Duration::from_millis(20)));
    assert!(started.elapsed() >= Duration::from_millis(20));
    let late = server.clone();
    let client = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(30));
        get(late.address(), "/hello");
    });
    assert!(server.wait(A_WHILE));
    assert!(started.elapsed() < A_WHILE);
    client.join().unwrap();
    assert!(server.wait(Duration::ZERO), "it has happened already");
    server.verify();
}

#[test]
fn many_may_wait() {
    let server = MockServer::start(HELLO).unwrap();
    let waiting: Vec<_> = (0..8)
        .map(|_| server.clone())
        .map(|server| std::thread::spawn(move || server.wait(A_WHILE)))
        .collect();
    get(server.address(), "/hello");
    assert!(waiting.into_iter().all(|thread| thread.join().unwrap()));
    server.verify();
}

#[tokio::test(start_paused = true)]
async fn waiting_is_in_real_time_under_a_paused_clock() {
    let server = MockServer::start(HELLO).unwrap();
    let started = Instant::now();
    assert!(!server.wait_async(Duration::from_millis(20)).await);
    assert!(!server.wait(Duration::from_millis(20)));
    assert!(started.elapsed() >= Duration::from_millis(40));
    let address = server.address();
    let client = std::thread::spawn(move || get(address, "/hello"));
    assert!(server.wait_async(A_WHILE).await);
    client.join().unwrap();
    server.verify();
}

/// GET /hello with tokio, on the runtime of the test.
async fn get_async(server: &MockServer) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(b"GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[test]
fn an_async_body_on_a_runtime_of_its_own() {
    run_async(&TEST, |servers| {
        let server = servers.at(0);
        let server = server.clone();
        async move { assert!(get_async(&server).await.ends_with("hi")) }
    });
}

#[tokio::test]
async fn a_current_thread_test_may_even_block() {
    drive(&TEST, |servers| {
        let server = servers.at(0);
        let server = server.clone();
        async move { assert!(get(server.address(), "/hello").ends_with("hi")) }
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_paused_clock_does_not_matter() {
    let server = drive(&TEST, |servers| {
        let server = servers.at(0);
        let server = server.clone();
        async move {
            assert!(get_async(&server).await.ends_with("hi"));
            Kept(server)
        }
    })
    .await;
    assert_nothing_listens(&server.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_still_calling_when_the_body_ends_is_answered() {
    drive(&TEST, |servers| {
        let server = servers.at(0);
        let server = server.clone();
        async move {
            let connection = tokio::net::TcpStream::connect(server.address()).await.unwrap();
            tokio::spawn(async move {
                use tokio::io::AsyncWriteExt;
                let mut connection = connection;
                let request = b"GET /hello HTTP/1.1\r\nHost: h\r\n\r\n";
                connection.write_all(request).await.unwrap();
                tokio::time::sleep(Duration::from_secs(60)).await;
            });
            assert!(server.wait_async(A_WHILE).await);
        }
    })
    .await;
}

#[tokio::test]
async fn handles_are_dropped_in_async_code() {
    let server = MockServer::start(HELLO).unwrap();
    get_async(&server).await;
    drop(server);
}

/// The panic of a closure, as text.
fn panic_of(body: impl FnOnce()) -> Option<String> {
    let payload = catch_unwind(AssertUnwindSafe(body)).err()?;
    Some(*payload.downcast::<String>().unwrap())
}

#[test]
fn an_unverified_failure_does_not_go_unnoticed() {
    let dropped = panic_of(|| drop(MockServer::start(HELLO).unwrap()));
    assert!(dropped.unwrap().contains(r#""greet""#));
    let verified = panic_of(|| MockServer::start(HELLO).unwrap().verify());
    assert!(verified.unwrap().contains(r#""greet""#));

    assert_eq!(panic_of(|| drop(MockServer::start(HELLO).unwrap().check())), None);
    let clones = MockServer::start(HELLO).unwrap();
    assert_eq!(panic_of(|| drop(clones.clone())), None);
    clones.check();

    let kept = MockServer::start(HELLO).unwrap();
    get(kept.address(), "/hello");
    assert_eq!(panic_of(|| drop(kept)), None);
}

#[test]
fn dropping_never_panics_while_panicking() {
    let payload = catch_unwind(|| {
        let _server = MockServer::start(HELLO).unwrap();
        std::panic::panic_any(7);
    });
    assert_eq!(*payload.unwrap_err().downcast::<i32>().unwrap(), 7);
}

#[test]
fn received_requests_are_in_order() {
    let server = MockServer::start(HELLO).unwrap();
    get(server.address(), "/hello");
    get(server.address(), "/stray?a=b");
    let targets: Vec<_> = server.received_requests().iter().map(ReceivedRequest::target).collect();
    assert_eq!(targets, ["/hello", "/stray?a=b"]);
    assert!(!server.check().is_success());
}

#[test]
fn what_cannot_start() {
    #[track_caller]
    fn check(source: impl Into<PactSource>, expected: &Expect) {
        expected.assert_eq(&MockServer::start(source).unwrap_err().to_string());
    }
    check(
        "pacts/missing.json",
        &expect![
            "the mock server for pacts/missing.json could not start: the contract cannot be read: No such file or directory (os error 2)"
        ],
    );
    check(
        PactSource::file("src/"),
        &expect!["the mock server for src/ could not start: there is no contract at `src/`"],
    );
    let error = MockServer::builder().start().unwrap_err().to_string();
    expect!["the mock server could not start: no contract was given; call pact(..) on the builder"]
        .assert_eq(&error);
}

/// What is wrong with a contract is said in the core's own words: one problem on the same line,
/// several on lines of their own.
#[test]
fn contracts_that_cannot_be_served() {
    #[track_caller]
    fn check(builder: MockServerBuilder, problems: &[Problem]) {
        let expected = match problems {
            [] => panic!("a contract that can be served"),
            [problem] => format!(" {problem}"),
            several => several.iter().map(|problem| format!("\n  {problem}")).collect(),
        };
        let error = builder.start().unwrap_err().to_string();
        assert_eq!(error, format!("the mock server could not start:{expected}"));
    }
    for text in ["{", r#"{"interactions": [{"response": {"status": "ok"}}, 1]}"#] {
        let error = Pact::parse(text).unwrap_err();
        check(MockServer::builder().pact(text), error.problems());
    }
    let pact = Pact::parse(HELLO).unwrap();
    let one = Selection::all().interactions(["gret"]);
    let error = Plan::select(&pact, &one).unwrap_err();
    check(MockServer::builder().pact(HELLO).interactions(["gret"]), error.problems());
    let error = Plan::select(&pact, &one.state("morning")).unwrap_err();
    let builder = MockServer::builder().pact(HELLO).interactions(["gret"]).state("morning");
    check(builder, error.problems());
}

#[test]
fn a_taken_port_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = MockServer::builder().pact(HELLO).port(port).start().unwrap_err().to_string();
    assert!(error.starts_with("the mock server could not start: no port could be opened: "));
    drop(taken);
    let server = MockServer::builder().pact(HELLO).port(port).start().unwrap();
    assert_eq!(server.port(), port);
    server.check();
}
