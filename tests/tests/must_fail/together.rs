//! Everything at once: several servers, bounds of calls, what is let pass, and late calls.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use mock_runtime::mock_test;

use super::client::call;

const JSON: &[&str] = &["Accept: application/json"];

#[mock_test(
    pacts(library = "pacts/library.json", greeter = "pacts/greeter.json"),
    calls("find books" = 1, "read a book" = 2.., "greet" = 0..3),
    unexpected = "allow",
    within = "2s"
)]
fn one_of_two_is_kept(library: SocketAddr, greeter: SocketAddr) {
    let (_body, ended) = mpsc::channel::<()>();
    assert_eq!(call(greeter, "GET /hello", &[], "").unwrap(), 200);
    for _ in 0..2 {
        assert_eq!(call(library, "GET /books?author=Lem&page=1", JSON, "").unwrap(), 200);
    }
    assert_eq!(call(library, "GET /metrics", &[], "").unwrap(), 404);
    assert_eq!(call(library, "POST /books", &[], "{}").unwrap(), 500);
    let half = b"POST /books HTTP/1.1\r\nHost: library\r\nContent-Length: 9\r\n\r\n{";
    let mut open = TcpStream::connect(library).unwrap();
    open.write_all(half).unwrap();
    thread::spawn(move || {
        ended.recv().unwrap_err();
        // The server has to know that the body is over.
        thread::sleep(Duration::from_millis(100));
        drop(call(library, "GET /books/7", &[], ""));
        // The request that is half there stays so until the test is over.
        thread::park();
        drop(open);
    });
}

#[mock_test(
    pacts(library = "pacts/library.json", greeter = "pacts/greeter.json"),
    interactions = ["read a book", "greet"],
    within = "20ms"
)]
fn neither_is_kept(library: SocketAddr, greeter: SocketAddr) {
    assert_eq!(call(library, "GET /books/8", &[], "").unwrap(), 500);
    assert_eq!(call(greeter, "GET /books/7", &[], "").unwrap(), 500);
}

#[mock_test(
    pacts(library = "pacts/library.json", greeter = "pacts/greeter.json"),
    interactions = ["read a book", "greet"],
    within = "30s"
)]
fn one_of_two_is_kept_and_the_body_panics(_library: SocketAddr, greeter: SocketAddr) {
    assert_eq!(call(greeter, "GET /hello", &[], "").unwrap(), 200);
    panic!("on purpose");
}
