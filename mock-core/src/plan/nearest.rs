//! Which interaction a request comes closest to that none has the path of.
//!
//! The paths stand in alphabetical order, so that what several begin with is compared once; a
//! character of a path is compared with all of the request's at the same time.

use super::request::RequestPlan;
use crate::exchange::ReceivedRequest;
use crate::order::order;

/// Paths are compared up to this length, in characters.
const COMPARED: usize = 200;

/// So many words of bits hold a path of that length.
const WORDS: usize = COMPARED.div_ceil(64);

/// The paths of requests, in alphabetical order.
#[derive(Debug)]
pub(super) struct Paths {
    sorted: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    request: usize,
    /// The characters that are compared.
    length: usize,
    /// With so many of them the path in front of it begins as well.
    shared: usize,
    /// For a rule the example's own values say little: only its form does, the number of its
    /// segments.
    form: Option<usize>,
}

impl Paths {
    pub(super) fn new(requests: &[RequestPlan]) -> Self {
        let by_path = |one: usize, two: usize| requests[one].path().cmp(requests[two].path());
        let order = order(requests.len(), &by_path);
        let mut before = "";
        let entry = |index: usize| {
            let path = requests[index].path();
            let both = before.chars().zip(path.chars()).take(COMPARED);
            let shared = both.take_while(|(one, two)| one == two).count();
            before = path;
            let is_rule = requests[index].path_rules().is_some();
            Entry {
                request: index,
                length: path.chars().take(COMPARED).count(),
                shared,
                form: is_rule.then(|| path.split('/').count()),
            }
        };
        Self { sorted: order.into_iter().map(entry).collect() }
    }

    /// The request whose method and path come closest; the path counts for more.
    pub(super) fn nearest(
        &self,
        requests: &[RequestPlan],
        actual: &ReceivedRequest,
    ) -> Option<usize> {
        let path: Vec<char> = actual.path.chars().take(COMPARED).collect();
        match path.len() {
            ..=64 => self.search(requests, actual, Edits::<1>::new(&path)),
            _ => self.search(requests, actual, Edits::<WORDS>::new(&path)),
        }
    }

    fn search<const N: usize>(
        &self,
        requests: &[RequestPlan],
        actual: &ReceivedRequest,
        mut edits: Edits<N>,
    ) -> Option<usize> {
        let form = actual.path.chars().take(COMPARED).filter(|c| *c == '/').count() + 1;
        let mut best: Option<(usize, usize)> = None;
        for entry in &self.sorted {
            edits.keep(entry.shared);
            let by_form = entry.form.map_or(usize::MAX, |own| own.abs_diff(form) * 4 + 2);
            let at_least = entry.length.abs_diff(edits.length).min(by_form) * 4;
            if best.is_some_and(|(distance, _)| at_least > distance) {
                continue;
            }
            let request = &requests[entry.request];
            let same_method = actual.method.as_str().eq_ignore_ascii_case(request.method());
            let distance = edits.to(request.path(), entry.length).min(by_form) * 4
                + usize::from(!same_method) * 3;
            let found = (distance, entry.request);
            best = Some(best.map_or(found, |best| best.min(found)));
        }
        best.map(|(_, index)| index)
    }
}

/// How many characters have to be inserted, removed, replaced or swapped with their neighbour to
/// make one path of another, each at most once: the optimal string alignment distance, a column
/// of its table at a time in words of bits (Hyyrö, "A bit-vector algorithm for computing
/// Levenshtein and Damerau edit distances", 2003).
struct Edits<const N: usize> {
    /// Where each character stands in the request's path: those of ASCII, and the others.
    ascii: [[u64; N]; 128],
    others: Vec<(char, [u64; N])>,
    /// The length of the request's path.
    length: usize,
    /// The columns for the beginnings of the path that was compared last, from the empty one on.
    columns: Vec<Column<N>>,
}

/// The distances of a path's beginning to the beginnings of the request's path: by their
/// differences from each to the next and from the column in front.
#[derive(Clone, Copy)]
struct Column<const N: usize> {
    more: [u64; N],
    less: [u64; N],
    diagonal: [u64; N],
    places: [u64; N],
    /// The distance to the whole of the request's path.
    distance: usize,
    /// The length of the beginning, in bytes.
    bytes: usize,
}

impl<const N: usize> Edits<N> {
    fn new(path: &[char]) -> Self {
        let mut edits = Self {
            ascii: [[0; N]; 128],
            others: Vec::new(),
            length: path.len(),
            columns: Vec::new(),
        };
        for (at, c) in path.iter().enumerate() {
            edits.places_mut(*c)[at / 64] |= 1 << (at % 64);
        }
        edits.columns.push(Column {
            more: [u64::MAX; N],
            less: [0; N],
            diagonal: [0; N],
            places: [0; N],
            distance: path.len(),
            bytes: 0,
        });
        edits
    }

    fn places_mut(&mut self, c: char) -> &mut [u64; N] {
        if c.is_ascii() {
            return &mut self.ascii[c as usize];
        }
        let known = self.others.iter().position(|(other, _)| *other == c);
        let at = known.unwrap_or_else(|| {
            self.others.push((c, [0; N]));
            self.others.len() - 1
        });
        &mut self.others[at].1
    }

    fn places(&self, c: char) -> [u64; N] {
        match self.ascii.get(c as usize) {
            Some(places) => *places,
            None => {
                let known = self.others.iter().find(|(other, _)| *other == c);
                known.map_or([0; N], |(_, places)| *places)
            }
        }
    }

    /// Keeps the columns for so many characters.
    fn keep(&mut self, count: usize) {
        self.columns.truncate(count + 1);
    }

