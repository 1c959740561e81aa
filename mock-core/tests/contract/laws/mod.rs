//! What holds for every contract: laws, each over some thousand contracts that are made up anew in
//! every run.
//!
//! `PROPTEST_CASES=100000 cargo test -p mock-core --test contract laws` takes more.

mod contracts;
mod examples;
mod generators;
mod journal;
mod lists;
mod messages;
mod order;
mod requests;
mod rules;
mod spellings;
pub(crate) mod tree;
mod writing;

use proptest::test_runner::Config;

/// As many cases as the environment asks for, or else as many as take a few seconds.
fn config() -> Config {
    let default = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 1000 };
    Config { cases, failure_persistence: None, ..default }
}
