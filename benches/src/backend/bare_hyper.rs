//! The floor: hyper's HTTP/1.1, a body that is read and forgotten, an answer that is always the
//! same. Whoever builds on hyper cannot be cheaper.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use super::{Backend, Running};
use crate::scenario::{Kind, Scenario};

/// All servers share a runtime with two workers, as those of mock-runtime do.
pub(super) struct BareHyper(Arc<Runtime>);

impl BareHyper {
    pub(super) fn new(runtime: Arc<Runtime>) -> Self {
        Self(runtime)
    }
}

impl Backend for BareHyper {
    fn name(&self) -> &'static str {
        "bare hyper"
    }

    fn serves(&self, _: Kind) -> bool {
        true
    }

    fn start(&self, scenario: &Scenario) -> io::Result<Box<dyn Running>> {
        let answer = scenario.expectations.last().map_or_else(String::new, |it| it.answer.clone());
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let _registering = self.0.enter();
        let listener = TcpListener::from_std(listener)?;
        let accepting = self.0.spawn(accept(listener, Bytes::from(answer)));
        Ok(Box::new(Started { address, accepting }))
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

async fn accept(listener: TcpListener, answer: Bytes) {
    while let Ok((stream, _)) = listener.accept().await {
        drop(stream.set_nodelay(true));
        let answer = answer.clone();
        let service = service_fn(move |request| respond(request, answer.clone()));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn respond(
    request: Request<Incoming>,
    answer: Bytes,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let mut body = request.into_body();
    while let Some(Ok(_)) = body.frame().await {}
    let mut response = Response::new(Full::new(answer));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    Ok(response)
}
