//! mock-runtime: from the text of a contract to a server.

use std::io;
use std::net::SocketAddr;

use mock_runtime::{MockServer, PactSource};

use super::{Backend, Measurement, Running, Starting};
use crate::scenario::{Kind, Scenario};

pub(super) struct MockRuntime;

impl Backend for MockRuntime {
    fn name(&self) -> &'static str {
        "mock-runtime"
    }

    fn serves(&self, _: Kind) -> bool {
        true
    }

    fn takes_part(&self, _: Measurement) -> bool {
        true
    }

    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a> {
        Box::pin(async {
            let pact = PactSource::text(scenario.pact.as_str());
            let server = MockServer::start(pact).map_err(io::Error::other)?;
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
