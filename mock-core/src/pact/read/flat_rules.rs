//! V2's flat map of paths, each of which starts with the part of a message that it leads into, in
//! all the spellings that writers have.

use super::Context;
use super::rules::{body_example, list};
use crate::cursor::Cursor;
use crate::error::did_you_mean;
use crate::pact::{Category, Combine, RuleEntry, RuleList};
use crate::path::{PathExpr, Segment};
use crate::rule::MatchingRule;

/// The parts that a misspelled one may have been meant for.
const PARTS: [&str; 5] = ["body", "headers", "query", "path", "status"];

/// The reader of the flat rules of a message.
pub(super) struct FlatRules<'m, 'a> {
    message: &'m Cursor<'a>,
    context: Context,
    /// Whether it was told already that some path names no part of a message.
    is_remarked: bool,
}

impl<'m, 'a> FlatRules<'m, 'a> {
    pub(super) fn of(message: &'m Cursor<'a>, context: Context) -> Self {
        Self { message, context, is_remarked: false }
    }

    /// Reads a path and its rule.
    pub(super) fn read(&mut self, key: &str, at: &Cursor<'_>) -> Option<RuleEntry> {
        let path = PathExpr::parse(key).map_err(|error| at.problem(error)).ok()?;
        let Some((category, segments)) = self.inside_category(path.segments(), at) else {
            let message = format!("the path \"{key}\" names no part of a message");
            at.problem_with_help(message, did_you_mean(first_name(path.segments()), PARTS));
            return None;
        };
        // Inside the category, as V3 would write it.
        let path = PathExpr::from_segments(key, &segments);
        let plugins = self.context.plugins;
        let list = match at.get("matchers") {
            // Writers of two versions at once put version 3's list here.
            Some(_) => list(at, plugins)?,
            None => {
                let rules = MatchingRule::parse(at, plugins).into_iter().collect();
                RuleList { combine: Combine::And, rules }
            }
        };
        Some(RuleEntry { category, path, list, place: at.place() })
    }

    /// The category that a path leads into, and the path inside it; nothing if it is misspelled.
    fn inside_category(
        &mut self,
        path: &[Segment],
        at: &Cursor<'_>,
    ) -> Option<(Category, Vec<Segment>)> {
        let first = first_name(path);
        if let Some(category) = Category::parse(first) {
            return Some((category, without_root(category, &path[1..]).to_vec()));
        }
        // Old versions of pact-jvm have no separator behind this one.
        if let Some(name) = first.strip_prefix("header").filter(|name| self.has_header(name)) {
            at.note(format!("taken for a rule of the header {name}"));
            let name = Segment::Key(name.to_owned());
            return Some((Category::Header, [&[name], &path[1..]].concat()));
        }
        let is_member = || body_example(self.message, self.context)?.get(first);
        if did_you_mean(first, PARTS).is_some() && is_member().is_none() {
            return None;
        }
        if !self.is_remarked {
            at.note("a path that names no part of a message is taken for one inside the body");
            self.is_remarked = true;
        }
        Some((Category::Body, path.to_vec()))
    }

    fn has_header(&self, name: &str) -> bool {
        let headers = self.message.json.get("headers").into_iter();
        let mut names = headers.flat_map(|headers| headers.members());
        names.any(|(key, _)| key.as_str().is_some_and(|key| key.eq_ignore_ascii_case(name)))
    }
}

/// The name that a path starts with; nothing if it starts with an index or a wildcard.
fn first_name(path: &[Segment]) -> &str {
    match path.first() {
        Some(Segment::Key(name)) => name,
        _ => "",
    }
}

/// The path without the root that some versions of Pact's core put before the name of a header or
/// parameter: `$.header.$.Accept[0]`.
fn without_root(category: Category, path: &[Segment]) -> &[Segment] {
    match path {
        [Segment::Key(root), name @ ..] if category.is_named() && root == "$" => name,
        _ => path,
    }
}
