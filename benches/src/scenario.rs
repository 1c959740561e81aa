//! What the servers serve, and the request that the client sends.
//!
//! A scenario is data: mock-runtime gets it as a Pact contract, other servers build the same from
//! the expectations. The request always fits the last interaction, so that a server that tries
//! one after the other shows it.

use serde_json::{Value, json};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No body.
    Get,
    /// A body of 1 kB that must be equal.
    PostExact,
    /// A body of 1 kB that must fit type and regex rules.
    PostRules,
    /// A body of 1 MB: a list whose elements must be like the one example.
    PostEachLike,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] =
        [Self::Get, Self::PostExact, Self::PostRules, Self::PostEachLike];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::PostExact => "POST 1 kB, exact",
            Self::PostRules => "POST 1 kB, type and regex rules",
            Self::PostEachLike => "POST 1 MB, each like",
        }
    }

    fn method(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::PostExact | Self::PostRules | Self::PostEachLike => "POST",
        }
    }

    /// The body in the contract, which is an example where there are rules.
    fn expected_body(self, number: usize) -> Option<Value> {
        match self {
            Self::Get => None,
            Self::PostExact | Self::PostRules => Some(parcel(number)),
            Self::PostEachLike => Some(readings(1)),
        }
    }

    /// The rules for that body, which only a contract can have.
    pub(crate) fn body_rules(self) -> Option<Value> {
        match self {
            Self::Get | Self::PostExact => None,
            Self::PostRules => Some(parcel_rules()),
            Self::PostEachLike => Some(readings_rules()),
        }
    }

    /// The body that is sent. It is never the text of the contract, so that comparing bytes is
    /// not enough: it is laid out over lines, has other values where rules allow them, or both.
    fn sent_body(self, number: usize) -> Option<String> {
        match self {
            Self::Get => None,
            Self::PostExact => Some(format!("{:#}", parcel(number))),
            Self::PostRules => Some(format!("{:#}", parcel(number + 100_000))),
            Self::PostEachLike => Some(readings(4_500).to_string()),
        }
    }
}

/// One interaction, for servers that are told what to expect by calls.
#[derive(Debug)]
#[cfg_attr(not(feature = "peers"), expect(dead_code, reason = "only the peers read all of it"))]
pub(crate) struct Expectation {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
    pub(crate) answer: String,
}

#[derive(Debug)]
pub(crate) struct Scenario {
    /// The text of a Pact contract.
    pub(crate) pact: String,
    pub(crate) expectations: Vec<Expectation>,
    /// A whole HTTP/1.1 request, as it is written to a connection.
    pub(crate) request: Vec<u8>,
}

impl Scenario {
    /// A number of interactions of a kind, each with a path of its own.
    pub(crate) fn new(kind: Kind, interactions: usize) -> Self {
        let expectations: Vec<_> = (0..interactions)
            .map(|number| Expectation {
                method: kind.method(),
                path: path(number),
                body: kind.expected_body(number),
                answer: answer(number).to_string(),
            })
            .collect();
        let last = interactions.saturating_sub(1);
        let request = request(kind.method(), &path(last), kind.sent_body(last).as_deref());
        Self { pact: pact(kind, interactions), expectations, request }
    }
}

fn path(number: usize) -> String {
    format!("/parcels/{number}")
}

fn answer(number: usize) -> Value {
    json!({"number": number, "state": "accepted", "track": format!("/parcels/{number}/track")})
}

fn pact(kind: Kind, interactions: usize) -> String {
    let interactions: Vec<_> = (0..interactions).map(|number| interaction(kind, number)).collect();
    json!({
        "consumer": {"name": "Sender"},
        "provider": {"name": "Carrier"},
        "interactions": interactions,
        "metadata": {"pactSpecification": {"version": "3.0.0"}}
    })
    .to_string()
}

fn interaction(kind: Kind, number: usize) -> Value {
    let mut request = json!({"method": kind.method(), "path": path(number)});
    if let Some(body) = kind.expected_body(number) {
        request["headers"] = json!({"Content-Type": "application/json"});
        request["body"] = body;
    }
    if let Some(rules) = kind.body_rules() {
        request["matchingRules"] = json!({"body": rules});
    }
    json!({
        "description": format!("parcel {number}"),
        "request": request,
        "response": {
            "status": 200,
            "headers": {"Content-Type": "application/json"},
            "body": answer(number)
        }
    })
}

fn request(method: &str, path: &str, body: Option<&str>) -> Vec<u8> {
    let content = body.map_or_else(String::new, |body| {
        format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len())
    });
    let body = body.unwrap_or_default();
    format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n{content}\r\n{body}")
        .into_bytes()
}

