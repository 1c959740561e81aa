//! Example and rules to plan.

use std::borrow::Cow;

use super::{AnyOrder, Children, Elements, Field, Further, Length, Members, Node, Others};
use crate::content::Direction;
use crate::json::{Document, Json, Kind};
use crate::matching::{Budget, Compilation};
use crate::matching::{RuleSet, RuleTable, Selected, Step};
use crate::order::order;
use crate::pact::{Category, Combine};
use crate::path::Segment;
use crate::rule::{MatchingRule, Shape, Variant};

pub(super) struct Compiler<'p> {
    direction: Direction,
    /// Where the rules stand: under `body`, or under `metadata`.
    category: Category,
    compilation: &'p mut Compilation,
    pub(super) budget: Budget,
}

/// What the rules on a container say about its children.
struct Shapes<'r> {
    free_length: bool,
    free_names: bool,
    /// Further members need only have the type of the example's.
    others_by_type: bool,
    names: Option<RuleSet>,
    variants: Option<&'r [Variant]>,
    /// Elements come in any order, and whether there are no others.
    any_order: Option<bool>,
}

impl<'p> Compiler<'p> {
    pub(super) fn new(
        direction: Direction,
        category: Category,
        example: &Document<'_>,
        compilation: &'p mut Compilation,
    ) -> Self {
        Self { direction, category, compilation, budget: Budget::new(example.root().count()) }
    }

