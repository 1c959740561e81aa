//! What a test is told of the requests that came.

use std::collections::BTreeMap;

use mock_core::{ReceivedRequest, Session};
use serde_json::Value;

use crate::support::{pact, plan, request};

#[test]
fn json_of_any_type() {
    let received = request("POST /\n\n{\"a\": 1, \"b\": 2}");
    assert_eq!(received.json::<Value>().unwrap()["b"], 2);
    let typed: BTreeMap<String, u8> = received.json().unwrap();
    assert_eq!(typed, BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]));
    assert!(received.json::<Vec<u8>>().is_err());
    assert!(request("POST /\n\n{").json::<Value>().is_err());
    assert!(request("POST /").json::<Value>().is_err());
}

#[test]
fn headers_by_name() {
    let received = request("GET /\nAccept: text/html\nX-Name: Zoë\nAccept: text/plain");
    let named = ["accept", "ACCEPT", "x-name", "x-none", "no name", ""];
    let expected = [Some("text/html"), Some("text/html"), Some("Zoë"), None, None, None];
    assert_eq!(named.map(|name| received.header(name)), expected);
    let mut received = request("GET /");
    received.headers.insert("x-bytes", http::HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(received.header("x-bytes"), None);
}

#[test]
fn queries_and_forms() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        let expected: Vec<(String, String)> =
            expected.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let of_query = ReceivedRequest { query: Some(text.to_owned()), ..request("GET /") };
        assert_eq!(of_query.query_pairs(), expected, "{text}");
        let of_body = ReceivedRequest { body: text.to_owned().into(), ..request("POST /") };
        assert_eq!(of_body.form(), expected, "{text}");
    };
    check("", &[]);
    check("&&", &[]);
    check("a=1&b=2&a=3", &[("a", "1"), ("b", "2"), ("a", "3")]);
    check("a%26b=x+y%3D&flag&empty=", &[("a&b", "x y="), ("flag", ""), ("empty", "")]);
    check("a=%FF&b=%zz", &[("a", "%FF"), ("b", "%zz")]);
    assert_eq!(request("GET /").query_pairs(), []);
    let mut latin =
        request("POST /\nContent-Type: application/x-www-form-urlencoded; charset=iso-8859-1");
    latin.body = (&b"name=Zo\xeb"[..]).into();
    assert_eq!(latin.form(), [("name".to_owned(), "Zoë".to_owned())]);
}

#[test]
fn requests_of_an_interaction() {
    let session = Session::new(plan(&pact(
        r#"{"description": "poll", "request": {"path": "/job"}},
           {"description": "read", "request": {"path": "/read"}},
           {"description": "poll", "request": {"path": "/other"}}"#,
    )));
    for text in ["GET /job", "GET /other", "GET /job?x=1", "GET /stray", "GET /job"] {
        session.respond(request(text));
    }
    let paths = |description: &str| -> Result<Vec<String>, String> {
        let received = session.received(description)?;
        Ok(received.into_iter().map(|request| request.path).collect())
    };
    assert_eq!(paths("poll").unwrap(), ["/job", "/other", "/job"]);
    assert_eq!(paths("read").unwrap(), [""; 0]);
    assert_eq!(
        paths("reed").unwrap_err(),
        r#"no interaction "reed"; did you mean "read"? (there are "poll", "read")"#,
    );
}
