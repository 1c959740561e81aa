//! A request in as many bytes as came.
//!
//! A header map alone takes several hundred bytes, and what a server hands over are slices of its
//! buffer, which they would keep alive. The order is: method, path, query, headers, body. The body
//! is what remains; before each of the others stands its length, and before the headers their
//! number.

use bytes::{Buf, Bytes};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::exchange::ReceivedRequest;

/// A request that was packed.
#[derive(Clone, Debug)]
pub(crate) struct Packed(Bytes);

/// Packs a request behind what is there.
pub(super) fn pack(request: &ReceivedRequest, out: &mut impl for<'a> Extend<&'a u8>) {
    let ReceivedRequest { method, path, query, headers, body } = request;
    let query = query.as_deref();
    put(out, method.as_str().as_bytes());
    put(out, path.as_bytes());
    // No query is another thing than an empty one.
    put_number(out, query.map_or(0, |query| query.len() + 1));
    out.extend(query.unwrap_or_default().as_bytes());
    put_number(out, headers.len());
    for (name, value) in headers {
        put(out, name.as_str().as_bytes());
        put(out, value.as_bytes());
    }
    out.extend(body.as_ref());
}

impl From<Vec<u8>> for Packed {
    /// What [`pack`] has written.
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl Packed {
    /// A request in memory of its own.
    pub(crate) fn new(request: &ReceivedRequest) -> Self {
        let mut out = Vec::with_capacity(size(request));
        pack(request, &mut out);
        out.into()
    }

    /// How many bytes it takes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The request as it was. Its values and its body share the memory of what was packed.
    pub(crate) fn unpack(&self) -> ReceivedRequest {
        let mut from = Reader(self.0.clone());
        let method = Method::from_bytes(&from.part()).unwrap_or_default();
        let path = text(&from.part());
        let query = from.number().checked_sub(1).map(|length| text(&from.take(length)));
        let mut headers = HeaderMap::new();
        for _ in 0..from.number() {
            let (name, value) = (from.part(), from.part());
            // What was one is one.
            if let (Ok(name), Ok(value)) =
                (HeaderName::from_bytes(&name), HeaderValue::from_maybe_shared(value))
            {
                headers.try_append(name, value).ok();
            }
        }
        ReceivedRequest { method, path, query, headers, body: from.0 }
    }
}

/// How many bytes a request is when packed.
pub(super) fn size(request: &ReceivedRequest) -> usize {
    let ReceivedRequest { method, path, query, headers, body } = request;
    let part = |length: usize| size_of_number(length) + length;
    let query = query.as_ref().map_or(0, |query| query.len() + 1);
    let lines = headers.iter().map(|(name, value)| part(name.as_str().len()) + part(value.len()));
    part(method.as_str().len())
        + part(path.len())
        + size_of_number(query)
        + query.saturating_sub(1)
        + size_of_number(headers.len())
        + lines.sum::<usize>()
        + body.len()
}

/// So many bits of a number stand in a byte; the highest bit says that more follow.
const BITS: u32 = 7;
const MORE: u8 = 1 << BITS;

fn size_of_number(number: usize) -> usize {
    number.checked_ilog2().map_or(1, |log| (log / BITS) as usize + 1)
}

fn put_number(out: &mut impl for<'a> Extend<&'a u8>, mut number: usize) {
    while number >= usize::from(MORE) {
        out.extend(&[number as u8 | MORE]);
        number >>= BITS;
    }
    out.extend(&[number as u8]);
}

fn put(out: &mut impl for<'a> Extend<&'a u8>, part: &[u8]) {
    put_number(out, part.len());
    out.extend(part);
}

struct Reader(Bytes);

impl Reader {
    fn number(&mut self) -> usize {
        let mut number = 0;
        for at in (0..usize::BITS).step_by(BITS as usize) {
            let Some(&byte) = self.0.first() else { break };
            self.0.advance(1);
            number |= usize::from(byte & !MORE) << at;
            if byte < MORE {
                break;
            }
        }
        number
    }

    fn take(&mut self, length: usize) -> Bytes {
        self.0.split_to(length.min(self.0.len()))
    }

    fn part(&mut self) -> Bytes {
        let length = self.number();
        self.take(length)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn headers() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
        let value = vec(any::<u8>(), 0..200);
        vec(("[a-z]|content-(type|length)|x-[a-z0-9-]{0,200}", value), 0..20)
    }

    proptest! {
        /// Whatever came is unpacked as it was, from as many bytes as were counted.
        #[test]
        fn a_request_is_unpacked_as_it_was(
            method in "[A-Z!#$%&'*+.^_`|~-]{1,40}",
            path in ".{0,300}",
            query in proptest::option::of(".{0,20}"),
            lines in headers(),
            body in vec(any::<u8>(), 0..400),
        ) {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
                // Control characters have no place in a header.
                headers.extend(HeaderValue::from_bytes(&value).map(|value| (name, value)));
            }
            let method = Method::from_bytes(method.as_bytes()).expect("a method");
            let request = ReceivedRequest { method, path, query, headers, body: body.into() };
            let packed = Packed::new(&request);
            prop_assert_eq!(packed.len(), size(&request));
            let unpacked = packed.unpack();
            prop_assert!(unpacked.headers.iter().eq(request.headers.iter()), "in another order");
            prop_assert_eq!(unpacked, request);
        }
    }

    #[test]
    fn numbers_of_any_size() {
        for number in [0, 1, 127, 128, 16_383, 16_384, usize::MAX / 2, usize::MAX] {
            let mut out = Vec::new();
            put_number(&mut out, number);
            assert_eq!(out.len(), size_of_number(number));
            assert_eq!(Reader(out.into()).number(), number);
        }
    }

    #[test]
    fn many_headers_and_little_memory() {
        let mut request = ReceivedRequest::new(Method::GET, "/");
        assert_eq!(Packed::new(&request).len(), 8);
        for number in 0..5_000 {
            let name = HeaderName::try_from(format!("x-{}", number % 2_000)).expect("a name");
            request.headers.append(name, HeaderValue::from(number));
        }
        assert_eq!(Packed::new(&request).unpack(), request);
    }
}
