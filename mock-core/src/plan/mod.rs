//! What will be checked: a contract compiled once, so that the work of a request is the request's
//! alone. Regexes, precedence of rules, the index of paths and the bytes of responses are all
//! settled here; what cannot be settled is an error of the contract.

mod body;
mod contracts;
mod generate;
mod headers;
mod message;
mod metadata;
mod nearest;
mod plugins;
mod rejection;
mod reply;
mod request;
mod response;
mod routing;
mod unchecked;

pub use contracts::Contract;
pub(crate) use contracts::Unselected;
pub use message::MessagePlan;
pub use response::ResponsePlan;

use std::borrow::Borrow;
use std::sync::{Arc, OnceLock};

use crate::content::ContentMatchers;
use crate::error::{PlanError, Problem, in_order};
use crate::exchange::{ReceivedMessage, ReceivedRequest, Reply};
use crate::generation;
use crate::generator::GeneratorContext;
use crate::matching::Compilation;
use crate::mismatch::{First, Mismatch, Mismatches};
use crate::pact::{Consumer, Interaction, InteractionKind, Message, Pact, Provider};
use crate::selection::Selection;
use crate::verdict::{MessagePart, Verdict};
use message::SynchronousPlan;
use nearest::Paths;
use reply::ReplyPlan;
use request::{Incoming, RequestPlan};
use routing::Routes;

/// A contract made ready for serving.
///
/// ```
/// use mock_core::{Pact, Plan, Selection};
///
/// let pact = Pact::parse(r#"{"interactions": [
///     {"description": "read", "request": {"path": "/orders"}, "response": {"status": 200}},
///     {"description": "create", "request": {"method": "POST", "path": "/orders"},
///      "response": {"status": 201}}
/// ]}"#).unwrap();
/// let plan = Plan::select(&pact, &Selection::all().interactions(["create"])).unwrap();
/// assert_eq!(plan.interactions().len(), 1);
/// ```
#[derive(Debug)]
pub struct Plan {
    /// Never empty.
    contracts: Vec<Contract>,
    unselected: Vec<Unselected>,
    /// The contracts' own.
    interactions: Vec<Arc<Interaction>>,
    /// For each interaction what the answers to it are checked by, if it is a message that is
    /// answered. One that is not is handed out as its example, without a plan.
    messages: Vec<Option<SynchronousPlan>>,
    /// The HTTP exchanges, apart from messages, so that a request meets nothing else: which
    /// interaction each is, its request and its reply.
    http: Vec<usize>,
    requests: Vec<RequestPlan>,
    replies: Vec<ReplyPlan>,
    routes: Routes,
    /// Made when the first request has a path that no interaction has.
    paths: OnceLock<Paths>,
    notes: Vec<Problem>,
}

impl Plan {
    /// Compiles all interactions of a contract.
    ///
    /// # Errors
    /// Everything that keeps the contract from being served, at once.
    pub fn compile(pact: &Pact) -> Result<Self, PlanError> {
        Self::select(pact, &Selection::all())
    }

    /// Compiles the interactions that a selection includes.
    ///
    /// # Errors
    /// As [`Plan::compile`], and when the contract does not have what is selected.
    pub fn select(pact: &Pact, selection: &Selection) -> Result<Self, PlanError> {
        Self::select_all(&[pact], selection)
    }

    /// Compiles the interactions of several contracts that a selection includes, in order, for a
    /// server that keeps them all.
    ///
    /// # Errors
    /// As [`Plan::select`]; each problem knows its contract ([`PlanError::in_files`]). What is
    /// selected has to be in one of them.
    ///
    /// ```
    /// use mock_core::{Pact, Plan, Selection};
    ///
    /// let read = Pact::parse(r#"{"interactions": [{"description": "read"}]}"#).unwrap();
    /// let write = Pact::parse(r#"{"interactions": [{"description": "write"}]}"#).unwrap();
    /// let plan = Plan::select_all(&[read, write], &Selection::all()).unwrap();
    /// assert_eq!(plan.interactions().len(), 2);
    /// assert_eq!(plan.contracts()[1].interactions, 1..2);
    /// ```
    pub fn select_all(
        pacts: &[impl Borrow<Pact>],
        selection: &Selection,
    ) -> Result<Self, PlanError> {
        let pacts: Vec<&Pact> = pacts.iter().map(Borrow::borrow).collect();
        Self::build(&pacts, selection, &ContentMatchers::new())
    }

    /// Compiles with content types beyond Pact's own.
    ///
    /// # Errors
    /// As [`Plan::select`].
    pub fn with_matchers(
        pact: &Pact,
        selection: &Selection,
        matchers: &ContentMatchers,
    ) -> Result<Self, PlanError> {
        Self::build(&[pact], selection, matchers)
    }

