//! What the benches work on: contracts of any size, and requests that fit them or do not.

// Each bench is a crate of its own, and takes what it needs.
#![allow(dead_code)]

use std::fmt;
use std::sync::Arc;

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method};
use mock_core::{Pact, Plan, ReceivedRequest, Session};
use serde_json::{Value, json};

/// The JSON that a body is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// Texts, numbers, nested objects and a list, as bodies mostly are.
    OneKilobyte,
    /// A list of similar objects.
    OneMegabyte,
    /// Objects and lists in one another, 200 levels.
    Deep,
    /// A list of 10,000 numbers.
    LongList,
    /// An object of 10,000 members.
    WideObject,
}

/// A body, and whether it must be equal to the contract's or fit rules.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body {
    pub(crate) shape: Shape,
    pub(crate) has_rules: bool,
}

impl Body {
    pub(crate) const fn exact(shape: Shape) -> Self {
        Self { shape, has_rules: false }
    }

    pub(crate) const fn ruled(shape: Shape) -> Self {
        Self { shape, has_rules: true }
    }

    pub(crate) const ALL: [Self; 10] = [
        Self::exact(Shape::OneKilobyte),
        Self::ruled(Shape::OneKilobyte),
        Self::exact(Shape::OneMegabyte),
        Self::ruled(Shape::OneMegabyte),
        Self::exact(Shape::Deep),
        Self::ruled(Shape::Deep),
        Self::exact(Shape::LongList),
        Self::ruled(Shape::LongList),
        Self::exact(Shape::WideObject),
        Self::ruled(Shape::WideObject),
    ];

    /// The body in the contract. Where lists may be longer, it is the example of an element.
    pub(crate) fn expected(self, number: usize) -> Value {
        match self.shape {
            Shape::OneKilobyte => parcel(number, &json!(true)),
            Shape::OneMegabyte if self.has_rules => readings(1, json!("Taken by hand.")),
            Shape::OneMegabyte => readings(READINGS, json!("Taken by hand.")),
            Shape::Deep => nested(200, json!(1)),
            Shape::LongList if self.has_rules => json!([1]),
            Shape::LongList => numbers(json!(1)),
            Shape::WideObject => members(json!(1)),
        }
    }

    /// The rules of the contract for it.
    pub(crate) fn rules(self) -> Option<Value> {
        self.has_rules.then(|| match self.shape {
            Shape::OneKilobyte => parcel_rules(),
            Shape::OneMegabyte => readings_rules(),
            Shape::Deep => json!({"$": like()}),
            Shape::LongList => json!({"$": {"matchers": [{"match": "type", "min": 1}]}}),
            Shape::WideObject => json!({"$.*": like()}),
        })
    }

    /// A body that fits, as another program would write it: laid out over lines, and with other
    /// values where a rule allows it.
    pub(crate) fn fitting(self, number: usize) -> String {
        self.sent(number, true)
    }

    /// A body of which one value, far behind or deep inside, is not what was expected.
    pub(crate) fn differing(self, number: usize) -> String {
        self.sent(number, false)
    }

    fn sent(self, number: usize, fits: bool) -> String {
        let number = if self.has_rules { number + 100_000 } else { number };
        let last = match (fits, self.has_rules) {
            (false, _) => json!("one"),
            (true, true) => json!(2),
            (true, false) => json!(1),
        };
        let body = match self.shape {
            Shape::OneKilobyte => parcel(number, &if fits { json!(true) } else { json!("yes") }),
            Shape::OneMegabyte => {
                readings(READINGS, if fits { json!("Taken by hand.") } else { json!(404) })
            }
            Shape::Deep => nested(200, last),
            Shape::LongList => numbers(last),
            Shape::WideObject => members(last),
        };
        format!("{body:#}")
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shape = match self.shape {
            Shape::OneKilobyte => "1 kB",
            Shape::OneMegabyte => "1 MB",
            Shape::Deep => "deep",
            Shape::LongList => "long list",
            Shape::WideObject => "wide object",
        };
        write!(f, "{shape}, {}", if self.has_rules { "rules" } else { "exact" })
    }
}

/// How many readings are 1 MB when they are laid out over lines.
const READINGS: usize = 2_800;

fn parcel(number: usize, fragile: &Value) -> Value {
    json!({
        "number": number,
        "sender": {
            "name": format!("Sender {number}"),
            "mail": format!("sender{number}@example.org"),
            "address": {
                "street": "4 Harbour Road", "town": "Seaside", "postcode": "20457", "country": "DE"
            }
        },
        "posted": "2025-03-09T08:15:00Z",
        "service": "EXPRESS",
        "weight": 2.75 + number as f64,
        "items": [
            {"code": "LAMP-0017", "label": "Brass table lamp", "count": 1, "value": 48.5},
            {"code": "BULB-0230", "label": "Bulb, warm white, 4 W", "count": 6, "value": 2.25},
            {"code": "CORD-0009", "label": "Textile cord, black, 3 m", "count": 2, "value": 7.75}
        ],
        "instructions": "The bell at the front gate does not work: please use the side entrance.",
        "treatment": {"insured": true, "fragile": fragile}
    })
}

fn like() -> Value {
    json!({"matchers": [{"match": "type"}]})
}

fn regex(regex: &str) -> Value {
    json!({"matchers": [{"match": "regex", "regex": regex}]})
}

