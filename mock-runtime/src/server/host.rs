//! The `Host` header: RFC 9112, section 3.2, has a server refuse a request whose host is missing,
//! given twice or malformed, because whoever sent it is not a client that real servers accept.

use http::header::HOST;
use http::{HeaderMap, Version};

/// Why the request's `Host` is to be refused, if it is.
pub(super) fn refusal(version: Version, headers: &HeaderMap) -> Option<&'static str> {
    if version != Version::HTTP_11 {
        return None;
    }
    // Requests have few headers: comparing each costs less than looking one up.
    let mut hosts = headers.iter().filter(|(name, _)| *name == HOST).map(|(_, value)| value);
    match (hosts.next(), hosts.next()) {
        (None, _) => Some("the Host header is missing; HTTP/1.1 requires it"),
        (Some(_), Some(_)) => Some("there is more than one Host header"),
        (Some(host), None) if is_valid(host.as_bytes()) => None,
        (Some(_), None) => Some("the Host header is not a host name or address"),
    }
}

/// Whether the bytes are `uri-host [ ":" port ]` (RFC 3986, section 3.2.2), which may be empty.
fn is_valid(host: &[u8]) -> bool {
    let port_start = match host.first() {
        Some(b'[') => match host.iter().position(|byte| *byte == b']') {
            Some(end) if host[1..end].iter().all(|byte| is_address(*byte)) => end + 1,
            _ => return false,
        },
        _ => host.iter().position(|byte| *byte == b':').unwrap_or(host.len()),
    };
    let (name, port) = host.split_at(port_start);
    let port_is_valid = match port {
        [] => true,
        [b':', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    port_is_valid && (name.first() == Some(&b'[') || name.iter().all(|byte| is_name(*byte)))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=".contains(&byte)
}

/// Within brackets: IPv6, or what a later version of IP may look like.
fn is_address(byte: u8) -> bool {
    is_name(byte) || byte == b':'
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn hosts() {
        #[track_caller]
        fn check(valid: bool, hosts: &[&str]) {
            for host in hosts {
                assert_eq!(is_valid(host.as_bytes()), valid, "{host:?}");
            }
        }
        check(true, &["", "localhost", "127.0.0.1:8080", "a-b.example", "[::1]", "[::1]:80", "x:"]);
        check(true, &["xn--bcher-kva.example", "under_score", "%41.example"]);
        check(false, &["a b", "user@host", "host/path", "a:b", "a:1:2", "[::1", "[::1]x", "[/]"]);
        check(false, &["h\u{e4}st", "a,b c", "a?b", "a#b"]);
    }
}
