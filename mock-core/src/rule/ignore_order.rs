//! `ignore-order`: the elements of a list come in any order.

use super::type_::{check_length, parse_bounds};
use super::{Comparison, Rule, Shape, equality::Equality, lists};
use crate::cursor::Cursor;

/// The elements of a list come in any order: each element of the example is found, each in an
/// element of its own. A rule for one element (`$.list[0]`) belongs to that element of the example
/// wherever it is found.
///
/// Without bounds the list has as many elements as the example. With bounds it may have more, and
/// these are free unless a rule for all elements (`$.list[*]`) stands there: then they are like
/// the example's first.
///
/// The rule holds for what is below the list too, where it means that plain values are equal and
/// that further lists come in any order; bounds hold for the list alone. It is the family that
/// Pact's implementation for the JVM writes as `EqualsIgnoreOrder`; the specification's issue 77
/// has it.
///
/// ```
/// # use mock_core::{Pact, Plan, ReceivedRequest, Session};
/// let pact = Pact::parse(r#"{"interactions": [{"request": {
///     "body": ["new", "sale"],
///     "matchingRules": {"body": {"$": {"matchers": [{"match": "ignore-order"}]}}}
/// }}]}"#)?;
/// let session = Session::new(Plan::compile(&pact)?.into());
/// let mut request = ReceivedRequest::new(http::Method::GET, "/");
/// request.body = r#"["sale", "new"]"#.into();
/// assert_eq!(session.respond(request).status, 200);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct IgnoreOrder {
    /// The least number of elements.
    pub min: Option<u64>,
    /// The greatest number of elements.
    pub max: Option<u64>,
}

impl Rule for IgnoreOrder {
    // The first is what files have, with the bounds as attributes; the others are the names that
    // the rules have in the code and the documentation of their implementation.
    const NAMES: &'static [&'static str] = &[
        "ignore-order",
        "min-ignore-order",
        "max-ignore-order",
        "min-max-ignore-order",
        "equals-ignore-order",
        "min-equals-ignore-order",
        "max-equals-ignore-order",
        "min-max-equals-ignore-order",
        "ignoreOrder",
        "minIgnoreOrder",
        "maxIgnoreOrder",
        "minMaxIgnoreOrder",
        "equalsIgnoreOrder",
        "minEqualsIgnoreOrder",
        "maxEqualsIgnoreOrder",
        "minMaxEqualsIgnoreOrder",
    ];
    type Compiled = Self;

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        parse_bounds(at).map(|(min, max)| Self { min, max })
    }

    fn compile(&self) -> Result<Self, String> {
        Ok(*self)
    }

    fn check(rule: &Self, comparison: Comparison<'_>) -> Result<(), String> {
        if lists(comparison) && !comparison.cascaded {
            return check_length(rule.min, rule.max, comparison.actual);
        }
        if comparison.both_containers() {
            return Ok(());
        }
        Equality::check(&(), comparison)
    }

    fn accepts(rule: &Self, comparison: Comparison<'_>) -> bool {
        match lists(comparison) || comparison.both_containers() {
            true => Self::check(rule, comparison).is_ok(),
            false => Equality::accepts(&(), comparison),
        }
    }

    fn shape(&self) -> Shape<'_> {
        Shape::AnyOrder { exact: self.min.is_none() && self.max.is_none() }
    }
}
