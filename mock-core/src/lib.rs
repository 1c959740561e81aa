//! core
pub mod content;
mod cursor;
mod error;
mod exchange;
mod generator;
pub mod json;
mod mismatch;
mod outcome;
mod pact;
mod path;
mod plan;
mod report;
pub mod rule;
mod selection;
mod session;
mod value;

pub use error::{PactError, Place, PlanError, Problem, nearest as nearest_word};
pub use exchange::{ReceivedRequest, ReceivedResponse, Reply};
pub use generator::Generator;
pub use mismatch::{Location, Mismatch, MismatchKind, Mismatches};
pub use outcome::Outcome;
pub use pact::{
    Body, Category, Combine, Consumer, Content, ContentType, ContentTypeHint, GeneratorEntry,
    Generators, Headers, HttpInteraction, Interaction, InteractionKind, MatchingRules, Message,
    Pact, PactSpecification, Provider, ProviderState, Query, Request, Response, RuleEntry,
    RuleList, SynchronousMessage,
};
pub use path::{Path, PathExpr, Segment};
pub use plan::{Plan, ResponsePlan};
pub use report::Report;
pub use rule::MatchingRule;
pub use selection::Selection;
pub use session::{Exchange, Session, Verdict};
pub use value::{Value, ValueRef};
