//! Requests with rules in every part, in the spellings of all versions.

use http::Method;
use http::header::{HeaderName, HeaderValue};
use mock_core::ReceivedRequest;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::rules::{RuledBody, TEXTS, rule_for_list, rule_for_text, ruled_body};
use super::tree::quoted;

/// The values under one name, and a rule that all of them fit.
#[derive(Clone, Debug)]
pub(super) struct Named {
    name: &'static str,
    values: Vec<&'static str>,
    rule: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum AnyBody {
    Missing,
    Json(RuledBody),
    Form(Vec<Named>),
    Text(&'static str, Option<String>),
    #[cfg(feature = "xml")]
    Xml(crate::xml::laws::Ruled),
}

/// What a contract says of a request, or, without the first three fields, of a response.
#[derive(Clone, Debug)]
pub(super) struct Part {
    path: &'static str,
    path_rule: Option<String>,
    query: Vec<Named>,
    headers: Vec<Named>,
    pub(super) body: AnyBody,
}

const PATHS: [&str; 5] = ["/", "/orders/42", "/a b/ü", "/%41/b;c=1", "/it's/$.a"];

fn texts() -> impl Strategy<Value = Vec<&'static str>> {
    let one = || select(TEXTS).prop_map(|(text, _)| text);
    prop_oneof![(one(), 1..3_usize).prop_map(|(text, count)| vec![text; count]), vec(one(), 1..3)]
}

fn named(names: &'static [&'static str]) -> impl Strategy<Value = Vec<Named>> {
    let one = (texts(), any::<Option<usize>>());
    (prop::sample::subsequence(names, 0..=3), vec(one, 3)).prop_map(|(names, values)| {
        let one = |(name, (values, choice)): (_, (Vec<&'static str>, Option<usize>))| {
            let rule = choice.map(|choice| rule_for_list(&values, choice));
            Named { name, values, rule }
        };
        names.into_iter().zip(values).map(one).collect()
    })
}

fn any_body() -> impl Strategy<Value = AnyBody> {
    let body = plain_body();
    #[cfg(feature = "xml")]
    let body = prop_oneof![3 => body, 1 => crate::xml::laws::ruled().prop_map(AnyBody::Xml)];
    body
}

fn plain_body() -> impl Strategy<Value = AnyBody> {
    let names = &["a", "id[]", "x.y", "é ü"];
    prop_oneof![
        1 => Just(AnyBody::Missing),
        4 => ruled_body().prop_map(AnyBody::Json),
        2 => named(names).prop_map(AnyBody::Form),
        1 => (texts(), any::<Option<usize>>()).prop_map(|(texts, choice)| {
            let rule = choice.map(|choice| rule_for_text(&texts[..1], choice));
            AnyBody::Text(texts[0], rule)
        }),
    ]
}

pub(super) fn part() -> impl Strategy<Value = Part> {
    (
        (select(&PATHS[..]), any::<Option<usize>>()),
        named(&["a", "id[]", "x.y", "é ü", "it's"]),
        named(&["X-A", "Accept", "x-lower", "Content-Language"]),
        any_body(),
    )
        .prop_map(|((path, choice), query, headers, body)| {
            let path_rule = choice.map(|choice| rule_for_text(&[path], choice));
            Part { path, path_rule, query, headers, body }
        })
}

fn object(members: impl IntoIterator<Item = (String, String)>) -> String {
    let member = |(name, value): (String, String)| format!("{}: {value}", quoted(&name));
    format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(", "))
}

fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// Names and values as a query has them.
fn encoded(list: &[Named]) -> String {
    let pairs = list.iter().flat_map(|one| one.values.iter().map(|value| (one.name, *value)));
    let escaped = |text: &str| {
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02x}"),
        };
        text.bytes().map(byte).collect::<String>()
    };
    let pairs = pairs.map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn matchers(rule: &str) -> String {
    format!(r#"{{"matchers": [{rule}]}}"#)
}

/// A step of a path.
fn step(name: &str) -> String {
    format!("['{}']", name.replace('\'', r"\'"))
}

fn rules(list: &[Named]) -> impl Iterator<Item = (&Named, &String)> {
    list.iter().filter_map(|one| Some((one, one.rule.as_ref()?)))
}

impl AnyBody {
    /// Its type and its content, the content as the file has it.
    pub(super) fn written(&self) -> Option<(&'static str, String)> {
        match self {
            Self::Missing => None,
            Self::Json(body) => Some(("application/json", body.example.to_string())),
            Self::Form(fields) => {
                Some(("application/x-www-form-urlencoded", quoted(&encoded(fields))))
            }
            Self::Text(text, _) => Some(("text/plain", quoted(text))),
            #[cfg(feature = "xml")]
            Self::Xml(xml) => Some(("application/xml", quoted(&xml.text))),
        }
    }

    /// Each rule with its path behind the root.
    fn rules(&self) -> Vec<(String, String)> {
        match self {
            Self::Missing => Vec::new(),
            Self::Json(body) => body.rules.clone(),
            Self::Form(fields) => {
                rules(fields).map(|(one, rule)| (step(one.name), rule.clone())).collect()
            }
            Self::Text(_, rule) => rule.iter().map(|rule| (String::new(), rule.clone())).collect(),
            #[cfg(feature = "xml")]
            Self::Xml(xml) => xml.rules.clone(),
        }
    }

    pub(super) fn rules_by_category(&self) -> String {
        let rules = self.rules().into_iter();
        object(rules.map(|(path, rule)| (format!("${path}"), matchers(&rule))))
    }

    fn flat_rules(&self) -> Vec<(String, String)> {
        let rules = self.rules().into_iter();
        rules.map(|(path, rule)| (format!("$.body{path}"), rule)).collect()
    }
}

impl Part {
    /// The member of the headers, unless there are none.
    fn headers(&self) -> String {
        let own = self.headers.iter().map(|one| (one.name.to_owned(), list(&one.values)));
        let of_body = self.body.written();
        let of_body = of_body.map(|(kind, _)| ("Content-Type".to_owned(), quoted(kind)));
        let mut headers = own.chain(of_body).peekable();
        match headers.peek() {
            Some(_) => format!(r#""headers": {}, "#, object(headers)),
            None => String::new(),
        }
    }

    pub(super) fn rules_by_category(&self) -> String {
        let named = |list| object(rules(list).map(|(one, rule)| (one.name.into(), matchers(rule))));
        let mut categories = vec![
            ("query".to_owned(), named(&self.query)),
            ("header".to_owned(), named(&self.headers)),
            ("body".to_owned(), self.body.rules_by_category()),
        ];
        categories.extend(self.path_rule.iter().map(|rule| ("path".to_owned(), matchers(rule))));
        object(categories)
    }

    fn flat_rules(&self) -> String {
        let named = |word: &'static str, list| {
            rules(list)
                .map(move |(one, rule)| (format!("$.{word}{}", step(one.name)), rule.clone()))
        };
        let path = self.path_rule.iter().map(|rule| ("$.path".to_owned(), rule.clone()));
        let lines = named("query", &self.query).chain(named("headers", &self.headers)).chain(path);
        object(lines.chain(self.body.flat_rules()))
    }

    /// The members of a request as a version has them.
    pub(super) fn request(&self, version: &str) -> String {
        let query = match version < "3" {
            true => quoted(&encoded(&self.query)),
            false => object(self.query.iter().map(|one| (one.name.into(), list(&one.values)))),
        };
        let path = quoted(self.path);
        let rest = self.response(version);
        format!(r#""method": "PUT", "path": {path}, "query": {query}, {rest}"#)
    }

    /// The members that a request and a response have in common.
    pub(super) fn response(&self, version: &str) -> String {
        let rules = match version < "3" {
            true => self.flat_rules(),
            false => self.rules_by_category(),
        };
        let body = self.body.written().map(|(kind, content)| match version < "4" {
            true => format!(r#""body": {content}, "#),
            false => format!(r#""body": {{"content": {content}, "contentType": "{kind}"}}, "#),
        });
        let body = body.unwrap_or_default();
        format!(r#"{}{body}"matchingRules": {rules}"#, self.headers())
    }
}

/// What may be different about a request.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Nothing,
    Method,
    Path(&'static str),
    Query(Option<&'static str>),
    NoHeader(&'static str),
    Header(&'static str, &'static str),
    AnotherHeader(&'static str, &'static str),
    Body(String),
}

pub(super) fn change() -> impl Strategy<Value = Change> {
    let header = || select(&["X-A", "Accept", "X-Lower", "Content-Type"][..]);
    let value = || select(&["a", "42", "a, b", "", "text/xml", "application/json"][..]);
    let query =
        select(&[None, Some(""), Some("a=42"), Some("a=a&a=b&x.y"), Some("id[]=1.2.3")][..]);
    let bodies =
        ["", "a", "42", "{}", "[]", "null", "a=42", "a=a&x%2Ey=", r#"{"a": 1}"#, "[1, []]"];
    prop_oneof![
        Just(Change::Nothing),
        Just(Change::Method),
        select(&PATHS[..]).prop_map(Change::Path),
        query.prop_map(Change::Query),
        header().prop_map(Change::NoHeader),
        (header(), value()).prop_map(|(name, value)| Change::Header(name, value)),
        (header(), value()).prop_map(|(name, value)| Change::AnotherHeader(name, value)),
        select(Vec::from(bodies)).prop_map(|body| Change::Body(body.to_owned())),
    ]
}

impl Change {
    pub(super) fn apply(&self, mut request: ReceivedRequest) -> ReceivedRequest {
        let name = |name: &str| HeaderName::from_bytes(name.as_bytes()).unwrap();
        match self {
            Self::Nothing => {}
            Self::Method => request.method = Method::PATCH,
            Self::Path(path) => request.path = (*path).to_owned(),
            Self::Query(query) => request.query = query.map(ToOwned::to_owned),
            Self::NoHeader(header) => {
                request.headers.remove(name(header));
            }
            Self::Header(header, value) => {
                request.headers.insert(name(header), HeaderValue::from_static(value));
            }
            Self::AnotherHeader(header, value) => {
                request.headers.append(name(header), HeaderValue::from_static(value));
            }
            Self::Body(body) => request.body = body.clone().into(),
        }
        request
    }
}
