//! The steps of a value's path, and what a segment of a rule's path weighs against each.

use crate::path::Segment;

/// A step of a value's path while a plan is compiled.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(not(feature = "xml"), allow(dead_code, reason = "some steps are those of XML"))]
pub(crate) enum Step<'a> {
    Key(&'a str),
    Index(usize),
    /// Any member that no rule names.
    OtherKey,
    /// Any element that no rule names.
    OtherIndex,
    /// A child element.
    Element(QName<'a>),
    /// An attribute, which paths write with an `@` in front.
    Attribute(QName<'a>),
    /// Which of the elements of one name it is, or none that a rule names. Paths need not say it:
    /// `$.a.b` leads to every `b` of every `a`.
    Sibling(Option<usize>),
    /// The space between child elements, which is a text by name only: no wildcard means it.
    Space,
}

/// A name of XML. A path has it with the prefix of the example or with the namespace, `ns:name`
/// or `urn:example:name`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct QName<'a> {
    /// As the example has it, with its prefix.
    pub(crate) written: &'a str,
    pub(crate) uri: Option<&'a str>,
    pub(crate) local: &'a str,
}

impl QName<'_> {
    fn is_called(&self, name: &str) -> bool {
        let uri = || name.strip_suffix(self.local)?.strip_suffix(':');
        name == self.written || (self.uri.is_some() && uri() == self.uri)
    }
}

impl Step<'_> {
    pub(super) fn to_segment(self) -> Segment {
        match self {
            Self::Key(name) => Segment::Key(name.to_owned()),
            Self::Index(index) | Self::Sibling(Some(index)) => Segment::Index(index as u64),
            Self::OtherKey => Segment::AnyKey,
            Self::OtherIndex | Self::Sibling(None) => Segment::AnyIndex,
            Self::Element(name) => Segment::Key(name.written.to_owned()),
            Self::Attribute(name) => Segment::Key(format!("@{}", name.written)),
            Self::Space => Segment::Key("#text".to_owned()),
        }
    }

    /// Whether a path may leave the step out.
    pub(super) fn is_optional(self) -> bool {
        matches!(self, Self::Sibling(_))
    }

    /// Whether the segment is about another step, and this one is left out.
    pub(super) fn is_left_out(self, segment: &Segment) -> bool {
        self.is_optional() && !matches!(segment, Segment::Index(_) | Segment::AnyIndex)
    }
}

/// What a segment of a rule's path weighs against a step; nothing if it does not fit.
pub(super) fn weight(segment: &Segment, step: Step<'_>) -> Option<u8> {
    match (segment, step) {
        (Segment::Key(name), Step::Key(key)) if name == key => Some(2),
        (Segment::Key(name), Step::Element(element)) if element.is_called(name) => Some(2),
        (Segment::Key(name), Step::Attribute(attribute)) => {
            attribute.is_called(name.strip_prefix('@')?).then_some(2)
        }
        (Segment::Key(name), Step::Space) if name == "#text" => Some(2),
        (_, Step::Space) => None,
        // A member whose name is a number is printed, and so also written, as an index.
        (Segment::Index(index), Step::Key(key)) if is_number(key, *index) => Some(2),
        (Segment::Index(index), Step::Index(at) | Step::Sibling(Some(at)))
            if *index == at as u64 =>
        {
            Some(2)
        }
        (Segment::AnyIndex, Step::Index(_) | Step::OtherIndex | Step::Sibling(_)) => Some(1),
        // `$[*]`: any child where there is no element yet that could be counted.
        (Segment::AnyIndex, Step::Element(_)) | (Segment::AnyKey, _) => Some(1),
        _ => None,
    }
}

/// Whether a name is this number, written as numbers are.
fn is_number(name: &str, number: u64) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit()) && name == number.to_string()
}