/// About 1 kB, with the things that bodies are made of: texts, numbers, nested objects, a list.
fn parcel(number: usize) -> Value {
    json!({
        "number": number,
        "sender": {
            "name": format!("Sender {number}"),
            "mail": format!("sender{number}@example.org"),
            "address": {"street": "4 Harbour Road", "town": "Seaside", "postcode": "20457", "country": "DE"}
        },
        "posted": "2025-03-09T08:15:00Z",
        "service": "EXPRESS",
        "weight": 2.75 + number as f64,
        "fragile": true,
        "items": [
            {"code": "LAMP-0017", "label": "Brass table lamp", "count": 1, "value": 48.5},
            {"code": "BULB-0230", "label": "Bulb, warm white, 4 W", "count": 6, "value": 2.25},
            {"code": "CORD-0009", "label": "Textile cord, black, 3 m", "count": 2, "value": 7.75}
        ],
        "instructions": "The bell at the front gate does not work: please use the side entrance and \
                         knock. If nobody is in, the bakery next door takes parcels until six; never \
                         leave it on the steps, since it would stand in the rain there."
    })
}

fn parcel_rules() -> Value {
    let like = || json!({"matchers": [{"match": "type"}]});
    let regex = |regex: &str| json!({"matchers": [{"match": "regex", "regex": regex}]});
    json!({
        "$.number": like(),
        "$.sender.name": like(),
        "$.sender.mail": regex(r"^[a-z0-9]+@[a-z.]+\.org$"),
        "$.sender.address.postcode": regex(r"^\d{5}$"),
        "$.posted": regex(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"),
        "$.service": regex("^[A-Z]+$"),
        "$.weight": like(),
        "$.fragile": like(),
        "$.items": {"matchers": [{"match": "type", "min": 1}]},
        "$.items[*].code": regex(r"^[A-Z]{4}-\d{4}$"),
        "$.items[*].label": like(),
        "$.items[*].count": like(),
        "$.items[*].value": like(),
        "$.instructions": like()
    })
}

/// A list of similar objects; 4,500 of them are about 1 MB.
fn readings(count: usize) -> Value {
    let reading = |number| {
        json!({
            "number": number,
            "sensor": "HALL-12",
            "note": format!("reading {number} of the night shift"),
            "celsius": 21.5,
            "place": {"floor": "second", "shelf": number % 100},
            "flags": ["calibrated", "indoor"],
            "comment": "Taken by hand, because the logger was off for two hours."
        })
    };
    json!({"readings": (0..count).map(reading).collect::<Vec<_>>()})
}

fn readings_rules() -> Value {
    json!({
        "$.readings": {"matchers": [{"match": "type", "min": 1}]},
        "$.readings[*].*": {"matchers": [{"match": "type"}]},
        "$.readings[*].flags": {"matchers": [{"match": "type", "min": 1}]}
    })
}

#[cfg(test)]
mod tests {
    use mock_runtime::MockServer;

    use super::*;
    use crate::client::Client;

    #[test]
    fn requests_have_the_size_that_their_name_says() {
        #[track_caller]
        fn check(kind: Kind, sizes: std::ops::Range<usize>) {
            let size = Scenario::new(kind, 1).request.len();
            assert!(sizes.contains(&size), "{}: {size} bytes", kind.name());
        }
        check(Kind::Get, 50..100);
        check(Kind::PostExact, 900..1_600);
        check(Kind::PostRules, 900..1_600);
        check(Kind::PostEachLike, 950_000..1_100_000);
    }

    /// The request fits the contract, and nothing but that request does: with one word changed it
    /// is refused.
    #[test]
    fn a_request_fits_and_a_changed_one_does_not() {
        #[track_caller]
        fn check(kind: Kind, word: &str, other: &str) {
            assert_eq!(word.len(), other.len(), "the Content-Length stays true");
            let client = Client::new().unwrap();
            for interactions in [1, 10] {
                let Scenario { pact, request, .. } = Scenario::new(kind, interactions);
                let server = MockServer::start(pact.as_str()).unwrap();
                client.send(server.address(), &request, 2).unwrap();
                let happened = |outcome: mock_runtime::Outcome| outcome.exchanges().len();
                assert_eq!(happened(server.check()), 2);
                assert_eq!(server.check().is_success(), interactions == 1);

                let text = String::from_utf8(request).unwrap();
                let changed = text.replacen(word, other, 1);
                assert_ne!(changed, text, "{word} is in it");
                let error = client.send(server.address(), changed.as_bytes(), 1).unwrap_err();
                assert!(error.to_string().contains("HTTP/1.1 500"), "{}: {error}", kind.name());
                assert!(!server.check().is_success());
            }
        }
        check(Kind::Get, "/parcels/", "/letters/");
        check(Kind::PostExact, r#""fragile": true"#, r#""fragile": null"#);
        check(Kind::PostExact, "BULB-0230", "BULB-0231");
        check(Kind::PostRules, r#""fragile": true"#, r#""fragile": null"#);
        check(Kind::PostRules, "BULB-0230", "BULB-023O");
        check(Kind::PostEachLike, r#""shelf":99"#, r#""shelf":[]"#);
        check(Kind::PostEachLike, r#""sensor":"HALL-12""#, r#""sensor":123456789"#);
    }
}
