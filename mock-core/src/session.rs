//! What happened: requests with their verdicts, and every message that was taken, in order.

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
use crate::record::{Arrived, DEFAULT_LIMIT, Packed};
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
    received_limit: usize,
}

impl Session {
    /// How many bytes of requests are remembered if nothing else is said: 16 MiB.
    pub const RECEIVED_LIMIT: usize = DEFAULT_LIMIT;

    /// A session in which nothing has happened yet.
    pub fn new(plan: Arc<Plan>) -> Self {
        let quotas = Arc::new(Quotas::new(Expectations::default(), plan.interactions()));
        let received_limit = Self::RECEIVED_LIMIT;
        let journal = Journal::new(quotas.clone(), plan.interactions().len(), received_limit);
        Self {
            plan,
            quotas,
            journal: Mutex::new(journal),
            context: GeneratorContext::default(),
            clock: Clock::default,
            stopwatch: Duration::default,
            received_limit,
        }
    }

    /// The same, not begun yet, with other expectations than that each interaction happens at
    /// least once.
    #[must_use]
    pub fn with_expectations(self, expectations: Expectations) -> Self {
        let quotas = Arc::new(Quotas::new(expectations, self.plan.interactions()));
        Self { quotas, ..self }.anew()
    }

    /// The same, not begun yet, that remembers so many bytes of requests, in place of
    /// [`RECEIVED_LIMIT`](Self::RECEIVED_LIMIT).
    ///
    /// Every request counts for the outcome. Beyond the limit the oldest are forgotten of those that
    /// match or are let pass, but never the newest, however large it is. With 0 none of them is
    /// remembered. Of the others, which a report is made of, the first are remembered: the first
    /// 100, and of later ones the first 10 for each interaction, if they fit into the limit or into
    /// 16 MiB.
    #[must_use]
    pub fn with_received_limit(self, bytes: usize) -> Self {
        Self { received_limit: bytes, ..self }.anew()
    }

    fn anew(self) -> Self {
        let interactions = self.plan.interactions().len();
        let journal = Journal::new(self.quotas.clone(), interactions, self.received_limit);
        Self { journal: Mutex::new(journal), ..self }
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

    /// Answers a request. Its verdict is recorded before this returns, so that whoever has seen
    /// the response also sees the verdict.
    #[expect(clippy::needless_pass_by_value, reason = "a request happens once")]
    pub fn respond(&self, request: ReceivedRequest) -> Reply {
        let candidates = match self.plan.matches(&request) {
            Ok(candidates) => candidates,
            Err(verdict) => {
                let reply = self.rejection(&request, &verdict);
                self.record_failed(&request, verdict);
                return reply;
            }
        };
        let arrived = Arrived::new(&request, self.received_limit);
        let mut journal = self.journal();
        let http = journal.turn(&candidates, &self.plan);
        let interaction = self.plan.interaction_of(http);
        let count = journal.count(interaction);
        journal.record.add(Some(interaction), (self.stopwatch)(), &arrived);
        drop(journal);
        let exchange = (interaction as u64) << 32 | u64::from(count);
        self.plan.reply(http, || self.generator_context(exchange))
    }

    fn record_failed(&self, request: &ReceivedRequest, verdict: Verdict) {
        if self.quotas.lets_pass(&verdict) {
            let arrived = Arrived::new(request, self.received_limit);
            let mut journal = self.journal();
            journal.record.add(None, (self.stopwatch)(), &arrived);
        } else {
            let packed = Packed::new(request);
            let mut journal = self.journal();
            journal.record.add_failed(verdict, (self.stopwatch)(), packed);
        }
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
    #[expect(clippy::needless_pass_by_value, reason = "a request happens once")]
    pub fn refuse(&self, request: ReceivedRequest, reason: impl Into<String>) {
        self.record_failed(&request, Verdict::Refused { reason: reason.into() });
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

    /// The requests so far that are remembered, each with its verdict, in order: see
    /// [`Outcome::exchanges`].
    pub fn exchanges(&self) -> Vec<Exchange> {
        let record = self.journal().record.clone();
        record.exchanges()
    }

    /// Every request so far, in order, whatever became of it.
    ///
    /// # Errors
    /// If some of them have been forgotten: a phrase that says how many.
    pub fn received_requests(&self) -> Result<Vec<ReceivedRequest>, String> {
        let record = self.journal().record.clone();
        match record.forgotten() {
            0 => Ok(record.exchanges().into_iter().map(|exchange| exchange.request).collect()),
            count => {
                let only_failed = record.forgotten_failed() == count;
                Err(self.forgotten(count, record.counts.requests, only_failed))
            }
        }
    }

    /// The requests that happened as the interaction of this description, in order; where several
    /// have it, as any of them.
    ///
    /// # Errors
    /// If there is no such interaction: a phrase that says which there are. If some of its requests
    /// have been forgotten: a phrase that says how many.
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
        let is_meant =
            |index: usize| known[index] == description && interactions[index].http().is_some();
        let (matched, counts) = {
            let journal = self.journal();
            (journal.record.matched(is_meant), journal.record.counts.interactions.clone())
        };
        let meant = (0..known.len()).filter(|index| is_meant(*index));
        let all = meant.map(|index| counts[index].matched as usize).sum();
        match all - matched.len() {
            0 => Ok(matched.iter().map(Packed::unpack).collect()),
            count => Err(self.forgotten(count, all, false)),
        }
    }

    /// Says that requests have been forgotten which somebody asks for.
    fn forgotten(&self, count: usize, all: usize, only_failed: bool) -> String {
        let why = match self.received_limit {
            _ if only_failed => {
                "of those that are not as the contract says the first are remembered".to_owned()
            }
            0 => "with a `received_limit` of 0 none that matches is remembered".to_owned(),
            limit => {
                let limit = in_words(limit);
                format!(
                    "{limit} of requests are remembered, and `received_limit(bytes)` of the builder raises that"
                )
            }
        };
        format!("{count} of {all} requests have been forgotten: {why}")
    }

    /// The outcome, were the session to end now.
    pub fn outcome(&self) -> Outcome {
        let journal = self.journal();
        let (record, deliveries) = (journal.record.clone(), journal.deliveries.clone());
        drop(journal);
        let (plan, quotas) = (self.plan.clone(), self.quotas.clone());
        Outcome::new(plan, quotas, record, deliveries, self.context.seed)
    }

    /// The outcome. Nothing can happen behind it.
    pub fn finish(self) -> Outcome {
        let journal = self.journal.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Journal { record, deliveries, .. } = journal;
        Outcome::new(self.plan, self.quotas, record, deliveries, self.context.seed)
    }
}

/// A number of bytes as a person says it.
fn in_words(bytes: usize) -> String {
    const KIB: usize = 1024;
    const MIB: usize = 1024 * KIB;
    match bytes {
        MIB.. if bytes.is_multiple_of(MIB) => format!("{} MiB", bytes / MIB),
        KIB.. if bytes.is_multiple_of(KIB) => format!("{} KiB", bytes / KIB),
        _ => format!("{bytes} bytes"),
    }
}
