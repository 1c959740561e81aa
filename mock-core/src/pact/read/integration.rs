//! The integration form: values that say themselves how they are matched and generated,
//! `{"pact:matcher:type": "integer", "value": 42}`.
//!
//! It is how other languages hand their examples to Pact's core, and so is found in contracts that
//! were written by hand or by tools that pass it on. Such a value may stand anywhere in a body,
//! and in the place of a path, a status, a header, a parameter or an entry of the metadata.
//!
//! Two walks over a value do not depend on each other: [`example`] gives the value as it goes over
//! the wire, [`describe`] the rules and generators in it. Values without the form, which nearly
//! all are, are told by one search through their text.

mod example;

pub(super) use self::example::{example, example_plain, with_example};

use super::Context;
use crate::cursor::Cursor;
use crate::error::Place;
use crate::generator::Generator;
use crate::json::{Json, JsonText, Kind};
use crate::pact::{
    Category, Combine, GeneratorEntry, Generators, MatchingRules, PactSpecification, RuleEntry,
    RuleList,
};
use crate::path::{PathExpr, Segment};
use crate::rule::{ArrayContains, Expression, MatchingRule, Rule as _, Variant};

const MATCHER: &str = "pact:matcher:type";
const GENERATOR: &str = "pact:generator:type";

/// Whether a value may be described somewhere in it.
pub(super) fn may_be_described(value: Json<'_>) -> bool {
    value.kind().is_container()
        && memchr::memmem::find(value.text().as_bytes(), b"\"pact:").is_some()
}

/// The value as the file has it, if the model holds an example in its place.
pub(super) fn written(at: &Cursor<'_>) -> Option<JsonText> {
    may_be_described(at.json).then(|| at.raw())
}

/// Whether a value says itself how it is matched or generated.
fn is_described(value: Json<'_>) -> bool {
    value.kind() == Kind::Object && (value.get(MATCHER).is_some() || value.get(GENERATOR).is_some())
}

