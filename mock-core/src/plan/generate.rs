//! Responses whose values are made afresh: which, is settled once, and a reply is the example with
//! the values put in.

use http::StatusCode;
use http::header::HeaderName;

use crate::content::ContentMatchers;
use crate::exchange::Reply;
use crate::generation::{BodyTemplate, generate_header, generated_status, named};
use crate::generator::{Generator, GeneratorContext, Making};
use crate::pact::{Category, Response};

/// The values of a response that are made afresh.
#[derive(Debug, Default)]
pub(super) struct GeneratedParts {
    status: Option<Generator>,
    headers: Vec<(HeaderName, Generator)>,
    body: BodyTemplate,
}

impl GeneratedParts {
    pub(super) fn compile(response: &Response, matchers: &ContentMatchers) -> Self {
        let Response { body, rules, generators, .. } = response;
        let status = generators.iter().find(|entry| entry.category == Category::Status);
        let headers = named(generators, Category::Header);
        Self {
            status: status.map(|entry| entry.generator.clone()),
            headers: headers
                .filter_map(|(name, generator)| Some((name.parse().ok()?, generator.clone())))
                .collect(),
            body: BodyTemplate::compile(body.content(), generators, rules, matchers),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.status.is_none() && self.headers.is_empty() && self.body.is_empty()
    }

    /// The reply with fresh values in the places of the example's.
    pub(super) fn fill(&self, reply: &Reply, context: &GeneratorContext) -> Reply {
        let mut making = Making::new(context);
        let mut reply = reply.clone();
        let status = self.status.as_ref().and_then(|one| generated_status(one, &mut making));
        if let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) {
            reply.status = status;
        }
        for (name, generator) in &self.headers {
            generate_header(&mut reply.headers, name, generator, &mut making);
        }
        reply.body = self.body.fill(&reply.body, &mut making);
        reply
    }
}
