//! Many servers in one process. Alone in its binary, because it counts threads and sockets.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod common;

use std::collections::HashSet;
use std::fs;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use common::{HELLO, get, run};
use mock_runtime::__private::{RegisteredTest, Settings};
use mock_runtime::MockServer;

static TEST: RegisteredTest = RegisteredTest {
    name: "many::test",
    file: "tests/many.rs",
    line: 1,
    servers: &[common::server(&[common::pact(HELLO)])],
    settings: Settings::DEFAULT,
    ignored: false,
    should_panic: false,
};

#[test]
fn five_hundred_at_once_and_five_hundred_in_turn() {
    run(&TEST, |servers| call(servers.at(0)));
    let before = (threads(), sockets());

    let servers: Vec<MockServer> = (0..500).map(|_| MockServer::start(HELLO).unwrap()).collect();
    let ports: HashSet<u16> = servers.iter().map(MockServer::port).collect();
    assert_eq!(ports.len(), servers.len());
    assert_eq!(threads(), before.0, "a server has no thread of its own");
    for server in &servers {
        call(server);
        server.verify();
    }
    drop(servers);
    let deadline = Instant::now() + Duration::from_secs(10);
    while sockets() > before.1 {
        assert!(Instant::now() < deadline, "a dropped server keeps its socket");
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_err()));

    let mut later = HashSet::new();
    for _ in 0..500 {
        run(&TEST, |servers| {
            let server = servers.at(0);
            call(server);
            later.insert(server.port());
        });
    }
    assert_eq!(later.len(), 500);
    assert!(later.is_disjoint(&ports), "a port was used twice");
    assert_eq!((threads(), sockets()), before);
}

fn call(server: &MockServer) {
    assert!(get(server.address(), "/hello").ends_with("hi"));
}

/// How many threads this process has; none where there is no `/proc`.
fn threads() -> usize {
    fs::read_dir("/proc/self/task").map_or(0, Iterator::count)
}

/// How many sockets this process has open; none where there is no `/proc`.
fn sockets() -> usize {
    let Ok(entries) = fs::read_dir("/proc/self/fd") else {
        return 0;
    };
    let targets = entries.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
    targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
}
