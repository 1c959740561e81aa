//! Random JSON, rules that fit it, and contracts made of both.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;

/// A JSON value with its spelling.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    /// The JSON text of a value that holds no others.
    Leaf(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(text) => f.write_str(text),
            Self::List(list) => {
                let list: Vec<String> = list.iter().map(Self::to_string).collect();
                write!(f, "[{}]", list.join(", "))
            }
            Self::Map(map) => {
                let member = |(name, value): &(String, Self)| format!("{}: {value}", quoted(name));
                write!(f, "{{{}}}", map.iter().map(member).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

pub(crate) fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

const NUMBERS: [&str; 8] =
    ["0", "-7", "42", "1.10", "-0.0", "1e400", "12345678901234567890123", "5E-3"];

const TEXTS: [&str; 8] = [
    r#""""#,
    r#""a""#,
    r#""text with words""#,
    r#""\u00e9\n\t\"\\""#,
    r#""42""#,
    r#""true""#,
    r#""日本""#,
    r#""null""#,
];

const NAMES: [&str; 8] = ["a", "b", "id", "x-y", "100", "it's", "é ü", "$ref"];

pub(crate) fn leaf() -> impl Strategy<Value = Tree> {
    let texts = NUMBERS.iter().chain(&TEXTS).chain(&["null", "true", "false"]);
    let texts: Vec<&str> = texts.copied().collect();
    prop::sample::select(texts).prop_map(|text| Tree::Leaf(text.to_owned()))
}

pub(crate) fn tree() -> impl Strategy<Value = Tree> {
    leaf().prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Tree::List),
            prop::collection::btree_map(prop::sample::select(&NAMES[..]), inner, 0..4).prop_map(
                |map| Tree::Map(
                    map.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
                )
            ),
        ]
    })
}

/// Every value of a tree with its path behind the root.
pub(crate) fn values(tree: &Tree) -> Vec<(String, &Tree)> {
    let mut values = vec![(String::new(), tree)];
    let mut at = 0;
    while let Some((path, value)) = values.get(at).cloned() {
        match value {
            Tree::Leaf(_) => {}
            Tree::List(list) => values.extend(
                list.iter().enumerate().map(|(index, value)| (format!("{path}[{index}]"), value)),
            ),
            Tree::Map(map) => values.extend(map.iter().map(|(name, value)| {
                let name = name.replace('\\', r"\\").replace('\'', r"\'");
                (format!("{path}['{name}']"), value)
            })),
        }
        at += 1;
    }
    values
}

