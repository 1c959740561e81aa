//! Random JSON.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;

use super::rules::LEAVES;

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

pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

const NAMES: [&str; 8] = ["a", "b", "id", "x-y", "100", "it's", "é ü", "$ref"];

pub(super) fn leaf() -> impl Strategy<Value = Tree> {
    prop::sample::select(LEAVES).prop_map(|(text, _)| Tree::Leaf((*text).to_owned()))
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
pub(super) fn values(tree: &Tree) -> Vec<(String, &Tree)> {
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

/// The tree with one of its values replaced, or with a member or an element more.
pub(super) fn changed(tree: &Tree, at: usize, other: &Tree) -> Tree {
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
