//! What holds for every XML example.

use mock_core::ResponsePlan;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::{Direction, judge_xml, message};
use crate::support::pact;

/// An element of random XML.
#[derive(Clone, Debug)]
struct Tree {
    name: &'static str,
    attributes: Vec<(&'static str, &'static str)>,
    text: &'static str,
    children: Vec<Self>,
}

impl Tree {
    /// As a document; `other` chooses other prefixes, spaces and quotes for the same content.
    fn document(&self, other: bool) -> String {
        let (prefix, urn) = (if other { "m" } else { "n" }, "urn:example:one");
        let mut out = format!("<root xmlns:{prefix}='{urn}'>");
        self.write(prefix, other, &mut out);
        out + "</root>"
    }

    fn write(&self, prefix: &str, other: bool, out: &mut String) {
        let qualified = |name: &str| name.replace("n:", &format!("{prefix}:"));
        let name = qualified(self.name);
        let (quote, space) = if other { ("\"", "\n  ") } else { ("'", "") };
        *out += &format!("{space}<{name}");
        for (name, value) in &self.attributes {
            *out += &format!(" {}={quote}{value}{quote}", qualified(name));
        }
        *out += &format!(">{space}{}{space}", self.text);
        self.children.iter().for_each(|child| child.write(prefix, other, out));
        *out += &format!("</{name}>{space}");
    }

    /// Every text and attribute with its path, and a list of all elements' paths.
    fn values(
        &self,
        path: &str,
        values: &mut Vec<(String, &'static str)>,
        elements: &mut Vec<String>,
    ) {
        let path = format!("{path}['{}']", self.name);
        if self.children.is_empty() {
            values.push((path.clone(), self.text));
        }
        values.push((format!("{path}.#text"), self.text));
        for (name, value) in &self.attributes {
            values.push((format!("{path}['@{name}']"), value));
        }
        elements.push(path.clone());
        self.children.iter().for_each(|child| child.values(&path, values, elements));
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let name = || prop::sample::select(vec!["a", "b", "n:a", "größe", "x-y"]);
    let attributes = btree_map(
        prop::sample::select(vec!["id", "n:id", "xml:lang"]),
        prop::sample::select(vec!["", "1", "x &amp; y", "é", "  "]),
        0..3,
    );
    let text = prop::sample::select(vec!["", "42", "two words", "<![CDATA[<a>]]>", "&lt;", "日本"]);
    let attributes = attributes.prop_map(|map| map.into_iter().collect::<Vec<_>>());
    let leaf = (name(), attributes.clone(), text.clone());
    let leaf = leaf.prop_map(|(name, attributes, text)| Tree {
        name,
        attributes,
        text,
        children: Vec::new(),
    });
    leaf.prop_recursive(4, 20, 4, move |inner| {
        (name(), attributes.clone(), text.clone(), vec(inner, 0..4)).prop_map(
            |(name, attributes, text, children)| Tree { name, attributes, text, children },
        )
    })
}

/// Rules that the example fits, at most one for a path.
fn rules(tree: &Tree, choices: &[(prop::sample::Index, usize)]) -> Vec<(String, String)> {
    let (mut values, mut elements) = (Vec::new(), Vec::new());
    tree.values("$.root", &mut values, &mut elements);
    let mut rules: Vec<(String, String)> = Vec::new();
    for (index, choice) in choices {
        const ANY: &str = r#"{"match": "regex", "regex": "(?s:.*)"}"#;
        let (path, rule) = match choice % 4 {
            0 => (index.get(&elements).clone(), r#"{"match": "type"}"#),
            1 => (format!("{}[*]", index.get(&elements)), r#"{"match": "type", "min": 0}"#),
            2 => (index.get(&values).0.clone(), r#"{"match": "equality"}"#),
            _ => (index.get(&values).0.clone(), ANY),
        };
        if rules.iter().all(|(known, _)| *known != path) {
            rules.push((path, rule.to_owned()));
        }
    }
    rules
}

/// A document and rules by path (behind the root) that it fits.
#[derive(Clone, Debug)]
pub(crate) struct Ruled {
    pub(crate) text: String,
    pub(crate) rules: Vec<(String, String)>,
}

pub(crate) fn ruled() -> impl Strategy<Value = Ruled> {
    let choices = vec((any::<prop::sample::Index>(), any::<usize>()), 0..6);
    (tree(), choices).prop_map(|(tree, choices)| {
        let rules = rules(&tree, &choices).into_iter();
        let behind_root = |(path, rule): (String, String)| (path[1..].to_owned(), rule);
        Ruled { text: tree.document(false), rules: rules.map(behind_root).collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn an_example_keeps_its_own_contract(
        tree in tree(), choices in vec((any::<prop::sample::Index>(), any::<usize>()), 0..6),
    ) {
        let rules = rules(&tree, &choices);
        let rules: Vec<_> = rules.iter().map(|(path, rule)| (&**path, &**rule)).collect();
        let example = tree.document(false);
        for direction in [Direction::Request, Direction::Response] {
            for other in [false, true] {
                let actual = tree.document(other);
                let said = judge_xml(direction, &rules, &example, actual.as_bytes());
                prop_assert!(said.is_empty(), "{said}\n{example}\n{actual}\n{rules:?}");
            }
        }
    }

    #[test]
    fn indices_may_be_left_out(
        tree in tree(), choice in (any::<prop::sample::Index>(), any::<usize>()),
    ) {
        let example = tree.document(false);
        let actual = example.replace("42", "7").replace("two", "three").replace("'1'", "'2'");
        let (path, rule) = rules(&tree, &[choice]).remove(0);
        let steps = path.trim_end_matches("[*]").split("['").map(|step| match step.strip_suffix(']') {
            Some(step) if !step.starts_with('@') => format!("{step}][*]"),
            _ => step.replace("].#text", "][*].#text"),
        });
        let whole = steps.collect::<Vec<_>>().join("['");
        let judge = |path| judge_xml(Direction::Request, &[(path, &rule)], &example, actual.as_bytes());
        prop_assert_eq!(judge(&path), judge(&whole), "{}", whole);
    }

    /// What is generated is XML, and of the type of the example.
    #[test]
    fn a_generated_body_is_like_its_example(tree in tree(), at in any::<prop::sample::Index>()) {
        let (mut values, mut elements) = (Vec::new(), Vec::new());
        tree.values("$.root", &mut values, &mut elements);
        let (path, example) = (&at.get(&values).0, tree.document(false));
        let response = message(&[("$", r#"{"match": "type"}"#)], &example);
        let response = response.strip_suffix('}').unwrap();
        let path = serde_json::to_string(path).unwrap();
        let pact = pact(&format!(
            r#"{{"response": {response}, "generators": {{"body": {{{path}: {{"type": "Uuid"}}}}}}}}}}"#
        ));
        let response = &pact.interactions[0].http().unwrap().response;
        let generated = response.generated(&<_>::default());
        prop_assert_ne!(&generated.body, &example);
        let said = ResponsePlan::compile(response).unwrap().check(&generated);
        prop_assert!(said.is_empty(), "{said:?}\n{example}\n{generated:?}");
    }

    /// What a request may hold, a response may hold as well, if no rule says what others are like.
    #[test]
    fn whatever_fits_a_request_fits_a_response(one in tree(), two in tree()) {
        let (example, actual) = (one.document(false), two.document(false));
        let judge = |direction| judge_xml(direction, &[], &example, actual.as_bytes());
        if judge(Direction::Request).is_empty() {
            prop_assert_eq!(judge(Direction::Response), "");
        }
    }
}
