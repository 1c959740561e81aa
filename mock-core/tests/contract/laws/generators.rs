//! What a generator makes, its rule accepts: the generators with the rules that Pact tools write
//! beside them.

use mock_core::generator::{Clock, GeneratorContext, GeneratorMode};
use mock_core::{Pact, Plan, ResponsePlan, Session};
use proptest::prelude::*;

use super::config;
use crate::support::{pact, sentences};

/// A generator, its rule, and an example.
type Row = (&'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    (r#"{"type": "RandomInt"}"#, r#"{"match": "integer"}"#, "5"),
    (r#"{"type": "RandomInt", "min": -9, "max": -1}"#, r#"{"match": "integer"}"#, "-5"),
    (
        r#"{"type": "RandomInt", "min": -2147483648, "max": 2147483647}"#,
        r#"{"match": "integer"}"#,
        "5",
    ),
    (
        r#"{"type": "RandomInt", "min": 10, "max": 99}"#,
        r#"{"match": "regex", "regex": "\\d\\d"}"#,
        "12",
    ),
    (r#"{"type": "RandomInt"}"#, r#"{"match": "type"}"#, r#""text""#),
    (r#"{"type": "RandomDecimal"}"#, r#"{"match": "decimal"}"#, "1.5"),
    (r#"{"type": "RandomDecimal", "digits": 2}"#, r#"{"match": "decimal"}"#, "1.5"),
    (r#"{"type": "RandomDecimal", "digits": 40}"#, r#"{"match": "number"}"#, "1.5"),
    (
        r#"{"type": "RandomHexadecimal"}"#,
        r#"{"match": "regex", "regex": "[0-9A-F]{10}"}"#,
        r#""0123456789""#,
    ),
    (
        r#"{"type": "RandomHexadecimal", "digits": 64}"#,
        r#"{"match": "regex", "regex": "\\h{64}"}"#,
        r#""00ff""#,
    ),
    (r#"{"type": "RandomString"}"#, r#"{"match": "type"}"#, r#""some text""#),
    (
        r#"{"type": "RandomString", "size": 7}"#,
        r#"{"match": "regex", "regex": "[A-Za-z0-9]{7}"}"#,
        r#""abcdefg""#,
    ),
    (r#"{"type": "RandomBoolean"}"#, r#"{"match": "boolean"}"#, "true"),
    (r#"{"type": "Uuid"}"#, UUID, r#""e2490de5-5bd3-43d5-b7c4-526e33f71304""#),
    (
        r#"{"type": "Uuid", "format": "simple"}"#,
        r#"{"match": "regex", "regex": "[0-9a-f]{32}"}"#,
        r#""e2490de55bd343d5b7c4526e33f71304""#,
    ),
    (
        r#"{"type": "Uuid", "format": "upper-case-hyphenated"}"#,
        r#"{"match": "regex", "regex": "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"}"#,
        r#""E2490DE5-5BD3-43D5-B7C4-526E33F71304""#,
    ),
    (
        r#"{"type": "Uuid", "format": "URN"}"#,
        r#"{"match": "include", "value": "urn:uuid:"}"#,
        r#""urn:uuid:e2490de5-5bd3-43d5-b7c4-526e33f71304""#,
    ),
    (
        r#"{"type": "Regex", "regex": "\\d{3,5}"}"#,
        r#"{"match": "regex", "regex": "\\d{3,5}"}"#,
        r#""1234""#,
    ),
    (
        r#"{"type": "Regex", "regex": "^[^a-z\\s]+$"}"#,
        r#"{"match": "regex", "regex": "^[^a-z\\s]+$"}"#,
        r#""A1""#,
    ),
    (
        r#"{"type": "Regex", "regex": "(a|bc)+\\1(?=.)\\h\\.?"}"#,
        r#"{"match": "regex", "regex": "(a|bc)+\\1(?=.)\\h\\.?"}"#,
        r#""aa0""#,
    ),
    (
        r#"{"type": "Regex", "regex": "/[\\w-]+/\\p{Lu}(?i:x)++"}"#,
        r#"{"match": "regex", "regex": "/[\\w-]+/\\p{Lu}(?i:x)++"}"#,
        r#""/a/Bx""#,
    ),
    (r#"{"type": "ProviderState", "expression": "id"}"#, r#"{"match": "type"}"#, r#""example""#),
    (
        r#"{"type": "ProviderState", "expression": "/orders/${id}", "dataType": "STRING"}"#,
        r#"{"match": "regex", "regex": "/orders/\\d+"}"#,
        r#""/orders/1""#,
    ),
    (
        r#"{"type": "ProviderState", "expression": "${id}", "dataType": "INTEGER"}"#,
        r#"{"match": "integer"}"#,
        "1",
    ),
    (
        r#"{"type": "MockServerURL", "example": "http://localhost:80/orders/1", "regex": ".*(/orders/\\d+)$"}"#,
        r#"{"match": "regex", "regex": ".*(/orders/\\d+)$"}"#,
        r#""http://localhost:80/orders/1""#,
    ),
];

#[cfg(not(feature = "datetime"))]
const DATES: &[Row] = &[];
#[cfg(feature = "datetime")]
const DATES: &[Row] = &[
    (r#"{"type": "Date"}"#, r#"{"match": "date"}"#, r#""2000-01-31""#),
    (r#"{"type": "Time"}"#, r#"{"match": "time"}"#, r#""23:59:59""#),
    (r#"{"type": "DateTime"}"#, r#"{"match": "datetime"}"#, r#""2000-01-31T23:59:59""#),
    (
        r#"{"type": "Date", "format": "yyyy-MM-dd"}"#,
        r#"{"match": "date", "format": "yyyy-MM-dd"}"#,
        r#""2000-01-31""#,
    ),
    (
        r#"{"type": "Date", "format": "yyyy-MM-dd", "expression": "yesterday - 2 months + 1 week"}"#,
        r#"{"match": "date", "format": "yyyy-MM-dd"}"#,
        r#""2000-01-31""#,
    ),
    (
        r#"{"type": "Date", "format": "EEE, d MMM yyyy G", "expression": "next monday"}"#,
        r#"{"match": "date", "format": "EEE, d MMM yyyy G"}"#,
        r#""Mon, 31 Jan 2000 AD""#,
    ),
    (
        r#"{"type": "Date", "format": "EEEE dd/MM/uu"}"#,
        r#"{"match": "date", "format": "EEEE dd/MM/uu"}"#,
        r#""Monday 31/01/00""#,
    ),
    (
        r#"{"type": "Date", "format": "YYYY-'W'ww-e"}"#,
        r#"{"match": "date", "format": "YYYY-'W'ww-e"}"#,
        r#""2000-W05-1""#,
    ),
    (
        r#"{"type": "Date", "format": "yyyyMMdd"}"#,
        r#"{"match": "date", "format": "yyyyMMdd"}"#,
        r#""20000131""#,
    ),
    (
        r#"{"type": "Date", "format": "DDD, yyyy"}"#,
        r#"{"match": "date", "format": "DDD, yyyy"}"#,
        r#""031, 2000""#,
    ),
    (
        r#"{"type": "Date", "format": "QQQ yyyy"}"#,
        r#"{"match": "date", "format": "QQQ yyyy"}"#,
        r#""Q1 2000""#,
    ),
    (
        r#"{"type": "Time", "format": "HH:mm", "expression": "next hour"}"#,
        r#"{"match": "time", "format": "HH:mm"}"#,
        r#""23:59""#,
    ),
    (
        r#"{"type": "Time", "format": "h:mm:ss a", "expression": "midnight + 7 minutes"}"#,
        r#"{"match": "time", "format": "h:mm:ss a"}"#,
        r#""11:59:59 PM""#,
    ),
    (
        r#"{"type": "Time", "format": "HH:mm:ss.SSSSSSSSS"}"#,
        r#"{"match": "time", "format": "HH:mm:ss.SSSSSSSSS"}"#,
        r#""23:59:59.000000001""#,
    ),
    (
        r#"{"type": "Time", "format": "kk/KK n"}"#,
        r#"{"match": "time", "format": "kk/KK n"}"#,
        r#""24/11 5""#,
    ),
    (
        r#"{"type": "DateTime", "format": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}"#,
        r#"{"match": "datetime", "format": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}"#,
        r#""2000-01-31T23:59:59.999+01:00""#,
    ),
    (
        r#"{"type": "DateTime", "format": "yyyy-MM-dd'T'HH:mm:ssZ", "expression": "today + 1 week @ next hour"}"#,
        r#"{"match": "datetime", "format": "yyyy-MM-dd'T'HH:mm:ssZ"}"#,
        r#""2000-01-31T23:59:59+0100""#,
    ),
    (
        r#"{"type": "DateTime", "format": "EEE, dd MMM yyyy HH:mm:ss OOOO"}"#,
        r#"{"match": "datetime", "format": "EEE, dd MMM yyyy HH:mm:ss OOOO"}"#,
        r#""Mon, 31 Jan 2000 23:59:59 GMT+01:00""#,
    ),
    (
        r#"{"type": "DateTime", "format": "yyyy-MM-dd HH:mm VV"}"#,
        r#"{"match": "datetime", "format": "yyyy-MM-dd HH:mm VV"}"#,
        r#""2000-01-31 23:59 +01:00""#,
    ),
    (
        r#"{"type": "DateTime", "format": "uuuu-MM-dd[ HH:mm]X"}"#,
        r#"{"match": "datetime", "format": "uuuu-MM-dd[ HH:mm]X"}"#,
        r#""2000-01-31 23:59Z""#,
    ),
];

const UUID: &str = r#"{"match": "regex", "regex": "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"}"#;

/// A contract that has the example, its rule and its generator wherever a value may stand.
fn contract(&(generator, rule, example): &Row) -> Pact {
    let text = if example.starts_with('"') { example.to_owned() } else { format!("\"{example}\"") };
    let matchers = format!(r#"{{"matchers": [{rule}]}}"#);
    let body = |root: &str, value: &str| {
        format!(
            r#"{{"method": "PUT", "path": {text}, "query": {{"q": [{text}, {text}]}}, "headers": {{"X-H": {text}}},
                "body": {value},
                "matchingRules": {{"path": {matchers}, "query": {{"q": {matchers}}}, "header": {{"X-H": {matchers}}},
                    "body": {{"{root}": {matchers}}}}},
                "generators": {{"path": {generator}, "query": {{"q": {generator}}}, "header": {{"X-H": {generator}}},
                    "body": {{"{root}": {generator}}}}}}}"#
        )
    };
    let parts = [
        body("$", example),
        body("$.a[*].b", &format!(r#"{{"a": [{{"b": {example}}}, {{"b": {example}}}]}}"#)),
    ];
    let interactions = parts.map(|part| format!(r#"{{"request": {part}, "response": {part}}}"#));
    pact(&interactions.join(", "))
}

fn context(seed: u64, clock: Clock) -> GeneratorContext {
    let mut context = GeneratorContext::default();
    context.seed = seed;
    context.clock = clock;
    context.mock_server_url = Some("https://[::1]:4711/base".into());
    context.provider_state = vec![("id".into(), mock_core::json::JsonText::string("12"))];
    context
}

/// Every instant that a four-digit year can say, on clocks anywhere.
fn clock() -> impl Strategy<Value = Clock> {
    let seconds = prop_oneof![-62_135_510_400_i64..253_402_214_400, 0_i64..2_000_000_000];
    (seconds, 0_u32..1_000_000_000, -72_i32..=72).prop_map(|(seconds, nanoseconds, quarters)| {
        Clock::from_unix(seconds, nanoseconds).with_utc_offset(quarters * 900)
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_a_generator_makes_its_rule_accepts(row in prop::sample::select([ROWS, DATES].concat()), seed in any::<u64>(), clock in clock()) {
        let pact = contract(&row);
        for mode in [GeneratorMode::Consumer, GeneratorMode::Provider] {
            let mut context = context(seed, clock);
            context.mode = mode;
            let plan = std::sync::Arc::new(Plan::compile(&pact).unwrap());
            let session = Session::new(plan);
            for http in pact.interactions.iter().filter_map(|one| one.http()) {
                let request = http.request.generated(&context);
                let reply = session.respond(request.clone());
                prop_assert!(reply.status == 200, "{reply:?}\n{request:?}");
                let response = http.response.generated(&context);
                let said = ResponsePlan::compile(&http.response).unwrap().check(&response);
                prop_assert!(said.is_empty(), "{}\n{response:?}", sentences(&said));
            }
        }
    }
}

/// The law above would hold for generators that make nothing.
#[test]
fn every_generator_makes_something() {
    for row in [ROWS, DATES].concat() {
        let pact = contract(&row);
        let response = &pact.interactions[0].http().expect("HTTP").response;
        let example = response.example();
        let is_made = |(seed, mode)| {
            let mut context = context(seed, Clock::from_unix(seed as i64 * 86_461, 0));
            context.mode = mode;
            let made = response.generated(&context);
            made.body != example.body && made.headers != example.headers
        };
        let modes = [GeneratorMode::Consumer, GeneratorMode::Provider];
        let mut tries = (0..20).flat_map(|seed| modes.map(|mode| (seed, mode)));
        assert!(tries.any(is_made), "{row:?}");
    }
}
