//! What a test came to: the outcome of each of its servers, and the end of its service.

use std::time::Duration;

use mock_core::Outcome;

use crate::handle::MockServer;
use crate::service::{self, Service};
use crate::stopwatch;

/// What a test's servers came to, and its service.
#[derive(Debug)]
pub(crate) struct TestOutcome {
    /// Of each server, in order.
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) service: Option<service::Ended>,
    /// When the body was over, by the stopwatch.
    pub(crate) body_ended: Duration,
    /// How long missing calls were waited for behind it.
    pub(crate) waited: Option<Duration>,
}

impl TestOutcome {
    /// Of a test whose body is over now.
    pub(crate) fn now(outcomes: Vec<Outcome>) -> Self {
        Self { outcomes, service: None, body_ended: stopwatch::elapsed(), waited: None }
    }

    /// Of servers in the middle of a test.
    pub(crate) fn so_far(servers: &[MockServer]) -> Self {
        let outcomes = servers.iter().map(MockServer::outcome).collect();
        Self { service: servers[0].service().map(Service::so_far), ..Self::now(outcomes) }
    }

    /// Whether all contracts were kept, and the service lived as long as the test.
    pub(crate) fn is_success(&self) -> bool {
        let crash = self.service.as_ref().and_then(service::Ended::crash);
        crash.is_none() && self.outcomes.iter().all(Outcome::is_success)
    }
}
