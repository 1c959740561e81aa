//! Value against plan. Nothing here allocates while values match.

use std::borrow::Cow;

use super::{Children, Elements, Field, Further, Length, Members, Node, Others};
use crate::json::{Document, Json, Kind};
use crate::matching::RuleSet;
use crate::mismatch::{First, Location, MismatchKind, Mismatches};
use crate::path::Path;
use crate::value::{ValueRef, cut};

impl Node {
    pub(super) fn check(
        &self,
        document: &Document<'_>,
        path: Path<'_>,
        actual: Json<'_>,
        out: &mut Mismatches,
    ) {
        // Without an example a value is compared with itself: only rules have a say.
        let expected = self.expected.map_or(actual, |id| document.value(id));
        let is_container = |value: Json<'_>| value.kind().is_container();
        let differ = expected.kind() != actual.kind();
        if differ && (is_container(expected) || is_container(actual)) {
            return self.check_other_kind(expected, path, actual, out);
        }
        if let Children::Alternatives(plans) = &self.children {
            if !plans.iter().any(|plan| plan.fits(document, actual)) && out.fail() {
                // The alternative that is nearest is what was meant.
                let explain = |plan: &Self| {
                    let mut all = out.of_alternative();
                    plan.check(document, path, actual, &mut all);
                    all
                };
                let nearest = plans.iter().map(explain).min_by_key(Mismatches::weight);
                nearest.into_iter().for_each(|nearest| out.append(nearest));
            }
            return;
        }
        let location = || Location::body(path);
        let (example, value) = (ValueRef::Json(expected), ValueRef::Json(actual));
        match &self.rules {
            Some(rules) if rules.accepts_kind(expected.kind(), actual.kind()) => {}
            Some(rules) => rules.check(location, example, value, out),
            None if is_container(expected) => {}
            None if expected.equals(actual) => {}
            None => out.not_equal(location, example, value),
        }
        if out.is_decided() {
            return;
        }
        match &self.children {
            Children::None | Children::Alternatives(_) => {}
            Children::Members(members) => members.check(document, path, actual, out),
            Children::Elements(elements) => elements.check(document, path, expected, actual, out),
            Children::Variants(variants) => check_variants(variants, document, path, actual, out),
            Children::AnyOrder(elements) => elements.check(document, path, actual, out),
        }
    }

    /// Whether a value fits, wherever it stands.
    pub(super) fn fits(&self, document: &Document<'_>, actual: Json<'_>) -> bool {
        let mut probe = Mismatches::probe();
        self.check(document, Path::Root, actual, &mut probe);
        !probe.is_failed()
    }

    /// A container where a plain value is expected, or the other way round. In the place of a
    /// container only an alternative (`combine: OR`) that stands right here allows something else,
    /// such as `null`.
    fn check_other_kind(
        &self,
        expected: Json<'_>,
        path: Path<'_>,
        actual: Json<'_>,
        out: &mut Mismatches,
    ) {
        let (example, value) = (ValueRef::Json(expected), ValueRef::Json(actual));
        let location = || Location::body(path);
        if !expected.kind().is_container() {
            return match &self.rules {
                Some(rules) => rules.check(location, example, value, out),
                None => out.not_equal(location, example, value),
            };
        }
        let allows = |rules: &RuleSet| rules.is_alternative() && rules.accepts(example, value);
        if !self.rules.as_ref().is_some_and(allows) {
            out.push_weighing(example.count() + value.count(), || {
                let (expected, actual) = (example.to_value(), value.to_value());
                (location(), MismatchKind::Type { expected, actual })
            });
        }
    }

    pub(super) fn specificity(&self) -> u64 {
        let own = if self.rules.is_some() { 1 } else { 2 };
        let below: u64 = match &self.children {
            Children::None => 0,
            Children::Alternatives(plans) => {
                plans.iter().map(Self::specificity).min().unwrap_or_default()
            }
            Children::Members(members) => {
                members.fields.iter().map(|field| field.node.specificity()).sum()
            }
            Children::Elements(elements) => elements.items.iter().map(Self::specificity).sum(),
            Children::AnyOrder(elements) => elements.items.iter().map(Self::specificity).sum(),
            Children::Variants(variants) => {
                variants.iter().map(|(_, node)| node.specificity()).sum()
            }
        };
        own + below
    }
}

