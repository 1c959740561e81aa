//! Messages: handed out one by one, and what comes back compared with the contract.

use bytes::Bytes;

use super::Session;
use crate::exchange::ReceivedMessage;
use crate::generator::GeneratorContext;
use crate::pact::{ContentType, Interaction, Message, SynchronousMessage};
use crate::selection::unknown;
use crate::verdict::{Answer, Delivery, MessagePart};

/// A message that was handed out by [`Session::take`] or [`Session::take_next`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TakenMessage {
    /// Its number, by which its answers are told from those of others.
    pub delivery: usize,
    /// The interaction, by its index in the plan.
    pub interaction: usize,
    /// The message as its receiver gets it: of one that is answered, the request.
    pub message: ReceivedMessage,
}

impl Session {
    /// Hands out the next message that nobody has taken yet, in the order of the file. One that
    /// must never happen waits for nobody.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use mock_core::{Pact, Plan, Session};
    ///
    /// let pact = Pact::parse(r#"{"messages": [
    ///     {"description": "order placed", "contents": {"order": 42}}
    /// ]}"#).unwrap();
    /// let session = Session::new(Arc::new(Plan::compile(&pact).unwrap()));
    /// assert_eq!(session.take_next().unwrap().message.text(), r#"{"order":42}"#);
    /// assert!(session.take_next().is_none());
    /// assert!(session.finish().is_success());
    /// ```
    pub fn take_next(&self) -> Option<TakenMessage> {
        self.take_first(|index, interaction, taken| self.is_waiting(index, interaction, taken))
    }

    /// Hands out the message of that description; of several, the first that nobody has taken
    /// yet, and once all have been, the last again.
    ///
    /// # Errors
    /// If there is no such message: a phrase that says which there are.
    pub fn take(&self, description: &str) -> Result<TakenMessage, String> {
        let is_meant = |one: &Interaction| is_message(one) && one.description == description;
        let last = self.plan.interactions().iter().rposition(|one| is_meant(one));
        let is_next =
            |index, one: &Interaction, taken| is_meant(one) && (taken == 0 || Some(index) == last);
        self.take_first(is_next).ok_or_else(|| {
            let messages = self.plan.interactions().iter().filter(|one| is_message(one));
            let known: Vec<&str> = messages.map(|one| one.description.as_str()).collect();
            unknown("message", description, &known)
        })
    }

    /// How many messages nobody has taken yet.
    pub fn waiting_messages(&self) -> usize {
        let journal = self.journal();
        let all = self.plan.interactions().iter().zip(&journal.taken).enumerate();
        all.filter(|(index, (one, taken))| self.is_waiting(*index, one, **taken)).count()
    }

    fn is_waiting(&self, index: usize, interaction: &Interaction, taken: u32) -> bool {
        is_message(interaction) && taken == 0 && !self.quotas.range(index).is_never()
    }

    fn take_first(
        &self,
        wanted: impl Fn(usize, &Interaction, u32) -> bool,
    ) -> Option<TakenMessage> {
        let mut journal = self.journal();
        let mut all = self.plan.interactions().iter().zip(&journal.taken).enumerate();
        let (interaction, (kind, before)) =
            all.find(|(index, (one, taken))| wanted(*index, one, **taken))?;
        let before = *before;
        journal.taken[interaction] = before.saturating_add(1);
        let at = (self.stopwatch)();
        let delivery = Delivery::new(interaction, at, before, responses(kind).len());
        let delivery = journal.deliver(delivery);
        drop(journal);
        let message = example(kind)?;
        let message = message.generated(&self.message_context(interaction, before, 0));
        Some(TakenMessage { delivery, interaction, message })
    }

    /// Records the next response to a message, and what is wrong with it. The contents are taken
    /// to be of the type that the contract says. A delivery that there is not changes nothing.
    pub fn reply(&self, delivery: usize, contents: impl Into<Bytes>) {
        let contents = contents.into();
        self.add_reply(delivery, |expected| of_the_type_of(expected, contents));
    }

