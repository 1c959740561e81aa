//! Requests and responses: everything but their bodies and rules.

use super::{Context, body, rules};
use crate::cursor::Cursor;
use crate::json::{JsonText, Kind};
use crate::pact::headers::{Header, split_line};
use crate::pact::{Headers, Query, Request, Response};

const REQUEST: [&str; 9] = [
    "method",
    "path",
    "query",
    "headers",
    "body",
    "matchingRules",
    "requestMatchingRules",
    "generators",
    "requestGenerators",
];

const RESPONSE: [&str; 6] = [
    "status",
    "headers",
    "body",
    "matchingRules",
    "responseMatchingRules",
    "generators",
];

pub(super) fn request(at: &Cursor<'_>, context: Context) -> Request {
    let mut request = Request {
        others: at.others(&REQUEST),
        ..Request::default()
    };
    if let Some(method) = present(at, "method") {
        request.method = method.plain_text().to_uppercase();
    }
    if let Some(path) = present(at, "path") {
        request.path = path.plain_text();
    }
    if let Some(written) = present(at, "query") {
        request.query = query(&written, context);
        request.written_query = Some(written.raw());
    }
    request.headers = headers(at);
    request.body = body::read(at, "body", &request.headers, context);
    request.rules = rules::matching_rules(at, "requestMatchingRules", context);
    request.generators = rules::generators(at);
    request
}

pub(super) fn response(at: &Cursor<'_>, context: Context) -> Response {
    let headers = headers(at);
    Response {
        status: present(at, "status").map_or(200, |at| status(&at)),
        body: body::read(at, "body", &headers, context),
        headers,
        rules: rules::matching_rules(at, "responseMatchingRules", context),
        generators: rules::generators(at),
        others: at.others(&RESPONSE),
    }
}

pub(super) fn present<'a>(at: &Cursor<'a>, name: &str) -> Option<Cursor<'a>> {
    at.get(name).filter(|value| value.kind() != Kind::Null)
}

fn status(at: &Cursor<'_>) -> u16 {
    let text = at.plain_text();
    // `200.0` is how some writers spell the number.
    let whole = text
        .split_once('.')
        .filter(|(_, zeros)| zeros.trim_matches('0').is_empty());
    let code = whole.map_or(text.as_str(), |(whole, _)| whole).parse();
    match code {
        Ok(code) if (100..1000).contains(&code) => code,
        _ => {
            at.problem(format!(
                "expected a status code between 100 and 999, found {}",
                at.shown()
            ));
            200
        }
    }
}

fn query(at: &Cursor<'_>, context: Context) -> Query {
    if at.kind() != Kind::Object {
        return Query::parse(&at.plain_text());
    }
    if context.specification.is_before_v3() {
        at.note("a query that is a map, in a version where it should be a text");
    }
    let mut query = Query::default();
    for (name, values) in at.members() {
        let value = |one: &Cursor<'_>| (one.kind() != Kind::Null).then(|| one.plain_text());
        let values = match values.kind() {
            Kind::Array => values.elements().map(|one| value(&one)).collect(),
            _ => vec![value(&values)],
        };
        match query.entries.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = values,
            None => query.entries.push((name.into_owned(), values)),
        }
    }
    query
}

fn headers(at: &Cursor<'_>) -> Headers {
    let Some(headers) = present(at, "headers").filter(|headers| headers.expect(Kind::Object))
    else {
        return Headers::default();
    };
    let header = |(name, value): (std::borrow::Cow<'_, str>, Cursor<'_>)| {
        if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            value.problem(format!("\"{name}\" is no name of a header"));
        }
        let values = match value.kind() {
            Kind::Array => value.elements().map(|one| one.plain_text()).collect(),
            Kind::String => {
                let line = value.plain_text();
                split_line(&name, &line)
                    .into_iter()
                    .map(str::to_owned)
                    .collect()
            }
            _ => vec![value.plain_text()],
        };
        Header {
            name: name.into_owned(),
            values,
            written: JsonText::from(value.json),
        }
    };
    Headers {
        entries: headers.members().map(header).collect(),
    }
}