    fn empty() -> Self {
        Self {
            contracts: Vec::new(),
            unselected: Vec::new(),
            interactions: Vec::new(),
            messages: Vec::new(),
            http: Vec::new(),
            requests: Vec::new(),
            replies: Vec::new(),
            routes: Routes::default(),
            paths: OnceLock::new(),
            notes: Vec::new(),
        }
    }

    fn build(
        pacts: &[&Pact],
        selection: &Selection,
        matchers: &ContentMatchers,
    ) -> Result<Self, PlanError> {
        let mut compilation = Compilation::default();
        let mut plan = Self::empty();
        selection.unknown_to(pacts).into_iter().for_each(|message| compilation.problem(message));
        for (contract, pact) in pacts.iter().enumerate() {
            let (problems, notes) = (compilation.problems.len(), plan.notes.len());
            plan.add_contract(pact, selection, matchers, &mut compilation);
            let found = compilation.problems[problems..].iter_mut();
            found.chain(&mut plan.notes[notes..]).for_each(|one| one.contract = Some(contract));
        }
        plan.finish(&compilation.problems)
    }

    fn add_contract(
        &mut self,
        pact: &Pact,
        selection: &Selection,
        matchers: &ContentMatchers,
        compilation: &mut Compilation,
    ) {
        let first = self.interactions.len();
        self.notes.extend_from_slice(pact.notes());
        let others = pact.interactions.iter().filter(|one| !selection.includes(one));
        let contract = self.contracts.len();
        self.unselected.extend(others.filter_map(|one| Unselected::of(one, contract)));
        for interaction in pact.interactions.iter().filter(|one| selection.includes(one)) {
            if let Some(http) = interaction.http()
                && let Some(message) = plugins::needed(interaction, http, matchers)
            {
                compilation.problem_at(&interaction.place, message);
                continue;
            }
            let start = compilation.problems.len();
            self.add(interaction, matchers, compilation);
            locate(&mut compilation.problems[start..], interaction);
        }
        self.contracts.push(Contract {
            consumer: pact.consumer.clone(),
            provider: pact.provider.clone(),
            interactions: first..self.interactions.len(),
        });
    }

    fn add(
        &mut self,
        interaction: &Arc<Interaction>,
        matchers: &ContentMatchers,
        compilation: &mut Compilation,
    ) {
        let message = match &interaction.kind {
            InteractionKind::Http(http) => {
                self.http.push(self.interactions.len());
                self.requests.push(RequestPlan::compile(&http.request, matchers, compilation));
                self.replies.push(ReplyPlan::compile(&http.response, matchers, compilation));
                self.notes.extend(unchecked::flaws(&http.response.rules));
                None
            }
            // It is given and never received, so that its rules have nothing to say here.
            InteractionKind::AsynchronousMessage(message) => {
                refuse_generators(message, matchers, compilation);
                self.notes.extend(unchecked::flaws(&message.rules));
                None
            }
            InteractionKind::SynchronousMessage(message) => {
                let parts = std::iter::once(&message.request).chain(&message.responses);
                parts.for_each(|part| refuse_generators(part, matchers, compilation));
                Some(SynchronousPlan::compile(message, matchers, compilation))
            }
        };
        self.messages.push(message);
        self.interactions.push(interaction.clone());
    }

    fn finish(mut self, problems: &[Problem]) -> Result<Self, PlanError> {
        if problems.is_empty() {
            self.routes = Routes::new(&self.requests);
            self.shrink();
            return Ok(self);
        }
        let mut problems = in_order(problems);
        problems.dedup();
        Err(PlanError::new(problems))
    }

    /// A list that grows has room for four at first, and most contracts have fewer: that would be
    /// a fifth of what a server takes.
    fn shrink(&mut self) {
        self.contracts.shrink_to_fit();
        self.interactions.shrink_to_fit();
        self.messages.shrink_to_fit();
        self.http.shrink_to_fit();
        self.requests.shrink_to_fit();
        self.replies.shrink_to_fit();
    }

    /// The contracts that it was compiled from, in order. There is at least one.
    pub fn contracts(&self) -> &[Contract] {
        &self.contracts
    }

    /// Which contract an interaction is of, by its index.
    pub(crate) fn contract_of(&self, interaction: usize) -> usize {
        self.contracts.partition_point(|contract| contract.interactions.end <= interaction)
    }

    /// The service that calls, by the first contract.
    pub fn consumer(&self) -> &Consumer {
        &self.contracts[0].consumer
    }

    /// The service that is stood in for, by the first contract.
    pub fn provider(&self) -> &Provider {
        &self.contracts[0].provider
    }

