//! `Date`: a date.

use super::dates::date_generator;

date_generator! {
    /// A date (specification V4, `Date`); by default in ISO 8601's form.
    Date, "yyyy-MM-dd"
}
