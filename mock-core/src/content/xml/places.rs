//! The texts and attributes of an example that a path leads to.

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::Node;

use super::read::{attributes_of, charset, elements, name_of, parse};
use crate::content::place::in_bytes;
use crate::content::{Notation, ValuePlace};
use crate::matching::{Step, leads_to};
use crate::pact::Content;
use crate::path::Segment;

/// A path that ends at an element without children means its text.
pub(super) fn places(example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
    let Ok(charset) = charset(&example.bytes, Some(&example.content_type)) else {
        return Vec::new();
    };
    let Ok(text) = charset.decode(&example.bytes) else { return Vec::new() };
    in_bytes(places_in_text(&text, path), charset, &text, &example.bytes)
}

fn places_in_text(text: &str, path: &[Segment]) -> Vec<ValuePlace> {
    let Ok(document) = parse(text) else { return Vec::new() };
    let mut search = Search { wanted: path, found: Vec::new() };
    let root = document.root_element();
    search.element(root, &mut vec![Step::Element(name_of(root)), Step::Sibling(Some(0))]);
    search.found
}

struct Search<'s> {
    wanted: &'s [Segment],
    found: Vec<ValuePlace>,
}

impl Search<'_> {
    fn element<'a>(&mut self, node: Node<'a, 'a>, path: &mut Vec<Step<'a>>) {
        for (name, attribute) in attributes_of(node) {
            path.push(Step::Attribute(name));
            if leads_to(self.wanted, path) {
                self.found.extend(place_of_attribute(node, attribute.range()));
            }
            path.pop();
        }
        let is_leaf = elements(node).next().is_none();
        let is_named = self.wanted.last() == Some(&Segment::Key("#text".to_owned()));
        let leads_here = is_leaf && leads_to(self.wanted, path);
        path.push(Step::Key("#text"));
        if leads_here || ((is_leaf || is_named) && leads_to(self.wanted, path)) {
            self.found.extend(place_of_text(node));
        }
        path.pop();
        let mut counts = HashMap::new();
        for child in elements(node) {
            let count = counts.entry((child.tag_name().namespace(), child.tag_name().name()));
            let count = count.or_insert(0_usize);
            path.extend([Step::Element(name_of(child)), Step::Sibling(Some(*count))]);
            *count += 1;
            self.element(child, path);
            path.truncate(path.len() - 2);
        }
    }
}

/// Between the quotes of an attribute.
fn place_of_attribute(node: Node<'_, '_>, attribute: Range<usize>) -> Option<ValuePlace> {
    let source = node.document().input_text().get(attribute.clone())?;
    let quote = source.chars().next_back()?;
    let end = source.len() - quote.len_utf8();
    let start = source[..end].rfind(quote)? + quote.len_utf8();
    let range = attribute.start + start..attribute.start + end;
    Some(ValuePlace::new(range, Notation::Xml))
}

/// The text of an element. Where child elements cut it into several there is no one place for it.
fn place_of_text<'a>(node: Node<'a, 'a>) -> Option<ValuePlace> {
    let Range { start, end } = node.range();
    let source = node.document().input_text();
    let element = source.get(start..end)?;
    if element.ends_with("/>") {
        let behind = format!("</{}>", name_of(node).written);
        return Some(ValuePlace::new(end - 2..end, Notation::Xml).within(">", behind));
    }
    let end = start + element.rfind("</")?;
    let start = node.first_child().map_or(end, |first| first.range().start);
    let ends = elements(node).map(|child| child.range().start).chain([end]);
    let starts = [start].into_iter().chain(elements(node).map(|child| child.range().end));
    let mut texts = starts.zip(ends).map(|(start, end)| start..end);
    let first = texts.next()?;
    let is_text = |range: &Range<usize>| {
        source.get(range.clone()).is_some_and(|text| !text.trim().is_empty())
    };
    let mut written = [first.clone()].into_iter().chain(texts).filter(is_text);
    match (written.next(), written.next()) {
        (None, _) => Some(ValuePlace::new(first, Notation::Xml)),
        (Some(text), None) => Some(ValuePlace::new(text, Notation::Xml)),
        (Some(_), Some(_)) => None,
    }
}