    /// The distance to the first characters of a path, which begins with what was kept.
    fn to(&mut self, path: &str, length: usize) -> usize {
        let mut column = self.columns[self.columns.len() - 1];
        for c in path[column.bytes..].chars().take(length + 1 - self.columns.len()) {
            column = column.next(self.places(c), self.length);
            column.bytes += c.len_utf8();
            self.columns.push(column);
        }
        if self.length == 0 { length } else { column.distance }
    }
}

impl<const N: usize> Column<N> {
    /// The column for one more character, which stands at these places in a path of that length.
    fn next(&self, places: [u64; N], length: usize) -> Self {
        let mut next = Self { places, ..*self };
        let last = length.saturating_sub(1);
        // What goes over from each word to the next.
        let (mut sum_over, mut swapped_over, mut right_over, mut left_over) = (false, 0, 1, 0);
        for (at, here) in places.into_iter().enumerate() {
            let (more, less) = (self.more[at], self.less[at]);
            let candidate = !self.diagonal[at] & here;
            let swapped = (candidate << 1 | swapped_over) & self.places[at];
            swapped_over = candidate >> 63;
            let (sum, over) = (here & more).overflowing_add(more);
            let (sum, over_too) = sum.overflowing_add(u64::from(sum_over));
            sum_over = over || over_too;
            let diagonal = (sum ^ more) | here | less | swapped;
            let (right, left) = (less | !(diagonal | more), diagonal & more);
            if at == last / 64 {
                next.distance += usize::from(right >> (last % 64) & 1 == 1);
                next.distance -= usize::from(left >> (last % 64) & 1 == 1);
            }
            let (shifted_right, shifted_left) = (right << 1 | right_over, left << 1 | left_over);
            (right_over, left_over) = (right >> 63, left >> 63);
            next.more[at] = shifted_left | !(diagonal | shifted_right);
            next.less[at] = diagonal & shifted_right;
            next.diagonal[at] = diagonal;
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use http::Method;
    use proptest::prelude::*;

    use super::*;
    use crate::pact::Pact;
    use crate::plan::Plan;

    /// What is meant, said as plainly as possible.
    fn plainly(requests: &[RequestPlan], actual: &ReceivedRequest) -> Option<usize> {
        let short = |path: &str| path.chars().take(COMPARED).collect::<String>();
        let path = short(&actual.path);
        let distance = |request: &RequestPlan| {
            let edits = strsim::osa_distance(&short(request.path()), &path);
            let form = request.path().split('/').count().abs_diff(path.split('/').count());
            let is_rule = request.path_rules().is_some();
            let distance = if is_rule { edits.min(form * 4 + 2) } else { edits };
            let same_method = actual.method.as_str().eq_ignore_ascii_case(request.method());
            distance * 4 + usize::from(!same_method) * 3
        };
        let distances = requests.iter().enumerate().map(|(index, one)| (distance(one), index));
        distances.min().map(|(_, index)| index)
    }

    fn plan(paths: &[(String, bool, bool)]) -> Plan {
        let interaction = |(path, is_rule, is_post): &(String, bool, bool)| {
            let method = if *is_post { "POST" } else { "get" };
            let rule = match is_rule {
                true => r#""path": {"matchers": [{"match": "regex", "regex": "/x"}]}"#,
                false => "",
            };
            let path = crate::json::JsonText::string(path);
            format!(
                r#"{{"request": {{"method": "{method}", "path": {path}, "matchingRules": {{{rule}}}}}}}"#
            )
        };
        let all: Vec<String> = paths.iter().map(interaction).collect();
        let text = format!(
            r#"{{"interactions": [{}], "metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#,
            all.join(",")
        );
        Plan::compile(&Pact::parse(&text).unwrap()).unwrap()
    }

    fn path() -> impl Strategy<Value = String> {
        let step = prop::sample::select(vec![
            "/",
            "a",
            "b",
            "ab",
            "ba",
            "é",
            "/orders",
            "/users/17",
            "%20",
            "🦀",
        ]);
        let parts = prop_oneof![
            prop::collection::vec(step.clone(), 0..6),
            prop::collection::vec(step, 20..120),
        ];
        parts.prop_map(|parts| format!("/{}", parts.concat()))
    }

    proptest! {
        #[test]
        fn the_nearest_is_the_one_that_comparing_all_finds(
            paths in prop::collection::vec((path(), any::<bool>(), any::<bool>()), 1..12),
            actual in path(),
            edits in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 0..4),
            like in any::<prop::sample::Index>(),
            is_near in any::<bool>(),
        ) {
            let plan = plan(&paths);
            let mut actual: Vec<char> = match is_near {
                true => paths[like.index(paths.len())].0.chars().collect(),
                false => actual.chars().collect(),
            };
            for (at, c) in edits {
                let at = at.index(actual.len());
                if at > 0 && c.is_ascii() { actual.swap(at - 1, at) } else { actual.insert(at, c) }
            }
            let actual = ReceivedRequest::new(Method::GET, String::from_iter(actual));
            let nearest = Paths::new(&plan.requests).nearest(&plan.requests, &actual);
            prop_assert_eq!(nearest, plainly(&plan.requests, &actual), "{}", actual.path);
        }

        #[test]
        fn edits_are_those_of_the_optimal_string_alignment(one in "[ab/é]{0,90}", two in "[ab/é]{0,90}") {
            let expected = strsim::osa_distance(&one, &two);
            let path: Vec<char> = two.chars().collect();
            let length = one.chars().count();
            prop_assert_eq!(Edits::<WORDS>::new(&path).to(&one, length), expected);
            if path.len() <= 64 {
                prop_assert_eq!(Edits::<1>::new(&path).to(&one, length), expected);
            }
        }
    }
}
