//! Matching rules and generators: V2's flat map of paths and V3's map of categories.

use super::Context;
use crate::cursor::Cursor;
use crate::error::did_you_mean;
use crate::generator::Generator;
use crate::json::Kind;
use crate::pact::{
    Category, Combine, GeneratorEntry, Generators, MatchingRules, RuleEntry, RuleList,
};
use crate::path::{PathExpr, Segment};
use crate::rule::MatchingRule;

/// The rules under `matchingRules`, or under the `legacy` name that old files have.
pub(super) fn matching_rules(
    at: &Cursor<'_>,
    legacy: Option<&str>,
    context: Context,
) -> MatchingRules {
    let mut rules = MatchingRules::default();
    let found = at.present("matchingRules").or_else(|| at.present(legacy?));
    let Some(found) = found.filter(|found| found.expect_map()) else {
        return rules;
    };
    rules.written = Some(found.raw());
    for (key, value) in found.members() {
        if key.starts_with('$') {
            rules.read_flat(&key, &value, context.plugins);
            continue;
        }
        match Category::parse(&key) {
            Some(category) => rules.read_category(category, &value, context.plugins),
            None => value.problem_with_help(
                format!("unknown category of matching rules \"{key}\""),
                did_you_mean(&key, Category::NAMES),
            ),
        }
    }
    rules
}

impl MatchingRules {
    /// V2: a path that starts with the category, and its single rule.
    fn read_flat(&mut self, key: &str, at: &Cursor<'_>, plugins: bool) {
        let path = match PathExpr::parse(key) {
            Ok(path) => path,
            Err(error) => return at.problem(error),
        };
        let category = match path.segments().first() {
            Some(Segment::Key(name)) => Category::parse(name),
            _ => None,
        };
        let Some(category) = category else {
            let first = key.trim_start_matches(['$', '.', '[', '\'', '"']);
            let first = first.split(['.', '[', '\'']).next().unwrap_or_default();
            let help = did_you_mean(first, ["body", "headers", "query", "path", "status"]);
            return at
                .problem_with_help(format!("the path \"{key}\" names no part of a message"), help);
        };
        // Inside the category, as V3 would write it.
        let path = PathExpr::from_segments(key, &path.segments()[1..]);
        let rules = MatchingRule::parse(at, plugins).into_iter().collect();
        let list = RuleList { combine: Combine::And, rules };
        self.entries.push(RuleEntry { category, path, list, place: at.place() });
    }

    /// V3: the rules of a category.
    fn read_category(&mut self, category: Category, at: &Cursor<'_>, plugins: bool) {
        if at.kind() == Kind::Null || !at.expect_map() {
            return;
        }
        let is_list = |at: &Cursor<'_>| {
            at.get("matchers").is_some_and(|matchers| matchers.kind() == Kind::Array)
        };
        if is_list(at) {
            return self.push(
                category,
                PathExpr::parse("").unwrap_or_else(|_| PathExpr::root()),
                at,
                plugins,
            );
        }
        if category.is_single() && !at.json.is_empty() {
            // Some writers name the only value of the category by an empty path.
            for (_, list) in at.members() {
                self.push(category, PathExpr::root(), &list, plugins);
            }
            return;
        }
        self.read_paths(category, at, plugins);
    }

    /// A map from paths to rules.
    pub(crate) fn read_paths(&mut self, category: Category, at: &Cursor<'_>, plugins: bool) {
        for (key, list) in at.members() {
            match path(category, &key) {
                Ok(path) => self.push(category, path, &list, plugins),
                Err(error) => list.problem(error),
            }
        }
    }

    fn push(&mut self, category: Category, path: PathExpr, at: &Cursor<'_>, plugins: bool) {
        if !at.expect(Kind::Object) {
            return;
        }
        let Some(matchers) = at.get("matchers") else {
            return at.problem("an entry of matching rules without `matchers`");
        };
        if !matchers.expect(Kind::Array) {
            return;
        }
        let combine = at.get("combine").map(|combine| combine.plain_text()).unwrap_or_default();
        let combine = if combine.eq_ignore_ascii_case("or") { Combine::Or } else { Combine::And };
        let rules = MatchingRule::parse_list(&matchers, plugins);
        let list = RuleList { combine, rules };
        self.entries.push(RuleEntry { category, path, list, place: at.place() });
    }
}

/// The path that a key of a category is: an expression, or the name of a header or parameter.
fn path(category: Category, key: &str) -> Result<PathExpr, String> {
    if !category.is_named() {
        return PathExpr::parse(key);
    }
    // Names are literal (`q[]`, `a.b`), unless they are written as a path after all.
    if key == "$" || key.starts_with("$.") || key.starts_with("$[") {
        return PathExpr::parse(key);
    }
    Ok(PathExpr::name(key))
}

/// The generators under `generators`.
pub(super) fn generators(at: &Cursor<'_>) -> Generators {
    let mut generators = Generators::default();
    let Some(found) = at.present("generators").filter(|found| found.expect_map()) else {
        return generators;
    };
    generators.written = Some(found.raw());
    for (key, value) in found.members() {
        let Some(category) = Category::parse(&key.to_lowercase()) else {
            value.note(format!("unknown category of generators \"{key}\": kept, not used"));
            continue;
        };
        if !value.expect(Kind::Object) {
            continue;
        }
        let is_generator =
            |at: &Cursor<'_>| at.get("type").is_some_and(|kind| kind.kind() == Kind::String);
        if is_generator(&value) {
            generators.push(category, PathExpr::root(), &value);
            continue;
        }
        generators.read_paths(category, &value);
    }
    generators
}

impl Generators {
    /// A map from paths to generators.
    pub(crate) fn read_paths(&mut self, category: Category, at: &Cursor<'_>) {
        for (key, one) in at.members() {
            match path(category, &key) {
                Ok(path) => self.push(category, path, &one),
                Err(error) => one.problem(error),
            }
        }
    }

    fn push(&mut self, category: Category, path: PathExpr, at: &Cursor<'_>) {
        if !at.expect(Kind::Object) {
            return;
        }
        if let Some(generator) = Generator::parse(at) {
            let place = at.place();
            self.entries.push(GeneratorEntry { category, path, generator, place });
        }
    }
}
