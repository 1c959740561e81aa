//! Dates and times in contracts.

use expect_test::{Expect, expect};
use mock_core::{Pact, Plan};

/// What is wrong with a contract whose header has that rule.
#[track_caller]
fn check_refused(rule: &str, expected: Expect) {
    let pact = format!(
        r#"{{"interactions": [{{"request": {{
            "headers": {{"When": "now"}},
            "matchingRules": {{"header": {{"When": {{"matchers": [{rule}]}}}}}}
        }}}}]}}"#
    );
    let said = match Pact::parse(&pact) {
        Ok(pact) => Plan::compile(&pact).map(drop).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    expected.assert_eq(&said.expect_err("it is refused"));
}

#[cfg(not(feature = "datetime"))]
#[test]
fn a_rule_of_a_feature_that_is_off_is_refused() {
    check_refused(
        r#"{"match": "date"}"#,
        expect![[
            r#"3:50: at /interactions/0/request/matchingRules/header/When: the matching rule "date" needs the feature "datetime" of mock-runtime"#
        ]],
    );
    check_refused(
        r#"{"match": "timestamp"}"#,
        expect![[
            r#"3:50: at /interactions/0/request/matchingRules/header/When: the matching rule "timestamp" needs the feature "datetime" of mock-runtime"#
        ]],
    );
    check_refused(
        r#"{"time": "HH:mm"}"#,
        expect![[
            r#"3:50: at /interactions/0/request/matchingRules/header/When: the matching rule "time" needs the feature "datetime" of mock-runtime"#
        ]],
    );
    check_refused(
        r#"{"match": "dat"}"#,
        expect![[
            r#"3:74: at /interactions/0/request/matchingRules/header/When/matchers/0/match: unknown matching rule "dat"; did you mean "date"?"#
        ]],
    );
}

#[cfg(feature = "datetime")]
mod on {
    use mock_core::generator::{Clock, GeneratorContext};

