//! An expected message, compiled: for checking what a provider sent or a consumer answered.

use super::body::BodyExpectation;
use super::metadata::MetadataPlan;
use crate::content::{BodyContext, ContentMatchers, Direction, ReceivedBody};
use crate::error::PlanError;
use crate::exchange::ReceivedMessage;
use crate::matching::Compilation;
use crate::mismatch::{First, Location, Mismatch, MismatchKind, Mismatches};
use crate::pact::{Message, SynchronousMessage};
use crate::verdict::MessagePart;

/// A message that somebody is expected to send, made ready for checking.
///
/// Like a response it may hold more than its example, in its contents as in its metadata.
///
/// ```
/// use mock_core::{MessagePlan, Pact, ReceivedMessage};
///
/// let pact = Pact::parse(r#"{"messages": [{"contents": {"order": 42}}]}"#).unwrap();
/// let plan = MessagePlan::compile(pact.interactions[0].message().unwrap()).unwrap();
/// assert!(plan.check(&ReceivedMessage::new(r#"{"order": 42, "total": 1999}"#)).is_empty());
/// assert_eq!(
///     plan.check(&ReceivedMessage::new(r#"{"order": 43}"#))[0].to_string(),
///     "$.order -> Expected 43 (Integer) to be equal to 42 (Integer)",
/// );
/// ```
#[derive(Debug)]
pub struct MessagePlan {
    contents: BodyExpectation,
    metadata: MetadataPlan,
}

impl MessagePlan {
    /// Compiles a message.
    ///
    /// # Errors
    /// Every rule that cannot be used, and what else keeps messages from being checked.
    pub fn compile(message: &Message) -> Result<Self, PlanError> {
        let mut compilation = Compilation::default();
        let matchers = ContentMatchers::new();
        let plan = Self::with(message, Direction::Response, &matchers, &mut compilation);
        match compilation.problems.is_empty() {
            true => Ok(plan),
            false => Err(PlanError::new(compilation.problems)),
        }
    }

    fn with(
        message: &Message,
        direction: Direction,
        matchers: &ContentMatchers,
        compilation: &mut Compilation,
    ) -> Self {
        let metadata = MetadataPlan::compile(message, compilation);
        let any_type = metadata.rules_content_type();
        let mut context = BodyContext::new(&message.rules, direction, matchers, compilation);
        let contents = BodyExpectation::compile(&message.contents, any_type, &mut context);
        Self { contents, metadata }
    }

    /// The differences between a message and what is expected.
    pub fn check(&self, actual: &ReceivedMessage) -> First<Mismatch> {
        let content_type = actual.content_type();
        let contents = ReceivedBody::new(&actual.contents, content_type.as_deref());
        Mismatches::of(&mut |out| {
            self.metadata.check(actual, out);
            self.contents.check(&contents, out);
        })
    }
}

/// A message and its answers, compiled.
#[derive(Debug)]
pub(super) struct SynchronousPlan {
    request: MessagePlan,
    responses: Vec<MessagePlan>,
}

impl SynchronousPlan {
    /// As with HTTP, what is asked is exactly what the contract says, since nothing else was
    /// ever shown to the provider; what is answered may be more.
    pub(super) fn compile(
        message: &SynchronousMessage,
        matchers: &ContentMatchers,
        compilation: &mut Compilation,
    ) -> Self {
        let mut plan =
            |message, direction| MessagePlan::with(message, direction, matchers, compilation);
        Self {
            request: plan(&message.request, Direction::Request),
            responses: message.responses.iter().map(|one| plan(one, Direction::Response)).collect(),
        }
    }

    pub(super) fn check(&self, part: MessagePart, actual: &ReceivedMessage) -> First<Mismatch> {
        let plan = match part {
            MessagePart::Request => Some(&self.request),
            MessagePart::Response(number) => self.responses.get(number),
        };
        plan.map_or_else(|| not_asked_for(actual), |plan| plan.check(actual))
    }
}

/// What is wrong with a message that the contract does not have.
pub(super) fn not_asked_for(actual: &ReceivedMessage) -> First<Mismatch> {
    let actual = ReceivedBody::new(&actual.contents, None).to_value();
    let kind = MismatchKind::Unexpected { actual };
    First::from_iter([Mismatch { location: Location::whole_body(), kind }])
}
