//! Where a part is: how paths of rules and generators lead to it.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::parse::Part;
use crate::pact::{Category, MatchingRules, RuleEntry, RuleList};
use crate::path::{Path, PathExpr, Segment};

/// The name of a part, or which it is of those that have none, and its place among its namesakes.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) name: Option<String>,
    /// The step of a path that names it.
    key: String,
    /// Which of its namesakes it is.
    pub(super) nth: usize,
    /// Whether it has namesakes.
    is_repeated: bool,
    /// Whether a path may say `[n]` or `[*]` of it and mean its namesakes: not where that means
    /// the elements of its own list, or its own parts.
    has_index: bool,
}

/// The address of each part.
pub(super) fn addresses(parts: &[Part<'_>]) -> Vec<Address> {
    let names: Vec<Option<String>> = parts.iter().map(Part::name).collect();
    let mut counts: HashMap<&Option<String>, usize> = HashMap::new();
    names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    let mut seen: HashMap<&Option<String>, usize> = HashMap::new();
    let mut addresses = Vec::with_capacity(parts.len());
    for (name, part) in names.iter().zip(parts) {
        let next = seen.entry(name).or_default();
        let nth = *next;
        *next += 1;
        let is_repeated = name.is_some() && counts[name] > 1;
        let is_list = part.content_type().is_some_and(|kind| {
            let is_array = kind.is_json() && part.body.trim_ascii_start().starts_with(b"[");
            is_array || kind.is_json_lines() || kind.is_multipart()
        });
        addresses.push(Address {
            key: name.clone().unwrap_or_else(|| nth.to_string()),
            name: name.clone(),
            nth,
            is_repeated,
            has_index: name.is_some() && (is_repeated || !is_list),
        });
    }
    addresses
}

impl Address {
    /// The path of the part, such as `$.avatar` or `$.photos[1]`.
    pub(super) fn path(&self) -> String {
        let named = Path::Root.key(&self.key);
        if self.is_repeated { named.index(self.nth).to_string() } else { named.to_string() }
    }

    /// The part as sentences call it.
    pub(super) fn shown(&self) -> String {
        match &self.name {
            Some(name) => format!("part '{name}'"),
            None => format!("part {}", self.nth + 1),
        }
    }

    /// What is left of a path below this part, and how exactly the path named the part.
    pub(super) fn rest<'p>(&self, path: &'p [Segment]) -> Option<(&'p [Segment], u8)> {
        let [first, rest @ ..] = path else { return None };
        let exact = match first {
            Segment::Key(name) if *name == self.key => 3,
            Segment::Index(index) if index.to_string() == self.key => 3,
            Segment::AnyKey => 0,
            Segment::AnyIndex if self.name.is_none() => 0,
            _ => return None,
        };
        match rest {
            [Segment::Index(index), rest @ ..] if self.has_index => {
                (*index == self.nth as u64).then_some((rest, exact + 2))
            }
            [Segment::AnyIndex, rest @ ..] if self.has_index => Some((rest, exact + 1)),
            _ => Some((rest, exact)),
        }
    }

    /// The rules for the part, as if it were a body by itself. Of two paths that lead to the same
    /// value the one that names the part more exactly comes first, and so counts.
    pub(super) fn rules(&self, rules: &MatchingRules) -> MatchingRules {
        let entries = rules.iter().filter(|entry| entry.category == Category::Body);
        let mut ranked: Vec<(u8, RuleEntry)> = entries
            .filter_map(|entry| {
                let segments = entry.path.segments();
                let mut list = entry.list.clone();
                let (rest, exact) = match segments {
                    // What holds for the whole body and everything in it.
                    [] => {
                        list.rules.retain(|rule| rule.cascades());
                        (segments, 0)
                    }
                    _ => self.rest(segments)?,
                };
                let path = PathExpr::from_segments(entry.path.as_str(), rest);
                Some((exact, RuleEntry { path, list, ..entry.clone() }))
            })
            .filter(|(_, entry)| entry.list != RuleList::default())
            .collect();
        ranked.sort_by_key(|(exact, _)| Reverse(*exact));
        let entries = ranked.into_iter().map(|(_, entry)| entry).collect();
        MatchingRules { entries, written: None }
    }

    /// Whether the contract speaks of any number of parts of this name.
    pub(super) fn is_open(&self, rules: &MatchingRules) -> bool {
        let mut paths = rules.iter().filter(|entry| entry.category == Category::Body);
        self.has_index
            && paths.any(|entry| {
                let path = entry.path.segments();
                matches!(path.get(1), Some(Segment::AnyIndex)) && self.rest(path).is_some()
            })
    }
}
