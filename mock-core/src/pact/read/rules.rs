//! Matching rules and generators: V3's map of categories, and with it V2's flat map of paths.

use super::Context;
use super::flat_rules::FlatRules;
use crate::cursor::Cursor;
use crate::error::did_you_mean;
use crate::generator::Generator;
use crate::json::{Json, Kind};
use crate::pact::{
    Category, Combine, GeneratorEntry, Generators, MatchingRules, PactSpecification, RuleEntry,
    RuleList,
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
    let mut flat = FlatRules::of(at, context);
    for (key, value) in found.members() {
        if key.starts_with('$') {
            rules.entries.extend(flat.read(&key, &value));
            continue;
        }
        match Category::parse(&key) {
            Some(category) => {
                rules.read_category(category, &value, context.plugins);
                if category == Category::Body {
                    remark_on_flat_paths(at, &value, context);
                }
            }
            None => value.problem_with_help(
                format!("unknown category of matching rules \"{key}\""),
                did_you_mean(&key, Category::NAMES),
            ),
        }
    }
    rules
}

impl MatchingRules {
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
        if let Some(list) = list(at, plugins) {
            self.entries.push(RuleEntry { category, path, list, place: at.place() });
        }
    }
}

/// V3: the rules of a path, and how they are combined.
pub(super) fn list(at: &Cursor<'_>, plugins: bool) -> Option<RuleList> {
    if !at.expect(Kind::Object) {
        return None;
    }
    let Some(matchers) = at.get("matchers") else {
        at.problem("an entry of matching rules without `matchers`");
        return None;
    };
    if !matchers.expect(Kind::Array) {
        return None;
    }
    let combine = at.get("combine").map(|combine| combine.plain_text()).unwrap_or_default();
    let combine = if combine.eq_ignore_ascii_case("or") { Combine::Or } else { Combine::And };
    let rules = MatchingRule::parse_list(&matchers, plugins);
    Some(RuleList { combine, rules })
}

/// The body that the rules of a message are for, where it stands as JSON in the file.
pub(super) fn body_example<'a>(message: &Cursor<'a>, context: Context) -> Option<Json<'a>> {
    let body = ["body", "contents", "content"].iter().find_map(|key| message.json.get(key))?;
    let is_wrapped = context.specification >= PactSpecification::V4;
    Some(body.get("content").filter(|_| is_wrapped).unwrap_or(body))
}

/// Tools that mix the versions write V2's paths, which start with `body`, into V3's category of
/// that name, where they lead nowhere. Nobody applies them, and their author should hear of it.
fn remark_on_flat_paths(message: &Cursor<'_>, at: &Cursor<'_>, context: Context) {
    let Some(body) = body_example(message, context).filter(|body| body.kind().is_container())
    else {
        return;
    };
    let would_lead = |path: &PathExpr| match path.segments() {
        [Segment::Key(first), rest @ ..] if first == "body" => match rest.first() {
            Some(Segment::Key(name)) => body.get(name).is_some(),
            Some(_) => !body.is_empty(),
            None => true,
        },
        _ => false,
    };
    let keys = || at.json.members().filter_map(|(key, _)| key.as_str());
    let flat = keys()
        .filter(|key| key.contains("body"))
        .find(|key| PathExpr::parse(key).is_ok_and(|path| would_lead(&path)));
    if let Some(key) = flat.filter(|_| body.get("body").is_none())
        && let Some(list) = at.get(&key)
    {
        list.note(format!(
            "\"{key}\" leads nowhere: in this category a path starts inside the body"
        ));
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
