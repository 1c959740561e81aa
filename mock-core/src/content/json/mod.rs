//! JSON bodies: a plan that mirrors the example, with every rule resolved onto its value.

mod any_order;
mod check;
mod compile;
mod places;

pub(crate) use places::places;

use super::{BodyContext, BodyPlan, ContentMatcher, Direction, ReceivedBody, ValuePlace};
use crate::json::{Document, JsonText};
use crate::matching::{Compilation, RuleSet, RuleTable, Step};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Category, Content};
use crate::path::{Path, Segment};

pub(super) struct Json;

impl ContentMatcher for Json {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let text = String::from_utf8(expected.bytes.to_vec()).ok();
        let document = text
            .and_then(|text| Document::parse(text).ok())
            .or_else(|| super::in_charset(&expected.bytes, &expected.content_type));
        let Some(document) = document else {
            // The example is not what its type says, and neither is what comes: compared as text.
            return super::text::Text.compile(expected, context);
        };
        let table = context.table();
        let direction = context.direction();
        let mut compiler =
            compile::Compiler::new(direction, Category::Body, &document, context.compilation);
        let root = compiler.node(Some(document.root()), &mut Vec::new(), &table);
        if let Some(problem) = compiler.budget.problem() {
            context.problem(problem);
        }
        Some(Box::new(JsonPlan { document, root }))
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        places(&example.bytes, path)
    }
}

/// An example and its plan.
#[derive(Debug)]
pub(crate) struct JsonPlan {
    document: Document<'static>,
    root: Node,
}

impl JsonPlan {
    /// The plan of a single value of a message's metadata: equal to its example to the last
    /// member, unless a rule says otherwise.
    pub(crate) fn of_metadata(
        key: &str,
        expected: &JsonText,
        rules: &RuleTable<'_>,
        compilation: &mut Compilation,
    ) -> Option<Self> {
        let document = Document::parse(expected.as_str().to_owned()).ok()?;
        let mut compiler =
            compile::Compiler::new(Direction::Request, Category::Metadata, &document, compilation);
        let root = compiler.node(Some(document.root()), &mut vec![Step::Key(key)], rules);
        if let Some(problem) = compiler.budget.problem() {
            compilation.problem(problem);
        }
        Some(Self { document, root })
    }

    /// Compares a value; the paths of mismatches start at it.
    pub(crate) fn check_value(&self, actual: &JsonText, out: &mut Mismatches) {
        if let Ok(actual) = Document::parse(actual.as_str()) {
            self.root.check(&self.document, Path::Root, actual.root(), out);
        }
    }
}

impl BodyPlan for JsonPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        match actual.json() {
            Ok(actual) => self.root.check(&self.document, Path::Root, actual.root(), out),
            Err(error) => out.push(|| {
                let reason = format!("{error} at byte {}", error.offset());
                (Location::body(Path::Root), MismatchKind::Malformed { format: "JSON", reason })
            }),
        }
    }

    fn specificity(&self) -> u64 {
        self.root.specificity()
    }
}

/// What is expected of one value.
#[derive(Debug)]
struct Node {
    /// The example, by its place in the document; none where the contract has no example.
    expected: Option<u32>,
    /// The rules that hold for the value; without any it equals the example.
    rules: Option<RuleSet>,
    children: Children,
}

/// What is expected of a value's children.
#[derive(Debug)]
enum Children {
    /// Nothing beyond the value's own rules, or its equality.
    None,
    /// The members of an object.
    Members(Members),
    /// The elements of an array.
    Elements(Elements),
    /// For each variant, shown by the element at that index, some element fits.
    Variants(Vec<(usize, Node)>),
    /// The elements of an array, in any order.
    AnyOrder(AnyOrder),
    /// One of several plans fits the value as a whole, its own rules included.
    Alternatives(Vec<Node>),
}

#[derive(Debug)]
struct Members {
    /// Those of the example, in its order, and those that a rule names.
    fields: Vec<Field>,
    /// The same by name, for objects that came in another order.
    by_name: Vec<u32>,
    others: Others,
    /// Rules for the names.
    names: Option<RuleSet>,
}

#[derive(Debug)]
struct Field {
    name: Box<str>,
    node: Node,
}

/// Members that the example does not have.
#[derive(Debug)]
enum Others {
    /// They are mismatches, and none may be missing: requests.
    Refused,
    /// They are ignored, and none may be missing: responses.
    Ignored,
    /// Names are free. Each further value fits this, and any of the example's may be missing.
    Like(Option<Box<Node>>),
}

#[derive(Debug)]
struct Elements {
    /// Those of the example.
    items: Vec<Node>,
    /// Further ones that a rule names by their index.
    named: Vec<(usize, Node)>,
    length: Length,
    others: Further,
}

/// What elements fit that the example does not have.
#[derive(Debug)]
enum Further {
    /// There may be any.
    Free,
    /// What the example's first one fits. It is not compiled once more, which at every level of
    /// nested arrays would double the work.
    LikeFirst,
    /// This, because rules tell the first one from the others.
    Like(Box<Node>),
}

/// Elements that come in any order.
#[derive(Debug)]
struct AnyOrder {
    /// Those of the example: each is found, each in an element of its own.
    items: Vec<Node>,
    /// The examples by their text, each with its index.
    by_text: Vec<(String, usize)>,
    /// Whether there are no others.
    exact: bool,
    /// What others fit; none if there may be any.
    others: Option<Box<Node>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Length {
    /// As many as the example has.
    Exact,
    /// At least as many as the example has.
    AtLeast,
    /// A rule says how many.
    Free,
}
