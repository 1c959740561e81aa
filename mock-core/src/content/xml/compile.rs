//! Example and rules to plan.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::read::{attributes_of, elements, name_of, text_of};
use super::{Element, Further, Group, Name, Text};
use crate::content::Direction;
use crate::matching::{Budget, RuleTable, Selected, Step};
use crate::pact::Category;
use crate::path::Segment;
use crate::rule::{MatchingRule, Shape};

pub(super) struct Compiler<'t, 'r> {
    pub(super) direction: Direction,
    pub(super) table: &'t RuleTable<'r>,
    pub(super) budget: Budget,
}

/// What an element's rules mean for each group of its children.
#[derive(Clone, Copy)]
struct Parent {
    /// Whether the example is to be met exactly.
    is_strict: bool,
    /// How few elements of a name there may be, where a rule says how many children there are.
    least: Option<usize>,
}

impl<'t, 'r> Compiler<'t, 'r> {
    pub(super) fn root<'a>(&self, document: &'a Document<'a>) -> Element {
        let root = document.root_element();
        let mut path = vec![Step::Element(name_of(root)), Step::Sibling(Some(0))];
        self.element(root, &mut path)
    }

    fn select(&self, path: &[Step<'_>]) -> Option<Selected<'t, 'r>> {
        self.table.select(Category::Body, path)
    }

    /// Compiles the element that `path` leads to.
    fn element<'a>(&self, node: Node<'a, 'a>, path: &mut Vec<Step<'a>>) -> Element {
        let selected = self.select(path);
        let is_equality = selected.is_some_and(|selected| selected.to_set().is_equality());
        let is_strict = self.direction == Direction::Request || is_equality;
        let mut names = HashMap::new();
        let mut children: Vec<Vec<Node<'a, 'a>>> = Vec::new();
        let goes_on = self.budget.spend();
        for child in elements(node).filter(|_| goes_on) {
            let at = *names
                .entry((child.tag_name().namespace(), child.tag_name().name()))
                .or_insert(children.len());
            match children.get_mut(at) {
                Some(same) => same.push(child),
                None => children.push(vec![child]),
            }
        }
        let is_root = path.len() == 2;
        let length = selected.filter(|one| (is_root || !children.is_empty()) && bounds(one));
        // Elements of another name are no further ones of a list, and none of them may be missing.
        let least = length.map(|_| usize::from(children.len() > 1));
        let parent = Parent { is_strict, least };
        Element {
            name: Name::new(name_of(node).written, name_of(node)),
            source: node.range(),
            attributes: self.attributes(node, path),
            text: self.text(text_of(node), !children.is_empty(), path),
            children: children.iter().map(Vec::len).sum(),
            length: length.map(Selected::to_set),
            refuses_attributes: is_strict,
            refuses_children: is_strict || self.others_repeat(path),
            groups: children.iter().map(|same| self.group(same, parent, path)).collect(),
        }
    }

    /// Whether a rule says what further children are like: then others are none of them.
    fn others_repeat(&self, path: &mut Vec<Step<'_>>) -> bool {
        path.push(Step::OtherKey);
        let rules = self.select(path).map(Selected::to_set);
        path.pop();
        rules.is_some_and(|rules| rules.lets_repeat())
    }

    fn attributes<'a>(&self, node: Node<'a, 'a>, path: &mut Vec<Step<'a>>) -> Vec<(Name, Text)> {
        let attributes = attributes_of(node).map(|(name, attribute)| {
            path.push(Step::Attribute(name));
            let selected = self.table.select_if(Category::Body, path, spreads);
            path.pop();
            let rules = selected.map(Selected::to_set);
            let text = Text { expected: attribute.value().into(), rules };
            (Name::new(format!("@{}", name.written), name), text)
        });
        attributes.collect()
    }

    fn text(&self, expected: String, has_children: bool, path: &mut Vec<Step<'_>>) -> Text {
        // The space between child elements is not what a rule for values on their parent means.
        let is_space = has_children && expected.is_empty();
        path.push(if is_space { Step::Space } else { Step::Key("#text") });
        let selected =
            self.table.select_if(Category::Body, path, |rule| !is_space || spreads(rule));
        path.pop();
        Text { expected: expected.into(), rules: selected.map(Selected::to_set) }
    }

    /// Compiles the elements of one name below `path`.
    fn group<'a>(&self, nodes: &[Node<'a, 'a>], parent: Parent, path: &mut Vec<Step<'a>>) -> Group {
        path.push(Step::Element(name_of(nodes[0])));
        let named = self.table.named_steps(Category::Body, path);
        path.push(Step::Sibling(None));
        let selected = self.select(path);
        path.pop();
        let repeats = selected.is_some_and(|selected| selected.to_set().lets_repeat());
        // Where the example has no children to count, bounds are about the elements themselves.
        let is_leaf = elements(nodes[0]).next().is_none();
        let length = selected.filter(|one| repeats && is_leaf && bounds(one));
        let least = length.map(|_| 0).or(parent.least);
        let further = match (repeats || least.is_some(), parent.is_strict) {
            (true, _) if named.iter().any(|step| matches!(step, Segment::Index(_))) => {
                self.further(nodes, &named, path)
            }
            (true, _) => Further::LikeFirst,
            (false, true) => Further::Refused,
            (false, false) => Further::Ignored,
        };
        let items = nodes.iter().enumerate();
        let items = items.map(|(index, node)| self.sibling(*node, Some(index), path)).collect();
        path.pop();
        let length = length.map(Selected::to_set);
        Group { items, least: least.unwrap_or(nodes.len()), length, further }
    }

    /// What further elements are like, where rules name elements by their index.
    fn further<'a>(
        &self,
        nodes: &[Node<'a, 'a>],
        named: &[&Segment],
        path: &mut Vec<Step<'a>>,
    ) -> Further {
        let like = Box::new(self.sibling(nodes[0], None, path));
        let indices = named.iter().filter_map(|step| match step {
            Segment::Index(index) => usize::try_from(*index).ok(),
            _ => None,
        });
        let further = indices.filter(|index| *index >= nodes.len());
        let named = further.map(|index| (index, self.sibling(nodes[0], Some(index), path)));
        Further::Like(like, named.collect())
    }

    fn sibling<'a>(
        &self,
        node: Node<'a, 'a>,
        index: Option<usize>,
        path: &mut Vec<Step<'a>>,
    ) -> Element {
        path.push(Step::Sibling(index));
        let element = self.element(node, path);
        path.pop();
        element
    }
}

/// Whether rules right here say how many children there are.
fn bounds(selected: &Selected<'_, '_>) -> bool {
    !selected.cascaded && selected.rules().any(|rule| matches!(rule.shape(), Shape::Length))
}

/// Whether a rule on an element holds for its attributes too. One for plain values means its text.
fn spreads(rule: &MatchingRule) -> bool {
    matches!(rule, MatchingRule::Type(_) | MatchingRule::Equality(_))
}
