//! `datetime` and `timestamp`: a date with a time, written as a pattern says.

use super::dates::date_rule;

date_rule! {
    /// The value is a date with a time (specification V3, "timestamp"; V4, "datetime"); by default
    /// in ISO 8601's form with its offset, and milliseconds if it likes.
    DateTime, &["datetime", "timestamp"], "timestamp", "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX"
}
