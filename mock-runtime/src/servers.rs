//! The servers of one test: started together, ended together.

use std::time::Duration;

use mock_core::{Outcome, TimedOut};

use crate::error::StartError;
use crate::handle::MockServer;
use crate::plans;
use crate::process::{self, Inner};
use crate::registry::{self, RegisteredTest, Settings};
use crate::run;
use crate::start::Launch;
use crate::stopwatch;

/// The servers of a test. Not public API.
#[doc(hidden)]
#[derive(Debug)]
pub struct Servers {
    servers: Vec<MockServer>,
    test: &'static RegisteredTest,
    inner: Option<&'static Inner>,
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
        let inner = process::inner(test);
        for (index, server) in test.servers.iter().enumerate() {
            let plan = plans::of_server(server)?;
            let mut launch = Launch::of_test(plan, server, &test.settings);
            launch.port = inner.and_then(|inner| inner.port(index));
            launch.witness = inner.map(|inner| inner.witness(index));
            let started = launch.start();
            if let Some(inner) = inner
                && started.as_ref().is_err_and(StartError::is_port_taken)
            {
                inner.port_is_taken();
            }
            servers.push(started.map_err(|error| error.in_file(server.pact).to_string())?);
        }
        let servers = Self { servers, test, inner };
        servers.begin();
        Ok(servers)
    }

    /// From here on the body has its time.
    fn begin(&self) {
        let Some(inner) = self.inner else { return };
        inner.begin();
        if let Some(limit) = self.test.settings.timeout {
            let expired = expired(inner, self.test, self.servers.clone(), limit);
            self.servers[0].background().spawn(expired);
        }
    }

    fn body_ended(&self) {
        if let Some(inner) = self.inner {
            inner.body_ended();
        }
    }

    /// Blocks until they have ended: see [`end`].
    pub(crate) fn end(&self, has_failed: bool) -> Vec<Outcome> {
        self.body_ended();
        let settings = &self.test.settings;
        self.servers[0].background().wait(end(self.servers.clone(), settings, has_failed))
    }

    /// As [`end`](Self::end), without blocking.
    pub(crate) async fn end_async(&self, has_failed: bool) -> Vec<Outcome> {
        self.body_ended();
        let end = end(self.servers.clone(), &self.test.settings, has_failed);
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

/// Ends the process when the body has taken all of its time. Nothing else could end a body that
/// blocks.
async fn expired(
    inner: &'static Inner,
    test: &'static RegisteredTest,
    servers: Vec<MockServer>,
    limit: Duration,
) {
    tokio::time::sleep(limit).await;
    if inner.is_first_to_end() {
        let reports = servers.iter().zip(test.servers).map(|(server, registered)| {
            let connections = server.connections();
            let timed_out = TimedOut { limit, at: stopwatch::elapsed(), connections };
            let outcome = server.outcome();
            run::report_of(test, registered, &outcome).timed_out(&timed_out).to_string()
        });
        inner.exit(run::failure(reports.collect::<Vec<_>>().join("\n")))
    }
}
