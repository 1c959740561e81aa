//! `multipart/*`: each part is compared by its own type, as a body by itself.
//!
//! Parts are paired by name, those of one name and those without a name in their order. Nothing
//! unexpected may be in a request (specification V1, "Request matching"), which goes for parts as
//! it does for the fields of a form; a response may have further parts.

mod address;
mod headers;
mod parse;

use std::collections::HashMap;

use self::address::{Address, addresses};
use self::headers::PartHeader;
use self::parse::{Part, boundary_in, parse};
use super::{BodyContext, BodyPlan, ContentMatcher, ContentMatchers, Direction};
use super::{ReceivedBody, ValuePlace};
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::pact::{Content, ContentType, ContentTypeHint};
use crate::path::{Path, Segment};
use crate::value::Value;

/// How deep multipart bodies may stand in each other: more is no contract that anybody wrote.
const MAX_DEPTH: usize = 8;

pub(super) struct Multipart;

#[derive(Debug)]
struct MultipartPlan {
    content_type: ContentType,
    parts: Vec<PartPlan>,
    direction: Direction,
}

#[derive(Debug)]
struct PartPlan {
    address: Address,
    path: String,
    headers: Vec<PartHeader>,
    body: Box<dyn BodyPlan>,
    /// Whether there may be further parts of the name, each like this.
    is_open: bool,
}

impl ContentMatcher for Multipart {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        if context.depth == MAX_DEPTH {
            context
                .problem(format!("multipart bodies stand in each other deeper than {MAX_DEPTH}"));
            return None;
        }
        // Once as a whole, so that rules that lead nowhere are looked at too.
        context.table();
        let parts = match parts_of(expected) {
            Ok(parts) => parts,
            Err(reason) => {
                context.problem(format!("the example is no multipart body: {reason}"));
                return None;
            }
        };
        let plans: Vec<_> = addresses(&parts)
            .into_iter()
            .zip(&parts)
            .map(|(address, part)| PartPlan::compile(address, part, context))
            .collect();
        Some(Box::new(MultipartPlan {
            content_type: expected.content_type.clone(),
            parts: plans.into_iter().collect::<Option<_>>()?,
            direction: context.direction(),
        }))
    }

    fn places(&self, example: &Content, path: &[Segment]) -> Vec<ValuePlace> {
        places(example, path, MAX_DEPTH)
    }
}

/// The parts of an example, which may leave it to its body to say the boundary.
fn parts_of(example: &Content) -> Result<Vec<Part<'_>>, String> {
    let boundary = boundary(&example.content_type).map(str::to_owned);
    let boundary = boundary.or_else(|| boundary_in(&example.bytes));
    parse(&example.bytes, &boundary.ok_or("its type has no boundary")?)
}

fn boundary(content_type: &ContentType) -> Option<&str> {
    content_type.parameter("boundary").filter(|boundary| !boundary.is_empty())
}

/// A part as a body by itself. One that does not say what it is is text (RFC 7578, section 4.4).
fn content(part: &Part<'_>, bytes: Vec<u8>) -> Content {
    let declared = part.content_type();
    Content {
        bytes: bytes.into(),
        is_declared: declared.is_some(),
        content_type: declared.unwrap_or_else(ContentType::text),
        hint: ContentTypeHint::Default,
    }
}

/// The values that a path leads to. Those that stand in a transfer encoding have no place that
/// could be written over.
fn places(example: &Content, path: &[Segment], depth: usize) -> Vec<ValuePlace> {
    let Ok(parts) = parts_of(example) else { return Vec::new() };
    let mut found = Vec::new();
    for (address, part) in addresses(&parts).into_iter().zip(&parts) {
        let Some((rest, _)) = address.rest(path) else { continue };
        if !part.is_plain() {
            continue;
        }
        let inner = content(part, part.body.to_vec());
        let inner = match inner.content_type.is_multipart() {
            true if depth <= 1 => Vec::new(),
            true => places(&inner, rest, depth - 1),
            false => ContentMatchers::new().places(&inner, rest),
        };
        found.extend(inner.into_iter().map(|mut place| {
            place.range = place.range.start + part.offset..place.range.end + part.offset;
            place
        }));
    }
    found
}

