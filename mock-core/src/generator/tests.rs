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
        r#"{"type": "Uuid", "format": "uper-case-hyphenated"}"#,
        "1:28: at /format: unknown format of UUIDs \"uper-case-hyphenated\"; \
         did you mean \"upper-case-hyphenated\"?",
    );
}
