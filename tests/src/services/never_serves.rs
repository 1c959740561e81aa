//! A service that never serves.

#![allow(clippy::print_stdout, reason = "a service has a log")]

fn main() {
    println!("waiting for better days");
    loop {
        std::thread::park();
    }
}