impl Members {
    fn check(
        &self,
        document: &Document<'_>,
        path: Path<'_>,
        actual: Json<'_>,
        out: &mut Mismatches,
    ) {
        // Most clients send members in the order of the example, and each once. The names are
        // compared before anything below, which must not be looked at twice.
        let mut members = actual.members();
        let in_order = self.names.is_none()
            && self
                .fields
                .iter()
                .all(|field| members.next().is_some_and(|(key, _)| key.is_str(&field.name)))
            && members.next().is_none();
        if !in_order {
            return self.check_in_any_order(document, path, actual, out);
        }
        for (field, (_, value)) in self.fields.iter().zip(actual.members()) {
            field.node.check(document, path.key(&field.name), value, out);
            if out.is_decided() {
                return;
            }
        }
    }

    fn find(&self, key: Json<'_>) -> Option<usize> {
        let name = key.as_str()?;
        let fields = &self.fields;
        let at = self.by_name.binary_search_by(|at| (*fields[*at as usize].name).cmp(&name));
        at.ok().map(|at| self.by_name[at] as usize)
    }

    fn check_in_any_order(
        &self,
        document: &Document<'_>,
        path: Path<'_>,
        actual: Json<'_>,
        out: &mut Mismatches,
    ) {
        let mut found: Vec<Option<Json<'_>>> = vec![None; self.fields.len()];
        let mut others: Vec<(Json<'_>, Json<'_>)> = Vec::new();
        for (key, value) in actual.members() {
            match self.find(key) {
                // Of a repeated name the last counts.
                Some(at) => found[at] = Some(value),
                None => others.push((key, value)),
            }
        }
        self.check_names(path, actual, out);
        let is_complete = found.iter().all(Option::is_some);
        if !self.others.allow(is_complete, others.len()) && out.fail() {
            let keys = self.keys(document, actual);
            out.push_weighing(keys.weight(), || (Location::body(path), keys.mismatch()));
        }
        for (field, value) in self.fields.iter().zip(found) {
            if out.is_decided() {
                return;
            }
            if let Some(value) = value {
                field.node.check(document, path.key(&field.name), value, out);
            }
        }
        let Others::Like(Some(like)) = &self.others else {
            return;
        };
        for (key, value) in others {
            like.check(document, path.key(&key.as_str().unwrap_or_default()), value, out);
            if out.is_decided() {
                return;
            }
        }
    }

    /// Checks the names themselves, where a rule holds for them.
    fn check_names(&self, path: Path<'_>, actual: Json<'_>, out: &mut Mismatches) {
        let Some(names) = &self.names else { return };
        for (key, _) in actual.members() {
            let name = key.as_str().unwrap_or_default();
            let value = ValueRef::Text(&name);
            names.check(|| Location::body(path.key(&name)), value, value, out);
        }
    }

    fn keys<'a>(&'a self, document: &'a Document<'_>, actual: Json<'a>) -> Keys<'a> {
        let open = matches!(self.others, Others::Ignored);
        let received = actual.sorted_members();
        let is_absent = |field: &&Field| {
            received.binary_search_by(|(name, _)| (**name).cmp(&field.name)).is_err()
        };
        let absent = self.fields.iter().filter(is_absent);
        let example = |field: &'a Field| {
            Some((Cow::Borrowed(&*field.name), document.value(field.node.expected?)))
        };
        let missing = absent.filter_map(example).collect();
        let by_name = self.by_name.iter().map(|at| &*self.fields[*at as usize].name);
        let expected: Vec<&str> = by_name.collect();
        let is_other = |name: &str| !open && expected.binary_search(&name).is_err();
        let others = received.iter().filter(|(name, _)| is_other(name));
        let unexpected = others.cloned().collect();
        let actual = received.into_iter().map(|(name, _)| name).collect();
        Keys { expected, actual, missing, unexpected, open }
    }
}