    use super::*;
    use crate::support::{judge, judge_in, pact, request};

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        check_refused(
            r#"{"match": "date", "format": "yyyy-MM-jj"}"#,
            expect![[
                r#"3:50: at /interactions/0/request/matchingRules/header/When: the date pattern "yyyy-MM-jj" is not valid: `jj` at character 9 has no meaning; text stands in quotes: 'j'"#
            ]],
        );
        check_refused(
            r#"{"match": "timestamp", "timestamp": "yyyy{MM}"}"#,
            expect![[
                r#"3:50: at /interactions/0/request/matchingRules/header/When: the timestamp pattern "yyyy{MM}" is not valid: `{` at character 5 is reserved; text stands in quotes"#
            ]],
        );
        check_refused(
            r#"{"time": "HH:mm '"}"#,
            expect![[
                r#"3:50: at /interactions/0/request/matchingRules/header/When: the time pattern "HH:mm '" is not valid: the quote at character 7 is not closed"#
            ]],
        );
        check_refused(
            r#"{"match": "time", "format": 12}"#,
            expect![
                "3:92: at /interactions/0/request/matchingRules/header/When/matchers/0/format: expected a string, found 12"
            ],
        );
        check_refused(
            r#"{"match": "dat"}"#,
            expect![[
                r#"3:74: at /interactions/0/request/matchingRules/header/When/matchers/0/match: unknown matching rule "dat"; did you mean "date"?"#
            ]],
        );
    }

    const EVERYWHERE: &str = r#"{
        "method": "POST",
        "path": "/days/2000-01-01",
        "query": {"from": ["2000-01-01", "2000-01-02"]},
        "headers": {"Date": "Sat, 01 Jan 2000 00:00:00 GMT"},
        "body": {"at": "2000-01-01T00:00:00Z", "days": ["01/00"]},
        "matchingRules": {
            "path": {"matchers": [{"match": "date", "format": "'/days/'yyyy-MM-dd"}]},
            "query": {"from": {"matchers": [{"match": "date"}]}},
            "header": {"Date": {"matchers": [
                {"match": "timestamp", "timestamp": "EEE, dd MMM yyyy HH:mm:ss z"}]}},
            "body": {
                "$.at": {"combine": "OR", "matchers": [
                    {"match": "timestamp"}, {"match": "date", "format": "yyyy-MM-dd"}]},
                "$.days": {"matchers": [{"match": "type", "min": 1}]},
                "$.days[*]": {"matchers": [{"match": "date", "format": "MM/yy"}]}
            }
        }
    }"#;

    #[track_caller]
    fn check_everywhere(actual: &str, expected: Expect) {
        expected.assert_eq(&judge(EVERYWHERE, request(actual)));
    }

    #[test]
    fn dates_stand_everywhere() {
        check_everywhere(
            "POST /days/2024-02-29?from=2024-02-29&from=2024-12-31\n\
             Date: Thu, 29 Feb 2024 15:04:05 GMT\n\n\
             {\"at\": \"2024-02-29T15:04:05.006+14:00\", \"days\": [\"02/24\", \"12/99\"]}",
            expect![],
        );
        check_everywhere(
            "POST /days/2024-02-29?from=2024-02-29&from=2024-12-31\n\
             Date: Thu, 29 Feb 2024 15:04:05 GMT\n\n\
             {\"at\": \"2024-02-29\", \"days\": [\"02/24\"]}",
            expect![],
        );
        check_everywhere(
            "POST /days/2023-02-29?from=2024-02-29&from=2024-1-31\n\
             Date: Fri, 29 Feb 2024 15:04:05 GMT\n\n\
             {\"at\": 20240229, \"days\": [\"02/24\", \"13/24\"]}",
            expect![[r#"
                Expected '/days/2023-02-29' to match a date pattern of ''/days/'yyyy-MM-dd': there is no such date
                Expected '2024-1-31' to match a date pattern of 'yyyy-MM-dd': `MM` does not fit at character 6
                Mismatch with header 'Date': Expected 'Fri, 29 Feb 2024 15:04:05 GMT' to match a timestamp pattern of 'EEE, dd MMM yyyy HH:mm:ss z': there is no such date
                $.at -> Expected '20240229' to match a timestamp pattern of 'yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX': `-` does not fit at character 5
                $.at -> Expected '20240229' to match a date pattern of 'yyyy-MM-dd': `-` does not fit at character 5
                $.days[1] -> Expected '13/24' to match a date pattern of 'MM/yy': `MM` is 13 at character 1, and goes from 1 to 12"#]],
        );
    }

    #[test]
    fn files_of_version_2_have_dates_too() {
        let expected = r#"{"path": "/", "headers": {"When": "2000-01-01"}, "matchingRules": {
            "$.headers.When": {"date": "yyyy-MM-dd"}}}"#;
        let actual = |day| request(&format!("GET /\nWhen: {day}"));
        assert_eq!(judge_in("2.0.0", expected, actual("2024-02-29")), "");
        expect!["Mismatch with header 'When': Expected 'soon' to match a date pattern of 'yyyy-MM-dd': `yyyy` does not fit at character 1"].assert_eq(&judge_in("2.0.0", expected, actual("soon")));
    }

    #[test]
    fn what_generators_make_fits_the_rules() {
        let dates = |names: &[&str], attribute: &str, attributes: &str| {
            let entry = |(at, name): (usize, &&str)| {
                format!(r#""$[{at}]": {{"{attribute}": "{name}"{attributes}}}"#)
            };
            names.iter().enumerate().map(entry).collect::<Vec<_>>().join(", ")
        };
        for format in ["", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "EEEE D.M.yy h:m a", "w yyyy [Q]"] {
            let attributes = format!(r#", "format": "{format}""#);
            let generators = dates(&["Date", "Time", "DateTime"], "type", &attributes);
            let rules = dates(&["date", "time", "datetime"], "match", &attributes);
            let rules = rules.replace(": {", r#": {"matchers": [{"#).replace('}', "}]}");
            let parts = format!(
                r#""body": ["", "", ""], "matchingRules": {{"body": {{{rules}}}}},
                   "generators": {{"body": {{{generators}}}}}"#
            );
            let pact = pact(&format!(r#"{{"request": {{"method": "POST", {parts}}}}}"#));
            let example = &pact.interactions[0].http().unwrap().request;
            for day in 0..800 {
                let mut context = GeneratorContext::default();
                context.clock = Clock::from_unix(day * 86_399, 7_000).with_utc_offset(-3600);
                let made = example.generated(&context);
                let said = judge(&format!(r#"{{"method": "POST", {parts}}}"#), made);
                assert_eq!(said, "", "{format}");
            }
        }
    }

    #[test]
    fn a_generated_response_tells_the_time_of_the_clock() {
        let pact = pact(
            r#"{"response": {"headers": {"Date": "x"}, "body": {"due": "x", "at": ["x"]},
                "generators": {
                    "header": {"Date": {"type": "DateTime", "format": "EEE, dd MMM yyyy HH:mm:ss z"}},
                    "body": {"$.due": {"type": "Date", "expression": "+ 1 month"},
                             "$.at[*]": {"type": "DateTime"}}}}}"#,
        );
        let mut context = GeneratorContext::default();
        context.clock = Clock::from_unix(1_706_720_645, 6_000_000);
        let made = pact.interactions[0].http().unwrap().response.generated(&context);
        assert_eq!(made.headers["date"], "Wed, 31 Jan 2024 17:04:05 UTC");
        assert_eq!(made.body, r#"{"due":"2024-02-29","at":["2024-01-31T17:04:05.006+00:00"]}"#);
    }

    #[test]
    fn generators_that_are_wrong_are_refused_with_their_place() {
        let said = Pact::parse(
            r#"{"interactions": [{"response": {"body": {"a": 1}, "generators": {"body": {
                "$.a": {"type": "Date", "expression": "next tuseday"}}}}}]}"#,
        );
        expect![[r#"2:55: at /interactions/0/response/generators/body/$.a/expression: the expression "next tuseday" is not valid: found `tuseday` at characters 6 to 12, where a unit, a weekday or a month should be; did you mean "Tuesday"?"#]].assert_eq(&said.unwrap_err().to_string());
    }
}