/// A rule that the value fits, one of those that there are for its kind.
fn fitting_rule(value: &Tree, choice: usize) -> String {
    let pick = |rules: &[&str]| rules[choice % rules.len()].to_owned();
    const TYPE: &str = r#"{"match": "type"}"#;
    const EQUALITY: &str = r#"{"match": "equality"}"#;
    const ANY: &str = r#"{"match": "regex", "regex": "(?s:.*)"}"#;
    match value {
        Tree::Leaf(text) if text.starts_with('"') => {
            pick(&[TYPE, EQUALITY, ANY, r#"{"match": "include", "value": ""}"#])
        }
        Tree::Leaf(text) => match text.as_str() {
            "null" => pick(&[TYPE, EQUALITY, ANY, r#"{"match": "null"}"#]),
            "true" | "false" => pick(&[TYPE, EQUALITY, ANY, r#"{"match": "boolean"}"#]),
            number if number.contains(['.', 'e', 'E']) => {
                pick(&[TYPE, EQUALITY, ANY, r#"{"match": "number"}"#, r#"{"match": "decimal"}"#])
            }
            _ => pick(&[TYPE, EQUALITY, ANY, r#"{"match": "number"}"#, r#"{"match": "integer"}"#]),
        },
        Tree::List(list) => {
            let (min, max) = (list.len().saturating_sub(1), list.len() + 1);
            pick(&[
                TYPE,
                EQUALITY,
                &format!(r#"{{"match": "type", "min": {min}}}"#),
                &format!(r#"{{"match": "type", "min": {min}, "max": {max}}}"#),
                r#"{"match": "eachValue", "rules": [{"match": "type"}]}"#,
                r#"{"match": "arrayContains", "variants": []}"#,
            ])
        }
        Tree::Map(map) => pick(&[
            TYPE,
            EQUALITY,
            r#"{"match": "values"}"#,
            r#"{"match": "eachKey", "rules": [{"match": "regex", "regex": ".*"}]}"#,
            r#"{"match": "eachValue", "rules": [{"match": "type"}]}"#,
            &format!(r#"{{"match": "type", "max": {}}}"#, map.len()),
        ]),
    }
}

/// The path with a wildcard for its last step.
fn wild(path: &str) -> Option<String> {
    let start = path.rfind('[')?;
    let is_index = path[start + 1..].starts_with(|c: char| c.is_ascii_digit());
    Some(format!("{}{}", &path[..start], if is_index { "[*]" } else { ".*" }))
}

/// A body and rules by path (behind the root) that it fits. At most one rule for a path.
#[derive(Clone, Debug)]
pub(crate) struct RuledBody {
    pub(crate) example: Tree,
    pub(crate) rules: Vec<(String, String)>,
}

impl RuledBody {
    /// The rules as version 3 has them.
    pub(crate) fn by_category(&self) -> String {
        let entry = |(path, rule): &(String, String)| {
            format!(r#"{}: {{"matchers": [{rule}]}}"#, quoted(&format!("${path}")))
        };
        let entries: Vec<String> = self.rules.iter().map(entry).collect();
        format!(r#"{{"body": {{{}}}}}"#, entries.join(", "))
    }

    /// The rules as version 2 has them.
    pub(crate) fn flat(&self) -> String {
        let entry = |(path, rule): &(String, String)| {
            format!("{}: {rule}", quoted(&format!("$.body{path}")))
        };
        let entries: Vec<String> = self.rules.iter().map(entry).collect();
        format!("{{{}}}", entries.join(", "))
    }
}

pub(crate) fn ruled_body() -> impl Strategy<Value = RuledBody> {
    (tree(), vec((any::<prop::sample::Index>(), 0_usize..60), 0..6)).prop_map(
        |(example, choices)| {
            let values = values(&example);
            let mut rules: Vec<(String, String)> = Vec::new();
            for (index, choice) in choices {
                let (path, value) = index.get(&values);
                let (path, rule) = match wild(path).filter(|_| choice % 4 == 0) {
                    // Whatever else stands there, it is of its own type.
                    Some(path) => (path, r#"{"match": "type"}"#.to_owned()),
                    None => (path.clone(), fitting_rule(value, choice)),
                };
                if rules.iter().all(|(known, _)| *known != path) {
                    rules.push((path, rule));
                }
            }
            RuledBody { rules, example }
        },
    )
}

/// The tree with one of its values replaced, or with a member or an element more.
pub(crate) fn changed(tree: &Tree, at: usize, other: &Tree) -> Tree {
    fn walk(tree: &Tree, left: &mut usize, other: &Tree) -> Tree {
        if *left == 0 {
            *left = usize::MAX;
            return match tree {
                Tree::List(list) => Tree::List(list.iter().chain([other]).cloned().collect()),
                Tree::Map(map) => {
                    let more = ("more".to_owned(), other.clone());
                    Tree::Map(map.iter().cloned().chain([more]).collect())
                }
                Tree::Leaf(_) => other.clone(),
            };
        }
        *left = left.saturating_sub(1);
        match tree {
            Tree::Leaf(text) => Tree::Leaf(text.clone()),
            Tree::List(list) => Tree::List(list.iter().map(|one| walk(one, left, other)).collect()),
            Tree::Map(map) => Tree::Map(
                map.iter().map(|(name, one)| (name.clone(), walk(one, left, other))).collect(),
            ),
        }
    }
    let count = values(tree).len();
    walk(tree, &mut (at % count), other)
}

/// The members of an interaction in some version, known and unknown ones.
fn members() -> impl Strategy<Value = Vec<(String, String)>> {
    let state = prop_oneof![
        Just(r#""providerState": "a state""#.to_owned()),
        tree().prop_map(|tree| format!(
            r#""providerStates": [{{"name": "a", "params": {{"p": {tree}}}, "more": {tree}}}]"#
        )),
    ];
    let known = prop_oneof![
        Just(r#""description": "it's \"quoted\" \u00e9""#.to_owned()),
        state,
        tree().prop_map(|tree| format!(r#""comments": {{"text": [{tree}]}}"#)),
        tree().prop_map(|tree| format!(r#""unknown": {tree}"#)),
        Just(r#""_id": "5""#.to_owned()),
        Just(r#""pending": true"#.to_owned()),
        Just(r#""key": "k""#.to_owned()),
        Just(r#""transport": "https""#.to_owned()),
    ];
    vec(known, 0..4).prop_map(|members| {
        let split = |text: String| {
            let (name, value) = text.split_once(": ").expect("a member");
            (name.to_owned(), value.to_owned())
        };
        let mut unique: Vec<(String, String)> = Vec::new();
        for (name, value) in members.into_iter().map(split) {
            if unique.iter().all(|(known, _)| *known != name) {
                unique.push((name, value));
            }
        }
        unique
    })
}

/// The text of a contract.
pub(crate) fn contract() -> impl Strategy<Value = String> {
    let version = prop::sample::select(vec!["1.0.0", "1.1.0", "2.0.0", "3.0.0", "4.0"]);
    let interaction = (members(), ruled_body(), ruled_body(), 0_u8..4, 100_u16..1000);
    (version, vec(interaction, 0..3), tree()).prop_map(|(version, interactions, extra)| {
        let is_v4 = version == "4.0";
        let body = |tree: &Tree| match is_v4 {
            true => format!(r#"{{"content": {tree}, "contentType": "application/json"}}"#),
            false => tree.to_string(),
        };
        let interaction = |(members, request, response, kind, status): &(_, RuledBody, RuledBody, u8, u16)| {
            let members: &Vec<(String, String)> = members;
            let mut text: Vec<String> = members.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            if is_v4 {
                text.push(r#""type": "Synchronous/HTTP""#.to_owned());
            }
            let query = [r#""query": "a=1&b=%20&a""#, r#""query": {"a": ["1", null], "b": "x"}"#][usize::from(*kind % 2)];
            let rules = if *kind < 2 { request.flat() } else { request.by_category() };
            text.push(format!(
                r#""request": {{"method": "PUT", "path": "/a b", {query}, "headers": {{"X-A": ["1", "b, c"], "Accept": "a, b"}},
                    "body": {}, "matchingRules": {rules}, "more": {}}}"#,
                body(&request.example), request.example
            ));
            text.push(format!(
                r#""response": {{"status": {status}, "body": {}, "matchingRules": {}, "generators": {{"body": {{"$": {{"type": "Uuid"}}}}}}}}"#,
                body(&response.example), response.by_category()
            ));
            format!("{{{}}}", text.join(", "))
        };
        let list: Vec<String> = interactions.iter().map(interaction).collect();
        format!(
            r#"{{"consumer": {{"name": "c", "more": {extra}}}, "provider": {{"name": "p"}}, "interactions": [{}],
                "extra": {extra}, "metadata": {{"own": {extra}, "pactSpecification": {{"version": "{version}"}}}}}}"#,
            list.join(", ")
        )
    })
}