    /// Remarks of the reader.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// What of the contracts has a request's method and path, but is not selected.
    pub(crate) fn unselected(
        &self,
        request: &ReceivedRequest,
    ) -> impl Iterator<Item = &Unselected> {
        let all = self.unselected.iter();
        all.filter(|one| one.is_addressed_by(request.method.as_str(), &request.path))
    }

    /// The interactions that are served or handed out, in the order of the file.
    pub fn interactions(&self) -> &[Arc<Interaction>] {
        &self.interactions
    }

    /// The HTTP exchanges that a request is what they expect, in the order of the file: of those
    /// that fit, the ones that say most about it.
    ///
    /// # Errors
    /// Why none fits.
    pub(crate) fn matches(&self, request: &ReceivedRequest) -> Result<Vec<usize>, Verdict> {
        let incoming = Incoming::new(request);
        let matches = self.fitting(&incoming);
        if matches.is_empty() { Err(self.explain(&incoming)) } else { Ok(matches) }
    }

    fn fitting(&self, incoming: &Incoming<'_>) -> Vec<usize> {
        let mut best = 0;
        let mut matches = Vec::new();
        self.routes.addressed(&self.requests, incoming.request, &mut |index| {
            let mut out = Mismatches::probe();
            self.requests[index].check_contents(incoming, &mut out);
            if out.is_failed() {
                return;
            }
            let specificity = self.requests[index].specificity();
            if specificity > best || matches.is_empty() {
                best = specificity;
                matches.clear();
            }
            if specificity == best {
                matches.push(index);
            }
        });
        matches.sort_unstable();
        matches
    }

    /// Why no interaction fits a request.
    fn explain(&self, incoming: &Incoming<'_>) -> Verdict {
        let request = incoming.request;
        let mut addressed = Vec::new();
        self.routes.addressed(&self.requests, request, &mut |index| addressed.push(index));
        let explained = |index: usize| (self.http[index], self.mismatches(index, incoming));
        if let Some((closest, mismatches)) = self.closest(&addressed, incoming).map(explained) {
            return Verdict::Mismatched { closest, mismatches };
        }
        let paths = self.paths.get_or_init(|| Paths::new(&self.requests));
        Verdict::Unexpected { nearest: paths.nearest(&self.requests, request).map(explained) }
    }

    /// Which of several HTTP exchanges a request differs least from.
    fn closest(&self, addressed: &[usize], incoming: &Incoming<'_>) -> Option<usize> {
        if let [only] = addressed {
            return Some(*only);
        }
        let mut closest: Option<(usize, usize)> = None;
        for index in addressed {
            // What weighs more than the best so far need not be weighed to its end.
            let limit = closest.map_or(usize::MAX, |(weight, _)| weight);
            let mut out = Mismatches::weigh(limit);
            self.requests[*index].check_contents(incoming, &mut out);
            let weighed = (out.weight(), *index);
            closest = Some(closest.map_or(weighed, |closest| closest.min(weighed)));
        }
        closest.map(|(_, index)| index)
    }

    fn mismatches(&self, index: usize, incoming: &Incoming<'_>) -> First<Mismatch> {
        let mut out = Mismatches::collect();
        self.requests[index].check(incoming, &mut out);
        out.into_found()
    }

    /// Which interaction an HTTP exchange is.
    pub(crate) fn interaction_of(&self, http: usize) -> usize {
        self.http[http]
    }

    /// What an HTTP exchange answers. Chance is asked for only where the contract has generators.
    pub(crate) fn reply(&self, http: usize, context: impl FnOnce() -> GeneratorContext) -> Reply {
        self.replies[http].reply(context)
    }

    /// What is wrong with what was answered to a message, or sent in the place of its request.
    pub(crate) fn check_answer(
        &self,
        interaction: usize,
        part: MessagePart,
        actual: &ReceivedMessage,
    ) -> First<Mismatch> {
        match &self.messages[interaction] {
            Some(plan) => plan.check(part, actual),
            None => message::not_asked_for(actual),
        }
    }

    /// The answer to a request that fits no interaction.
    pub(crate) fn rejection(&self, request: &ReceivedRequest, verdict: &Verdict) -> Reply {
        rejection::rejection(&self.interactions, request, verdict)
    }
}

/// Gives problems that have no place of their own the interaction's.
fn locate(problems: &mut [Problem], interaction: &Interaction) {
    for problem in problems {
        if problem.place.line == 0 {
            problem.place = interaction.place.clone();
        }
    }
}

fn refuse_generators(message: &Message, matchers: &ContentMatchers, compilation: &mut Compilation) {
    let contents = message.contents.content();
    generation::refuse(contents, &message.generators, matchers, compilation);
}