    /// Compiles the value that stands at `path`; without an example where the contract has none.
    pub(super) fn node<'a>(
        &mut self,
        expected: Option<Json<'a>>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
    ) -> Node {
        if !self.budget.spend() {
            return Node { expected: None, rules: None, children: Children::None };
        }
        let selected = table.select(self.category, path);
        let rules = selected.map(Selected::to_set);
        let id = expected.map(Json::id);
        if let (Some(expected), Some(selected)) = (expected, selected)
            && !expected.kind().is_container()
        {
            let what = format!("a value of type {}", expected.kind());
            selected.refuse(MatchingRule::is_about_children, &what, self.compilation);
        }
        let container = expected.filter(|expected| expected.kind().is_container());
        let Some(container) =
            container.filter(|_| !rules.as_ref().is_some_and(RuleSet::is_equality))
        else {
            return Node { expected: id, rules, children: Children::None };
        };
        if let Some(selected) = &selected
            && let Some(plans) = self.alternatives(container, selected, path, table)
        {
            return Node { expected: id, rules, children: Children::Alternatives(plans) };
        }
        let children = match (selected, container.kind()) {
            (Some(selected), _) => self.ruled(container, &selected, path, table),
            (None, Kind::Object) => Children::Members(self.members(container, path, table)),
            (None, _) => Children::Elements(self.elements(container, path, table, Length::Exact)),
        };
        Node { expected: id, rules, children }
    }

    /// A plan for each of the alternatives for a container, if these differ in its children.
    fn alternatives<'a>(
        &mut self,
        container: Json<'a>,
        selected: &Selected<'_, '_>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
    ) -> Option<Vec<Node>> {
        let tables = table.alternatives(selected);
        if tables.is_empty() {
            return None;
        }
        Some(tables.iter().map(|table| self.node(Some(container), path, table)).collect())
    }

    /// The children of a container for which rules hold.
    fn ruled<'a>(
        &mut self,
        container: Json<'a>,
        selected: &Selected<'_, '_>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
    ) -> Children {
        let shapes = self.shapes(selected);
        // `eachValue` stands for rules one step further down.
        let mut extended = None;
        for rule in selected.rules().filter(|_| !selected.cascaded) {
            if let Shape::EachValue(rules) = rule.shape() {
                let table = extended.as_ref().unwrap_or(table);
                let (category, place) = (self.category, selected.place());
                extended = Some(table.with_values(category, path, rules, place, self.compilation));
            }
        }
        let table = extended.as_ref().unwrap_or(table);
        match (container.kind(), shapes.variants, shapes.any_order) {
            (Kind::Object, ..) => {
                let mut members = self.members(container, path, table);
                if shapes.free_names {
                    members.others = self.like_first_member(container, path, table, &shapes);
                }
                members.names = shapes.names;
                Children::Members(members)
            }
            (_, Some(variants), _) => self.variants(container, variants, selected.place()),
            (_, None, Some(exact)) => {
                Children::AnyOrder(self.any_order(container, path, table, exact))
            }
            (_, None, None) => {
                let length = if shapes.free_length { Length::Free } else { Length::AtLeast };
                Children::Elements(self.elements(container, path, table, length))
            }
        }
    }

    fn shapes<'r>(&mut self, selected: &Selected<'_, 'r>) -> Shapes<'r> {
        let mut shapes = Shapes {
            free_length: false,
            free_names: false,
            others_by_type: true,
            names: None,
            variants: None,
            any_order: None,
        };
        for rule in selected.rules() {
            match rule.shape() {
                Shape::AnyOrder { exact } => shapes.any_order = Some(exact || selected.cascaded),
                // The others are about the container that the rule stands on.
                _ if selected.cascaded => {}
                Shape::Plain => {}
                Shape::Length => shapes.free_length = true,
                Shape::Values | Shape::EachValue(_) => {
                    shapes.free_length = true;
                    shapes.free_names = true;
                    shapes.others_by_type = false;
                }
                Shape::EachKey(rules) => {
                    shapes.free_names = true;
                    let compiled = self.compilation.matchers(rules, selected.place());
                    let matchers = compiled.into_iter().map(|(_, matcher)| matcher);
                    shapes.names = Some(RuleSet::new(matchers, Combine::And));
                }
                Shape::Contains(variants) => shapes.variants = Some(variants),
            }
        }
        shapes
    }

    fn members<'a>(
        &mut self,
        object: Json<'a>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
    ) -> Members {
        let mut fields: Vec<Field> = Vec::new();
        for (key, value) in object.members() {
            fields.push(self.field(key, value, path, table));
        }
        let by_name = by_name(&mut fields);
        let others = match self.direction {
            Direction::Request => Others::Refused,
            Direction::Response => Others::Ignored,
        };
        Members { by_name, fields, others, names: None }
    }

    fn field<'a>(
        &mut self,
        key: Json<'a>,
        value: Json<'a>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
    ) -> Field {
        match key.as_str().unwrap_or_default() {
            Cow::Borrowed(name) => {
                path.push(Step::Key(name));
                let node = self.node(Some(value), path, table);
                path.pop();
                Field { name: name.into(), node }
            }
            // A name with escapes does not stand in the text as it is.
            Cow::Owned(name) => {
                let mut path: Vec<Step<'_>> = path.clone();
                path.push(Step::Key(&name));
                let node = self.node(Some(value), &mut path, table);
                Field { name: name.into(), node }
            }
        }
    }

    /// What a member fits whose name the example does not have: the first of those it has.
    fn like_first_member<'a>(
        &mut self,
        object: Json<'a>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
        shapes: &Shapes<'_>,
    ) -> Others {
        let first = object.members().next().map(|(_, value)| value);
        path.push(Step::OtherKey);
        let mut node = self.node(first, path, table);
        path.pop();
        if node.rules.is_none() && shapes.others_by_type {
            node.rules = Some(RuleSet::same_type());
        }
        Others::Like((node.expected.is_some() || node.rules.is_some()).then(|| Box::new(node)))
    }

    fn elements<'a>(
        &mut self,
        array: Json<'a>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
        length: Length,
    ) -> Elements {
        let mut items = Vec::new();
        for (index, value) in array.elements().enumerate() {
            path.push(Step::Index(index));
            items.push(self.node(Some(value), path, table));
            path.pop();
        }
        let (named, others) = match length {
            Length::Exact => (Vec::new(), Further::Free),
            Length::AtLeast | Length::Free => self.further(array, items.len(), path, table),
        };
        Elements { items, named, length, others }
    }

    /// What elements fit that the example does not have: those that a rule names by their index,
    /// and all others.
    fn further<'a>(
        &mut self,
        array: Json<'a>,
        known: usize,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
    ) -> (Vec<(usize, Node)>, Further) {
        let first = array.elements().next();
        let mut named = Vec::new();
        let mut is_any_named = false;
        for step in table.named_steps(self.category, path) {
            let Segment::Index(index) = step else { continue };
            is_any_named = true;
            if let Some(index) = usize::try_from(*index).ok().filter(|index| *index >= known) {
                path.push(Step::Index(index));
                named.push((index, self.node(first, path, table)));
                path.pop();
            }
        }
        if !is_any_named && first.is_some() {
            return (named, Further::LikeFirst);
        }
        path.push(Step::OtherIndex);
        let others = self.node(first, path, table);
        path.pop();
        // Without an example only rules for the elements themselves say anything about them.
        let is_said = first.is_some() || others.rules.as_ref().is_some_and(|set| !set.cascaded);
        (named, if is_said { Further::Like(Box::new(others)) } else { Further::Free })
    }

    fn any_order<'a>(
        &mut self,
        array: Json<'a>,
        path: &mut Vec<Step<'a>>,
        table: &RuleTable<'_>,
        exact: bool,
    ) -> AnyOrder {
        let Elements { items, .. } = self.elements(array, path, table, Length::Exact);
        path.push(Step::OtherIndex);
        // Only a rule that stands on the elements themselves says what further ones are like.
        let selected = table.select(self.category, path).filter(|rules| !exact && !rules.cascaded);
        let others = selected.map(|_| Box::new(self.node(array.elements().next(), path, table)));
        path.pop();
        let texts = array.elements().map(Json::compact).enumerate();
        let mut by_text: Vec<(String, usize)> = texts.map(|(at, text)| (text, at)).collect();
        by_text.sort_unstable();
        AnyOrder { items, by_text, exact, others }
    }

    fn variants(
        &mut self,
        array: Json<'_>,
        variants: &[Variant],
        place: &crate::error::Place,
    ) -> Children {
        let examples: Vec<Json<'_>> = array.elements().collect();
        let mut nodes = Vec::new();
        // A variant's rules are always those of a body.
        let category = std::mem::replace(&mut self.category, Category::Body);
        for variant in Variant::or_each(variants, examples.len()).as_ref() {
            let Some(example) = examples.get(variant.index) else {
                self.compilation.problem_at(place, variant.out_of_range(examples.len()));
                continue;
            };
            let table = RuleTable::compile(&variant.rules, &[Category::Body], self.compilation);
            let node = self.node(Some(*example), &mut Vec::new(), &table);
            nodes.push((variant.index, node));
        }
        self.category = category;
        Children::Variants(nodes)
    }
}

/// The fields by their names. Of a repeated name the last counts, in the place of the first, as for
/// the bodies that come in.
fn by_name(fields: &mut Vec<Field>) -> Vec<u32> {
    // Equal names are in the order of the text.
    let order = order(fields.len(), &|one, two| fields[one].name.cmp(&fields[two].name));
    let by_name: Vec<u32> = order.into_iter().map(|at| at as u32).collect();
    let is_same = |fields: &[Field], one: u32, two: u32| {
        fields[one as usize].name == fields[two as usize].name
    };
    if by_name.is_sorted_by(|one, two| !is_same(fields, *one, *two)) {
        return by_name;
    }
    let mut is_kept = vec![true; fields.len()];
    let groups: Vec<&[u32]> = by_name.chunk_by(|one, two| is_same(fields, *one, *two)).collect();
    for group in groups {
        if let [first, .., last] = *group {
            fields.swap(first as usize, last as usize);
            group[1..].iter().for_each(|at| is_kept[*at as usize] = false);
        }
    }
    let mut is_kept = is_kept.into_iter();
    fields.retain(|_| is_kept.next().unwrap_or(true));
    self::by_name(fields)
}
