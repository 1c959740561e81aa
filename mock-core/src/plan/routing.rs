//! Which interactions a request is for by its method and path, without comparing it with each.

use std::borrow::Cow;
use std::collections::HashMap;

use super::request::RequestPlan;
use crate::exchange::{ReceivedRequest, as_sent};
use crate::regex::Letters;

/// Interactions by method and path.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// By method, of which there are few.
    methods: Vec<(String, Paths)>,
}

#[derive(Debug, Default)]
struct Paths {
    /// Interactions by their only path, as it is sent.
    literal: HashMap<String, Vec<usize>>,
    /// Those whose path is a rule, by what paths begin with that fit it, and what they end with.
    rules: ByText<ByText<Vec<Ruled>>>,
}

/// Interactions whose paths fit alike, so that one of them is asked for all.
#[derive(Debug)]
struct Ruled {
    /// What is in every path that fits.
    letters: Letters,
    interactions: Vec<usize>,
}

impl Routes {
    pub(super) fn new(requests: &[RequestPlan]) -> Self {
        let mut routes = Self::default();
        // Equal regular expressions are compiled once, and so are tried once.
        let mut known = HashMap::new();
        for (index, request) in requests.iter().enumerate() {
            let paths = routes.paths_mut(request.method());
            let Some(rules) = request.path_rules() else {
                let path = as_sent(request.path()).into_owned();
                paths.literal.entry(path).or_default().push(index);
                continue;
            };
            let ends = rules.ends();
            let bucket = paths.rules.entry(ends.start).entry(ends.end);
            let same =
                rules.only_regex().map(|regex| (request.method(), std::ptr::from_ref(regex)));
            let at = same.map_or(bucket.len(), |same| *known.entry(same).or_insert(bucket.len()));
            match bucket.get_mut(at) {
                Some(ruled) => ruled.interactions.push(index),
                None => bucket.push(Ruled { letters: ends.letters, interactions: vec![index] }),
            }
        }
        routes.methods.shrink_to_fit();
        routes
    }

    fn paths_mut(&mut self, method: &str) -> &mut Paths {
        let known = self.methods.iter().position(|(known, _)| known.eq_ignore_ascii_case(method));
        let at = known.unwrap_or_else(|| {
            self.methods.push((method.to_owned(), Paths::default()));
            self.methods.len() - 1
        });
        &mut self.methods[at].1
    }

    /// Visits the interactions whose method and path fit, in no order.
    pub(super) fn addressed(
        &self,
        requests: &[RequestPlan],
        request: &ReceivedRequest,
        visit: &mut dyn FnMut(usize),
    ) {
        let method = request.method.as_str();
        let is_meant = |(known, _): &&(String, Paths)| known.eq_ignore_ascii_case(method);
        let Some((_, paths)) = self.methods.iter().find(is_meant) else { return };
        if let Some(literal) = paths.literal(&request.path) {
            literal.iter().for_each(|index| visit(*index));
        }
        paths.ruled(&request.path, &mut |ruled| {
            if requests[ruled.interactions[0]].fits_path(&request.path) {
                ruled.interactions.iter().for_each(|index| visit(*index));
            }
        });
    }
}

impl Paths {
    /// The interactions whose only path this is. Nearly all paths come as they are sent.
    fn literal(&self, path: &str) -> Option<&Vec<usize>> {
        self.literal.get(path).or_else(|| match as_sent(path) {
            Cow::Borrowed(_) => None,
            Cow::Owned(sent) => self.literal.get(&sent),
        })
    }

    /// Visits the rules that a path may fit by its beginning, its end and what is in it.
    fn ruled(&self, path: &str, visit: &mut dyn FnMut(&Ruled)) {
        if self.rules.lengths.is_empty() {
            return;
        }
        let letters = Letters::of(path);
        let path = path.as_bytes();
        for by_end in self.rules.at(|length| path.get(..length)) {
            for ruled in by_end.at(|length| path.get(path.len().checked_sub(length)?..)) {
                let may_fit = ruled.iter().filter(|ruled| ruled.letters.are_in(letters));
                may_fit.for_each(&mut *visit);
            }
        }
    }
}

/// Values by a text that is a part of another one, which is looked up by each length there is.
#[derive(Debug)]
struct ByText<T> {
    lengths: Vec<usize>,
    values: HashMap<Vec<u8>, T>,
}

impl<T> Default for ByText<T> {
    fn default() -> Self {
        Self { lengths: Vec::new(), values: HashMap::new() }
    }
}

impl<T: Default> ByText<T> {
    fn entry(&mut self, text: String) -> &mut T {
        if !self.lengths.contains(&text.len()) {
            self.lengths.push(text.len());
        }
        self.values.entry(text.into_bytes()).or_default()
    }

    fn at<'a>(&self, part: impl Fn(usize) -> Option<&'a [u8]>) -> impl Iterator<Item = &T> {
        self.lengths.iter().filter_map(move |length| self.values.get(part(*length)?))
    }
}

#[cfg(test)]
mod tests;