fn parcel_rules() -> Value {
    json!({
        "$.number": like(),
        "$.sender.name": like(),
        "$.sender.mail": regex(r"^[a-z0-9]+@[a-z.]+\.org$"),
        "$.sender.address.postcode": regex(r"^\d{5}$"),
        "$.posted": regex(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"),
        "$.service": regex("^[A-Z]+$"),
        "$.weight": like(),
        "$.items": {"matchers": [{"match": "type", "min": 1}]},
        "$.items[*].code": regex(r"^[A-Z]{4}-\d{4}$"),
        "$.items[*].label": like(),
        "$.items[*].count": like(),
        "$.items[*].value": like(),
        "$.instructions": like(),
        "$.treatment": like()
    })
}

fn readings(count: usize, last: Value) -> Value {
    let reading = |number| {
        json!({
            "number": number,
            "sensor": "HALL-12",
            "note": format!("reading {number} of the night shift"),
            "celsius": 21.5,
            "place": {"floor": "second", "shelf": number % 100},
            "flags": ["calibrated", "indoor"],
            "comment": "Taken by hand."
        })
    };
    let mut readings: Vec<_> = (0..count).map(reading).collect();
    readings[count - 1]["comment"] = last;
    json!({"readings": readings})
}

fn readings_rules() -> Value {
    json!({
        "$.readings": {"matchers": [{"match": "type", "min": 1}]},
        "$.readings[*].*": like(),
        "$.readings[*].flags": {"matchers": [{"match": "type", "min": 1}]}
    })
}

fn nested(levels: usize, innermost: Value) -> Value {
    (0..levels / 2).fold(innermost, |inner, level| json!([{"level": level, "inner": inner}]))
}

fn numbers(last: Value) -> Value {
    let mut numbers = vec![json!(1); 10_000];
    numbers[9_999] = last;
    numbers.into()
}

fn members(last: Value) -> Value {
    let mut members: serde_json::Map<_, _> =
        (0..10_000).map(|number| (format!("member-{number:04}"), json!(1))).collect();
    members["member-9999"] = last;
    members.into()
}

/// How the interactions of a contract are addressed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paths {
    /// Each has a path of its own.
    Literal,
    /// Each has a rule for its path, and no path fits two.
    Rules,
}

impl Paths {
    /// A path that fits the interaction of this number.
    pub(crate) fn of(self, number: usize) -> String {
        match self {
            Self::Literal => format!("/parcels/{number}"),
            Self::Rules => format!("/depots/{number}/parcels/17"),
        }
    }

    fn rule(self, number: usize) -> Option<Value> {
        let rule = || regex(&format!(r"^/depots/{number}/parcels/\d+$"));
        matches!(self, Self::Rules).then(rule)
    }
}

/// The text of a contract: so many interactions, addressed so, with such bodies or none.
pub(crate) fn contract(interactions: usize, paths: Paths, body: Option<Body>) -> String {
    let interaction = |number| {
        let mut rules = json!({});
        let mut request = json!({
            "method": if body.is_some() { "POST" } else { "GET" },
            "path": paths.of(number)
        });
        if let Some(body) = body {
            request["headers"] = json!({"Content-Type": "application/json"});
            request["body"] = body.expected(number);
            rules["body"] = body.rules().unwrap_or_else(|| json!({}));
        }
        if let Some(rule) = paths.rule(number) {
            rules["path"] = rule;
        }
        request["matchingRules"] = rules;
        json!({
            "description": format!("parcel {number}"),
            "request": request,
            "response": {
                "status": 200,
                "headers": {"Content-Type": "application/json"},
                "body": {"number": number, "state": "accepted", "track": format!("/tracks/{number}")}
            }
        })
    };
    contract_with(&(0..interactions).map(interaction).collect())
}

/// The text of a contract with one interaction, whose response has this body.
pub(crate) fn contract_of_response(body: Body) -> String {
    let rules = body.rules().unwrap_or_else(|| json!({}));
    contract_with(&json!([{
        "description": "track",
        "request": {"method": "GET", "path": "/tracks/0"},
        "response": {
            "status": 200,
            "headers": {"Content-Type": "application/json"},
            "body": body.expected(0),
            "matchingRules": {"body": rules}
        }
    }]))
}

fn contract_with(interactions: &Value) -> String {
    let contract = json!({
        "consumer": {"name": "Sender"},
        "provider": {"name": "Carrier"},
        "interactions": interactions,
        "metadata": {"pactSpecification": {"version": "3.0.0"}}
    });
    contract.to_string()
}

pub(crate) fn pact(text: &str) -> Pact {
    Pact::parse(text).expect("the contract can be read")
}

pub(crate) fn plan(text: &str) -> Plan {
    Plan::compile(&pact(text)).expect("the contract can be served")
}

pub(crate) fn session(text: &str) -> Session {
    Session::new(Arc::new(plan(text)))
}

/// A session that has answered this request once, so that what is made on first use is there and
/// nothing is measured that is not what its name says.
pub(crate) fn tried_session(text: &str, request: &ReceivedRequest, fits: bool) -> Session {
    let session = session(text);
    session.respond(request.clone());
    let verdict = &session.exchanges()[0].verdict;
    assert_eq!(verdict.is_match(), fits, "{verdict:?}");
    session.reset();
    session
}

pub(crate) fn get(path: impl Into<String>) -> ReceivedRequest {
    let mut request = ReceivedRequest::new(Method::GET, path);
    request.headers = headers();
    request
}

pub(crate) fn post(path: impl Into<String>, body: String) -> ReceivedRequest {
    let mut request = ReceivedRequest::new(Method::POST, path);
    request.headers = headers();
    request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request.body = body.into();
    request
}

/// What clients send with every request.
fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("host", HeaderValue::from_static("127.0.0.1:4096"));
    headers.insert("accept", HeaderValue::from_static("*/*"));
    headers.insert("user-agent", HeaderValue::from_static("client/1.0"));
    headers
}
