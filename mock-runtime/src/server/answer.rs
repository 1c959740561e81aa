//! One request: read, matched, answered.

use std::convert::Infallible;
use std::error::Error;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, EXPECT, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, request};
use hyper::body::Incoming;
use mock_core::{ReceivedRequest, Reply};

use super::body::{self, BodyError, Whole};
use super::connections::{Activity, Connection};
use super::{Served, host};

pub(super) async fn answer(
    served: &Served,
    connection: &Connection,
    request: Request<Incoming>,
) -> Result<Response<Whole>, Infallible> {
    let is_head = request.method() == Method::HEAD;
    let (parts, mut body) = request.into_parts();
    let version = parts.version;
    let request = received(parts);
    let mut arriving = Arriving { served, connection, request, is_over: false };
    let reply = match body::read(&mut body, served.body_limit).await {
        Err(error) => refuse_body(&mut arriving, &mut body, &error).await,
        Ok(bytes) => {
            connection.is(Activity::Answering);
            let request = ReceivedRequest { body: bytes, ..arriving.take() };
            match host::refusal(version, &request.headers) {
                None => served.respond(request),
                Some(reason) => {
                    served.refuse(request, reason);
                    plain(StatusCode::BAD_REQUEST, reason)
                }
            }
        }
    };
    connection.is(Activity::Idle);
    Ok(framed(reply, is_head))
}

/// A request whose body is still on its way. Should the connection end first, the request is
/// recorded all the same.
struct Arriving<'a> {
    served: &'a Served,
    connection: &'a Connection,
    request: ReceivedRequest,
    is_over: bool,
}

impl Arriving<'_> {
    fn take(&mut self) -> ReceivedRequest {
        self.is_over = true;
        std::mem::replace(&mut self.request, ReceivedRequest::new(Method::GET, String::new()))
    }

    fn refuse(&mut self, reason: &str) {
        let request = self.take();
        self.served.refuse(request, reason);
    }
}

impl Drop for Arriving<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.refuse(match self.connection.is_cut_off() {
                true => {
                    "the server stopped, as it does when a test ends, \
                     before the request's body was complete"
                }
                false => "the connection ended before the request's body was complete",
            });
        }
    }
}

/// The request without its body. An absolute target is reduced to its path and query.
fn received(parts: request::Parts) -> ReceivedRequest {
    let request::Parts { method, uri, headers, .. } = parts;
    // Only CONNECT has a target without a path: the host and port that it wants to reach.
    let path = match uri.authority() {
        Some(authority) if method == Method::CONNECT => authority.as_str(),
        _ => uri.path(),
    };
    let (path, query) = (path.to_owned(), uri.query().map(str::to_owned));
    ReceivedRequest { method, path, query, headers, body: Bytes::new() }
}

async fn refuse_body(arriving: &mut Arriving<'_>, body: &mut Incoming, error: &BodyError) -> Reply {
    match error {
        BodyError::Broken(error) => {
            let cause = error.source().map_or_else(String::new, |cause| format!(": {cause}"));
            let reason = format!("the request's body is not complete: {error}{cause}");
            arriving.refuse(&reason);
            plain(StatusCode::BAD_REQUEST, &reason)
        }
        BodyError::TooLarge => {
            let reason = format!(
                "the request's body is larger than {} bytes, which is this mock server's limit; \
                 MockServer::builder().body_limit(bytes) raises it",
                arriving.served.body_limit
            );
            let waits = arriving.request.headers.contains_key(EXPECT);
            arriving.refuse(&reason);
            if !waits {
                body::discard(body).await;
            }
            plain(StatusCode::PAYLOAD_TOO_LARGE, &reason)
        }
    }
}

/// An answer of the server itself.
fn plain(status: StatusCode, text: &str) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Reply { status, headers, body: Bytes::from(format!("{text}\n")) }
}

/// The reply as HTTP can carry it.
fn framed(reply: Reply, is_head: bool) -> Response<Whole> {
    let Reply { status, headers, body } = reply;
    // Interim responses (1xx) would belong here too, but no plan has them: they end no exchange.
    let is_bodiless = status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED;
    let body = if is_bodiless { Bytes::new() } else { body };
    let is_framing = |name: &HeaderName| *name == CONTENT_LENGTH || *name == TRANSFER_ENCODING;
    let headers = match headers.keys().any(is_framing) {
        true => true_framing(headers, body.len(), is_head, is_bodiless),
        false => headers,
    };
    let mut response = Response::new(Whole::new(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The headers without those about framing that do not hold for this body.
///
/// Contracts are recorded from real responses, and often keep a `Content-Length` although the
/// body has since been edited, or a `Transfer-Encoding` of a proxy that is long gone. Sent as they
/// are, they would make the client wait for bytes that never come. What is true stays, in its
/// place: `chunked`, which the body is then sent as, and the right length; and the length that a
/// response to HEAD announces for a body that the contract does not show.
fn true_framing(headers: HeaderMap, length: usize, is_head: bool, is_bodiless: bool) -> HeaderMap {
    let only = |name| {
        let mut values = headers.get_all(name).iter();
        values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
    };
    let is_chunked = !is_head
        && !is_bodiless
        && only(TRANSFER_ENCODING).is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
    let is_length = !is_chunked
        && only(CONTENT_LENGTH)
            .and_then(|value| value.parse::<usize>().ok())
            .is_some_and(|announced| announced == length || (is_head && length == 0));
    // Built anew, because removing from a header map changes the order of the others.
    let mut name = None;
    let mut kept = HeaderMap::with_capacity(headers.len());
    for (next, value) in headers {
        name = next.or(name);
        match &name {
            Some(name) if *name == TRANSFER_ENCODING && !is_chunked => {}
            Some(name) if *name == CONTENT_LENGTH && !is_length => {}
            Some(name) => drop(kept.append(name.clone(), value)),
            None => {}
        }
    }
    kept
}
