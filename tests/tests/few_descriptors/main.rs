//! Tests that take every file descriptor of their process. `descriptors` runs each as a process
//! that may have few.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

#[path = "../client/mod.rs"]
mod client;

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use mock_runtime::{MockServer, mock_test};

const REQUEST: &[u8] = b"GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// Takes all that are left.
fn take_all() -> Vec<File> {
    // A limit that is not low is not meant.
    let files: Vec<File> = (0..10_000).map_while(|_| File::open("/").ok()).collect();
    assert!(files.len() < 10_000, "this process may have too many file descriptors");
    files
}

fn ask(stream: &mut TcpStream) -> std::io::Result<String> {
    stream.write_all(REQUEST)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// The client has the last one, and waits.
#[mock_test(pact = "pacts/greeter.json")]
fn none_is_left_to_accept(host: SocketAddr) {
    let mut all = take_all();
    drop(all.pop());
    let answer = ask(&mut TcpStream::connect(host).unwrap());
    println!("the client got {:?}", answer.map_err(|error| error.kind()));
    let refused = TcpStream::connect(host);
    println!("the next one got {:?}", refused.map(drop).map_err(|error| error.kind()));
}

/// A connection waits until another is closed.
#[mock_test(pact = "pacts/greeter.json", calls("greet" = 2))]
fn one_comes_back(host: SocketAddr) {
    let mut first = TcpStream::connect(host).unwrap();
    first.write_all(b"GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    first.read_exact(&mut [0; 12]).unwrap();
    let mut all = take_all();
    drop(all.pop());
    let mut second = TcpStream::connect(host).unwrap();
    second.write_all(REQUEST).unwrap();
    drop(first);
    let mut answer = String::new();
    second.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// The last one was enough: nobody waits for another.
#[mock_test(pact = "pacts/greeter.json")]
fn there_are_just_enough(host: SocketAddr) {
    let mut all = take_all();
    all.truncate(all.len() - 2);
    let answer = ask(&mut TcpStream::connect(host).unwrap()).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[mock_test(pact = "pacts/greeter.json")]
fn none_is_left_to_listen(host: SocketAddr) {
    assert_eq!(client::call(host, "GET /hello", &[], "").unwrap(), 200);
    let all = take_all();
    let error = MockServer::start("pacts/greeter.json").unwrap_err().to_string();
    drop(all);
    println!("{error}");
    panic!("on purpose");
}

/// What could not be started once may be started later.
#[test]
fn none_was_left_at_first() {
    let all = take_all();
    let text = r#"{"interactions": [{"description": "greet", "request": {"path": "/hello"}}]}"#;
    let error = MockServer::start(text).unwrap_err().to_string();
    drop(all);
    let server = MockServer::start(text).unwrap();
    assert_eq!(client::call(server.address(), "GET /hello", &[], "").unwrap(), 200);
    println!("{error}");
    panic!("on purpose");
}
