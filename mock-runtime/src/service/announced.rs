//! The address in a line in which a service says that it listens.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// What such a line has in it, as common frameworks write it. A line about a database that the
/// service connects to has none of them.
const WORDS: [&str; 5] = ["listen", "serving", "launched", "running", "started"];

/// How a host on this machine is written, and where it is reached.
const HOSTS: [(&str, IpAddr); 5] = [
    ("127.0.0.1:", IpAddr::V4(Ipv4Addr::LOCALHOST)),
    ("0.0.0.0:", IpAddr::V4(Ipv4Addr::LOCALHOST)),
    ("localhost:", IpAddr::V4(Ipv4Addr::LOCALHOST)),
    ("[::1]:", IpAddr::V6(Ipv6Addr::LOCALHOST)),
    ("[::]:", IpAddr::V6(Ipv6Addr::LOCALHOST)),
];

/// The address that a line says the service listens on, if that is what it says.
pub(super) fn address(line: &str) -> Option<SocketAddr> {
    let line = line.to_ascii_lowercase();
    if !WORDS.iter().any(|word| line.contains(word)) {
        return None;
    }
    let mut first: Option<(usize, SocketAddr)> = None;
    for (host, ip) in HOSTS {
        for (at, _) in line.match_indices(host) {
            if let Some(port) = port(&line[..at], &line[at + host.len()..])
                && first.is_none_or(|(before, _)| at < before)
            {
                first = Some((at, SocketAddr::new(ip, port)));
            }
        }
    }
    first.map(|(_, address)| address)
}

/// The port behind a host, unless what stands before makes it another host.
fn port(before: &str, behind: &str) -> Option<u16> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    if before.ends_with(is_part) {
        return None;
    }
    let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    behind[..digits].parse().ok().filter(|port| *port > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_common_frameworks() {
        #[track_caller]
        fn check(line: &str, expected: &str) {
            let address = address(line).map(|address| address.to_string());
            assert_eq!(address.unwrap_or_default(), expected, "{line}");
        }
        check("listening on http://127.0.0.1:4123", "127.0.0.1:4123");
        check("Listening on: 0.0.0.0:8080 ...", "127.0.0.1:8080");
        check("INFO shop: listening addr=[::]:3000", "[::1]:3000");
        check("Server started at http://[::1]:3000/health", "[::1]:3000");
        check("Rocket has launched from http://localhost:8000", "127.0.0.1:8000");
        check(
            "starting service: \"shop-127.0.0.1:80\", workers: 2, listening on: 127.0.0.1:81",
            "127.0.0.1:81",
        );
        check(" * Running on http://127.0.0.1:5000 (Press CTRL+C to quit)", "127.0.0.1:5000");
        check("connected to postgres://localhost:5432/shop", "");
        check("listening on https://shop.example.com:443", "");
        check("listening on notlocalhost:443", "");
        check("listening on 127.0.0.1:0", "");
        check("listening on 127.0.0.1:65536", "");
        check("listening on 127.0.0.1:", "");
        check("listening", "");
    }
}