    /// As [`reply`](Self::reply), with metadata.
    pub fn reply_with(&self, delivery: usize, response: ReceivedMessage) {
        self.add_reply(delivery, |_| response);
    }

    fn add_reply(
        &self,
        delivery: usize,
        response: impl FnOnce(Option<&Message>) -> ReceivedMessage,
    ) {
        let mut journal = self.journal();
        let Some(open) = journal.delivery_mut(delivery) else { return };
        let (interaction, number) = (open.interaction, open.responses);
        open.responses += 1;
        drop(journal);
        let expected = responses(&self.plan.interactions()[interaction]).get(number);
        self.answer(delivery, interaction, MessagePart::Response(number), response(expected));
    }

    /// Records what a consumer sent as the request of a message, and what is wrong with it. The
    /// contents are taken to be of the type that the contract says. Returns the contract's
    /// responses as the consumer receives them.
    pub fn request(&self, delivery: usize, contents: impl Into<Bytes>) -> Vec<ReceivedMessage> {
        let contents = contents.into();
        self.add_request(delivery, |expected| of_the_type_of(expected, contents))
    }

    /// As [`request`](Self::request), with metadata.
    pub fn request_with(&self, delivery: usize, request: ReceivedMessage) -> Vec<ReceivedMessage> {
        self.add_request(delivery, |_| request)
    }

    fn add_request(
        &self,
        delivery: usize,
        request: impl FnOnce(Option<&Message>) -> ReceivedMessage,
    ) -> Vec<ReceivedMessage> {
        let mut journal = self.journal();
        let Some(open) = journal.delivery_mut(delivery) else { return Vec::new() };
        let (interaction, before) = (open.interaction, open.before);
        drop(journal);
        let expected = &self.plan.interactions()[interaction];
        let request = request(example(expected));
        self.answer(delivery, interaction, MessagePart::Request, request);
        let responses = responses(expected).iter().enumerate();
        let generated = responses.map(|(number, response)| {
            response.generated(&self.message_context(interaction, before, number as u64 + 1))
        });
        generated.collect()
    }

    fn answer(
        &self,
        delivery: usize,
        interaction: usize,
        part: MessagePart,
        message: ReceivedMessage,
    ) {
        // Outside of the lock, since content types may be the user's own.
        let mismatches = self.plan.check_answer(interaction, part, &message);
        let mut journal = self.journal();
        let Some(open) = journal.delivery_mut(delivery) else { return };
        let was_kept = open.is_kept();
        open.answers.push(Answer { part, message, mismatches });
        match (was_kept, open.is_kept()) {
            (false, true) => _ = journal.count(interaction),
            (true, false) => journal.discount(interaction),
            _ => {}
        }
    }

    /// What the generators of a part of a message draw from: each part other values.
    fn message_context(&self, interaction: usize, before: u32, part: u64) -> GeneratorContext {
        self.generator_context(part << 48 ^ (interaction as u64) << 32 ^ u64::from(before))
    }
}

fn is_message(interaction: &Interaction) -> bool {
    interaction.http().is_none()
}

/// What a message's receiver gets.
fn example(interaction: &Interaction) -> Option<&Message> {
    let request = interaction.synchronous_message().map(|message| &message.request);
    interaction.message().or(request)
}

/// Contents that nobody has said the type of, as a transport would: of the expected type.
fn of_the_type_of(expected: Option<&Message>, contents: Bytes) -> ReceivedMessage {
    let mut message = ReceivedMessage::new(contents);
    let mut metadata = expected.into_iter().flat_map(|expected| &expected.metadata);
    message.metadata.extend(metadata.find(|(key, _)| ContentType::is_metadata_key(key)).cloned());
    message
}

fn responses(interaction: &Interaction) -> &[Message] {
    interaction.synchronous_message().map_or(&[], |SynchronousMessage { responses, .. }| responses)
}
