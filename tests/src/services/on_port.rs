//! A service that listens where it is told to, and says nothing of it.

#![allow(clippy::print_stdout, reason = "a service has a log")]

mod relay;

use std::net::TcpListener;

fn main() {
    let port = std::env::var("PORT").expect("a port");
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).expect("the port is free");
    relay::serve(&listener);
}
