//! What is expected of a body as a whole: whether there is one, and of which type.

use crate::content::{BodyContext, BodyPlan, ReceivedBody};
use crate::json::Document;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Body, Content, ContentType};
use crate::value::{Value, ValueRef};

#[derive(Debug)]
pub(crate) enum BodyExpectation {
    /// Any body, or none.
    Any,
    /// No body.
    Absent,
    /// This body.
    Present {
        content_type: ContentType,
        /// A header rule decides about the type.
        any_type: bool,
        example: Box<Content>,
        plan: Box<dyn BodyPlan>,
    },
}

impl BodyExpectation {
    pub(crate) fn compile(body: &Body, any_type: bool, context: &mut BodyContext<'_, '_>) -> Self {
        let content = match body {
            Body::Missing => return Self::Any,
            Body::Null | Body::Empty => return Self::Absent,
            Body::Present(content) => content,
        };
        match context.compile(content) {
            Some(plan) => Self::Present {
                content_type: content.content_type.clone(),
                any_type,
                example: Box::new(content.clone()),
                plan,
            },
            // A problem of the contract, which the context has noted.
            None => Self::Any,
        }
    }

    pub(crate) fn specificity(&self) -> u64 {
        match self {
            Self::Any => 0,
            Self::Absent => 1,
            Self::Present { plan, .. } => 1 + plan.specificity(),
        }
    }

    pub(crate) fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        match self {
            Self::Any => {}
            Self::Absent if actual.bytes().is_empty() => {}
            Self::Absent => out.push(|| {
                (Location::whole_body(), MismatchKind::Unexpected { actual: actual.to_value() })
            }),
            Self::Present { example, .. } if actual.bytes().is_empty() => out.push(|| {
                (Location::whole_body(), MismatchKind::Missing { expected: shown(example) })
            }),
            Self::Present { content_type, any_type, plan, .. } => {
                let other = actual.content_type().filter(|actual| !content_type.accepts(actual));
                match other {
                    Some(other) if !any_type => out.push(|| {
                        let expected = Value::Text(content_type.to_string());
                        let actual = Value::Text(other.to_string());
                        (Location::ContentType, MismatchKind::NotEqual { expected, actual })
                    }),
                    _ => plan.check(actual, out),
                }
            }
        }
    }
}

fn shown(content: &Content) -> Value {
    match (std::str::from_utf8(&content.bytes), content.content_type.is_json()) {
        (Ok(text), true) => Document::parse(text)
            .map_or_else(|_| Value::text(text), |json| ValueRef::Json(json.root()).to_value()),
        (Ok(text), false) => Value::text(text),
        (Err(_), _) => Value::bytes(Some(content.content_type.to_string()), &content.bytes),
    }
}
