//! What matching has in common wherever it happens: which rules hold for a value, each rule
//! compiled once, and lists of texts under one name (headers, query parameters, form fields).
//!
//! It stands below content types and plans, because both rank rules and neither should know how.

mod budget;
mod compilation;
mod pairing;
mod parameters;
mod precedence;
mod rule_set;
mod step;
mod values;

pub(crate) use budget::Budget;
pub(crate) use compilation::Compilation;
pub(crate) use pairing::Unpaired;
pub(crate) use parameters::ParametersPlan;
#[cfg(feature = "xml")]
pub(crate) use precedence::leads_to;
pub(crate) use precedence::{RuleTable, Selected};
pub(crate) use rule_set::RuleSet;
#[cfg(feature = "xml")]
pub(crate) use step::QName;
pub(crate) use step::Step;
pub(crate) use values::ValuesPlan;
