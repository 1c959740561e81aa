//! What fits a pattern, what is written by it, and where expressions lead.

#![allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]

mod expressions;
mod laws;
mod letters;
mod patterns;

use super::{Moment, Pattern};

fn pattern(pattern: &str) -> Pattern {
    Pattern::parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// Which of the texts fit.
#[track_caller]
fn check_fits(source: &str, fit: &[&str], other: &[&str]) {
    let pattern = pattern(source);
    for text in fit {
        assert_eq!(pattern.check(text), Ok(()), "{source} refuses {text}");
    }
    for text in other {
        assert!(pattern.check(text).is_err(), "{source} takes {text}");
    }
}

/// Thursday, 2024-02-29T15:04:05.006007008 on clocks 5 hours and 30 minutes ahead.
fn leap_day() -> Moment {
    Moment::from_unix(1_709_199_245, 6_007_008, 19_800).unwrap()
}
