//! What happened: every request with its verdict, and every message that was taken, in order.

mod messages;

pub use messages::TakenMessage;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::exchange::{ReceivedRequest, Reply};
use crate::generator::{Clock, GeneratorContext};
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::verdict::{Delivery, Exchange, Verdict};

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
    journal: Mutex<Journal>,
    context: GeneratorContext,
    clock: fn() -> Clock,
}

#[derive(Debug)]
struct Journal {
    exchanges: Vec<Exchange>,
    deliveries: Vec<Delivery>,
    /// How often each message was handed out.
    taken: Vec<u32>,
    /// How often each interaction happened.
    counts: Vec<u32>,
    /// How many interactions have not happened.
    missing: usize,
}

impl Journal {
    fn new(interactions: usize) -> Self {
        let none = vec![0; interactions];
        Self {
            exchanges: Vec::new(),
            deliveries: Vec::new(),
            taken: none.clone(),
            counts: none,
            missing: interactions,
        }
    }

    /// Notes that an interaction happened as written; returns how often it had before.
    fn count(&mut self, interaction: usize) -> u32 {
        let before = self.counts[interaction];
        self.missing -= usize::from(before == 0);
        self.counts[interaction] = before.saturating_add(1);
        before
    }
}

impl Session {
    /// A session in which nothing has happened yet.
    pub fn new(plan: Arc<Plan>) -> Self {
        let journal = Mutex::new(Journal::new(plan.interactions().len()));
        Self { plan, journal, context: GeneratorContext::default(), clock: Clock::default }
    }

    /// The same with other things for the contract's generators to draw from. The clock is asked
    /// for each exchange anew.
    #[must_use]
    pub fn with_generators(self, context: GeneratorContext, clock: fn() -> Clock) -> Self {
        Self { context, clock, ..self }
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
    pub fn respond(&self, request: ReceivedRequest) -> Reply {
        let candidates = self.plan.matches(&request);
        if candidates.is_empty() {
            let verdict = self.plan.explain(&request);
            let reply = self.plan.rejection(&request, &verdict);
            self.journal().exchanges.push(Exchange { request, verdict });
            return reply;
        }
        let mut journal = self.journal();
        // Interactions with equal requests answer in the order of the file, the last repeating.
        let is_new = |http: &usize| journal.counts[self.plan.interaction_of(*http)] == 0;
        let first = candidates.iter().copied().find(is_new);
        let http = first.unwrap_or(candidates[candidates.len() - 1]);
        let interaction = self.plan.interaction_of(http);
        let count = journal.count(interaction);
        journal.exchanges.push(Exchange { request, verdict: Verdict::Matched { interaction } });
        drop(journal);
        let exchange = (interaction as u64) << 32 | u64::from(count);
        self.plan.reply(http, || self.generator_context(exchange))
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
        self.journal().exchanges.push(Exchange { request, verdict });
    }

    /// Whether every interaction has happened.
    pub fn is_complete(&self) -> bool {
        self.journal().missing == 0
    }

    /// Every request so far with its verdict, in order.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.journal().exchanges.clone()
    }

    /// The outcome, were the session to end now.
    pub fn outcome(&self) -> Outcome {
        let journal = self.journal();
        let (exchanges, deliveries) = (journal.exchanges.clone(), journal.deliveries.clone());
        Outcome::new(self.plan.clone(), exchanges, deliveries, self.context.seed)
    }

    /// The outcome. Nothing can happen behind it.
    pub fn finish(self) -> Outcome {
        let journal = self.journal.into_inner().unwrap_or_else(PoisonError::into_inner);
        Outcome::new(self.plan, journal.exchanges, journal.deliveries, self.context.seed)
    }
}
