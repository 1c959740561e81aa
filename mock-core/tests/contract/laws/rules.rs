//! Values, and rules that they fit.

use proptest::prelude::*;

use super::tree::{Tree, quoted, tree, values};

const TYPE: &str = r#"{"match": "type"}"#;
const EQUALITY: &str = r#"{"match": "equality"}"#;
const ANY: &str = r#"{"match": "regex", "regex": "(?s:.*)"}"#;
const NONE: &str = r#"{"match": "regex", "regex": "(?!)"}"#;
const EMPTY: &str = r#"{"match": "include", "value": ""}"#;
const NUMBER: &str = r#"{"match": "number"}"#;
const INTEGER: &str = r#"{"match": "integer"}"#;
const DECIMAL: &str = r#"{"match": "decimal"}"#;
const BOOLEAN: &str = r#"{"match": "boolean"}"#;
const NOT_EMPTY: &str = r#"{"match": "notEmpty"}"#;
const SEMVER: &str = r#"{"match": "semver"}"#;
const EACH_TYPE: &str = r#"{"match": "eachValue", "rules": [{"match": "type"}]}"#;

pub(super) const ANY_ORDER: &str = r#"{"match": "ignore-order"}"#;

/// A value and the rules that it fits.
type Fitting = (&'static str, &'static [&'static str]);

/// Rules that every value fits.
const UNIVERSAL: &[&str] = &[TYPE, EQUALITY, ANY];

/// Plain values of JSON. Beside its own rules each fits the universal ones.
pub(super) const LEAVES: &[Fitting] = &[
    ("0", &[NUMBER, INTEGER, NOT_EMPTY]),
    ("-7", &[NUMBER, INTEGER]),
    ("42", &[NUMBER, INTEGER]),
    ("12345678901234567890123", &[NUMBER, INTEGER]),
    ("1.10", &[NUMBER, DECIMAL]),
    ("-0.0", &[NUMBER, DECIMAL]),
    ("1e400", &[NUMBER, DECIMAL]),
    ("5E-3", &[NUMBER, DECIMAL]),
    (r#""""#, &[EMPTY]),
    (r#""a""#, &[NOT_EMPTY, r#"{"match": "regex", "regex": "[a-z]"}"#]),
    (r#""text with words""#, &[r#"{"match": "include", "value": "with"}"#]),
    (r#""\u00e9\n\t\"\\""#, &[EMPTY, r#"{"match": "include", "value": "\n"}"#]),
    (r#""42""#, &[r#"{"match": "regex", "regex": "\\d{2}"}"#]),
    (r#""true""#, &[BOOLEAN]),
    (r#""日本""#, &[r#"{"match": "regex", "regex": "\\p{Han}+"}"#]),
    (r#""null""#, &[NOT_EMPTY]),
    (r#""1.2.3-rc.1+5""#, &[SEMVER]),
    #[cfg(feature = "datetime")]
    (r#""2000-02-29""#, &[r#"{"match": "date", "format": "yyyy-MM-dd"}"#]),
    #[cfg(feature = "datetime")]
    (r#""23:59:59.5Z""#, &[r#"{"match": "time", "format": "HH:mm:ss.SX"}"#]),
    ("null", &[r#"{"match": "null"}"#]),
    ("true", &[BOOLEAN, NOT_EMPTY]),
    ("false", &[BOOLEAN]),
];

/// Values of headers, parameters and form fields.
pub(super) const TEXTS: &[Fitting] = &[
    ("a", &[NOT_EMPTY, TEXT_PLAIN, r#"{"match": "regex", "regex": "[a-z]"}"#]),
    ("42", &[NUMBER, INTEGER, SEMVER_LIKE]),
    ("-7", &[NUMBER, INTEGER]),
    ("1.50", &[NUMBER, DECIMAL]),
    ("true", &[BOOLEAN]),
    ("1.2.3", &[SEMVER, SEMVER_LIKE]),
    ("a b&c=d/e+%41;f", &[r#"{"match": "include", "value": "c=d"}"#]),
    ("", &[EMPTY]),
];
const TEXT_PLAIN: &str = r#"{"match": "contentType", "value": "text/plain"}"#;
const SEMVER_LIKE: &str = r#"{"match": "regex", "regex": "[\\d.]+"}"#;

/// One of the rules that every one of these texts fits.
pub(super) fn rule_for_text(texts: &[&str], choice: usize) -> String {
    pick(choice, &[UNIVERSAL, &[EMPTY], own_rules(texts)])
}

/// The same for texts under one name, where a rule may also say how many there are.
pub(super) fn rule_for_list(texts: &[&str], choice: usize) -> String {
    let bounds = [r#"{"match": "type", "min": 1}"#, r#"{"match": "type", "max": 9}"#];
    pick(choice, &[UNIVERSAL, &[EMPTY], own_rules(texts), &bounds])
}

fn own_rules(texts: &[&str]) -> &'static [&'static str] {
    let first = TEXTS.iter().find(|(text, _)| texts.first() == Some(text));
    let are_same = texts.iter().all(|text| texts.first() == Some(text));
    first.filter(|_| are_same).map_or(&[], |(_, rules)| rules)
}

fn pick(choice: usize, lists: &[&[&str]]) -> String {
    let rules: Vec<&str> = lists.concat();
    rules[choice % rules.len()].to_owned()
}

/// One of the rules that a value fits.
fn rule_for(value: &Tree, choice: usize) -> String {
    match value {
        Tree::Leaf(text) => {
            let own = LEAVES.iter().find(|(leaf, _)| leaf == text);
            pick(choice, &[UNIVERSAL, own.map_or(&[], |(_, rules)| rules)])
        }
        Tree::List(list) => {
            let (min, max) = (list.len().saturating_sub(1), list.len() + 1);
            let min_type = format!(r#"{{"match": "type", "min": {min}}}"#);
            let range = format!(r#"{{"match": "type", "min": {min}, "max": {max}}}"#);
            let variants = r#"{"match": "arrayContains", "variants": []}"#;
            let least = format!(r#"{{"match": "ignore-order", "min": {min}}}"#);
            let own = [&*min_type, &range, EACH_TYPE, variants, ANY_ORDER, &least];
            pick(choice, &[UNIVERSAL, &own, filled(value)])
        }
        Tree::Map(map) => {
            let max_type = format!(r#"{{"match": "type", "max": {}}}"#, map.len());
            let each_key = r#"{"match": "eachKey", "rules": [{"match": "regex", "regex": ".*"}]}"#;
            let own = [r#"{"match": "values"}"#, each_key, EACH_TYPE, &max_type];
            pick(choice, &[UNIVERSAL, &own, filled(value)])
        }
    }
}

/// `notEmpty`, where nothing is empty: it holds for all that is in a container as well.
fn filled(value: &Tree) -> &'static [&'static str] {
    let is_empty = |value: &Tree| match value {
        Tree::Leaf(text) => matches!(text.as_str(), "null" | r#""""#),
        Tree::List(list) => list.is_empty(),
        Tree::Map(map) => map.is_empty(),
    };
    if values(value).iter().any(|(_, value)| is_empty(value)) { &[] } else { &[NOT_EMPTY] }
}

/// The path with a wildcard for one of its steps; each is in brackets.
fn wild(path: &str, choice: usize) -> Option<String> {
    let mut steps: Vec<&str> = path.split_inclusive(']').collect();
    let at = choice.checked_rem(steps.len())?;
    let is_index = !steps[at].starts_with("['");
    steps[at] = if is_index { "[*]" } else { ".*" };
    Some(steps.concat())
}

/// A body and rules by path (behind the root) that it fits. At most one rule for a path.
#[derive(Clone, Debug)]
pub(super) struct RuledBody {
    pub(super) example: Tree,
    pub(super) rules: Vec<(String, String)>,
}

impl RuledBody {
    /// The rules as version 3 has them.
    pub(super) fn by_category(&self) -> String {
        self.below("$")
    }

    /// The same for an example that stands at a path.
    pub(super) fn below(&self, start: &str) -> String {
        let entry = |(path, rule): &(String, String)| {
            format!(r#"{}: {{"matchers": [{rule}]}}"#, quoted(&format!("{start}{path}")))
        };
        let entries: Vec<String> = self.rules.iter().map(entry).collect();
        format!("{{{}}}", entries.join(", "))
    }

    /// The same among others that change nothing for the example: beside one that everything
    /// fits, and as the alternative to one that nothing does.
    pub(super) fn in_lists(&self) -> String {
        let entry = |(at, (path, rule)): (usize, &(String, String))| {
            let list = match at % 2 {
                0 => format!(r#""combine": "AND", "matchers": [{rule}, {ANY}]"#),
                _ => format!(r#""combine": "OR", "matchers": [{NONE}, {rule}]"#),
            };
            format!("{}: {{{list}}}", quoted(&format!("${path}")))
        };
        let entries: Vec<String> = self.rules.iter().enumerate().map(entry).collect();
        format!("{{{}}}", entries.join(", "))
    }
}

pub(super) fn ruled_body() -> impl Strategy<Value = RuledBody> {
    (tree(), proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..600), 0..6))
        .prop_map(|(example, choices)| {
            let values = values(&example);
            let mut rules: Vec<(String, String)> = Vec::new();
            for (index, choice) in choices {
                let (path, value) = index.get(&values);
                let wild = wild(path, choice / 3).filter(|_| choice % 3 == 0);
                let (path, rule) = match wild {
                    // Whatever else stands there, it is of its own type.
                    Some(path) => (path, TYPE.to_owned()),
                    None => (path.clone(), rule_for(value, choice)),
                };
                if rules.iter().all(|(known, _)| *known != path) {
                    rules.push((path, rule));
                }
            }
            RuledBody { rules, example }
        })
}
