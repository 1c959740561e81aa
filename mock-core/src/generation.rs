//! Values made afresh: the generators of a request, a response or a message, applied to its
//! example. Where each value goes is settled once, for every content type in the same way, and an
//! exchange is the example with the values put in.

use std::cmp::Reverse;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};

use crate::content::{BodyContext, ContentMatchers, Direction, ValuePlace};
use crate::exchange::{ReceivedMessage, ReceivedRequest, ReceivedResponse};
use crate::generator::{Generator, GeneratorContext, Making};
use crate::json::{Document, JsonText};
use crate::matching::Compilation;
use crate::order::order;
use crate::pact::{
    Category, Content, GeneratorEntry, Generators, MatchingRules, Message, Request, Response,
};
use crate::path::{PathExpr, Segment};
use crate::rule::MatchingRule;

/// A body in which some values are made afresh.
#[derive(Debug, Default)]
pub(crate) struct BodyTemplate {
    /// The places in the example, in its order and apart from each other.
    places: Vec<(ValuePlace, Generator)>,
}

impl BodyTemplate {
    /// Finds the places that the generators for the body lead to.
    pub(crate) fn compile(
        example: Option<&Content>,
        generators: &Generators,
        rules: &MatchingRules,
        matchers: &ContentMatchers,
    ) -> Self {
        let Some(example) = example else { return Self::default() };
        let mut found = Vec::new();
        let own = generators.iter().filter(|entry| entry.category == Category::Body).cloned();
        for entry in own.chain(of_variants(rules)) {
            let path = entry.path.segments();
            let wild = path.iter().filter(|one| matches!(one, Segment::AnyKey | Segment::AnyIndex));
            let wild = wild.count();
            let places = matchers.places(example, path).into_iter();
            found.extend(places.map(|place| (place, wild, entry.generator.clone())));
        }
        // A value inside of one that is replaced as a whole is gone with it; of two generators for
        // one value the one that names it counts.
        let rank = |at: usize| {
            let (place, wild, _): &(ValuePlace, usize, Generator) = &found[at];
            (place.range.start, Reverse(place.range.end), *wild)
        };
        let order = order(found.len(), &|one, two| rank(one).cmp(&rank(two)));
        let mut places: Vec<(ValuePlace, Generator)> = Vec::new();
        let mut end = 0;
        for (place, _, generator) in order.into_iter().map(|at| found[at].clone()) {
            let is_same = places.last().is_some_and(|(last, _)| last.range == place.range);
            if place.range.start >= end && !is_same {
                end = place.range.end;
                places.push((place, generator));
            }
        }
        Self { places }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The example with fresh values in their places.
    pub(crate) fn fill(&self, example: &Bytes, making: &mut Making<'_>) -> Bytes {
        let mut out = Vec::with_capacity(example.len());
        let mut done = 0;
        for (place, generator) in &self.places {
            let written = generator.generate(making).and_then(|generated| place.write(generated));
            if let Some(written) = written {
                out.extend_from_slice(&example[done..place.range.start]);
                out.extend_from_slice(&written);
                done = place.range.end;
            }
        }
        if done == 0 && out.is_empty() {
            return example.clone();
        }
        out.extend_from_slice(&example[done..]);
        Bytes::from(out)
    }
}

/// Says what keeps values from being made: generators and content types whose feature is off.
pub(crate) fn refuse(
    example: Option<&Content>,
    generators: &Generators,
    matchers: &ContentMatchers,
    compilation: &mut Compilation,
) {
    for entry in generators.iter() {
        if let Generator::Other(other) = &entry.generator
            && let Some(feature) = other.feature()
        {
            let name = other.name();
            let message =
                format!("the generator \"{name}\" needs the feature \"{feature}\" of mock-runtime");
            compilation.problem_at(&entry.place, message);
        }
    }
    let is_generated = generators.iter().any(|entry| entry.category == Category::Body);
    if let Some(example) = example.filter(|_| is_generated) {
        // A content type that is off says so; nothing else is asked of it.
        let rules = MatchingRules::default();
        BodyContext::new(&rules, Direction::Response, matchers, compilation).compile(example);
    }
}

/// The generators that variants of `arrayContains` rules bring, each for the element of the
/// example that shows its variant.
fn of_variants(rules: &MatchingRules) -> Vec<GeneratorEntry> {
    let mut entries = Vec::new();
    for entry in rules.iter().filter(|entry| entry.category == Category::Body) {
        for rule in &entry.list.rules {
            let MatchingRule::ArrayContains(rule) = rule else { continue };
            for variant in &rule.variants {
                let element =
                    [entry.path.segments(), &[Segment::Index(variant.index as u64)]].concat();
                let nested = of_variants(&variant.rules);
                for inner in variant.generators.iter().chain(&nested) {
                    let segments = [&element, inner.path.segments()].concat();
                    let path = PathExpr::from_segments(inner.path.as_str(), &segments);
                    entries.push(GeneratorEntry { path, ..inner.clone() });
                }
            }
        }
    }
    entries
}

/// The generators of a category that has one value.
fn single(generators: &Generators, category: Category) -> Option<&Generator> {
    let mut entries = generators.iter().filter(|entry| entry.category == category);
    entries.next().map(|entry| &entry.generator)
}

/// The generators of a category whose values have names, by name.
pub(crate) fn named(
    generators: &Generators,
    category: Category,
) -> impl Iterator<Item = (&str, &Generator)> {
    let entries = generators.iter().filter(move |entry| entry.category == category);
    entries.filter_map(|entry| match entry.path.segments() {
        [Segment::Key(name), ..] => Some((name.as_str(), &entry.generator)),
        _ => None,
    })
}

/// A status that can be sent at the end of a request.
pub(crate) fn generated_status(generator: &Generator, making: &mut Making<'_>) -> Option<u16> {
    let status = generator.generate(making)?.into_text().parse().ok()?;
    (200..=999).contains(&status).then_some(status)
}

/// Puts a fresh value into every line of a header; a header that is not there gets one.
pub(crate) fn generate_header(
    headers: &mut http::HeaderMap,
    name: &HeaderName,
    generator: &Generator,
    making: &mut Making<'_>,
) {
    let lines = headers.get_all(name).iter().count().max(1);
    let values: Vec<HeaderValue> = (0..lines)
        .filter_map(|_| generator.generate(making))
        .filter_map(|value| HeaderValue::try_from(value.into_text()).ok())
        .collect();
    if values.is_empty() {
        return;
    }
    headers.remove(name);
    headers.extend(values.into_iter().map(|value| (name.clone(), value)));
}

fn generate_headers(
    headers: &mut http::HeaderMap,
    generators: &Generators,
    making: &mut Making<'_>,
) {
    for (name, generator) in named(generators, Category::Header) {
        if let Ok(name) = name.parse() {
            generate_header(headers, &name, generator, making);
        }
    }
}

fn generate_body(
    example: Option<&Content>,
    generators: &Generators,
    rules: &MatchingRules,
    making: &mut Making<'_>,
) -> Bytes {
    let Some(content) = example else { return Bytes::new() };
    let template = BodyTemplate::compile(example, generators, rules, &ContentMatchers::new());
    template.fill(&content.bytes, making)
}

impl Request {
    /// The request that the contract shows, with its generators' values: what is sent to a
    /// provider to see whether it keeps the contract.
    ///
    /// ```
    /// let pact = mock_core::Pact::parse(r#"{"interactions": [{"request": {
    ///     "path": "/orders/1",
    ///     "generators": {"path": {"type": "RandomInt", "min": 7, "max": 7}}
    /// }}]}"#).unwrap();
    /// let request = &pact.interactions[0].http().unwrap().request;
    /// assert_eq!(request.generated(&Default::default()).path, "7");
    /// ```
    pub fn generated(&self, context: &GeneratorContext) -> ReceivedRequest {
        let mut making = Making::new(context);
        let mut request = self.example();
        let mut text = |category| single(&self.generators, category)?.generate(&mut making);
        if let Some(path) = text(Category::Path) {
            request.path = path.into_text();
        }
        if let Some(method) = text(Category::Method) {
            request.method = method.into_text().parse().unwrap_or(request.method);
        }
        let mut query = self.query.clone();
        for (name, generator) in named(&self.generators, Category::Query) {
            for value in query.values_mut(name) {
                let generated = generator.generate(&mut making);
                *value = generated.map(|one| one.into_text()).or_else(|| value.take());
            }
        }
        request.query = Some(query.to_string()).filter(|query| !query.is_empty());
        generate_headers(&mut request.headers, &self.generators, &mut making);
        request.body =
            generate_body(self.body.content(), &self.generators, &self.rules, &mut making);
        request
    }
}

impl Response {
    /// The response that the contract shows, with its generators' values.
    pub fn generated(&self, context: &GeneratorContext) -> ReceivedResponse {
        let mut making = Making::new(context);
        let mut response = self.example();
        let status = single(&self.generators, Category::Status);
        if let Some(status) = status.and_then(|one| generated_status(one, &mut making)) {
            response.status = status;
        }
        generate_headers(&mut response.headers, &self.generators, &mut making);
        response.body =
            generate_body(self.body.content(), &self.generators, &self.rules, &mut making);
        response
    }
}

impl Message {
    /// The message that the contract shows, with its generators' values: what its consumer
    /// receives.
    ///
    /// ```
    /// let pact = mock_core::Pact::parse(r#"{"messages": [{
    ///     "description": "order placed", "contents": {"id": 1},
    ///     "generators": {"body": {"$.id": {"type": "RandomInt", "min": 7, "max": 7}}}
    /// }]}"#).unwrap();
    /// let message = pact.interactions[0].message().unwrap();
    /// assert_eq!(message.generated(&Default::default()).contents, r#"{"id":7}"#);
    /// ```
    pub fn generated(&self, context: &GeneratorContext) -> ReceivedMessage {
        let mut making = Making::new(context);
        let mut message = self.example();
        message.contents =
            generate_body(self.contents.content(), &self.generators, &self.rules, &mut making);
        for entry in self.generators.iter().filter(|entry| entry.category == Category::Metadata) {
            if let [Segment::Key(name), path @ ..] = entry.path.segments() {
                let value = message.metadata_mut(name);
                if let Some(generated) = generate_json(value, path, &entry.generator, &mut making) {
                    *value = generated;
                }
            }
        }
        message
    }
}

/// A JSON value in which what the path leads to is made afresh.
fn generate_json(
    example: &JsonText,
    path: &[Segment],
    generator: &Generator,
    making: &mut Making<'_>,
) -> Option<JsonText> {
    let mut text = example.as_str().to_owned();
    // From the end, so that the places before stay where they are.
    for place in crate::content::json_places(text.as_bytes(), path).into_iter().rev() {
        let value = generator.generate(making)?;
        text.replace_range(place.range, &place.notation.write(value));
    }
    Document::parse(text).ok().map(|document| document.root().into())
}
