//! Content types: how a body is compared with its example. Each is one file and one line in the
//! table; users add their own by implementing [`ContentMatcher`].
//!
//! A content type compiles the example and its rules into a [`BodyPlan`] once, and the plan
//! checks bodies, which cannot fail: a body that is not what it should be is a mismatch.

mod binary;
mod form;
mod json;
mod json_lines;
#[cfg(feature = "multipart")]
mod multipart;
mod place;
mod text;
#[cfg(not(all(feature = "multipart", feature = "xml")))]
mod unsupported;
#[cfg(feature = "xml")]
mod xml;

pub(crate) use json::{JsonPlan, places as json_places};
pub use place::{Notation, ValuePlace};

use std::cell::OnceCell;
use std::fmt;

use crate::json::{Document, JsonError};
use crate::matching::Compilation;
use crate::matching::RuleTable;
use crate::mismatch::Mismatches;
use crate::pact::{Category, Content, ContentType, ContentTypeHint, MatchingRules, RuleEntry};
use crate::path::Segment;
use crate::rule::MatchingRule;
use crate::value::Value;

/// Whether a request is checked, in which nothing unexpected may be, or a response, which may
/// hold more than its example (specification V1, "Request matching" and "Response matching").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Direction {
    /// Strict.
    Request,
    /// Open to more.
    Response,
}

/// A content type: how bodies of it are compared.
pub trait ContentMatcher: Sync {
    /// Compiles the example and its rules. Nothing if the contract cannot be served, which
    /// [`BodyContext::problem`] was told.
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>>;

    /// The values of an example that a path leads to, for generators to write others in their
    /// places. A content type without such values has none.
    fn places(&self, _example: &Content, _path: &[Segment]) -> Vec<ValuePlace> {
        Vec::new()
    }
}

/// A compiled body.
pub trait BodyPlan: fmt::Debug + Send + Sync {
    /// Compares a body that is there and of a fitting type.
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches);

    /// How much the example demands: 2 for each value that must be equal, 1 for each that must fit
    /// a rule.
    fn specificity(&self) -> u64 {
        2
    }
}

/// What a content type needs to know to compile a body.
#[derive(Debug)]
pub struct BodyContext<'r, 'p> {
    rules: &'r MatchingRules,
    direction: Direction,
    matchers: &'r ContentMatchers,
    /// How many bodies this one is a part of.
    #[cfg_attr(not(feature = "multipart"), expect(dead_code, reason = "only parts ask"))]
    depth: usize,
    compilation: &'p mut Compilation,
}

impl<'r, 'p> BodyContext<'r, 'p> {
    pub(crate) fn new(
        rules: &'r MatchingRules,
        direction: Direction,
        matchers: &'r ContentMatchers,
        compilation: &'p mut Compilation,
    ) -> Self {
        Self { rules, direction, matchers, depth: 0, compilation }
    }

    /// For a part of the body, which these rules are for.
    #[cfg(feature = "multipart")]
    fn part<'s>(&'s mut self, rules: &'s MatchingRules) -> BodyContext<'s, 's> {
        let Self { direction, matchers, depth, .. } = *self;
        BodyContext { rules, direction, matchers, depth: depth + 1, compilation: self.compilation }
    }

    /// Compiles a body by its content type.
    pub(crate) fn compile(&mut self, expected: &Content) -> Option<Box<dyn BodyPlan>> {
        self.matchers.compile(expected, self)
    }

    /// The rules of the message that the body belongs to.
    pub fn rules(&self) -> &'r MatchingRules {
        self.rules
    }

    /// Whether a request or a response is described.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Says what is wrong with the contract.
    pub fn problem(&mut self, message: impl Into<String>) {
        // The interaction's place is filled in by whoever compiles the interaction.
        self.compilation.problem(message);
    }

    /// The rules for the body, compiled.
    pub(crate) fn table(&mut self) -> RuleTable<'r> {
        RuleTable::compile(self.rules, &[Category::Body], self.compilation)
    }
}

/// A body that came in, read as JSON at most once.
#[derive(Debug)]
pub struct ReceivedBody<'a> {
    bytes: &'a [u8],
    content_type: Option<ContentType>,
    json: OnceCell<Result<Document<'a>, JsonError>>,
}

impl<'a> ReceivedBody<'a> {
    /// A body and what its message says of its type.
    pub fn new(bytes: &'a [u8], content_type: Option<&str>) -> Self {
        let content_type = content_type.and_then(ContentType::parse);
        Self { bytes, content_type, json: OnceCell::new() }
    }

