//! The floor: hyper's HTTP/1.1, a body that is read and forgotten, an answer that is always the
//! same. Whoever builds on hyper cannot be cheaper.
//!
//! The other floor also lets `serde_json` go through the body, which it keeps nothing of. Whoever
//! builds on hyper and has to understand a body pays about that.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::de::IgnoredAny;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{Backend, Measurement, Running, Starting};
use crate::scenario::{Kind, Scenario};

pub(super) struct BareHyper {
    pub(super) reads_json: bool,
}

impl Backend for BareHyper {
    fn name(&self) -> &'static str {
        if self.reads_json { "hyper + serde_json" } else { "bare hyper" }
    }

    fn serves(&self, kind: Kind) -> bool {
        !self.reads_json || kind.has_body()
    }

    fn takes_part(&self, measurement: Measurement) -> bool {
        match self.reads_json {
            true => measurement == Measurement::Throughput,
            false => measurement != Measurement::Diagnosis,
        }
    }

    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a> {
        Box::pin(async {
            let answer = scenario.expectations.last().map(|it| Bytes::from(it.answer.clone()));
            let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
            listener.set_nonblocking(true)?;
            let address = listener.local_addr()?;
            let listener = TcpListener::from_std(listener)?;
            let accepting =
                tokio::spawn(accept(listener, answer.unwrap_or_default(), self.reads_json));
            Ok(Box::new(Started { address, accepting }) as Box<dyn Running>)
        })
    }
}

struct Started {
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Running for Started {
    fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, answer: Bytes, reads_json: bool) {
    while let Ok((stream, _)) = listener.accept().await {
        drop(stream.set_nodelay(true));
        let answer = answer.clone();
        let service = service_fn(move |request| respond(request, answer.clone(), reads_json));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn respond(
    request: Request<Incoming>,
    answer: Bytes,
    reads_json: bool,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let mut body = request.into_body();
    let understood = match reads_json {
        true => match body.collect().await {
            Ok(body) => serde_json::from_slice::<IgnoredAny>(&body.to_bytes()).is_ok(),
            Err(_) => false,
        },
        false => {
            while let Some(Ok(_)) = body.frame().await {}
            true
        }
    };
    let mut response = Response::new(Full::new(answer));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    if !understood {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    Ok(response)
}
