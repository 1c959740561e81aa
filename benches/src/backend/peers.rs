//! The mock servers that are told what to expect by calls. Each has a pool of servers, every one
//! of which has a thread of its own.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::runtime::Runtime;
use wiremock::matchers::{body_json, method, path};

use super::{Backend, Running};
use crate::scenario::{Kind, Scenario};

const JSON: &str = "application/json";

pub(super) struct WireMock(Arc<Runtime>);

impl WireMock {
    pub(super) fn new(runtime: Arc<Runtime>) -> Self {
        Self(runtime)
    }
}

impl Backend for WireMock {
    fn name(&self) -> &'static str {
        "wiremock"
    }

    fn serves(&self, kind: Kind) -> bool {
        kind.body_rules().is_none()
    }

    fn start(&self, scenario: &Scenario) -> io::Result<Box<dyn Running>> {
        let server = self.0.block_on(async {
            let server = wiremock::MockServer::start().await;
            for expected in &scenario.expectations {
                let mut mock = wiremock::Mock::given(method(expected.method))
                    .and(path(expected.path.as_str()));
                if let Some(body) = &expected.body {
                    mock = mock.and(body_json(body));
                }
                let answer = wiremock::ResponseTemplate::new(200)
                    .set_body_raw(expected.answer.as_str(), JSON);
                mock.respond_with(answer).mount(&server).await;
            }
            server
        });
        Ok(Box::new(server))
    }
}

impl Running for wiremock::MockServer {
    fn address(&self) -> SocketAddr {
        *Self::address(self)
    }
}

pub(super) struct HttpMock;

impl Backend for HttpMock {
    fn name(&self) -> &'static str {
        "httpmock"
    }

    fn serves(&self, kind: Kind) -> bool {
        kind.body_rules().is_none()
    }

    fn start(&self, scenario: &Scenario) -> io::Result<Box<dyn Running>> {
        let server = httpmock::MockServer::start();
        for expected in &scenario.expectations {
            server.mock(|when, then| {
                let when = when.method(expected.method).path(expected.path.as_str());
                if let Some(body) = &expected.body {
                    drop(when.json_body(body.clone()));
                }
                then.status(200).header("content-type", JSON).body(&expected.answer);
            });
        }
        Ok(Box::new(server))
    }
}

impl Running for httpmock::MockServer {
    fn address(&self) -> SocketAddr {
        *Self::address(self)
    }
}

pub(super) struct Mockito;

impl Backend for Mockito {
    fn name(&self) -> &'static str {
        "mockito"
    }

    fn serves(&self, kind: Kind) -> bool {
        kind.body_rules().is_none()
    }

    fn start(&self, scenario: &Scenario) -> io::Result<Box<dyn Running>> {
        let mut server = mockito::Server::new();
        for expected in &scenario.expectations {
            let mut mock = server
                .mock(expected.method, expected.path.as_str())
                .with_status(200)
                .with_header("content-type", JSON)
                .with_body(&expected.answer);
            if let Some(body) = &expected.body {
                mock = mock.match_body(mockito::Matcher::Json(body.clone()));
            }
            // Its mocks stay with the server that they were created on.
            mock.create();
        }
        Ok(Box::new(server))
    }
}

impl Running for mockito::ServerGuard {
    fn address(&self) -> SocketAddr {
        self.socket_address()
    }
}
