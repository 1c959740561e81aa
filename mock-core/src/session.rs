//! What happened: every request with its verdict, and every message that was taken, in order.

mod journal;
mod messages;

pub use messages::TakenMessage;

use core::time::Duration;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::StatusCode;

use crate::exchange::{ReceivedRequest, Reply};
use crate::expectations::{Expectations, Quotas};
use crate::generator::{Clock, GeneratorContext};
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::selection::unknown;
use crate::verdict::{Exchange, Verdict};
use journal::Journal;

/// One mock server's life, without the server: requests go in, replies come out, and in the end
/// there is an outcome.
///
/// ```
/// use std::sync::Arc;
/// use mock_core::{Pact, Plan, ReceivedRequest, Session};
///
/// let pact = Pact::parse(r#"{"interactions": [
///     {"description": "greet", "request": {"path": "/hello"}, "response": {"status": 204}}
/// ]}"#).unwrap();
/// let session = Session::new(Arc::new(Plan::compile(&pact).unwrap()));
/// let reply = session.respond(ReceivedRequest::new(http::Method::GET, "/hello"));
/// assert_eq!(reply.status, 204);
/// assert!(session.finish().is_success());
/// ```
#[derive(Debug)]
pub struct Session {
    plan: Arc<Plan>,
    quotas: Arc<Quotas>,
    journal: Mutex<Journal>,
    context: GeneratorContext,
    clock: fn() -> Clock,
    stopwatch: fn() -> Duration,
}

impl Session {
    /// A session in which nothing has happened yet.
    pub fn new(plan: Arc<Plan>) -> Self {
        let quotas = Arc::new(Quotas::new(Expectations::default(), plan.interactions()));
        let journal = Mutex::new(Journal::new(quotas.clone(), plan.interactions().len()));
        let context = GeneratorContext::default();
        Self { plan, quotas, journal, context, clock: Clock::default, stopwatch: Duration::default }
    }

    /// The same, not begun yet, with other expectations than that each interaction happens at
    /// least once.
    #[must_use]
    pub fn with_expectations(self, expectations: Expectations) -> Self {
        let quotas = Arc::new(Quotas::new(expectations, self.plan.interactions()));
        let journal = Mutex::new(Journal::new(quotas.clone(), self.plan.interactions().len()));
        Self { quotas, journal, ..self }
    }

    /// The same with other things for the contract's generators to draw from. The clock is asked
    /// for each exchange anew.
    #[must_use]
    pub fn with_generators(self, context: GeneratorContext, clock: fn() -> Clock) -> Self {
        Self { context, clock, ..self }
    }

    /// The same with a stopwatch, which every request and every message gets its time from. It is
    /// asked while the record is held, so that times are in order, and must not ask the session.
    #[must_use]
    pub fn with_stopwatch(self, stopwatch: fn() -> Duration) -> Self {
        Self { stopwatch, ..self }
    }

    /// The plan that requests are matched against.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        // The journal is whole after each of the few statements that change it.
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[inline]
    fn record(&self, journal: &mut Journal, request: ReceivedRequest, verdict: Verdict) {
        let at = (self.stopwatch)();
        journal.exchanges.push(Exchange { request, verdict, at });
    }

    /// Answers a request. Its verdict is recorded before this returns, so that whoever has seen
    /// the response also sees the verdict.
    pub fn respond(&self, request: ReceivedRequest) -> Reply {
        let candidates = self.plan.matches(&request);
        if candidates.is_empty() {
            let verdict = self.plan.explain(&request);
            let reply = self.rejection(&request, &verdict);
            self.record(&mut self.journal(), request, verdict);
            return reply;
        }
        let mut journal = self.journal();
        let http = journal.turn(&candidates, &self.plan);
        let interaction = self.plan.interaction_of(http);
        let count = journal.count(interaction);
        self.record(&mut journal, request, Verdict::Matched { interaction });
        drop(journal);
        let exchange = (interaction as u64) << 32 | u64::from(count);
        self.plan.reply(http, || self.generator_context(exchange))
    }

