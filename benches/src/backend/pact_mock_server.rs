//! Pact's own mock server, which gets the same contract.

use std::net::SocketAddr;
use std::{io, thread};

use pact_mock_server::builder::MockServerBuilder;
use pact_mock_server::mock_server::MockServer;
use pact_models::pact::load_pact_from_json;
use tokio::runtime::{Builder, Runtime};

use super::{Backend, Measurement, Running, Starting};
use crate::scenario::{Kind, Scenario};

pub(super) struct PactMockServer {
    /// Whether each server gets a runtime with two workers, started from a thread of its own, as
    /// `pact_consumer` does it. That crate itself is not measured: it reports its use over the
    /// network.
    pub(super) own_runtime: bool,
}

impl Backend for PactMockServer {
    fn name(&self) -> &'static str {
        match self.own_runtime {
            false => "pact_mock_server",
            true => "pact_mock_server (own runtime)",
        }
    }

    fn serves(&self, _: Kind) -> bool {
        true
    }

    fn takes_part(&self, measurement: Measurement) -> bool {
        match measurement {
            Measurement::Start | Measurement::Servers => true,
            Measurement::LargestContract | Measurement::ManyRequests => false,
            Measurement::Throughput
            | Measurement::Growth
            | Measurement::Diagnosis
            | Measurement::Requests => !self.own_runtime,
        }
    }

    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a> {
        Box::pin(async {
            let json = serde_json::from_str(&scenario.pact)?;
            let pact = load_pact_from_json("memory", &json).map_err(io::Error::other)?;
            let builder = MockServerBuilder::new().bind_to("127.0.0.1:0").with_pact(pact);
            let (server, runtime) = match self.own_runtime {
                false => (builder.start().await, None),
                true => {
                    let runtime =
                        Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
                    let starting = || runtime.block_on(builder.start());
                    let server = thread::scope(|scope| scope.spawn(starting).join());
                    let panicked = |_| io::Error::other("starting it panicked");
                    (server.map_err(panicked)?, Some(runtime))
                }
            };
            let server = server.map_err(io::Error::other)?;
            Ok(Box::new(Started { server, runtime }) as Box<dyn Running>)
        })
    }
}

struct Started {
    server: MockServer,
    runtime: Option<Runtime>,
}

impl Running for Started {
    fn address(&self) -> SocketAddr {
        self.server.address
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It waits for the server up to 100 ms, which is the server's cost.
        drop(self.server.shutdown());
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
