//! Which interactions a request could be for, without comparing it with each.

use std::collections::HashMap;

use super::request::RequestPlan;
use crate::exchange::{ReceivedRequest, as_sent};

/// Interactions by path, and those whose path is a rule.
#[derive(Debug, Default)]
pub(super) struct Routes {
    literal: HashMap<String, Vec<usize>>,
    patterns: Vec<usize>,
    specificity: Vec<u64>,
}

impl Routes {
    pub(super) fn new(requests: &[RequestPlan]) -> Self {
        let mut routes = Self::default();
        for (index, request) in requests.iter().enumerate() {
            routes.specificity.push(request.specificity());
            match request.literal_path() {
                Some(path) => {
                    routes.literal.entry(as_sent(path).into_owned()).or_default().push(index);
                }
                None => routes.patterns.push(index),
            }
        }
        routes
    }

    /// The interactions whose path may fit.
    pub(super) fn candidates(&self, path: &str) -> impl Iterator<Item = usize> {
        let literal = self.literal.get(as_sent(path).as_ref()).map_or(&[][..], Vec::as_slice);
        literal.iter().chain(&self.patterns).copied()
    }

    pub(super) fn specificity(&self, index: usize) -> u64 {
        self.specificity[index]
    }
}

/// Paths are compared up to this length when the nearest is looked for.
const COMPARED: usize = 200;

/// The interaction whose method and path come closest; the path counts for more.
pub(super) fn nearest(requests: &[RequestPlan], actual: &ReceivedRequest) -> Option<usize> {
    let short = |path: &str| path.chars().take(COMPARED).collect::<String>();
    let path = short(&actual.path);
    let distance = |request: &RequestPlan| {
        let edits = strsim::osa_distance(&short(request.path()), &path);
        // For a rule the example's own values say little: only its form does.
        let is_rule = request.literal_path().is_none();
        let form = request.path().split('/').count().abs_diff(path.split('/').count());
        let distance = if is_rule { edits.min(form * 4 + 2) } else { edits };
        let same_method = actual.method.as_str().eq_ignore_ascii_case(request.method());
        distance * 4 + usize::from(!same_method) * 3
    };
    let distances = requests.iter().enumerate().map(|(index, one)| (distance(one), index));
    distances.min().map(|(_, index)| index)
}
