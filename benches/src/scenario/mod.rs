//! What the servers serve, and the request that the client sends.
//!
//! A scenario is data: mock-runtime gets it as a Pact contract, other servers build the same from
//! the expectations. The request always fits the last interaction, so that a server that tries
//! one after the other shows it.

mod bodies;

use std::ops::Range;

use serde_json::{Value, json};

use crate::client::Request;
use bodies::{parcel, parcel_rules, readings, readings_rules};

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

    pub(crate) fn has_body(self) -> bool {
        self != Self::Get
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

/// What paths an interaction has.
#[derive(Clone, Debug)]
pub(crate) enum Path {
    Literal(String),
    /// Those that a regular expression fits.
    Pattern(String),
}

/// One interaction, for servers that are told what to expect by calls.
#[derive(Debug)]
pub(crate) struct Expectation {
    pub(crate) method: &'static str,
    pub(crate) path: Path,
    pub(crate) body: Option<Value>,
    pub(crate) answer: String,
}

#[derive(Debug)]
pub(crate) struct Scenario {
    /// The text of a Pact contract.
    pub(crate) pact: String,
    pub(crate) expectations: Vec<Expectation>,
    /// Fits the last interaction.
    pub(crate) request: Request,
    /// Has method and path of the last interaction, and differs in one value.
    pub(crate) differing: Request,
    /// Has a path that no interaction has.
    pub(crate) stranger: Request,
}

impl Scenario {
    /// A number of interactions of a kind, each with a path of its own.
    pub(crate) fn new(kind: Kind, interactions: usize) -> Self {
        Self::of(kind, interactions, |number| Path::Literal(path(number)))
    }

    /// The same with paths that must fit a regular expression, a different one for each.
    pub(crate) fn of_patterns(kind: Kind, interactions: usize) -> Self {
        Self::of(kind, interactions, |number| {
            Path::Pattern(format!("^/parcels/0*{number}/[a-z]+$"))
        })
    }

    fn of(kind: Kind, interactions: usize, path_of: fn(usize) -> Path) -> Self {
        let expectations: Vec<_> = (0..interactions)
            .map(|number| Expectation {
                method: kind.method(),
                path: path_of(number),
                body: kind.expected_body(number),
                answer: answer(number).to_string(),
            })
            .collect();
        let last = interactions.saturating_sub(1);
        let body = kind.sent_body(last);
        let request = |path: &str, body: Option<&str>, status| Request {
            bytes: request(kind.method(), path, body),
            status,
        };
        let (path, body) = (path(last), body.as_deref());
        Self {
            pact: pact(kind, &expectations),
            request: request(&path, body, 200),
            differing: match body.map(differing) {
                Some(body) => request(&path, Some(&body), 500),
                None => request(&format!("{path}?copy=true"), None, 500),
            },
            stranger: request(&path.replacen("parcel", "letter", 1), body, 500),
            expectations,
        }
    }
}

/// Makes requests that are the same to every server, and no two of them the same bytes: the
/// number is in the header `X-Request-Id`, and as spaces and tabs in the body's indentation.
#[derive(Clone, Debug)]
pub(crate) struct Numbering {
    digits: Range<usize>,
    blanks: Vec<usize>,
}

impl Numbering {
    pub(crate) fn new(request: &Request) -> Self {
        let bytes = &request.bytes;
        let find = |text: &[u8]| bytes.windows(text.len()).position(|window| window == text);
        let start = find(REQUEST_ID.as_bytes()).map_or(0, |start| start + ID_NAME.len());
        let body = find(b"\r\n\r\n").unwrap_or(bytes.len());
        let is_blank = |index: &usize| bytes[*index] == b' ' && bytes[index - 1] == b'\n';
        let blanks = (body..bytes.len()).filter(is_blank).take(24).collect();
        Self { digits: start..start + REQUEST_ID.len() - ID_NAME.len(), blanks }
    }

    pub(crate) fn number(&self, request: &mut [u8], number: usize) {
        let mut rest = number;
        for digit in request[self.digits.clone()].iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        for (bit, index) in self.blanks.iter().enumerate() {
            request[*index] = if number >> bit & 1 == 1 { b'\t' } else { b' ' };
        }
    }
}

const ID_NAME: &str = "X-Request-Id: ";
const REQUEST_ID: &str = "X-Request-Id: 00000000";

fn path(number: usize) -> String {
    format!("/parcels/{number}/label")
}

/// The same body with one value changed, the last of its kind.
fn differing(body: &str) -> String {
    let (word, other) = match body.rfind("\"fragile\": true") {
        Some(_) => ("\"fragile\": true", "\"fragile\": null"),
        None => ("\"celsius\":21.5", "\"celsius\":null"),
    };
    let at = body.rfind(word).expect("every body has one of the two");
    [&body[..at], other, &body[at + word.len()..]].concat()
}

fn answer(number: usize) -> Value {
    json!({"number": number, "state": "accepted", "track": format!("/parcels/{number}/track")})
}

fn pact(kind: Kind, expectations: &[Expectation]) -> String {
    let interactions: Vec<_> = expectations
        .iter()
        .enumerate()
        .map(|(number, expected)| interaction(kind, number, expected))
        .collect();
    json!({
        "consumer": {"name": "Sender"},
        "provider": {"name": "Carrier"},
        "interactions": interactions,
        "metadata": {"pactSpecification": {"version": "3.0.0"}}
    })
    .to_string()
}

fn interaction(kind: Kind, number: usize, expected: &Expectation) -> Value {
    let path = match &expected.path {
        Path::Literal(text) => text.clone(),
        Path::Pattern(_) => path(number),
    };
    let mut request = json!({"method": expected.method, "path": path});
    if let Some(body) = &expected.body {
        request["headers"] = json!({"Content-Type": "application/json"});
        request["body"] = body.clone();
    }
    if let Some(rules) = kind.body_rules() {
        request["matchingRules"]["body"] = rules;
    }
    if let Path::Pattern(regex) = &expected.path {
        request["matchingRules"]["path"] =
            json!({"matchers": [{"match": "regex", "regex": regex}]});
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
    format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n{REQUEST_ID}\r\n{content}\r\n{body}"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use mock_runtime::MockServer;

    use super::*;
    use crate::client::Client;

    #[test]
    fn requests_have_the_size_that_their_name_says() {
        #[track_caller]
        fn check(kind: Kind, sizes: Range<usize>) {
            let size = Scenario::new(kind, 1).request.bytes.len();
            assert!(sizes.contains(&size), "{}: {size} bytes", kind.name());
        }
        check(Kind::Get, 50..150);
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

                let text = String::from_utf8(request.bytes).unwrap();
                let changed = text.replacen(word, other, 1);
                assert_ne!(changed, text, "{word} is in it");
                let refused = Request { bytes: changed.into_bytes(), status: 500 };
                client.send(server.address(), &refused, 1).unwrap();
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
    #[test]
    fn numbered_requests_fit_and_differ() {
        for kind in [Kind::Get, Kind::PostExact, Kind::PostRules] {
            let Scenario { pact, request, .. } = Scenario::new(kind, 1);
            let server = MockServer::start(pact.as_str()).unwrap();
            let numbering = Numbering::new(&request);
            let number = move |bytes: &mut [u8], it| numbering.number(bytes, it);
            Client::new().unwrap().send_all(server.address(), &request, 0..40, number).unwrap();
            server.verify();
            let mut ids = Vec::new();
            let mut bodies = std::collections::BTreeSet::new();
            for received in server.received_requests() {
                ids.push(received.headers["x-request-id"].to_str().unwrap().to_owned());
                bodies.insert(received.body.to_vec());
            }
            ids.sort();
            assert_eq!(ids, (0..40).map(|id| format!("{id:08}")).collect::<Vec<_>>());
            assert_eq!(bodies.len(), if kind == Kind::Get { 1 } else { 40 });
        }
    }
}
