//! `date`: a date, written as a pattern says.

use super::dates::date_rule;

date_rule! {
    /// The value is a date (specification V3, "date"); by default in ISO 8601's form.
    Date, &["date"], "date", "yyyy-MM-dd"
}
