//! Dates and times: patterns in java.time's letters, which Pact's rules and generators share, and
//! the expressions by which a generator moves away from the present.
//!
//! A text fits a [`Pattern`] if some date and time is written so; that is the whole rule, and why
//! reading and writing share one description. Calendars are chrono's. No clock and no time zone
//! database is read: an instant and its offset come from outside, and of the names of zones only
//! the form is known.

mod element;
mod expression;
mod field;
mod moment;
mod pattern;
mod read;
mod readings;
mod write;
mod zone;

pub use expression::{Expression, ExpressionKind};
pub use moment::Moment;
pub use pattern::Pattern;

#[cfg(test)]
mod tests;
