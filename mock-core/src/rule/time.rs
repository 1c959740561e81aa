//! `time`: a time of day, written as a pattern says.

use super::dates::date_rule;

date_rule! {
    /// The value is a time of day (specification V3, "time"); by default in ISO 8601's form.
    Time, &["time"], "time", "HH:mm:ss"
}
