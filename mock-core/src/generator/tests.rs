use super::*;
use crate::cursor::Source;
use crate::json::Document;

/// Makes many values and holds each to an expression.
#[track_caller]
fn check(json: &str, pattern: &str) {
    let source = Source::new(json);
    let document = Document::parse(json).unwrap();
    let generator = Generator::parse(&Cursor::root(&source, document.root())).unwrap();
    let pattern = fancy_regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
    let context = GeneratorContext { seed: 7, ..GeneratorContext::default() };
    let mut making = Making::new(&context);
    for _ in 0..500 {
        let text = generator.generate(&mut making).unwrap().into_text();
        assert!(pattern.is_match(&text).unwrap(), "{json} made {text}");
    }
    let again = || generator.generate(&mut Making::new(&context));
    assert_eq!(again(), again(), "the same seed gives the same value");
}

#[test]
fn make_what_they_say() {
    check(r#"{"type": "RandomInt"}"#, "[0-9]|10");
    check(r#"{"type": "RandomInt", "min": -3, "max": -3}"#, "-3");
    check(r#"{"type": "RandomInt", "min": 400.0, "max": "499"}"#, r"4\d\d");
    check(r#"{"type": "RandomDecimal", "digits": 4}"#, r"(?=.{5}$)(0|[1-9]\d*)\.\d*[1-9]");
    check(r#"{"type": "RandomDecimal", "digits": 1}"#, r"\d\.[1-9]");
    check(r#"{"type": "RandomHexadecimal", "digits": 40}"#, "[0-9A-F]{40}");
    check(r#"{"type": "RandomString", "size": 0}"#, "");
    check(r#"{"type": "RandomString"}"#, "[0-9A-Za-z]{10}");
    check(r#"{"type": "RandomBoolean"}"#, "true|false");
    let version_4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    check(r#"{"type": "Uuid"}"#, version_4);
    check(r#"{"type": "Uuid", "format": "URN"}"#, &format!("urn:uuid:{version_4}"));
    check(r#"{"type": "Uuid", "format": "simple"}"#, "[0-9a-f]{32}");
    check(
        r#"{"type": "Uuid", "format": "upper-case-hyphenated"}"#,
        "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}",
    );
}

#[test]
fn texts_match_their_expressions() {
    for pattern in [
        "",
        "abc",
        r"\d{3}-\w+",
        r"^[A-Z]{2}\d{4}$",
        ".*",
        r"[^x]{5}\D\W\S",
        "(?i)hello",
        r"(red|green)-\1",
        r"(?<year>\d{4})/\k<year>",
        r"(?=.*\d)(?=.*[a-z])(?!0).{8,}",
        "(?=ab)..",
        "a(?<=a)b",
        r"\bfoo\b bar",
        "(?>a|b)c++",
        r"\h+",
        "[[:alpha:]]+",
        r"\p{Cyrillic}{4}",
        r"\Qa.b\E+",
        "(a)?(?(1)b|c)",
        r"(\((?:[a-z]|\g<1>)\))",
        "(?x) a b  # spaces mean nothing",
        r"[\w.-]+@[\w-]+\.(com|org)",
        "[a-z&&[^aeiou]]{6}",
        "a{0,2000}",
    ] {
        let quoted = JsonText::string(pattern);
        let json = format!(r#"{{"type": "Regex", "regex": {quoted}}}"#);
        let source = Source::new(&json);
        let document = Document::parse(&*json).unwrap();
        let generator = Generator::parse(&Cursor::root(&source, document.root())).unwrap();
        let whole = crate::regex::Pattern::new(pattern).unwrap();
        let context = GeneratorContext::default();
        let mut making = Making::new(&context);
        for _ in 0..100 {
            let text = generator.generate(&mut making).expect(pattern).into_text();
            assert_eq!(whole.is_match(&text), Ok(true), "{pattern} made {text:?}");
        }
    }
}

#[test]
fn texts_that_cannot_be_made_are_the_examples() {
    for pattern in [r"(?=a)b", "(?~abc)"] {
        let json = format!(r#"{{"type": "Regex", "regex": {}}}"#, JsonText::string(pattern));
        let source = Source::new(&json);
        let document = Document::parse(&*json).unwrap();
        let generator = Generator::parse(&Cursor::root(&source, document.root())).unwrap();
        let made = generator.generate(&mut Making::new(&GeneratorContext::default()));
        assert_eq!(made, None, "{pattern}");
        let (_, notes) = source.into_findings();
        assert_eq!(notes.len(), 1, "{pattern}");
    }
}

/// What generators make for a provider, whose states have brought some values.
#[track_caller]
fn check_provider(json: &str, replaced: Kind, expected: Option<&str>) {
    let source = Source::new(json);
    let document = Document::parse(json).unwrap();
    let generator = Generator::parse(&Cursor::root(&source, document.root())).unwrap();
    let mut context = GeneratorContext { mode: GeneratorMode::Provider, ..<_>::default() };
    for (name, value) in
        [("id", "42"), ("name", r#""Ada""#), ("on", "true"), ("none", "null"), ("rate", "-1.50")]
    {
        context.provider_state.push((name.to_owned(), JsonText::parse(value).unwrap()));
    }
    let made = generator.generate(&mut Making::new(&context)).map(|made| made.into_json(replaced));
    assert_eq!(made.as_deref(), expected, "{json}");
    context.mode = GeneratorMode::Consumer;
    assert_eq!(generator.generate(&mut Making::new(&context)), None, "consumers get the example");
}

#[test]
fn provider_states_bring_values() {
    let with = |expression: &str, data_type: &str| {
        format!(
            r#"{{"type": "ProviderState", "expression": "{expression}", "dataType": "{data_type}"}}"#
        )
    };
    check_provider(r#"{"type": "ProviderState", "expression": "id"}"#, Kind::String, Some("42"));
    check_provider(&with("${id}", "RAW"), Kind::Integer, Some("42"));
    check_provider(
        &with("/users/${id}/${ name }", "STRING"),
        Kind::String,
        Some(r#""/users/42/Ada""#),
    );
    check_provider(&with("${id}", "string"), Kind::String, Some(r#""42""#));
    check_provider(&with("rate", "INTEGER"), Kind::Integer, Some("-1"));
    check_provider(&with("rate", "FLOAT"), Kind::Decimal, Some("-1.50"));
    check_provider(&with("on", "INTEGER"), Kind::Integer, Some("1"));
    check_provider(&with("none", "DECIMAL"), Kind::Decimal, Some("0"));
    check_provider(&with("id", "BOOLEAN"), Kind::Boolean, Some("true"));
    check_provider(&with("name", "INTEGER"), Kind::Integer, None);
    check_provider(&with("gone", "RAW"), Kind::String, None);
    check_provider(&with("/${gone}", "RAW"), Kind::String, None);
}

#[track_caller]
fn check_url(example: &str, regex: &str, expected: Option<&str>) {
    let (example, regex) = (JsonText::string(example), JsonText::string(regex));
    let json = format!(r#"{{"type": "MockServerURL", "example": {example}, "regex": {regex}}}"#);
    let source = Source::new(&json);
    let document = Document::parse(&*json).unwrap();
    let generator = Generator::parse(&Cursor::root(&source, document.root())).unwrap();
    let mut context =
        GeneratorContext { mock_server_url: Some("https://[::1]:4/".into()), ..<_>::default() };
    let made = generator.generate(&mut Making::new(&context)).map(Generated::into_text);
    assert_eq!(made.as_deref(), expected, "{json}");
    context.mode = GeneratorMode::Provider;
    assert_eq!(generator.generate(&mut Making::new(&context)), None, "providers get the example");
}

#[test]
fn urls_lead_to_the_mock_server() {
    check_url("http://a.test:8080/x/1", r".*(/x/\d)", Some("https://[::1]:4/x/1"));
    check_url(
        "<http://a.test/x>; rel=next",
        r"http://[^/]*(/[^>]*)",
        Some("<https://[::1]:4/x>; rel=next"),
    );
    check_url("http://a.test/x/1", r".*\/(x\/\d+)$", Some("https://[::1]:4/x/1"));
    check_url("http://a.test?q=1", r"[^?]*(\?.*)", Some("https://[::1]:4?q=1"));
    check_url("http://a.test/x", r".*(/y)", None);
}

#[track_caller]
fn check_problem(json: &str, expected: &str) {
    let source = Source::new(json);
    let document = Document::parse(json).unwrap();
    assert!(Generator::parse(&Cursor::root(&source, document.root())).is_none());
    let (problems, _) = source.into_findings();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.join("\n"), expected);
}

#[test]
fn say_what_is_wrong_with_them() {
    check_problem("{}", "1:1: a generator without `type`");
    check_problem(
        r#"{"type": "RandomInt", "min": 5, "max": 1}"#,
        "1:1: `min` is 5, which is more than `max`, 1",
    );
    check_problem(
        r#"{"type": "RandomInt", "min": "few"}"#,
        "1:30: at /min: `min` must be a whole number, found \"few\"",
    );
    check_problem(
        r#"{"type": "RandomString", "size": -1}"#,
        "1:1: `size` must be between 0 and 1000000, found -1",
    );
    check_problem(
        r#"{"type": "Regex", "regex": "("}"#,
        "1:28: at /regex: the regular expression \"(\" is not valid: \
         Parsing error at position 1: Opening parenthesis without closing parenthesis",
    );
    check_problem(r#"{"type": "Regex"}"#, "1:1: a Regex generator without `regex`");
    check_problem(
        r#"{"type": "MockServerURL"}"#,
        "1:1: a MockServerURL generator without `example`\n\
         1:1: a MockServerURL generator without `regex`",
    );
    check_problem(
        r#"{"type": "MockServerURL", "example": "http://a/b", "regex": ".*"}"#,
        "1:61: at /regex: the expression has no group for what follows the server's URL",
    );
    check_problem(
        r#"{"type": "ProviderState", "expression": "/${id}/${name"}"#,
        "1:41: at /expression: a name in `${` without its `}`",
    );
    check_problem(
        r#"{"type": "ProviderState"}"#,
        "1:1: a ProviderState generator without `expression`",
    );
    check_problem(
        r#"{"type": "ProviderState", "expression": "a", "dataType": "INTEGRE"}"#,
        "1:58: at /dataType: unknown data type \"INTEGRE\"; did you mean \"INTEGER\"?",
    );
    check_problem(
        r#"{"type": "Uuid", "format": "uper-case-hyphenated"}"#,
        "1:28: at /format: unknown format of UUIDs \"uper-case-hyphenated\"; \
         did you mean \"upper-case-hyphenated\"?",
    );
}

#[cfg(feature = "datetime")]
mod dates {
    use super::*;

    /// What is made at 2024-02-29T15:04:05.006 on clocks an hour behind UTC.
    #[track_caller]
    fn check_made(json: &str, expected: &str) {
        let source = Source::new(json);
        let document = Document::parse(json).unwrap();
        let generator = Generator::parse(&Cursor::root(&source, document.root())).unwrap();
        let clock = Clock::from_unix(1_709_222_645, 6_000_000).with_utc_offset(-3600);
        let context = GeneratorContext { clock, ..GeneratorContext::default() };
        let made = generator.generate(&mut Making::new(&context)).unwrap();
        assert_eq!(made, Generated::Text(expected.to_owned()), "{json}");
    }

    #[test]
    fn are_those_of_the_clock() {
        check_made(r#"{"type": "Date"}"#, "2024-02-29");
        check_made(r#"{"type": "Time"}"#, "15:04:05");
        check_made(r#"{"type": "DateTime"}"#, "2024-02-29T15:04:05.006-01:00");
        check_made(r#"{"type": "Date", "format": null, "expression": null}"#, "2024-02-29");
        check_made(r#"{"type": "Date", "format": "", "expression": ""}"#, "2024-02-29");
        check_made(r#"{"type": "Date", "format": "d MMM yyyy"}"#, "29 Feb 2024");
        check_made(r#"{"type": "Time", "format": "h:mm a z"}"#, "3:04 PM -01:00");
        check_made(r#"{"type": "Date", "expression": "next friday"}"#, "2024-03-01");
        check_made(r#"{"type": "Time", "expression": "noon"}"#, "12:00:00");
        check_made(
            r#"{"type": "DateTime", "format": "yyyyMMddHH", "expression": "tomorrow @ next hour"}"#,
            "2024030116",
        );
    }

    #[test]
    fn beyond_every_calendar_are_none() {
        let json = r#"{"type": "Date", "expression": "+ 999999999 years"}"#;
        let source = Source::new(json);
        let document = Document::parse(json).unwrap();
        let generator = Generator::parse(&Cursor::root(&source, document.root())).unwrap();
        let context = GeneratorContext::default();
        assert_eq!(generator.generate(&mut Making::new(&context)), None);
    }

    #[test]
    fn say_what_is_wrong_with_them() {
        check_problem(
            r#"{"type": "Date", "format": "yyyy-bb", "expression": "tomorow"}"#,
            "1:28: at /format: the format \"yyyy-bb\" is not valid: `bb` at character 6 has no \
             meaning; text stands in quotes: 'b'\n\
             1:53: at /expression: the expression \"tomorow\" is not valid: found `tomorow` at \
             characters 1 to 7, where a date such as `today` should be; did you mean \"tomorrow\"?",
        );
        check_problem(
            r#"{"type": "Time", "format": 12}"#,
            "1:28: at /format: expected a string, found 12",
        );
    }
}

#[cfg(not(feature = "datetime"))]
#[test]
fn name_the_feature_that_they_need() {
    for (name, feature) in
        [("Date", Some("datetime")), ("Time", Some("datetime")), ("ArrayContains", None)]
    {
        let json = format!(r#"{{"type": "{name}"}}"#);
        let source = Source::new(&json);
        let document = Document::parse(&json).unwrap();
        match Generator::parse(&Cursor::root(&source, document.root())) {
            Some(Generator::Other(other)) => assert_eq!(other.feature(), feature),
            other => panic!("{other:?}"),
        }
    }
}
