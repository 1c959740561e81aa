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
    /// Where two elements are known to fit, `likely` names the expected one for an actual one:
    /// such pairs come first, so that where all are found nothing is left to look for. Nothing is
    /// compared before it matters, and each element with each at most once. Because an expected
    /// element with as many candidates as there are expected ones always finds one, no more are
    /// looked for. After each it is asked whether that `goes_on`, by whether it was found.
    pub(crate) fn find(
        expected: usize,
        actual: usize,
        fits: &dyn Fn(usize, usize) -> bool,
        may_be_left: &dyn Fn(usize) -> bool,
        likely: &dyn Fn(usize) -> Option<usize>,
        goes_on: &dyn Fn(bool) -> bool,
    ) -> Self {
        // Of more than there is room for some are left over, whatever is done.
        let bound = (0..actual).filter(|at| !may_be_left(*at)).take(expected);
        let bound: Vec<usize> = bound.collect();
        let mut pairs = Pairs { left: vec![None; actual], right: vec![None; expected] };
        for at in &bound {
            pairs.join(*at, likely(*at));
        }
        let all_that_fit = |at: usize| (0..expected).filter(|wanted| fits(*wanted, at)).collect();
        let mut choices = Candidates::new(actual, &all_that_fit);
        for at in &bound {
            if pairs.left[*at].is_none() {
                pairs.add(*at, &mut choices);
            }
            if !goes_on(pairs.left[*at].is_some()) {
                break;
            }
        }
        for at in 0..actual {
            pairs.join(at, likely(at));
        }
        let mut pairs = Pairs { left: pairs.right, right: pairs.left };
        let is_bound = |at: &usize| bound.binary_search(at).is_ok();
        let enough = |wanted: usize| {
            let is_candidate = |at: &usize| match &choices.known[*at] {
                Some(fitting) => fitting.binary_search(&wanted).is_ok(),
                None => fits(wanted, *at),
            };
            let others = (0..actual).filter(|at| !is_bound(at));
            bound.iter().copied().chain(others).filter(is_candidate).take(expected).collect()
        };
        let mut candidates = Candidates::new(expected, &enough);
        for wanted in 0..expected {
            if pairs.left[wanted].is_none() {
                pairs.add(wanted, &mut candidates);
            }
            if !goes_on(pairs.left[wanted].is_some()) {
                break;
            }
        }
        let unpaired = |side: &[Option<usize>]| -> Vec<usize> {
            let all = side.iter().enumerate();
            all.filter(|(_, partner)| partner.is_none()).map(|(at, _)| at).collect()
        };
        Self { expected: unpaired(&pairs.left), actual: unpaired(&pairs.right) }
    }
}

/// What each element fits, in order, looked for when it is asked for.
struct Candidates<'a> {
    known: Vec<Option<Vec<usize>>>,
    find: &'a dyn Fn(usize) -> Vec<usize>,
}

impl<'a> Candidates<'a> {
    fn new(count: usize, find: &'a dyn Fn(usize) -> Vec<usize>) -> Self {
        Self { known: vec![None; count], find }
    }

    fn of(&mut self, at: usize) -> &[usize] {
        self.known[at].get_or_insert_with(|| (self.find)(at))
    }
}

/// Pairs of elements of two sides, each with its partner's number.
struct Pairs {
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
}

impl Pairs {
    /// Makes a pair of two elements, if neither has a partner.
    fn join(&mut self, left: usize, right: Option<usize>) {
        if let Some(right) = right
            && self.left[left].is_none()
            && self.right[right].is_none()
        {
            self.left[left] = Some(right);
            self.right[right] = Some(left);
        }
    }

    /// Finds a partner for an element of the left side, by moving others to another partner of
    /// theirs if need be. Nobody who has a partner loses it without another.
    fn add(&mut self, start: usize, candidates: &mut Candidates<'_>) {
        let mut reached_by: Vec<Option<usize>> = vec![None; self.right.len()];
        let mut waiting = VecDeque::from([start]);
        while let Some(left) = waiting.pop_front() {
            for &right in candidates.of(left) {
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
        let may_be_left = |at: usize| free[at] == b'.';
        // The worst and the best that may be known before.
        let last = |at: usize| (0..rows.len()).rev().find(|row| fits(*row, at));
        let unpaired =
            Unpaired::find(rows.len(), free.len(), &fits, &may_be_left, &|_| None, &|_| true);
        assert_eq!((&*unpaired.expected, &*unpaired.actual), (expected, actual), "{table}");
        let unpaired =
            Unpaired::find(rows.len(), free.len(), &fits, &may_be_left, &last, &|_| true);
        assert_eq!(unpaired.expected.len(), expected.len(), "{table}");
        assert!(
            unpaired.actual.iter().all(|at| actual.contains(at) || may_be_left(*at)),
            "{table}"
        );
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
        fn no_other_pairing_has_more(
            rows in prop::collection::vec(prop::collection::vec(any::<bool>(), 6), 0..6),
            known in prop::collection::vec(any::<prop::sample::Index>(), 6),
            free in prop::collection::vec(any::<bool>(), 6),
        ) {
            let compared = std::cell::RefCell::new(std::collections::BTreeSet::new());
            let fits = |row: usize, at: usize| {
                assert!(compared.borrow_mut().insert((row, at)), "{row} and {at} compared again");
                rows[row][at]
            };
            let likely = |at: usize| {
                let row = (!rows.is_empty()).then(|| known[at].index(rows.len()))?;
                rows[row][at].then_some(row)
            };
            let unpaired = Unpaired::find(rows.len(), 6, &fits, &|at| free[at], &likely, &|_| true);
            prop_assert_eq!(rows.len() - unpaired.expected.len(), most(&rows, &mut vec![false; 6]));
            prop_assert_eq!(6 - unpaired.actual.len(), rows.len() - unpaired.expected.len());
            // As many as can be of those that may not be left over are not.
            let bound: Vec<usize> = (0..6).filter(|at| !free[*at]).collect();
            let bound_rows: Vec<Vec<bool>> =
                rows.iter().map(|row| bound.iter().map(|at| row[*at]).collect()).collect();
            let left = unpaired.actual.iter().filter(|at| !free[**at]).count();
            if bound.len() <= rows.len() {
                let most = most(&bound_rows, &mut vec![false; bound.len()]);
                prop_assert_eq!(bound.len() - left, most);
            }
        }
    }
}