/// The names of an object's members, and which of them are wrong.
struct Keys<'a> {
    expected: Vec<&'a str>,
    actual: Vec<Cow<'a, str>>,
    missing: Vec<(Cow<'a, str>, Json<'a>)>,
    unexpected: Vec<(Cow<'a, str>, Json<'a>)>,
    open: bool,
}

impl Keys<'_> {
    fn weight(&self) -> usize {
        self.missing.iter().chain(&self.unexpected).map(|(_, value)| value.count()).sum()
    }

    fn mismatch(&self) -> MismatchKind {
        let name = |name: &str| cut(name).into_owned();
        let member = |(key, value): &(Cow<'_, str>, Json<'_>)| {
            (name(key), ValueRef::Json(*value).to_value())
        };
        MismatchKind::Keys {
            expected: First::of(self.expected.iter(), |one| name(one)),
            actual: First::of(self.actual.iter(), |one| name(one)),
            missing: First::of(self.missing.iter(), member),
            unexpected: First::of(self.unexpected.iter(), member),
            open: self.open,
        }
    }
}

impl Others {
    /// Whether it is right that members are missing, or that there are others.
    fn allow(&self, is_complete: bool, others: usize) -> bool {
        match self {
            Self::Refused => is_complete && others == 0,
            Self::Ignored => is_complete,
            Self::Like(_) => true,
        }
    }
}

impl Elements {
    /// What an element fits that the example does not have.
    fn further(&self) -> Option<&Node> {
        match &self.others {
            Further::Free => None,
            Further::LikeFirst => self.items.first(),
            Further::Like(node) => Some(node),
        }
    }

    fn check(
        &self,
        document: &Document<'_>,
        path: Path<'_>,
        expected: Json<'_>,
        actual: Json<'_>,
        out: &mut Mismatches,
    ) {
        let mut count = 0;
        for (index, value) in actual.elements().enumerate() {
            count += 1;
            let named = || self.named.iter().find(|(at, _)| *at == index).map(|(_, node)| node);
            let node = self.items.get(index).or_else(named).or_else(|| self.further());
            if let Some(node) = node {
                node.check(document, path.index(index), value, out);
                if out.is_decided() {
                    return;
                }
            }
        }
        let too_few = count < self.items.len() && self.length != Length::Free;
        let too_many = count > self.items.len() && self.length == Length::Exact;
        if too_few {
            for (index, missing) in expected.elements().enumerate().skip(count) {
                let expected = ValueRef::Json(missing);
                out.push_weighing(expected.count(), || {
                    let kind = MismatchKind::Missing { expected: expected.to_value() };
                    (Location::body(path.index(index)), kind)
                });
            }
        }
        if too_few || too_many {
            out.push(|| {
                let kind = MismatchKind::Length { expected: self.items.len(), actual: count };
                (Location::body(path), kind)
            });
        }
    }
}

fn check_variants(
    variants: &[(usize, Node)],
    document: &Document<'_>,
    path: Path<'_>,
    actual: Json<'_>,
    out: &mut Mismatches,
) {
    if actual.kind() != Kind::Array {
        return;
    }
    let comparisons = out.comparisons();
    let mut absent: Vec<&(usize, Node)> = Vec::new();
    for (number, variant) in variants.iter().enumerate() {
        let fits = |element| comparisons.compare(number, || variant.1.fits(document, element));
        let is_there = actual.elements().any(fits);
        if !is_there && comparisons.reached(number) {
            absent.push(variant);
        }
        if !comparisons.go_on(is_there) {
            break;
        }
    }
    if let Some(kind) = comparisons.mismatch() {
        out.push_weighing(1, || (Location::body(path), kind));
    }
    for (index, variant) in absent {
        out.push_weighing(1, || {
            let example = variant.expected.map_or(actual, |id| document.value(id));
            let expected = ValueRef::Json(example).to_value();
            (Location::body(path), MismatchKind::Variant { index: *index, expected })
        });
    }
}
