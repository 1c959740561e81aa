//! Requests and responses: everything but their bodies and rules.

use super::{Context, body, integration, rules};
use crate::cursor::Cursor;
use crate::json::{Json, JsonText, Kind};
use crate::pact::headers::{Header, split_line, unfolded};
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
        request.path = integration::example_plain(path.json);
        request.written_path = integration::written(&path);
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
    let parts = [
        ("path", Category::Path),
        ("query", Category::Query),
        ("headers", Category::Header),
        ("body", Category::Body),
    ];
    integration::describe(at, &parts, context, &mut request.rules, &mut request.generators);
    request
}

pub(super) fn response(at: &Cursor<'_>, context: Context) -> Response {
    let headers = headers(at);
    let mut rules = rules::matching_rules(at, Some("responseMatchingRules"), context);
    let mut generators = rules::generators(at);
    let parts =
        [("status", Category::Status), ("headers", Category::Header), ("body", Category::Body)];
    integration::describe(at, &parts, context, &mut rules, &mut generators);
    let is_generated = generators.iter().any(|entry| entry.category == Category::Status);
    Response {
        status: at.present("status").map_or(200, |at| status(&at, is_generated)),
        written_status: at.get("status").as_ref().and_then(integration::written),
        body: body::read(at, &headers, context),
        written_body: at.get("body").map(|body| body.raw()),
        headers,
        rules,
        generators,
        others: at.others(&RESPONSE),
    }
}

fn status(at: &Cursor<'_>, is_generated: bool) -> u16 {
    let text = integration::example_plain(at.json);
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
        let value =
            |one: Json<'_>| (one.kind() != Kind::Null).then(|| one.to_plain_text().into_owned());
        let values = integration::with_example(values.json, |values| match values.kind() {
            Kind::Array => values.elements().map(value).collect(),
            _ => vec![value(values)],
        });
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
        let values = integration::with_example(value.json, |value| match value.kind() {
            Kind::Array => {
                let line = |one: Json<'_>| unfolded(&one.to_plain_text()).into_owned();
                value.elements().map(line).collect()
            }
            Kind::String => {
                let line = value.to_plain_text();
                split_line(&name, &unfolded(&line)).into_iter().map(str::to_owned).collect()
            }
            _ => vec![value.to_plain_text().into_owned()],
        });
        Header { name: name.into_owned(), values, written: JsonText::from(value.json) }
    };
    Headers { entries: headers.members().map(header).collect() }
}
