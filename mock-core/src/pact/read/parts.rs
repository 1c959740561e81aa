//! Requests and responses: everything but their bodies and rules.

use super::{Context, body, rules};
use crate::cursor::Cursor;
use crate::json::{JsonText, Kind};
use crate::pact::headers::{Header, split_line};
use crate::pact::{Category, Headers, Query, Request, Response};

const REQUEST: [&str; 8] = [
    "method",
    "path",
    "query",
    "headers",
    "body",
    "matchingRules",
    "requestMatchingRules",
    "generators",
];

const RESPONSE: [&str; 6] =
    ["status", "headers", "body", "matchingRules", "responseMatchingRules", "generators"];

pub(super) fn request(at: &Cursor<'_>, context: Context) -> Request {
    let mut request = Request { others: at.others(&REQUEST), ..Request::default() };
    if let Some(method) = at.present("method") {
        request.method = method.plain_text().to_uppercase();
        if http::Method::from_bytes(request.method.as_bytes()).is_err() {
            method.problem(format!("{} is no HTTP method", method.shown()));
        }
    }
    if let Some(path) = at.present("path") {
        request.path = path.plain_text();
        if request.path.contains('?') {
            path.note("no request has a query in its path: it belongs under `query`");
        } else if !request.path.starts_with('/') {
            path.note("no request has a path that does not start with a slash");
        }
    }
    if let Some(written) = at.present("query") {
        request.query = query(&written, context);
        request.written_query = Some(written.raw());
    }
    request.headers = headers(at);
    request.body = body::read(at, &request.headers, context);
    request.written_body = at.get("body").map(|body| body.raw());
    request.rules = rules::matching_rules(at, Some("requestMatchingRules"), context);
    request.generators = rules::generators(at);
    request
}

pub(super) fn response(at: &Cursor<'_>, context: Context) -> Response {
    let headers = headers(at);
    let generators = rules::generators(at);
    let is_generated = generators.iter().any(|entry| entry.category == Category::Status);
    Response {
        status: at.present("status").map_or(200, |at| status(&at, is_generated)),
        body: body::read(at, &headers, context),
        written_body: at.get("body").map(|body| body.raw()),
        headers,
        rules: rules::matching_rules(at, Some("responseMatchingRules"), context),
        generators,
        others: at.others(&RESPONSE),
    }
}

fn status(at: &Cursor<'_>, is_generated: bool) -> u16 {
    let text = at.plain_text();
    // `200.0` is how some writers spell the number.
    let whole = text
        .split_once('.')
        .filter(|(_, zeros)| !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0'));
    let code = whole.map_or(text.as_str(), |(whole, _)| whole).parse();
    match code {
        // The example of a generated status is often 0.
        Ok(code) if (100..1000).contains(&code) || is_generated => code,
        _ => {
            at.problem(format!("expected a status code between 100 and 999, found {}", at.shown()));
            200
        }
    }
}

fn query(at: &Cursor<'_>, context: Context) -> Query {
    if !at.kind().is_container() {
        return Query::parse(&at.plain_text());
    }
    if !at.expect_map() {
        return Query::default();
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
        query.entries.push((name.into_owned(), values));
    }
    query
}

fn headers(at: &Cursor<'_>) -> Headers {
    let Some(headers) = at.present("headers").filter(|headers| headers.expect_map()) else {
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
                split_line(&name, &line).into_iter().map(str::to_owned).collect()
            }
            _ => vec![value.plain_text()],
        };
        Header { name: name.into_owned(), values, written: JsonText::from(value.json) }
    };
    Headers { entries: headers.members().map(header).collect() }
}
