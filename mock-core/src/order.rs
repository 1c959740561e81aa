//! Sorting by places.

use std::cmp::Ordering;

/// The places of so many things in order; those that compare as equal stay as they are.
///
/// The standard library compiles some 2,500 lines of LLVM for each type that it sorts, which every
/// user's cold build would pay: here it sorts nothing but numbers.
pub(crate) fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, two| compare(*one, *two));
    order
}
