//! Any contract and any request.

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use mock_core::{Pact, ReceivedRequest};

use crate::serve::{own_requests, serve_twice};

/// The line between a contract and a request.
const BETWEEN: &[u8] = b"\n---\n";

/// A contract, the line `---`, and a request as it stands in HTTP. The contract is served to the
/// request, and to those that it shows itself.
pub fn exchange(bytes: &[u8]) {
    let at = bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN);
    let (contract, request) = match at {
        Some(at) => (&bytes[..at], Some(&bytes[at + BETWEEN.len()..])),
        None => (bytes, None),
    };
    let Ok(pact) = Pact::parse_bytes(contract) else { return };
    let mut requests = own_requests(&pact);
    requests.extend(request.and_then(received));
    serve_twice(&pact, &requests);
}

/// A request from its line, its headers, and its body behind an empty line; none if HTTP would
/// not let it through.
fn received(bytes: &[u8]) -> Option<ReceivedRequest> {
    let end = bytes.windows(2).position(|window| window == b"\n\n").unwrap_or(bytes.len());
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.lines();
    let (method, target) = lines.next()?.split_once(' ')?;
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        headers.append(name, HeaderValue::from_bytes(value.trim().as_bytes()).ok()?);
    }
    Some(ReceivedRequest {
        method: Method::from_bytes(method.as_bytes()).ok()?,
        path: path.to_owned(),
        query,
        headers,
        body: bytes.get(end + 2..).unwrap_or_default().to_vec().into(),
    })
}
