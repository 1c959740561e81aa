//! Element against plan.

use std::collections::HashMap;

use roxmltree::Node;

use super::read::{attributes_of, elements, name_of, text_of};
use super::{Element, Further, Group, Name, Text, XmlPlan};
use crate::matching::QName;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::path::Path;
use crate::value::{Value, ValueRef};

impl XmlPlan {
    pub(super) fn check_root(&self, actual: Node<'_, '_>, out: &mut Mismatches) {
        let root = &self.root;
        let path = Path::Root;
        let path = path.key(&root.name.key);
        if root.name.is(name_of(actual)) {
            return root.check(&self.text, path, actual, out);
        }
        let expanded = |uri: Option<&str>, local: &str| match uri {
            Some(uri) => Value::text(&format!("{uri}:{local}")),
            None => Value::text(local),
        };
        out.push(|| {
            let name = actual.tag_name();
            let expected = expanded(root.name.uri.as_deref(), &root.name.local);
            let actual = expanded(name.namespace(), name.name());
            (Location::body(path), MismatchKind::NotEqual { expected, actual })
        });
    }
}

impl Text {
    fn check(&self, path: Path<'_>, actual: &str, out: &mut Mismatches) {
        let location = || Location::body(path);
        let expected = ValueRef::Text(&self.expected);
        match &self.rules {
            Some(rules) => rules.check(location, expected, ValueRef::Text(actual), out),
            None if *self.expected == *actual => {}
            None => out.not_equal(location, expected, ValueRef::Text(actual)),
        }
    }

    fn specificity(&self) -> u64 {
        if self.rules.is_some() { 1 } else { 2 }
    }
}

/// An attribute as it is written.
fn shown(name: &str, value: &str) -> Value {
    Value::text(&format!("{name}='{value}'"))
}

/// The text of an element that came.
fn source(node: Node<'_, '_>) -> Value {
    let text = node.document().input_text();
    Value::text(text.get(node.range()).unwrap_or_default())
}

impl Element {
    fn check(&self, example: &str, path: Path<'_>, actual: Node<'_, '_>, out: &mut Mismatches) {
        self.check_attributes(path, actual, out);
        if out.is_decided() {
            return;
        }
        self.text.check(path.key("#text"), &text_of(actual), out);
        if out.is_decided() {
            return;
        }
        if let Some(length) = &self.length {
            let (expected, actual) = (self.children, elements(actual).count());
            let lists = (ValueRef::List(expected), ValueRef::List(actual));
            length.check(|| Location::body(path), lists.0, lists.1, out);
        }
        self.check_children(example, path, actual, out);
    }

    fn check_attributes(&self, path: Path<'_>, actual: Node<'_, '_>, out: &mut Mismatches) {
        for (name, text) in &self.attributes {
            let path = path.key(&name.key);
            match attributes_of(actual).find(|(actual, _)| name.is(*actual)) {
                Some((_, attribute)) => text.check(path, attribute.value(), out),
                None => out.push(|| {
                    let expected = shown(name.key.trim_start_matches('@'), &text.expected);
                    (Location::body(path), MismatchKind::Missing { expected })
                }),
            }
        }
        if !self.refuses_attributes {
            return;
        }
        for (name, attribute) in attributes_of(actual) {
            if !self.attributes.iter().any(|(known, _)| known.is(name)) {
                out.push(|| {
                    let actual = shown(name.written, attribute.value());
                    let key = format!("@{}", name.written);
                    (Location::body(path.key(&key)), MismatchKind::Unexpected { actual })
                });
            }
        }
    }

    fn check_children(
        &self,
        example: &str,
        path: Path<'_>,
        actual: Node<'_, '_>,
        out: &mut Mismatches,
    ) {
        let names = self.groups.iter().enumerate();
        let names: HashMap<_, _> = names.map(|(at, group)| (group.name().expanded(), at)).collect();
        let mut found = vec![Vec::new(); self.groups.len()];
        for child in elements(actual) {
            let name = name_of(child);
            match names.get(&(name.uri, name.local)) {
                Some(at) => found[*at].push(child),
                None if self.refuses_children => out.push(|| unexpected(path, name, child)),
                None => {}
            }
        }
        for (group, nodes) in self.groups.iter().zip(found) {
            if out.is_decided() {
                return;
            }
            group.check(example, path, &nodes, out);
        }
    }

    pub(super) fn specificity(&self) -> u64 {
        let attributes: u64 = self.attributes.iter().map(|(_, text)| text.specificity()).sum();
        let children = self.groups.iter().flat_map(|group| &group.items);
        self.text.specificity() + attributes + children.map(Self::specificity).sum::<u64>()
    }
}

fn unexpected(path: Path<'_>, name: QName<'_>, child: Node<'_, '_>) -> (Location, MismatchKind) {
    let kind = MismatchKind::Unexpected { actual: source(child) };
    (Location::body(path.key(name.written)), kind)
}

impl Name {
    fn expanded(&self) -> (Option<&str>, &str) {
        (self.uri.as_deref(), &self.local)
    }
}

impl Group {
    fn name(&self) -> &Name {
        &self.items[0].name
    }

    fn check(&self, example: &str, path: Path<'_>, nodes: &[Node<'_, '_>], out: &mut Mismatches) {
        let all = path.key(&self.name().key);
        // Which of them it is is only of interest where there are several.
        let is_single = self.items.len() == 1 && nodes.len() <= 1;
        for (index, node) in nodes.iter().enumerate() {
            let numbered = all.index(index);
            let path = if is_single { all } else { numbered };
            match self.plan(index) {
                Some(plan) => plan.check(example, path, *node, out),
                None if matches!(self.further, Further::Ignored) => return,
                None => out.push(|| {
                    let kind = MismatchKind::Unexpected { actual: source(*node) };
                    (Location::body(path), kind)
                }),
            }
            if out.is_decided() {
                return;
            }
        }
        for index in nodes.len()..self.least {
            let numbered = all.index(index);
            let path = if is_single { all } else { numbered };
            out.push(|| {
                let source = self.items.get(index).and_then(|one| example.get(one.source.clone()));
                let expected = Value::text(source.unwrap_or(&self.name().key));
                (Location::body(path), MismatchKind::Missing { expected })
            });
        }
        if let Some(length) = &self.length {
            let (expected, actual) =
                (ValueRef::List(self.items.len()), ValueRef::List(nodes.len()));
            length.check(|| Location::body(all), expected, actual, out);
        }
    }

    /// What the element at an index fits.
    fn plan(&self, index: usize) -> Option<&Element> {
        self.items.get(index).or_else(|| match &self.further {
            Further::Refused | Further::Ignored => None,
            Further::LikeFirst => self.items.first(),
            Further::Like(like, named) => {
                let named = named.iter().find(|(at, _)| *at == index);
                Some(named.map_or(&**like, |(_, element)| element))
            }
        })
    }
}
