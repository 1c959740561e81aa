//! The servers of one test: started together, ended together.

use std::time::Duration;

use mock_core::Outcome;

use crate::handle::MockServer;
use crate::plans;
use crate::registry::{self, RegisteredTest, Settings};
use crate::start::Launch;

/// The servers of a test. Not public API.
#[doc(hidden)]
#[derive(Debug)]
pub struct Servers {
    servers: Vec<MockServer>,
    settings: &'static Settings,
}

impl Servers {
    /// The server of this index, as the test names its contracts.
    ///
    /// # Panics
    /// If there is none: the macro counts them.
    pub fn at(&self, index: usize) -> &MockServer {
        &self.servers[index]
    }

    /// Starts them all.
    pub(crate) fn start(test: &'static RegisteredTest) -> Result<Self, String> {
        registry::preflight()?;
        let mut servers = Vec::with_capacity(test.servers.len());
        for server in test.servers {
            let plan = plans::of_server(server)?;
            let started = Launch::of_test(plan, server, &test.settings).start();
            servers.push(started.map_err(|error| error.in_file(server.pact).to_string())?);
        }
        Ok(Self { servers, settings: &test.settings })
    }

    /// Blocks until they have ended: see [`end`].
    pub(crate) fn end(&self, has_failed: bool) -> Vec<Outcome> {
        self.servers[0].background().wait(end(self.servers.clone(), self.settings, has_failed))
    }

    /// As [`end`](Self::end), without blocking.
    pub(crate) async fn end_async(&self, has_failed: bool) -> Vec<Outcome> {
        let end = end(self.servers.clone(), self.settings, has_failed);
        self.servers[0].background().run(end).await
    }
}

/// The end of a test, behind its body: what is still to come is waited for, the servers stop, and
/// what they came to is final. Runs on the background runtime, in real time.
async fn end(servers: Vec<MockServer>, settings: &Settings, has_failed: bool) -> Vec<Outcome> {
    if !has_failed {
        late(&servers, settings).await;
    }
    // All at once: each may have to wait for a request that is under way.
    let stopping: Vec<_> = servers.iter().map(|server| tokio::spawn(server.stop())).collect();
    for stopped in stopping {
        // A task that panicked has nothing left that listens.
        drop(stopped.await);
    }
    servers.iter().map(MockServer::outcome).collect()
}

/// Waits for the calls that a service makes after it has answered.
async fn late(servers: &[MockServer], settings: &Settings) {
    let all = async {
        for server in servers {
            server.complete().await;
        }
    };
    let are_complete = match settings.within {
        Duration::ZERO => servers.iter().all(MockServer::is_complete),
        within => tokio::time::timeout(within, all).await.is_ok(),
    };
    if are_complete && settings.settle > Duration::ZERO {
        tokio::time::sleep(settings.settle).await;
    }
}
