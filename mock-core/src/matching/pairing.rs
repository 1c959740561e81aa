//! Which expected element is which of those that came, where their order does not matter.

use std::collections::VecDeque;

/// What is left when as many elements as possible have been paired.
#[derive(Debug, PartialEq)]
pub(crate) struct Unpaired {
    /// The expected elements that were not found, in order.
    pub(crate) expected: Vec<usize>,
    /// The elements that came in the place of none, in order.
    pub(crate) actual: Vec<usize>,
}

impl Unpaired {
    /// Pairs expected elements with different actual ones that fit them. Elements may fit several
    /// others, so that taking the first that fits could leave one over that needs it: pairs are
    /// given up for others where that makes one more (augmenting paths). Elements that may not be
    /// left over go first.
    ///
    /// Each element is compared with each at most once. Because an expected element with as many
    /// candidates as there are expected ones always finds one, no more are looked for.
    pub(crate) fn find(
        expected: usize,
        actual: usize,
        fits: impl Fn(usize, usize) -> bool,
        may_be_left: impl Fn(usize) -> bool,
    ) -> Self {
        // Of more than there is room for some are left over, whatever is done.
        let bound = (0..actual).filter(|at| !may_be_left(*at)).take(expected);
        let bound: Vec<usize> = bound.collect();
        let mut pairs = Pairs { left: vec![None; actual], right: vec![None; expected] };
        let mut candidates: Vec<Vec<usize>> = vec![Vec::new(); expected];
        let mut choices: Vec<Vec<usize>> = vec![Vec::new(); actual];
        for at in &bound {
            choices[*at] = (0..expected).filter(|wanted| fits(*wanted, *at)).collect();
            for wanted in &choices[*at] {
                candidates[*wanted].push(*at);
            }
        }
        for at in bound.iter().filter(|at| !choices[**at].is_empty()) {
            pairs.add(*at, &choices);
        }
        let mut pairs = Pairs { left: pairs.right, right: pairs.left };
        let is_bound = |at: &usize| bound.binary_search(at).is_ok();
        for (wanted, known) in candidates.iter_mut().enumerate() {
            let others = (0..actual).filter(|at| !is_bound(at) && fits(wanted, *at));
            let room = expected.saturating_sub(known.len());
            known.extend(others.take(room));
        }
        for wanted in 0..expected {
            if pairs.left[wanted].is_none() {
                pairs.add(wanted, &candidates);
            }
        }
        let unpaired = |side: &[Option<usize>]| -> Vec<usize> {
            let all = side.iter().enumerate();
            all.filter(|(_, partner)| partner.is_none()).map(|(at, _)| at).collect()
        };
        Self { expected: unpaired(&pairs.left), actual: unpaired(&pairs.right) }
    }
}

/// Pairs of elements of two sides, each with its partner's number.
struct Pairs {
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
}

impl Pairs {
    /// Finds a partner for an element of the left side, by moving others to another partner of
    /// theirs if need be. Nobody who has a partner loses it without another.
    fn add(&mut self, start: usize, candidates: &[Vec<usize>]) {
        let mut reached_by: Vec<Option<usize>> = vec![None; self.right.len()];
        let mut waiting = VecDeque::from([start]);
        while let Some(left) = waiting.pop_front() {
            for &right in &candidates[left] {
                if reached_by[right].is_some() {
                    continue;
                }
                reached_by[right] = Some(left);
                match self.right[right] {
                    Some(other) => waiting.push_back(other),
                    None => return self.settle(right, &reached_by),
                }
            }
        }
    }

    /// Pairs each element on the way to `right` with the one that it was reached by.
    fn settle(&mut self, right: usize, reached_by: &[Option<usize>]) {
        let mut free = Some(right);
        while let Some(right) = free {
            let Some(left) = reached_by[right] else { return };
            self.right[right] = Some(left);
            free = self.left[left].replace(right);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Rows are expected elements, columns actual ones; `x` fits. The first line says which actual
    /// ones may be left over (`.`).
    #[track_caller]
    fn check(table: &str, expected: &[usize], actual: &[usize]) {
        let mut rows = table.split('/').map(str::as_bytes);
        let free = rows.next().unwrap_or_default();
        let rows: Vec<&[u8]> = rows.collect();
        let fits = |row: usize, column: usize| rows[row][column] == b'x';
        let unpaired = Unpaired::find(rows.len(), free.len(), fits, |at| free[at] == b'.');
        assert_eq!((&*unpaired.expected, &*unpaired.actual), (expected, actual), "{table}");
    }

    #[test]
    fn pairs_as_many_as_can_be() {
        check("", &[], &[]);
        check("./.", &[0], &[0]);
        check("..", &[], &[0, 1]);
        check("../x./.x", &[], &[]);
        check("../.x/x.", &[], &[]);
        // The first would take what the second needs.
        check("../xx/x.", &[], &[]);
        check(".../xx./x.x/..x", &[], &[]);
        check(".../x../x../xxx", &[1], &[2]);
        check("..../x.../....", &[1], &[1, 2, 3]);
    }

    #[test]
    fn elements_that_may_not_be_left_over_go_first() {
        check(".!/xx", &[], &[0]);
        check("!./xx", &[], &[1]);
        check("!!/xx", &[], &[1]);
        check("..!/xx./xxx", &[], &[1]);
        check("!.!/xx./.xx", &[], &[1]);
        check("!/.", &[0], &[0]);
    }

    /// The most pairs that there are, found by trying all.
    fn most(rows: &[Vec<bool>], taken: &mut Vec<bool>) -> usize {
        let Some((row, rest)) = rows.split_first() else { return 0 };
        let mut best = most(rest, taken);
        for at in 0..row.len() {
            if row[at] && !taken[at] {
                taken[at] = true;
                best = best.max(1 + most(rest, taken));
                taken[at] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_pairing_has_more(rows in prop::collection::vec(prop::collection::vec(any::<bool>(), 6), 0..6)) {
            let unpaired = Unpaired::find(rows.len(), 6, |row, at| rows[row][at], |_| true);
            prop_assert_eq!(rows.len() - unpaired.expected.len(), most(&rows, &mut vec![false; 6]));
            prop_assert_eq!(6 - unpaired.actual.len(), rows.len() - unpaired.expected.len());
        }
    }
}
