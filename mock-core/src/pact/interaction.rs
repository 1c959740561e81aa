//! Interactions and their parts.

use super::{Body, Generators, Headers, MatchingRules, Query};
use crate::error::Place;
use crate::json::JsonText;

/// One thing that may happen between consumer and provider.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Interaction {
    /// What happens, in the words of the contract's author.
    pub description: String,
    /// What must be true of the provider before.
    pub provider_states: Vec<ProviderState>,
    /// The HTTP exchange or the message.
    pub kind: InteractionKind,
    /// V4: the key that names the interaction.
    pub key: Option<String>,
    /// V4: not yet fulfilled by the provider; a mock server serves it all the same.
    pub pending: bool,
    /// V4: the transport (`http`, `grpc`, …).
    pub transport: Option<String>,
    /// Where the interaction stands in the file.
    pub place: Place,
    /// Members that are only kept: `comments`, `_id`, `pluginConfiguration`, …
    pub(crate) others: Vec<(String, JsonText)>,
}

impl Interaction {
    /// The HTTP exchange, if the interaction is one.
    pub fn http(&self) -> Option<&HttpInteraction> {
        match &self.kind {
            InteractionKind::Http(http) => Some(http),
            _ => None,
        }
    }

    /// Whether values that the consumer receives are made afresh.
    pub(crate) fn has_generators(&self) -> bool {
        let has = |generators: &Generators| generators.iter().next().is_some();
        match &self.kind {
            InteractionKind::Http(http) => has(&http.response.generators),
            InteractionKind::AsynchronousMessage(message) => has(&message.generators),
            InteractionKind::SynchronousMessage(message) => {
                has(&message.request.generators)
                    || message.responses.iter().any(|one| has(&one.generators))
            }
        }
    }

    /// The message, if the interaction is one that nobody answers.
    pub fn message(&self) -> Option<&Message> {
        match &self.kind {
            InteractionKind::AsynchronousMessage(message) => Some(message),
            _ => None,
        }
    }

    /// The message and its answers, if the interaction is one.
    pub fn synchronous_message(&self) -> Option<&SynchronousMessage> {
        match &self.kind {
            InteractionKind::SynchronousMessage(message) => Some(message),
            _ => None,
        }
    }
}

/// A condition on the provider, and the data that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProviderState {
    /// The condition, in words.
    pub name: String,
    /// Its parameters, each with the JSON value that the file has.
    pub params: Vec<(String, JsonText)>,
    pub(crate) others: Vec<(String, JsonText)>,
}

/// What kind of thing happens.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InteractionKind {
    /// An HTTP request and its response.
    Http(Box<HttpInteraction>),
    /// A message that the provider sends and the consumer takes.
    AsynchronousMessage(Box<Message>),
    /// A message and the messages that answer it.
    SynchronousMessage(Box<SynchronousMessage>),
}

/// An HTTP request and its response.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct HttpInteraction {
    /// What the consumer sends.
    pub request: Request,
    /// What the provider answers.
    pub response: Response,
}

/// An expected HTTP request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method, in upper case.
    pub method: String,
    /// The path as it stands in the request line, percent escapes included.
    pub path: String,
    /// The query; none means that the request must have none.
    pub query: Query,
    /// The headers that must be there; others may be.
    pub headers: Headers,
    /// The body.
    pub body: Body,
    /// How values are matched that need not be equal.
    pub rules: MatchingRules,
    /// How values are made that are not fixed.
    pub generators: Generators,
    /// The path as the file has it, where that is no text.
    pub(crate) written_path: Option<JsonText>,
    pub(crate) written_query: Option<JsonText>,
    pub(crate) written_body: Option<JsonText>,
    pub(crate) others: Vec<(String, JsonText)>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            method: "GET".to_owned(),
            path: "/".to_owned(),
            query: Query::default(),
            headers: Headers::default(),
            body: Body::default(),
            rules: MatchingRules::default(),
            generators: Generators::default(),
            written_path: None,
            written_query: None,
            written_body: None,
            others: Vec::new(),
        }
    }
}

/// An HTTP response.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response {
    /// The status code, between 100 and 999.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Body,
    /// How a provider's real response is matched.
    pub rules: MatchingRules,
    /// How values are made that are not fixed.
    pub generators: Generators,
    /// The status as the file has it, where that is no number.
    pub(crate) written_status: Option<JsonText>,
    pub(crate) written_body: Option<JsonText>,
    pub(crate) others: Vec<(String, JsonText)>,
}

impl Default for Response {
    fn default() -> Self {
        Self {
            status: 200,
            headers: Headers::default(),
            body: Body::default(),
            rules: MatchingRules::default(),
            generators: Generators::default(),
            written_status: None,
            written_body: None,
            others: Vec::new(),
        }
    }
}

/// The contents of a message.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Message {
    /// The payload.
    pub contents: Body,
    /// What is sent beside it.
    pub metadata: Vec<(String, JsonText)>,
    /// How values are matched that need not be equal.
    pub rules: MatchingRules,
    /// How values are made that are not fixed.
    pub generators: Generators,
    pub(crate) written_contents: Option<JsonText>,
    /// The metadata as the file has it, where some of it is described.
    pub(crate) written_metadata: Option<JsonText>,
    pub(crate) others: Vec<(String, JsonText)>,
}

/// A message and its answers.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SynchronousMessage {
    /// What the consumer sends.
    pub request: Message,
    /// What the provider answers, in order.
    pub responses: Vec<Message>,
}
