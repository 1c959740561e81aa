//! What the journal says of bytes that never became a request.

use http::Method;
use mock_core::ReceivedRequest;

/// How much of what came in is shown.
const SHOWN: usize = 60;

/// The request as far as it can be told, and why it was refused; nothing if the connection ended
/// without a request in it.
///
/// `unread` is what hyper had not taken as a request yet, `latest` what the latest read brought:
/// some mistakes hyper only finds after it has taken the head.
pub(super) fn describe(
    error: Option<&hyper::Error>,
    unread: &[u8],
    latest: &[u8],
) -> Option<(ReceivedRequest, String)> {
    let unread = unread.trim_ascii_start();
    let is_parse = error.is_some_and(hyper::Error::is_parse);
    if !is_parse && unread.is_empty() {
        return None;
    }
    let bytes = match request_line(unread) {
        None if is_parse => taken(unread, latest),
        _ => unread,
    };
    let (request, begin) = match request_line(bytes) {
        Some(request) => (request, String::new()),
        None => (nameless(), beginning(bytes)),
    };
    let reason = match error {
        Some(error) if error.is_parse() => {
            let hint = hint(error, bytes).unwrap_or_default();
            format!("malformed request: {error}{hint}{begin}")
        }
        Some(error) => format!("the request is not complete: {error}{begin}"),
        None => format!("the request was not complete when the server stopped{begin}"),
    };
    Some((request, reason))
}

/// The head that hyper took last, out of what the latest read brought.
fn taken<'a>(unread: &'a [u8], latest: &'a [u8]) -> &'a [u8] {
    const END: &[u8] = b"\r\n\r\n";
    let head = latest.strip_suffix(unread).unwrap_or(latest);
    let head = head.strip_suffix(END).unwrap_or(head);
    // Requests may be pipelined: only the last one is at fault.
    let start = head.windows(END.len()).rposition(|window| window == END);
    let head = start.map_or(head, |start| &head[start + END.len()..]);
    if head.is_empty() { unread } else { head }
}

/// Method and target, if the bytes begin with a request line.
fn request_line(bytes: &[u8]) -> Option<ReceivedRequest> {
    let line = bytes.split(|byte| *byte == b'\r' || *byte == b'\n').next()?;
    let mut words = line.split(|byte| *byte == b' ');
    let method = Method::from_bytes(words.next()?).ok()?;
    let target = String::from_utf8_lossy(words.next()?).into_owned();
    if !words.next()?.starts_with(b"HTTP/") || words.next().is_some() {
        return None;
    }
    Some(match target.split_once('?') {
        None => ReceivedRequest::new(method, target),
        Some((path, query)) => {
            let mut request = ReceivedRequest::new(method, path);
            request.query = Some(query.to_owned());
            request
        }
    })
}

/// A request of which neither method nor path are known.
pub(super) fn nameless() -> ReceivedRequest {
    let method = Method::from_bytes(b"-").expect("a dash is a token, and so a method");
    ReceivedRequest::new(method, "")
}

fn beginning(bytes: &[u8]) -> String {
    match bytes {
        [] => String::new(),
        _ => format!("; it begins with \"{}\"", bytes[..bytes.len().min(SHOWN)].escape_ascii()),
    }
}

/// What a developer most likely got wrong.
fn hint(error: &hyper::Error, bytes: &[u8]) -> Option<&'static str> {
    if error.is_parse_version_h2() {
        return Some("; the client speaks HTTP/2 without having asked, the server HTTP/1.1");
    }
    // The first bytes of every TLS connection: a handshake record of version 3.x.
    bytes.starts_with(&[0x16, 0x03]).then_some(
        "; the client speaks TLS, the server does not: use its URL with http:// instead of https://",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        #[track_caller]
        fn check(unread: &str, latest: &str, expected: &str) {
            let head = taken(unread.as_bytes(), latest.as_bytes());
            assert_eq!(String::from_utf8_lossy(head), expected);
        }
        check("", "GET /a HTTP/1.1\r\nA: b\r\n\r\n", "GET /a HTTP/1.1\r\nA: b");
        check("", "GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n", "GET /b HTTP/1.1");
        check("body", "GET /a HTTP/1.1\r\n\r\nbody", "GET /a HTTP/1.1");
        check("\x16\x03", "\x16\x03", "\x16\x03");
        check("", "", "");
    }

    #[test]
    fn request_lines() {
        #[track_caller]
        fn check(bytes: &str, expected: Option<&str>) {
            let line = request_line(bytes.as_bytes());
            let line = line.map(|request| format!("{} {}", request.method, request.target()));
            assert_eq!(line.as_deref(), expected, "{bytes:?}");
        }
        check("GET /a?b=c HTTP/1.1\r\nA: b", Some("GET /a?b=c"));
        check("GET / HTTP/9.9", Some("GET /"));
        check("GET /a b HTTP/1.1", None);
        check("G(T / HTTP/1.1", None);
        check("GET /", None);
        check("", None);
    }
}
