//! `DateTime`: a date with a time.

use super::dates::date_generator;

date_generator! {
    /// A date with a time (specification V4, `DateTime`); by default in ISO 8601's form with
    /// milliseconds and the offset.
    DateTime, "yyyy-MM-dd'T'HH:mm:ss.SSSxxx"
}
