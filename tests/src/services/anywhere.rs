//! A service that chooses its port itself, and says where it listens.

#![allow(clippy::print_stdout, reason = "a service has a log")]

mod relay;

use std::net::TcpListener;

fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let address = listener.local_addr().expect("an address");
    println!("asking {} for everything", std::env::var("GREETER_URL").unwrap_or_default());
    println!("listening on http://{address}");
    relay::serve(&listener);
}
