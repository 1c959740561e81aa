//! The meaning of a Pact contract, without a server around it.
//!
//! Everything that a mock server does is here, as plain functions over values: no I/O, no async,
//! no clock, no environment, no global state. A contract goes through four forms:
//!
//! 1. **Text → [`Pact`]**: [`Pact::parse`] reads any version of the specification into one model.
//!    What is wrong with a file is told all at once, each problem with its place.
//! 2. **[`Pact`] → [`Plan`]**: [`Plan::compile`] does everything that does not depend on a request:
//!    which rule holds for which value, regular expressions, the index of paths, the bytes of the
//!    responses. What cannot be served is an error here.
//! 3. **[`Plan`] → [`Session`]**: [`Session::respond`] answers requests and records each verdict.
//!    From here on nothing can fail: what is wrong with a request is a [`Mismatch`].
//! 4. **[`Session`] → [`Outcome`] → [`Report`]**: what happened, what did not, and the text that
//!    explains it.
//!
//! ```
//! use std::sync::Arc;
//! use mock_core::{Pact, Plan, ReceivedRequest, Report, Session};
//!
//! let pact = Pact::parse(r#"{
//!     "consumer": {"name": "Shop"},
//!     "provider": {"name": "Orders"},
//!     "interactions": [{
//!         "description": "read an order",
//!         "request": {"method": "GET", "path": "/orders/42"},
//!         "response": {"status": 200, "body": {"id": 42, "total": 19.90}}
//!     }],
//!     "metadata": {"pactSpecification": {"version": "2.0.0"}}
//! }"#)?;
//! let session = Session::new(Arc::new(Plan::compile(&pact)?));
//!
//! let reply = session.respond(ReceivedRequest::new(http::Method::GET, "/orders/42"));
//! assert_eq!(reply.body, r#"{"id":42,"total":19.90}"#);
//!
//! let stray = session.respond(ReceivedRequest::new(http::Method::GET, "/orders/43"));
//! assert_eq!(stray.status, 500);
//!
//! let outcome = session.finish();
//! assert!(!outcome.is_success());
//! assert!(Report::new(&outcome).to_string().contains("request 2 is not in the contract"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod content;
mod cursor;
#[cfg(feature = "datetime")]
pub mod datetime;
mod error;
mod exchange;
mod expectations;
mod generation;
pub mod generator;
pub mod json;
mod matching;
mod mismatch;
mod order;
mod outcome;
mod pact;
mod path;
mod plan;
mod record;
mod regex;
mod report;
pub mod rule;
mod selection;
mod session;
mod value;
mod verdict;

pub use error::{PactError, Place, PlanError, Problem, nearest as nearest_word};
pub use exchange::{ReceivedMessage, ReceivedRequest, ReceivedResponse, Reply};
pub use expectations::{CallRange, Expectations};
pub use generator::Generator;
pub use mismatch::{First, Location, Mismatch, MismatchKind, Mismatches};
pub use outcome::Outcome;
pub use pact::{
    Body, Category, Combine, Consumer, Content, ContentType, ContentTypeHint, GeneratorEntry,
    Generators, Headers, HttpInteraction, Interaction, InteractionKind, MatchingRules, Message,
    Pact, PactSpecification, Provider, ProviderState, Query, Request, Response, RuleEntry,
    RuleList, SynchronousMessage,
};
pub use path::{Path, PathExpr, Segment};
pub use plan::{Contract, MessagePlan, Plan, ResponsePlan};
pub use report::{OpenConnection, Report, TimedOut, Timeline};
pub use rule::MatchingRule;
pub use selection::{Selection, only_message};
pub use session::{Session, TakenMessage};
pub use value::{Excerpt, Value, ValueRef};
pub use verdict::{Answer, Delivery, Exchange, MessagePart, Verdict};
