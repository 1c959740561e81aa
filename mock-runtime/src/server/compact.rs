//! Requests in memory of their own.
//!
//! hyper hands out header values and bodies as slices of its read buffer. The journal keeps every
//! request, and with a slice it would keep the whole buffer: 8 KiB and more for each request,
//! which hyper would have to allocate anew instead of using its buffer again. Copying the few
//! bytes is both smaller and faster.

use bytes::Bytes;
use http::HeaderValue;
use mock_core::ReceivedRequest;

/// A longer body came in several pieces, and has been put together in memory of its own already.
const LONG_BODY: usize = 64 * 1024;

/// The same request with its header values and body in one allocation.
pub(super) fn compact(mut request: ReceivedRequest) -> ReceivedRequest {
    let body: &[u8] = if request.body.len() > LONG_BODY { &[] } else { &request.body };
    let headers = &mut request.headers;
    let length = headers.values().map(HeaderValue::len).sum::<usize>() + body.len();
    let mut bytes = Vec::with_capacity(length);
    headers.values().for_each(|value| bytes.extend_from_slice(value.as_bytes()));
    bytes.extend_from_slice(body);
    let mut bytes = Bytes::from(bytes);
    for value in headers.values_mut() {
        let copy = bytes.split_to(value.len());
        // The bytes of a valid value are valid.
        if let Ok(copy) = HeaderValue::from_maybe_shared(copy) {
            *value = copy;
        }
    }
    if request.body.len() <= LONG_BODY {
        request.body = bytes;
    }
    request
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, Method};

    use super::*;

    #[test]
    fn nothing_changes_but_the_memory() {
        let mut request = ReceivedRequest::new(Method::POST, "/a");
        let long = "x".repeat(300);
        for (name, value) in [("a", "1"), ("b", ""), ("a", "\u{e9}"), ("c", &long)] {
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            request.headers.append(HeaderName::from_static(name), value);
        }
        request.body = Bytes::from_static(b"body");
        let compacted = compact(request.clone());
        assert_eq!(compacted, request);
        assert_ne!(compacted.body.as_ptr(), request.body.as_ptr());
        assert_ne!(
            compacted.headers["c"].as_bytes().as_ptr(),
            request.headers["c"].as_bytes().as_ptr()
        );
        request.body = Bytes::from(vec![b'x'; LONG_BODY + 1]);
        assert_eq!(compact(request.clone()), request);
        let empty = ReceivedRequest::new(Method::GET, "/");
        assert_eq!(compact(empty.clone()), empty);
    }
}