/// The values that the variants of an `arrayContains` rule describe, unless they have the form
/// that the rule has under `matchingRules`.
fn variants(value: Json<'_>) -> Option<Json<'_>> {
    let is_contains =
        |name: &Json<'_>| ArrayContains::NAMES.contains(&name.to_plain_text().as_ref());
    value.get(MATCHER).filter(is_contains)?;
    let variants = value.get("variants").filter(|variants| variants.kind() == Kind::Array)?;
    let is_numbered = |one: Json<'_>| one.get("index").is_some() && one.get("rules").is_some();
    (variants.is_empty() || !variants.elements().all(is_numbered)).then_some(variants)
}

/// What a described value says.
#[derive(Clone, Debug)]
struct Description {
    path: Vec<Segment>,
    rules: Vec<MatchingRule>,
    generator: Option<Generator>,
    place: Place,
}

/// Adds what the values of a request, a response or a message say to its rules and generators.
/// For a path that has rules, or a generator, of its own in the file already, these count.
pub(super) fn describe(
    at: &Cursor<'_>,
    parts: &[(&str, Category)],
    context: Context,
    rules: &mut MatchingRules,
    generators: &mut Generators,
) {
    if !may_be_described(at.json) {
        return;
    }
    for (key, category) in parts {
        let Some(part) = at.get(key).filter(|part| may_be_described(part.json)) else {
            continue;
        };
        let is_wrapped =
            *category == Category::Body && context.specification >= PactSpecification::V4;
        let part = part.get("content").filter(|_| is_wrapped).unwrap_or(part);
        let mut descriptions = Descriptions { found: Vec::new(), plugins: context.plugins };
        descriptions.walk(&part, &mut Vec::new());
        for description in descriptions.found {
            description.add_to(*category, rules, generators, &|message| part.note(message));
        }
    }
}

impl Description {
    fn add_to(
        self,
        category: Category,
        rules: &mut MatchingRules,
        generators: &mut Generators,
        note: &dyn Fn(String),
    ) {
        let Self { path, rules: own, generator, place } = self;
        let expression = match path.as_slice() {
            [Segment::Key(name)] if category.is_named() => PathExpr::name(name),
            _ => PathExpr::of(&path),
        };
        let is_here = |known: &PathExpr| known.segments() == path;
        if !own.is_empty() {
            let mut entries = rules.entries.iter();
            if entries.any(|one| one.category == category && is_here(&one.path)) {
                note(format!(
                    "the rules for {expression} under `matchingRules` count, not those of the value"
                ));
            } else {
                let list = RuleList { combine: Combine::And, rules: own };
                let (path, place) = (expression.clone(), place.clone());
                rules.entries.push(RuleEntry { category, path, list, place });
            }
        }
        let Some(generator) = generator else { return };
        let mut entries = generators.entries.iter();
        if entries.any(|one| one.category == category && is_here(&one.path)) {
            return note(format!(
                "the generator for {expression} under `generators` counts, not that of the value"
            ));
        }
        generators.entries.push(GeneratorEntry { category, path: expression, generator, place });
    }
}

/// The descriptions that a walk over a value finds, in the order of the text.
struct Descriptions {
    found: Vec<Description>,
    plugins: bool,
}

impl Descriptions {
    fn walk(&mut self, at: &Cursor<'_>, path: &mut Vec<Segment>) {
        if is_described(at.json) {
            self.described(at, path);
        } else if may_be_described(at.json) {
            self.children(at, path);
        }
    }

    fn children(&mut self, at: &Cursor<'_>, path: &mut Vec<Segment>) {
        for (step, child) in children(at) {
            path.push(step);
            self.walk(&child, path);
            path.pop();
        }
    }

    fn described(&mut self, at: &Cursor<'_>, path: &mut Vec<Segment>) {
        let mut rules = self.rules(at);
        let mut generator = self.generator(at);
        let mut value = at.get("value").filter(|_| variants(at.json).is_none());
        // The example of a description may be another one for the same value.
        while let Some(inner) = value.take_if(|inner| is_described(inner.json)) {
            rules.extend(self.rules(&inner));
            generator = generator.or_else(|| self.generator(&inner));
            value = inner.get("value").filter(|_| variants(inner.json).is_none());
        }
        let names_are_free = rules.iter().any(|rule| {
            matches!(
                rule,
                MatchingRule::Values(_) | MatchingRule::EachKey(_) | MatchingRule::EachValue(_)
            )
        });
        self.found.push(Description { path: path.clone(), rules, generator, place: at.place() });
        match value {
            Some(value) if value.kind() == Kind::Array => {
                self.alike(&value, path, &Segment::AnyIndex);
            }
            Some(value) if names_are_free => self.alike(&value, path, &Segment::AnyKey),
            Some(value) => self.children(&value, path),
            None => {}
        }
    }

    /// The children of a container whose rule says that there may be others like them: if all are
    /// described alike, so is every other one; else each by itself.
    fn alike(&mut self, at: &Cursor<'_>, path: &mut Vec<Segment>, every: &Segment) {
        let depth = path.len();
        let mut found: Vec<(Segment, Vec<Description>)> = Vec::new();
        for (step, child) in children(at) {
            let mut inner = Self { found: Vec::new(), plugins: self.plugins };
            path.push(every.clone());
            inner.walk(&child, path);
            path.pop();
            found.push((step, inner.found));
        }
        let (Some((_, first)), all) = (found.first(), &found) else { return };
        let is_like_first = |(_, other): &(Segment, Vec<Description>)| {
            first.len() == other.len() && first.iter().zip(other).all(|(one, two)| one.is_like(two))
        };
        if all.iter().all(is_like_first) {
            self.found.extend(first.iter().cloned());
            return;
        }
        for (step, descriptions) in found {
            self.found.extend(descriptions.into_iter().map(|mut one| {
                one.path[depth] = step.clone();
                one
            }));
        }
    }

    fn rules(&self, at: &Cursor<'_>) -> Vec<MatchingRule> {
        match at.get(MATCHER) {
            Some(several) if several.kind() == Kind::Array => {
                several.elements().flat_map(|rule| self.rule(&rule)).collect()
            }
            Some(_) => self.rule(at),
            None => Vec::new(),
        }
    }

    fn rule(&self, at: &Cursor<'_>) -> Vec<MatchingRule> {
        if variants(at.json).is_some()
            && let Some(variants) = at.get("variants")
        {
            return vec![MatchingRule::ArrayContains(self.contains(&variants))];
        }
        MatchingRule::parse_all(at, self.plugins)
    }

    fn contains(&self, at: &Cursor<'_>) -> ArrayContains {
        let variant = |(index, one): (usize, Cursor<'_>)| {
            let mut inner = Self { found: Vec::new(), plugins: self.plugins };
            inner.walk(&one, &mut Vec::new());
            let (mut rules, mut generators) = (MatchingRules::default(), Generators::default());
            for description in inner.found {
                let note = |message| one.note(message);
                description.add_to(Category::Body, &mut rules, &mut generators, &note);
            }
            Variant { index, rules, generators }
        };
        ArrayContains { variants: at.elements().enumerate().map(variant).collect() }
    }

    /// The generator that a value names, or else that its expression stands for.
    fn generator(&self, at: &Cursor<'_>) -> Option<Generator> {
        let Some(named) = at.get(GENERATOR) else {
            let (_, expression) = Expression::at(at)?;
            return at.read_as(&expression.ok()?.generator?, Generator::parse)?;
        };
        let mut text = format!(r#"{{"type":{}"#, named.json.compact());
        for (name, attribute) in at.json.members() {
            let is_attribute = name.as_str().is_some_and(|name| {
                !name.starts_with("pact:") && name != "value" && name != "type"
            });
            if is_attribute {
                text.push_str(&format!(",{}:{}", name.text(), attribute.compact()));
            }
        }
        named.read_as(&(text + "}"), Generator::parse)?
    }
}

/// The children of a container, each with the step that leads to it.
fn children<'a>(at: &Cursor<'a>) -> Vec<(Segment, Cursor<'a>)> {
    let members = at.members().map(|(name, member)| (Segment::Key(name.into_owned()), member));
    let elements = at.elements().enumerate().map(|(at, one)| (Segment::Index(at as u64), one));
    members.chain(elements).collect()
}

impl Description {
    /// Whether another value is described in the same way, wherever it stands.
    fn is_like(&self, other: &Self) -> bool {
        self.path == other.path
            && self.generator == other.generator
            && are_alike(&self.rules, &other.rules)
    }
}

fn are_alike(one: &[MatchingRule], two: &[MatchingRule]) -> bool {
    let alike = |(one, two): (&MatchingRule, &MatchingRule)| match (one, two) {
        (MatchingRule::ArrayContains(one), MatchingRule::ArrayContains(two)) => {
            let mut pairs = one.variants.iter().zip(&two.variants);
            one.variants.len() == two.variants.len()
                && pairs.all(|(one, two)| variants_alike(one, two))
        }
        (one, two) => one == two,
    };
    one.len() == two.len() && one.iter().zip(two).all(alike)
}

/// Whether variants say the same, at whatever place in the file.
fn variants_alike(one: &Variant, two: &Variant) -> bool {
    let rules = |variant: &Variant| variant.rules.entries.len();
    let generators = |variant: &Variant| variant.generators.entries.len();
    let mut rule_pairs = one.rules.entries.iter().zip(&two.rules.entries);
    let mut generator_pairs = one.generators.entries.iter().zip(&two.generators.entries);
    one.index == two.index
        && (rules(one), generators(one)) == (rules(two), generators(two))
        && rule_pairs
            .all(|(one, two)| one.path == two.path && are_alike(&one.list.rules, &two.list.rules))
        && generator_pairs.all(|(one, two)| one.path == two.path && one.generator == two.generator)
}
