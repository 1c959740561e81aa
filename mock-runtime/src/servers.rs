//! The servers of one test, and its service: started together, ended together.

use std::time::Duration;

use mock_core::{Outcome, TimedOut};

use crate::abort::{Running, Watch};
use crate::coverage;
use crate::end::failure;
use crate::error::StartError;
use crate::files;
use crate::handle::MockServer;
use crate::hold;
use crate::mode::Mode;
use crate::plans;
use crate::process::{self, Inner};
use crate::registry::{self, RegisteredTest, Settings};
use crate::report;
use crate::service::{self, Process};
use crate::start::Launch;
use crate::stopwatch;
use crate::test_outcome::TestOutcome;

/// The servers of a test. Not public API.
#[doc(hidden)]
#[derive(Debug)]
pub struct Servers {
    test: &'static RegisteredTest,
    servers: Vec<MockServer>,
    inner: Option<&'static Inner>,
    service: Option<Process>,
    _watch: Option<Watch>,
}

impl Servers {
    /// The server of this index, as the test names its contracts.
    ///
    /// # Panics
    /// If there is none: the macro counts them.
    pub fn at(&self, index: usize) -> &MockServer {
        &self.servers[index]
    }

    /// Starts them all, and then the service that calls them.
    pub(crate) fn start(test: &'static RegisteredTest) -> Result<Self, String> {
        registry::preflight()?;
        Mode::get()?;
        coverage::folder()?;
        let mut servers = Vec::with_capacity(test.servers.len());
        let inner = process::inner(test);
        if inner.is_some_and(Inner::is_over) {
            return Err(
                "another attribute calls this test more than once, and a process of its own \
                        (`env`, `timeout`) is for one call"
                    .to_owned(),
            );
        }
        for (index, server) in test.servers.iter().enumerate() {
            files::check_fresh(server, test.file)?;
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
        let service =
            test.settings.spawn.map(|binary| spawn(test, binary, &servers)).transpose()?;
        let watch = Watch::new(Running { test, servers: servers.clone(), inner });
        let servers = Self { test, servers, inner, service, _watch: watch };
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

    /// Blocks until they have ended. `failure` says how the body has failed, if it has.
    pub(crate) fn end(self, failure: Option<String>) -> TestOutcome {
        self.body_ended();
        let background = self.servers[0].background().clone();
        background.wait(self.ended(failure))
    }

    /// As [`end`](Self::end), without blocking.
    pub(crate) async fn end_async(self, failure: Option<String>) -> TestOutcome {
        self.body_ended();
        let background = self.servers[0].background().clone();
        background.run(self.ended(failure)).await
    }

    /// The end of a test, behind its body: what is still to come is waited for, the servers stop,
    /// what they came to is final, and the service goes. Runs on the background runtime, in real
    /// time.
    async fn ended(mut self, failure: Option<String>) -> TestOutcome {
        let body_ended = stopwatch::elapsed();
        let within = self.test.settings.within;
        let waited = Some(within).filter(|time| failure.is_none() && !time.is_zero());
        if failure.is_none() {
            late(&self.servers, &self.test.settings).await;
        }
        let held = match Mode::get() {
            Ok(Some(Mode::Hold)) => self.hold(failure.as_deref(), body_ended, waited).await,
            _ => None,
        };
        // All begin at once: each may have to wait for a request that is under way.
        let stopping: Vec<_> = self.servers.iter().map(MockServer::stop).collect();
        for stopped in stopping {
            stopped.await;
        }
        let outcomes = self.outcomes();
        let service = match self.service.take() {
            Some(service) => Some(service.end(failure.is_some()).await),
            None => None,
        };
        held.unwrap_or(TestOutcome { outcomes, service, body_ended, waited })
    }

    fn outcomes(&self) -> Vec<Outcome> {
        self.servers.iter().map(MockServer::outcome).collect()
    }

    /// Keeps everything up while somebody looks at it, if the test has failed. What it came to is
    /// what it was before.
    async fn hold(
        &self,
        failure: Option<&str>,
        body_ended: Duration,
        waited: Option<Duration>,
    ) -> Option<TestOutcome> {
        let service = match &self.service {
            Some(service) => Some(service.so_far(failure.is_some()).await),
            None => None,
        };
        let ended = TestOutcome { outcomes: self.outcomes(), service, body_ended, waited };
        let has_failed = failure.is_some() && !self.test.should_panic || !ended.is_success();
        if !has_failed {
            return None;
        }
        hold::hold(report::held(self.test, &self.servers, &ended, failure)).await;
        Some(ended)
    }
}

/// Starts the service of a test, which every one of its servers then knows.
fn spawn(
    test: &'static RegisteredTest,
    binary: (&'static str, &'static str),
    servers: &[MockServer],
) -> Result<Process, String> {
    let launch = service::Launch::new(binary, &test.settings, test.servers, servers);
    match launch.start() {
        Ok((process, service)) => {
            servers.iter().for_each(|server| server.set_service(service.clone()));
            Ok(process)
        }
        Err(service::Failed { text, help, ended }) => {
            let outcomes = servers.iter().map(MockServer::outcome).collect();
            let ended = TestOutcome { service: ended, ..TestOutcome::now(outcomes) };
            Err(report::not_started(test, (&text, &help), &ended))
        }
    }
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
    if !inner.is_first_to_end() {
        return;
    }
    let ended = TestOutcome::so_far(&servers);
    let at = ended.body_ended;
    let connections = servers.iter().map(MockServer::connections);
    let timed_out: Vec<TimedOut> =
        connections.map(|connections| TimedOut { limit, at, connections }).collect();
    let text = report::timed_out(test, &ended, &timed_out);
    if Mode::get() == Ok(Some(Mode::Hold)) {
        let failure = format!("The test did not end within {limit:?}.");
        hold::hold(report::held(test, &servers, &ended, Some(&failure))).await;
    }
    inner.exit(failure(text))
}
