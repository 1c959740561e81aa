//! Tests in processes of their own that pass. How such tests fail, the tests of the whole show.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod common;

use std::env;
use std::io::{self, Read as _, Write as _};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use common::talk;
use mock_runtime::{MockServer, mock_test};

fn read_the_order(orders: SocketAddr) {
    let answer = talk(orders, b"GET /orders/42 HTTP/1.1\r\nHost: orders\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[mock_test(
    pact = "pacts/orders.json",
    interactions = ["read an order"],
    env(ORDERS_URL = orders, ORDERS_API = "{orders}/v1?{{}}", MODE = "test")
)]
fn the_environment_is_there(orders: MockServer) {
    assert_eq!(env::var("ORDERS_URL").unwrap(), orders.url());
    assert_eq!(env::var("ORDERS_API").unwrap(), format!("{}/v1?{{}}", orders.url()));
    assert_eq!(env::var("MODE").unwrap(), "test");
    // What the process had before is still there.
    assert_eq!(env::var("CARGO_MANIFEST_DIR").unwrap(), env!("CARGO_MANIFEST_DIR"));
    read_the_order(orders.address());
}

#[mock_test(
    pacts(shop = "pacts/orders.json", depot = "pacts/orders.json"),
    interactions = ["read an order"],
    env(SHOP = shop, DEPOT = depot)
)]
fn each_server_has_a_url_of_its_own(shop: MockServer, depot: MockServer) {
    assert_ne!(shop.url(), depot.url());
    for (name, server) in [("SHOP", shop), ("DEPOT", depot)] {
        assert_eq!(env::var(name).unwrap(), server.url());
        read_the_order(server.address());
    }
}

#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], env(MODE = "a"))]
async fn async_bodies(orders: SocketAddr) -> Result<(), io::Error> {
    read_the_order(orders);
    tokio::time::sleep(Duration::from_millis(1)).await;
    Ok(())
}

#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], timeout = "60m")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_others_drive(orders: SocketAddr) {
    tokio::spawn(async move { read_the_order(orders) }).await.unwrap();
}

/// The hour passes by the clock of the test, and not by that of its timeout.
#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], timeout = "30m")]
#[tokio::test(start_paused = true)]
async fn a_paused_clock_changes_nothing(orders: SocketAddr) {
    tokio::time::sleep(Duration::from_secs(60 * 60)).await;
    read_the_order(orders);
}

#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], env(MODE = "a"))]
#[should_panic(expected = "on purpose")]
fn panics_are_those_of_the_test(orders: SocketAddr) {
    read_the_order(orders);
    panic!("a panic {} purpose", "on");
}

#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], env(MODE = "a"))]
fn nobody_types_anything(orders: SocketAddr) {
    assert_eq!(io::stdin().read(&mut [0]).unwrap(), 0);
    read_the_order(orders);
}

#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], env(MODE = "a"))]
fn the_body_runs_once(orders: SocketAddr) {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    assert_eq!(RUNS.fetch_add(1, Ordering::Relaxed), 0);
    read_the_order(orders);
}

/// Much more than a pipe holds, in both streams and in pieces that are no text.
#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], env(MODE = "a"))]
fn much_output(orders: SocketAddr) {
    for _ in 0..4096 {
        io::stdout().write_all(&[0xff; 100]).unwrap();
        io::stderr().write_all("\u{1e}äöü".as_bytes()).unwrap();
    }
    read_the_order(orders);
}

/// It holds the streams of the test, which is not kept waiting by that.
#[cfg(unix)]
#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], env(MODE = "a"))]
#[expect(clippy::zombie_processes, reason = "nobody waits for it")]
fn a_process_that_leaves_the_group(orders: SocketAddr) {
    use std::os::unix::process::CommandExt as _;

    // It ends by itself, some time behind the test.
    Command::new("sleep").arg("10").process_group(0).stderr(Stdio::null()).spawn().unwrap();
    read_the_order(orders);
}

/// Whoever starts this binary from inside a test starts a test like any other.
#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"], env(MODE = "outer"))]
fn tests_inside_of_tests(orders: SocketAddr) {
    read_the_order(orders);
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "the_environment_is_there"]).stderr(Stdio::inherit());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// A request that comes behind the body belongs to this test.
#[mock_test(
    pact = "pacts/orders.json",
    interactions = ["read an order"],
    within = "60m",
    timeout = "60m"
)]
fn late_calls(orders: SocketAddr) {
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        read_the_order(orders);
    });
}

#[mock_test(pact = "pacts/orders.json", env(MODE = "a"))]
#[ignore = "were it started, it would fail"]
fn ignored_tests_are_ignored(_orders: SocketAddr) {}