    /// The answer to a request that fits no interaction. One that is let pass gets what a server
    /// answers that does not know it.
    fn rejection(&self, request: &ReceivedRequest, verdict: &Verdict) -> Reply {
        let mut reply = self.plan.rejection(request, verdict);
        if self.quotas.lets_pass(verdict) {
            reply.status = StatusCode::NOT_FOUND;
        }
        reply
    }

    /// What the generators of an exchange draw from: their values depend on nothing but the seed,
    /// the interaction, how often it happened before, and the clock.
    fn generator_context(&self, exchange: u64) -> GeneratorContext {
        let mut context = self.context.clone();
        context.seed ^= exchange;
        context.clock = (self.clock)();
        context
    }

    /// Records a request that could not be matched at all.
    pub fn refuse(&self, request: ReceivedRequest, reason: impl Into<String>) {
        let verdict = Verdict::Refused { reason: reason.into() };
        self.record(&mut self.journal(), request, verdict);
    }

    /// Whether every interaction has happened as often as it must.
    pub fn is_complete(&self) -> bool {
        self.journal().is_complete()
    }

    /// Forgets everything that happened: requests, messages, counts. Sequences of answers start
    /// again. What is still given for a message that was taken before changes nothing.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use mock_core::{Pact, Plan, ReceivedRequest, Session};
    /// # let pact = Pact::parse(r#"{"interactions": [{"request": {"path": "/hello"}}]}"#).unwrap();
    /// # let session = Session::new(Arc::new(Plan::compile(&pact).unwrap()));
    /// session.respond(ReceivedRequest::new(http::Method::GET, "/nobody-knows"));
    /// session.reset();
    /// session.respond(ReceivedRequest::new(http::Method::GET, "/hello"));
    /// assert!(session.finish().is_success());
    /// ```
    pub fn reset(&self) {
        self.journal().reset();
    }

    /// Every request so far with its verdict, in order.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.journal().exchanges.clone()
    }

    /// The requests that happened as the interaction of this description, in order; where several
    /// have it, as any of them.
    ///
    /// # Errors
    /// If there is no such interaction: a phrase that says which there are.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use mock_core::{Pact, Plan, ReceivedRequest, Session};
    /// # let pact = Pact::parse(r#"{"interactions": [
    /// #     {"description": "greet", "request": {"path": "/hello"}}
    /// # ]}"#).unwrap();
    /// # let session = Session::new(Arc::new(Plan::compile(&pact).unwrap()));
    /// session.respond(ReceivedRequest::new(http::Method::GET, "/hello"));
    /// assert_eq!(session.received("greet").unwrap()[0].path, "/hello");
    /// assert!(session.received("great").unwrap_err().contains("did you mean \"greet\"?"));
    /// ```
    pub fn received(&self, description: &str) -> Result<Vec<ReceivedRequest>, String> {
        let interactions = self.plan.interactions();
        let known: Vec<&str> = interactions.iter().map(|one| one.description.as_str()).collect();
        if !known.contains(&description) {
            return Err(unknown("interaction", description, &known));
        }
        let is_meant = |exchange: &&Exchange| matches!(exchange.verdict, Verdict::Matched { interaction } if known[interaction] == description);
        let journal = self.journal();
        let meant = journal.exchanges.iter().filter(is_meant);
        Ok(meant.map(|exchange| exchange.request.clone()).collect())
    }

    /// The outcome, were the session to end now.
    pub fn outcome(&self) -> Outcome {
        let journal = self.journal();
        let (exchanges, deliveries) = (journal.exchanges.clone(), journal.deliveries.clone());
        drop(journal);
        let (plan, quotas) = (self.plan.clone(), self.quotas.clone());
        Outcome::new(plan, quotas, exchanges, deliveries, self.context.seed)
    }

    /// The outcome. Nothing can happen behind it.
    pub fn finish(self) -> Outcome {
        let journal = self.journal.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Journal { exchanges, deliveries, .. } = journal;
        Outcome::new(self.plan, self.quotas, exchanges, deliveries, self.context.seed)
    }
}