/// Puts a place of a part's body below the part's path.
fn within(part: &str, location: &mut Location) {
    // The root is `$`, and `/` for the body as a whole.
    let below = |path: &str| format!("{part}{}", path.get(1..).unwrap_or_default());
    match location {
        Location::Body { path } | Location::PartHeader { part: path, .. } => *path = below(path),
        Location::Form { name } => {
            *location = Location::Body { path: below(&Path::Root.key(name).to_string()) };
        }
        _ => {}
    }
}

impl PartPlan {
    fn compile(
        address: Address,
        part: &Part<'_>,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Self> {
        let Some(bytes) = part.decoded() else {
            context.problem(format!("{} of the example is not base64", address.shown()));
            return None;
        };
        let rules = address.rules(context.rules());
        let is_open = address.is_open(context.rules());
        let mut context = context.part(&rules);
        Some(Self {
            path: address.path(),
            headers: PartHeader::compile(part, &mut context),
            body: context.compile(&content(part, bytes.into_owned()))?,
            is_open,
            address,
        })
    }

    /// Compares a part; `path` is its own.
    fn check(&self, part: &Part<'_>, path: &str, out: &mut Mismatches) {
        let mut is_of_type = true;
        for header in &self.headers {
            let fits = header.check(part, path, out);
            is_of_type &= fits || !header.is_content_type();
            if out.is_decided() {
                return;
            }
        }
        match part.decoded() {
            _ if !is_of_type => {}
            Some(bytes) => {
                let body = ReceivedBody::new(&bytes, part.header("content-type"));
                out.relocated(|out| self.body.check(&body, out), |place| within(path, place));
            }
            None => out.push(|| {
                let path = path.to_owned();
                let reason = "its characters or their number are wrong".to_owned();
                (Location::Body { path }, MismatchKind::Malformed { format: "base64", reason })
            }),
        }
    }
}

impl MultipartPlan {
    /// What a body that has no parts is.
    fn malformed(reason: String, out: &mut Mismatches) {
        out.push(|| {
            let kind = MismatchKind::Malformed { format: "a multipart body", reason };
            (Location::body(Path::Root), kind)
        });
    }

    /// Compares a part that the contract does not show.
    fn check_further(
        &self,
        same: Option<&PartPlan>,
        address: &Address,
        part: &Part<'_>,
        out: &mut Mismatches,
    ) {
        match same.filter(|plan| plan.is_open) {
            Some(plan) => plan.check(part, &address.path(), out),
            None if self.direction == Direction::Response => {}
            None => out.push(|| {
                let path = address.path();
                let actual = Value::text(&address.shown());
                (Location::Body { path }, MismatchKind::Unexpected { actual })
            }),
        }
    }
}

impl BodyPlan for MultipartPlan {
    fn check(&self, actual: &ReceivedBody<'_>, out: &mut Mismatches) {
        let content_type = actual.content_type().unwrap_or(&self.content_type);
        let Some(boundary) = boundary(content_type) else {
            return Self::malformed("its type has no boundary".to_owned(), out);
        };
        let parts = match parse(actual.bytes(), boundary) {
            Ok(parts) => parts,
            Err(reason) => return Self::malformed(reason, out),
        };
        let addresses = addresses(&parts);
        let places = addresses.iter().enumerate();
        let mut further: HashMap<_, usize> =
            places.map(|(at, address)| ((&address.name, address.nth), at)).collect();
        for plan in &self.parts {
            match further.remove(&(&plan.address.name, plan.address.nth)) {
                Some(at) => plan.check(&parts[at], &plan.path, out),
                None => out.push(|| {
                    let path = plan.path.clone();
                    let expected = Value::text(&plan.address.shown());
                    (Location::Body { path }, MismatchKind::Missing { expected })
                }),
            }
            if out.is_decided() {
                return;
            }
        }
        if further.is_empty() {
            return;
        }
        // The first of each name.
        let plans = self.parts.iter().rev();
        let plans: HashMap<_, _> = plans.map(|plan| (&plan.address.name, plan)).collect();
        for (address, part) in addresses.iter().zip(&parts) {
            if further.contains_key(&(&address.name, address.nth)) {
                self.check_further(plans.get(&address.name).copied(), address, part, out);
            }
            if out.is_decided() {
                return;
            }
        }
    }

    fn specificity(&self) -> u64 {
        let of_headers = |part: &PartPlan| part.headers.iter().map(PartHeader::specificity).sum();
        let of_part = |part: &PartPlan| part.body.specificity().saturating_add(of_headers(part));
        self.parts.iter().map(of_part).fold(0, u64::saturating_add)
    }
}
