//! The mock servers that are told what to expect by calls. Each has a pool of servers, every one
//! of which has a thread of its own.

use std::net::SocketAddr;

use wiremock::matchers::{body_json, method, path, path_regex};

use super::{Backend, Measurement, Running, Starting};
use crate::scenario::{Kind, Path, Scenario};

const JSON: &str = "application/json";

/// A server that is not from the pool differs in nothing but its start.
fn takes_part(pooled: bool, measurement: Measurement) -> bool {
    match measurement {
        Measurement::Start | Measurement::Servers => true,
        Measurement::Throughput | Measurement::Growth | Measurement::Requests => pooled,
        Measurement::LargestContract | Measurement::Diagnosis | Measurement::ManyRequests => false,
    }
}

pub(super) struct WireMock {
    pub(super) pooled: bool,
}

impl Backend for WireMock {
    fn name(&self) -> &'static str {
        if self.pooled { "wiremock" } else { "wiremock (no pool)" }
    }

    fn serves(&self, kind: Kind) -> bool {
        kind.body_rules().is_none()
    }

    fn takes_part(&self, measurement: Measurement) -> bool {
        takes_part(self.pooled, measurement)
    }

    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a> {
        Box::pin(async {
            let server = match self.pooled {
                true => wiremock::MockServer::start().await,
                false => wiremock::MockServer::builder().start().await,
            };
            for expected in &scenario.expectations {
                let mock = wiremock::Mock::given(method(expected.method));
                let mut mock = match &expected.path {
                    Path::Literal(text) => mock.and(path(text.as_str())),
                    Path::Pattern(regex) => mock.and(path_regex(regex.as_str())),
                };
                if let Some(body) = &expected.body {
                    mock = mock.and(body_json(body));
                }
                let answer = wiremock::ResponseTemplate::new(200)
                    .set_body_raw(expected.answer.as_str(), JSON);
                mock.respond_with(answer).mount(&server).await;
            }
            Ok(Box::new(server) as Box<dyn Running>)
        })
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

    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a> {
        Box::pin(async {
            // The future of its `start_async` cannot be sent to another thread.
            let server = tokio::task::block_in_place(httpmock::MockServer::start);
            for expected in &scenario.expectations {
                server.mock(|when, then| {
                    let when = when.method(expected.method);
                    let when = match &expected.path {
                        Path::Literal(text) => when.path(text.as_str()),
                        Path::Pattern(regex) => when.path_matches(regex.as_str()),
                    };
                    if let Some(body) = &expected.body {
                        drop(when.json_body(body.clone()));
                    }
                    then.status(200).header("content-type", JSON).body(&expected.answer);
                });
            }
            Ok(Box::new(server) as Box<dyn Running>)
        })
    }
}

impl Running for httpmock::MockServer {
    fn address(&self) -> SocketAddr {
        *Self::address(self)
    }
}

pub(super) struct Mockito {
    pub(super) pooled: bool,
}

impl Backend for Mockito {
    fn name(&self) -> &'static str {
        if self.pooled { "mockito" } else { "mockito (no pool)" }
    }

    fn serves(&self, kind: Kind) -> bool {
        kind.body_rules().is_none()
    }

    fn takes_part(&self, measurement: Measurement) -> bool {
        // Its pool ends at 50 servers, and then waits.
        takes_part(self.pooled, measurement)
            && !(self.pooled && measurement == Measurement::Servers)
    }

    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a> {
        Box::pin(async {
            if self.pooled {
                let mut server = mockito::Server::new_async().await;
                expect(&mut server, scenario).await;
                return Ok(Box::new(server) as Box<dyn Running>);
            }
            let mut server =
                mockito::Server::new_with_opts_async(mockito::ServerOpts::default()).await;
            expect(&mut server, scenario).await;
            Ok(Box::new(server) as Box<dyn Running>)
        })
    }
}

async fn expect(server: &mut mockito::Server, scenario: &Scenario) {
    for expected in &scenario.expectations {
        let path = match &expected.path {
            Path::Literal(text) => mockito::Matcher::Exact(text.clone()),
            Path::Pattern(regex) => mockito::Matcher::Regex(regex.clone()),
        };
        let mut mock = server
            .mock(expected.method, path)
            .with_status(200)
            .with_header("content-type", JSON)
            .with_body(&expected.answer);
        if let Some(body) = &expected.body {
            mock = mock.match_body(mockito::Matcher::Json(body.clone()));
        }
        // Its mocks stay with the server that they were created on.
        mock.create_async().await;
    }
}

impl Running for mockito::ServerGuard {
    fn address(&self) -> SocketAddr {
        self.socket_address()
    }
}

impl Running for mockito::Server {
    fn address(&self) -> SocketAddr {
        self.socket_address()
    }
}