    /// The bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The type that the message says the body has.
    pub fn content_type(&self) -> Option<&ContentType> {
        self.content_type.as_ref()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn json(&self) -> Result<&Document<'a>, &JsonError> {
        let parse = || {
            Document::parse_bytes(self.bytes).or_else(|error| {
                let content_type = self.content_type.as_ref();
                content_type.and_then(|kind| in_charset(self.bytes, kind)).ok_or(error)
            })
        };
        self.json.get_or_init(parse).as_ref()
    }

    /// The body to keep in a mismatch: as text if it is one.
    pub fn to_value(&self) -> Value {
        match std::str::from_utf8(self.bytes) {
            Ok(text) => Value::text(text),
            Err(_) => self.to_bytes(),
        }
    }

    /// The same as bytes, with their type: as the message says, or as they look.
    pub(crate) fn to_bytes(&self) -> Value {
        let content_type = self.content_type.clone();
        let content_type = content_type.unwrap_or_else(|| ContentType::detect(self.bytes));
        Value::bytes(Some(content_type.to_string()), self.bytes)
    }
}

/// JSON that is not in UTF-8, as it has to be (RFC 8259, section 8.1), but in the charset that its
/// message says.
fn in_charset(bytes: &[u8], content_type: &ContentType) -> Option<Document<'static>> {
    let text = content_type.decode(bytes).ok()?.into_owned();
    Document::parse(text).ok()
}

/// One line of the table: which types, and how they are compared.
type BuiltIn = (fn(&ContentType) -> bool, &'static dyn ContentMatcher);

/// The content types whose bodies mean more than their text or bytes; the first that fits is taken.
const BUILT_IN: &[BuiltIn] = &[
    (ContentType::is_json_lines, &json_lines::JsonLines),
    (ContentType::is_json, &json::Json),
    // What is no JSON is compared as text.
    (ContentType::is_graphql, &json::Json),
    #[cfg(feature = "xml")]
    (ContentType::is_xml, &xml::Xml),
    #[cfg(not(feature = "xml"))]
    (ContentType::is_xml, &unsupported::Unsupported { family: "XML", feature: "xml" }),
    #[cfg(feature = "multipart")]
    (ContentType::is_multipart, &multipart::Multipart),
    #[cfg(not(feature = "multipart"))]
    (
        ContentType::is_multipart,
        &unsupported::Unsupported { family: "multipart", feature: "multipart" },
    ),
    (ContentType::is_form, &form::Form),
];

/// The content types that a plan knows: Pact's own, and those that users add.
#[derive(Clone, Default)]
pub struct ContentMatchers {
    added: Vec<(String, &'static dyn ContentMatcher)>,
}

impl fmt::Debug for ContentMatchers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.added.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("ContentMatchers").field("added", &names).finish()
    }
}

impl ContentMatchers {
    /// Pact's own content types.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a content type, such as `text/csv`, in front of Pact's own.
    #[must_use]
    pub fn with(mut self, content_type: &str, matcher: &'static dyn ContentMatcher) -> Self {
        self.added.push((content_type.to_ascii_lowercase(), matcher));
        self
    }

    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        // What the bytes are is asked for, so that they are looked at as bytes whatever their
        // type is said to be.
        let root = |entry: &&RuleEntry| {
            entry.category == Category::Body && entry.path.segments().is_empty()
        };
        let mut rules = context.rules.iter().filter(root).flat_map(|entry| &entry.list.rules);
        if rules.any(|rule| matches!(rule, MatchingRule::ContentType(_))) {
            return binary::Binary.compile(expected, context);
        }
        self.matcher(expected).compile(expected, context)
    }

    pub(crate) fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        self.matcher(example).places(example, path)
    }

    /// Whether a type is compared by what its bodies mean, and not as mere text or bytes.
    pub(crate) fn understands(&self, content: &Content) -> bool {
        let kind = &content.content_type;
        let is_added = self.added.iter().any(|(name, _)| name == kind.essence());
        is_added || BUILT_IN.iter().any(|(fits, _)| fits(kind))
    }

    fn matcher(&self, content: &Content) -> &'static dyn ContentMatcher {
        let kind = &content.content_type;
        let added = self.added.iter().find(|(name, _)| name == kind.essence());
        if let Some((_, matcher)) = added {
            return *matcher;
        }
        let built_in = BUILT_IN.iter().find(|(fits, _)| fits(kind)).map(|(_, matcher)| *matcher);
        match (content.hint, built_in) {
            (ContentTypeHint::Binary, _) => &binary::Binary,
            (_, Some(matcher)) => matcher,
            (ContentTypeHint::Text, None) => &text::Text,
            (_, None) if kind.is_text() => &text::Text,
            (_, None) => &binary::Binary,
        }
    }
}
