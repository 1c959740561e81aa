//! XML bodies: a plan that mirrors the example, with every rule resolved onto its element,
//! attribute or text.
//!
//! Elements and attributes are compared by namespace and local name; which prefix stands for a
//! namespace does not matter. Children are compared by name: the order of different names is
//! free, elements of one name are a list. Comments and processing instructions are not compared.
//!
//! A rule on an element says something about the element: `type` that there may be more like it,
//! bounds how many child elements it has (or, where the example has none, how many of it there
//! are). What a rule for plain values says, it says about the element's text.

mod check;
mod compile;
mod places;
mod read;

use std::ops::Range;

use super::{BodyContext, BodyPlan, ContentMatcher, ReceivedBody, ValuePlace};
use crate::matching::{Budget, QName, RuleSet};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content};
use crate::path::{Path, Segment};
use crate::rule::Shape;

pub(super) struct Xml;

impl ContentMatcher for Xml {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let table = context.table();
        let direction = context.direction();
        let text = read::decode(&expected.bytes, Some(&expected.content_type));
        let mut multiplied = None;
        let plan = text.and_then(|text| {
            let document = read::parse(&text)?;
            let budget = Budget::new(document.descendants().count());
            let compiler = compile::Compiler { direction, table: &table, budget };
            let root = compiler.root(&document);
            multiplied = compiler.budget.problem();
            Ok(XmlPlan { root, text: text.to_string() })
        });
        if let Some(problem) = multiplied {
            context.problem(problem);
        }
        match plan {
            Ok(plan) => {
                refuse_rules(context);
                Some(Box::new(plan))
            }
            Err(reason) => malformed(&reason, expected, context),
        }
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        places::places(example, path)
    }
}

/// Rules about members, names and elements of a list: XML has none of them, and a rule that is
/// passed over in silence would be a wrong verdict.
fn refuse_rules(context: &mut BodyContext<'_, '_>) {
    for entry in context.rules().iter().filter(|entry| entry.category == Category::Body) {
        for rule in &entry.list.rules {
            if !matches!(rule.shape(), Shape::Plain | Shape::Length) {
                let message =
                    format!("the matching rule \"{}\" has no meaning in XML", rule.name());
                context.compilation.problem_at(&entry.place, message);
            }
        }
    }
}

/// An example that is not what its type says is compared as the text that it is, as are those of
/// other types; but then it has no parts that rules could hold for.
fn malformed(
    reason: &str,
    expected: &Content,
    context: &mut BodyContext<'_, '_>,
) -> Option<Box<dyn BodyPlan>> {
    let of_part = |entry: &&crate::pact::RuleEntry| {
        entry.category == Category::Body && !entry.path.segments().is_empty()
    };
    let Some(entry) = context.rules().iter().find(of_part) else {
        return super::text::Text.compile(expected, context);
    };
    let message = format!("a rule for a part of an example that cannot be read as XML: {reason}");
    context.compilation.problem_at(&entry.place, message);
    None
}

/// An example and its plan.
#[derive(Debug)]
struct XmlPlan {
    text: String,
    root: Element,
}

impl BodyPlan for XmlPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        let text = read::decode(actual.bytes(), actual.content_type());
        let checked = text.and_then(|text| {
            let document = read::parse(&text)?;
            self.check_root(document.root_element(), out);
            Ok(())
        });
        if let Err(reason) = checked {
            out.push(|| {
                (Location::body(Path::Root), MismatchKind::Malformed { format: "XML", reason })
            });
        }
    }

    fn specificity(&self) -> u64 {
        self.root.specificity()
    }
}

/// What is expected of one element.
#[derive(Debug)]
struct Element {
    name: Name,
    /// Where it stands in the example.
    source: Range<usize>,
    attributes: Vec<(Name, Text)>,
    text: Text,
    /// The number of child elements, and the rules for it.
    children: usize,
    length: Option<RuleSet>,
    /// The child elements by name.
    groups: Vec<Group>,
    /// Whether attributes that the example does not have are mismatches.
    refuses_attributes: bool,
    /// Whether elements of a name that the example does not have are mismatches.
    refuses_children: bool,
}

/// A name, and how paths write it.
#[derive(Debug)]
struct Name {
    key: Box<str>,
    uri: Option<Box<str>>,
    local: Box<str>,
}

impl Name {
    fn new(key: impl Into<Box<str>>, name: QName<'_>) -> Self {
        Self { key: key.into(), uri: name.uri.map(Into::into), local: name.local.into() }
    }

    fn is(&self, name: QName<'_>) -> bool {
        *self.local == *name.local && self.uri.as_deref() == name.uri
    }
}

/// A text or an attribute's value; without rules it equals the example.
#[derive(Debug)]
struct Text {
    expected: Box<str>,
    rules: Option<RuleSet>,
}

/// The child elements of one name.
#[derive(Debug)]
struct Group {
    /// Those of the example. There is at least one.
    items: Vec<Element>,
    /// At least so many of them must come.
    least: usize,
    /// Rules for how many there are.
    length: Option<RuleSet>,
    further: Further,
}

/// Elements of a name beyond those of the example.
#[derive(Debug)]
enum Further {
    /// They are mismatches.
    Refused,
    /// They are ignored.
    Ignored,
    /// Each is like the example's first.
    LikeFirst,
    /// Each fits this, or, if a rule names its index, what stands there.
    Like(Box<Element>, Vec<(usize, Element)>),
}
