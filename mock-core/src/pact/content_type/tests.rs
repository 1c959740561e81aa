use super::*;

#[track_caller]
fn check_accepts(expected: &str, actual: &str, accepted: bool) {
    let parse = |text| ContentType::parse(text).unwrap();
    assert_eq!(parse(expected).accepts(&parse(actual)), accepted, "{expected} <- {actual}");
}

#[test]
fn accepts_equivalent_types() {
    check_accepts("application/json", "application/json; charset=UTF-8", true);
    check_accepts("application/json", "application/hal+json", true);
    check_accepts("application/hal+json", "application/json", false);
    check_accepts("application/json", "text/plain", false);
    check_accepts("application/xml", "text/xml", true);
    check_accepts("text/plain; charset=utf-8", "text/plain; charset=UTF-8", true);
    check_accepts("text/plain; charset=utf-8", "text/plain; charset=latin1", false);
    check_accepts("text/plain; charset=utf-8", "text/plain", false);
    check_accepts("multipart/mixed; boundary=a", "multipart/mixed; boundary=b", true);
    check_accepts("multipart/mixed; boundary=a", "multipart/mixed", true);
    check_accepts("multipart/mixed; type=a; boundary=b", "multipart/mixed; boundary=b", false);
    check_accepts("multipart/mixed; boundary=a", "multipart/related; boundary=a", false);
    check_accepts("text/plain; boundary=a", "text/plain; boundary=b", false);
}

#[test]
fn reads_the_grammar_of_http() {
    let read = |text| {
        let read = ContentType::parse(text)?;
        let parameters = read.parameters().map(|(name, value)| format!("; {name}: {value}"));
        Some(parameters.fold(read.essence().to_owned(), |all, one| all + &one))
    };
    for (text, expected) in [
        ("Text/Plain", Some("text/plain")),
        ("*/*", Some("*/*")),
        ("a/b;", Some("a/b")),
        ("a/b ;; c=d ;", Some("a/b; c: d")),
        ("a/b;Charset=UTF-8\t; C=D", Some("a/b; charset: utf-8; c: D")),
        ("a/b; charset=", Some("a/b; charset: ")),
        ("a/b; c=\"d; e\" ; f=\"\"", Some("a/b; c: d; e; f: ")),
        (r#"a/b; c="d\"e\\"; f=g"#, Some(r#"a/b; c: d\"e\\; f: g"#)),
        ("a", None),
        ("a/", None),
        ("/b", None),
        ("a/b c", None),
        ("a/b, c/d", None),
        ("a/b; c", None),
        ("a/b; =d", None),
        ("a/b; c=d e", None),
        ("a/b; c=\"d", None),
        ("a/b; c=\"d\"e", None),
        ("a/b; c=\"d\" e=f", None),
        ("a/b; c=\"\n\"", None),
        ("ä/b", None),
        ("a/b; c=ä", None),
    ] {
        assert_eq!(read(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn equal_types_may_be_written_differently() {
    let parse = |text| ContentType::parse(text).unwrap();
    assert_eq!(parse("a/B;c=\"d\" "), parse("A/b ; C=d"));
    assert_ne!(parse("a/b; c=d"), parse("a/b; c=D"));
    assert_ne!(parse("a/b; c=d; e=f"), parse("a/b; e=f; c=d"));
}

#[test]
fn boundaries_that_lack_their_quotes_are_read() {
    let boundary = |text| Some(ContentType::parse(text)?.parameter("boundary")?.to_owned());
    for (text, expected) in [
        ("multipart/mixed; boundary=a", Some("a")),
        ("multipart/mixed; boundary=\"a b\"", Some("a b")),
        ("multipart/mixed; Boundary=--=_a/b:(c) ; charset=utf-8", Some("--=_a/b:(c)")),
        ("multipart/mixed; boundary=é", Some("é")),
        ("multipart/mixed; boundary=\"a", None),
        ("boundary=/", None),
    ] {
        assert_eq!(boundary(text).as_deref(), expected, "{text}");
    }
}

#[track_caller]
fn check_guess(text: &str, expected: &str) {
    assert_eq!(ContentType::guess(text).to_string(), expected, "{text}");
}

#[test]
fn guesses_what_a_text_is() {
    check_guess(r#"{"$ref": 1}"#, "application/json");
    check_guess("[1", "text/plain");
    check_guess("123 Main st", "text/plain");
    check_guess("true story", "text/plain");
    check_guess("<?xml version=\"1.0\"?><a/>", "application/xml");
    check_guess("<a/>", "application/xml");
    check_guess("<!doctype html>", "text/html");
    check_guess("< 5", "text/plain");
}
