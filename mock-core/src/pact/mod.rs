//! What a contract says: one model for all versions of the Pact specification.
//!
//! The versions are dialects that are upgraded while they are read ([`Pact::parse`]); behind this
//! module nobody asks for the version, except the writer.
//! Nothing here interprets a rule or a body: that is the plan's work.

mod body;
mod charset;
mod content_type;
pub(crate) mod headers;
mod interaction;
mod magic;
mod query;
mod read;
mod rules;
mod specification;
mod write;

pub use body::{Body, Content, ContentTypeHint};
pub(crate) use charset::{Charset, encoding_of_xml};
pub use content_type::ContentType;
pub use headers::Headers;
pub use interaction::{
    HttpInteraction, Interaction, InteractionKind, Message, ProviderState, Request, Response,
    SynchronousMessage,
};
pub use query::Query;
pub(crate) use query::{decode_form, escape_form, pairs};
pub(crate) use read::decode_base64;
pub use rules::{
    Category, Combine, GeneratorEntry, Generators, MatchingRules, RuleEntry, RuleList,
};
pub use specification::PactSpecification;

use std::sync::Arc;

use crate::error::{PactError, Problem};
use crate::json::JsonText;

/// The service that calls.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Consumer {
    /// Its name.
    pub name: String,
    pub(crate) others: Vec<(String, JsonText)>,
}

/// The service that is called: the one that the mock server stands in for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// Its name.
    pub name: String,
    pub(crate) others: Vec<(String, JsonText)>,
}

/// A contract between a consumer and a provider.
///
/// ```
/// let pact = mock_core::Pact::parse(r#"{
///     "consumer": {"name": "Shop"},
///     "provider": {"name": "Orders"},
///     "interactions": [{
///         "description": "read an order",
///         "request": {"method": "get", "path": "/orders/42"},
///         "response": {"status": 200, "body": {"id": 42}}
///     }],
///     "metadata": {"pactSpecification": {"version": "2.0.0"}}
/// }"#).unwrap();
/// assert_eq!(pact.provider.name, "Orders");
/// assert_eq!(pact.interactions[0].description, "read an order");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Pact {
    /// The service that calls.
    pub consumer: Consumer,
    /// The service that is called.
    pub provider: Provider,
    /// What may happen between them, in the order of the file.
    pub interactions: Vec<Arc<Interaction>>,
    /// The version of the specification that the file was written in, and is written back in.
    pub specification: PactSpecification,
    /// All metadata but the version, as it was written.
    pub metadata: Vec<(String, JsonText)>,
    /// Where the metadata tells the version, as the file has it.
    pub(crate) written_version: Option<JsonText>,
    /// Top-level members that the specification does not know, such as a broker's `_links`.
    pub(crate) others: Vec<(String, JsonText)>,
    /// Interactions of a type that the specification does not know, with their place in the list.
    pub(crate) unknown_interactions: Vec<(usize, JsonText)>,
    pub(crate) notes: Vec<Problem>,
}

impl Pact {
    /// Reads a contract of any version, from V1 to V4.
    ///
    /// # Errors
    /// Everything that is wrong with the text, at once.
    pub fn parse(text: &str) -> Result<Self, PactError> {
        read::pact(text)
    }

    /// Reads a contract from the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are not UTF-8, and as [`Pact::parse`].
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, PactError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::parse(text),
            Err(error) => Err(read::not_utf8(bytes, &error)),
        }
    }

    /// Writes the contract in its own version of the specification, indented by two spaces.
    ///
    /// Nothing that was read is lost: unknown members, comments, plugin configuration, and the
    /// order and number spelling of bodies are written as they were. Legacy spellings
    /// (`provider_state`, `requestMatchingRules`) become those of the specification.
    ///
    /// ```
    /// # let text = r#"{"consumer":{"name":"a"},"provider":{"name":"b"},"interactions":[]}"#;
    /// let pact = mock_core::Pact::parse(text).unwrap();
    /// assert_eq!(mock_core::Pact::parse(&pact.to_json()).unwrap().consumer, pact.consumer);
    /// ```
    pub fn to_json(&self) -> String {
        write::pact(self)
    }

    /// Remarks on the text that are no problems: what was skipped, assumed or upgraded.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// The descriptions of all interactions, in the order of the file.
    pub fn descriptions(&self) -> impl Iterator<Item = &str> {
        self.interactions.iter().map(|interaction| interaction.description.as_str())
    }

    /// The names of all provider states, in the order of the file, each once.
    pub fn provider_states(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for state in self.interactions.iter().flat_map(|one| &one.provider_states) {
            if !names.contains(&state.name.as_str()) {
                names.push(&state.name);
            }
        }
        names
    }
}
