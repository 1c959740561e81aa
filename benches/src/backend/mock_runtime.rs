//! mock-runtime: from the text of a contract to a server.

use std::io;
use std::net::SocketAddr;

use mock_runtime::{MockServer, PactSource};

use super::{Backend, Measurement, Running, Starting};
use crate::scenario::{Kind, Scenario};

pub(super) struct MockRuntime {
    /// Whether requests that matched are remembered, as they are by default.
    pub(super) remembers: bool,
}

impl Backend for MockRuntime {
    fn name(&self) -> &'static str {
        if self.remembers { "mock-runtime" } else { "mock-runtime (recording off)" }
    }

    fn serves(&self, _: Kind) -> bool {
        true
    }

    fn takes_part(&self, measurement: Measurement) -> bool {
        match measurement {
            Measurement::Throughput | Measurement::Requests | Measurement::ManyRequests => true,
            Measurement::Start
            | Measurement::Growth
            | Measurement::LargestContract
            | Measurement::Diagnosis
            | Measurement::Servers => self.remembers,
        }
    }

    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a> {
        Box::pin(async {
            let pact = PactSource::text(scenario.pact.as_str());
            let mut server = MockServer::builder().pact(pact);
            if !self.remembers {
                server = server.received_limit(0);
            }
            let server = server.start().map_err(io::Error::other)?;
            Ok(Box::new(Started(server)) as Box<dyn Running>)
        })
    }
}

struct Started(MockServer);

impl Running for Started {
    fn address(&self) -> SocketAddr {
        self.0.address()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // The verdict belongs to what a test costs. What it is does not matter here: of many
        // interactions only the last one happens.
        drop(self.0.check());
    }
}
