//! `Time`: a time of day.

use super::dates::date_generator;

date_generator! {
    /// A time of day (specification V4, `Time`); by default in ISO 8601's form.
    Time, "HH:mm:ss"
}
