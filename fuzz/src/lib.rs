//! What no byte from outside may do: panic, hang, or be judged in two ways.
//!
//! Each target is a function over bytes. `cargo fuzz` makes the bytes up (`fuzz_targets/`), and
//! `cargo test` takes those in `corpus/`, on any compiler. A finding becomes a row of
//! `mock-core/tests/contract/regressions.rs`.

#![forbid(unsafe_code)]

mod body;
mod dates;
mod exchange;
mod path;
mod reader;
mod regex;
mod rule_expression;
mod serve;

pub use body::body;
pub use dates::{date_expression, date_pattern};
pub use exchange::exchange;
pub use path::path;
pub use reader::reader;
pub use regex::regex;
pub use rule_expression::rule_expression;

/// A target's name, and what it does with some bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("body", body),
    ("date_expression", date_expression),
    ("date_pattern", date_pattern),
    ("exchange", exchange),
    ("path", path),
    ("reader", reader),
    ("regex", regex),
    ("rule_expression", rule_expression),
];

/// The program that `cargo fuzz` runs for a target; elsewhere one that does nothing.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::$name(bytes));

        #[cfg(not(fuzzing))]
        fn main() {}
    };
}
