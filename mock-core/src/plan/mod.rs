//! What will be checked: a contract compiled once, so that the work of a request is the request's
//! alone. Regexes, precedence of rules, the index of paths and the bytes of responses are all
//! settled here; what cannot be settled is an error of the contract.

mod body;
mod generate;
mod headers;
mod plugins;
mod reply;
mod request;
mod response;
mod routing;

pub use response::ResponsePlan;

use crate::content::ContentMatchers;
use crate::error::{PlanError, Problem};
use crate::exchange::{ReceivedRequest, Reply};
use crate::generator::GeneratorContext;
use crate::matching::Compilation;
use crate::mismatch::{Mismatch, Mismatches};
use crate::pact::{Consumer, Interaction, Pact, Provider};
use crate::selection::Selection;
use crate::verdict::Verdict;
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
    consumer: Consumer,
    provider: Provider,
    interactions: Vec<Interaction>,
    requests: Vec<RequestPlan>,
    replies: Vec<ReplyPlan>,
    routes: Routes,
    notes: Vec<Problem>,
}

impl Plan {
    /// Compiles all HTTP interactions of a contract.
    ///
    /// # Errors
    /// Everything that keeps the contract from being served, at once.
    pub fn compile(pact: &Pact) -> Result<Self, PlanError> {
        Self::select(pact, &Selection::all())
    }

    /// Compiles the HTTP interactions that a selection includes.
    ///
    /// # Errors
    /// As [`Plan::compile`], and when the contract does not have what is selected.
    pub fn select(pact: &Pact, selection: &Selection) -> Result<Self, PlanError> {
        Self::with_matchers(pact, selection, &ContentMatchers::new())
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
        let mut compilation = Compilation::default();
        selection.unknown(pact).into_iter().for_each(|message| compilation.problem(message));
        let mut plan = Self {
            consumer: pact.consumer.clone(),
            provider: pact.provider.clone(),
            interactions: Vec::new(),
            requests: Vec::new(),
            replies: Vec::new(),
            routes: Routes::default(),
            notes: pact.notes().to_vec(),
        };
        for interaction in pact.interactions.iter().filter(|one| selection.includes(one)) {
            let Some(http) = interaction.http() else {
                plan.skip_message(interaction, selection, &mut compilation);
                continue;
            };
            if let Some(message) = plugins::needed(interaction, http, matchers) {
                compilation.problem_at(&interaction.place, message);
                continue;
            }
            let start = compilation.problems.len();
            plan.requests.push(RequestPlan::compile(&http.request, matchers, &mut compilation));
            plan.replies.push(ReplyPlan::compile(&http.response, matchers, &mut compilation));
            plan.interactions.push(interaction.clone());
            locate(&mut compilation.problems[start..], interaction);
        }
        if plan.interactions.is_empty() && compilation.problems.is_empty() {
            let only_messages = plan.notes.len() > pact.notes().len();
            compilation.problem(match only_messages {
                true => "no HTTP interaction to serve: messages are not supported yet",
                false => "no HTTP interaction to serve",
            });
        }
        plan.finish(compilation)
    }

    fn finish(mut self, compilation: Compilation) -> Result<Self, PlanError> {
        let mut problems = compilation.problems;
        if problems.is_empty() {
            self.routes = Routes::new(&self.requests);
            return Ok(self);
        }
        problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
        problems.dedup();
        Err(PlanError::new(problems))
    }

    /// The service that calls.
    pub fn consumer(&self) -> &Consumer {
        &self.consumer
    }

    /// The service that is stood in for.
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// A message is no HTTP exchange: served to nobody, and refused where it is asked for by name.
    fn skip_message(
        &mut self,
        interaction: &Interaction,
        selection: &Selection,
        compilation: &mut Compilation,
    ) {
        let name = &interaction.description;
        let message = format!("\"{name}\" is a message, and messages are not supported yet");
        if selection.interactions.contains(name) {
            return compilation.problem_at(&interaction.place, message);
        }
        let place = interaction.place.clone();
        self.notes.push(Problem { place, message: format!("{message}: skipped"), help: None });
    }

    /// Remarks of the reader, and on what of the contract is not served.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// The interactions that are served, in the order of the file.
    pub fn interactions(&self) -> &[Interaction] {
        &self.interactions
    }

    /// The interactions that a request is what they expect, in the order of the file: of those
    /// that fit, the ones that say most about it.
    pub(crate) fn matches(&self, request: &ReceivedRequest) -> Vec<usize> {
        let incoming = Incoming::new(request);
        let mut best = 0;
        let mut matches = Vec::new();
        for index in self.routes.candidates(&request.path) {
            let mut out = Mismatches::probe();
            self.requests[index].check(&incoming, &mut out);
            if out.is_failed() {
                continue;
            }
            let specificity = self.routes.specificity(index);
            if specificity > best || matches.is_empty() {
                best = specificity;
                matches.clear();
            }
            if specificity == best {
                matches.push(index);
            }
        }
        matches.sort_unstable();
        matches
    }

    /// Why no interaction fits a request.
    pub(crate) fn explain(&self, request: &ReceivedRequest) -> Verdict {
        let incoming = Incoming::new(request);
        let addressed: Vec<usize> = self
            .routes
            .candidates(&request.path)
            .filter(|index| self.requests[*index].is_addressed_by(request))
            .collect();
        let explained =
            addressed.into_iter().map(|index| (index, self.mismatches(index, &incoming)));
        let closest = explained.min_by_key(|(index, mismatches)| (weight(mismatches), *index));
        if let Some((closest, mismatches)) = closest {
            return Verdict::Mismatched { closest, mismatches };
        }
        let nearest = routing::nearest(&self.requests, request);
        let nearest = nearest.map(|index| (index, self.mismatches(index, &incoming)));
        Verdict::Unexpected { nearest }
    }

    fn mismatches(&self, index: usize, incoming: &Incoming<'_>) -> Vec<Mismatch> {
        let mut out = Mismatches::collect();
        self.requests[index].check(incoming, &mut out);
        out.into_found()
    }

    /// What the contract answers. Chance is asked for only where the contract has generators.
    pub(crate) fn reply(&self, index: usize, context: impl FnOnce() -> GeneratorContext) -> Reply {
        self.replies[index].reply(context)
    }

    /// The answer to a request that fits no interaction.
    pub(crate) fn rejection(&self, request: &ReceivedRequest, verdict: &Verdict) -> Reply {
        reply::rejection(&self.interactions, request, verdict)
    }
}

/// How far a request is from an interaction: a mismatch that hides others weighs what it hides.
fn weight(mismatches: &[Mismatch]) -> usize {
    mismatches.iter().map(Mismatch::weight).fold(0, usize::saturating_add)
}

/// Gives problems that have no place of their own the interaction's.
fn locate(problems: &mut [Problem], interaction: &Interaction) {
    for problem in problems {
        if problem.place.line == 0 {
            problem.place = interaction.place.clone();
        }
    }
}
