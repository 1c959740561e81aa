//! Which version of the specification a contract is of, and what else stands around the
//! interactions.

use expect_test::{Expect, expect};

use crate::pact::Pact;

/// Reads a contract whose metadata are as given; the version, and what was noted on the way.
#[track_caller]
fn check_version(metadata: &str, expected: Expect) {
    check_whole(&format!(r#""metadata": {metadata}"#), expected);
}

#[track_caller]
fn check_whole(members: &str, expected: Expect) {
    let text = format!(
        r#"{{"consumer": {{"name": "c"}}, "provider": {{"name": "p"}}, "interactions": [], {members}}}"#
    );
    expected.assert_eq(&match Pact::parse(&text) {
        Ok(pact) => {
            let notes = pact.notes().iter().map(|note| format!("; {note}"));
            format!("{:?}{}", pact.specification, notes.collect::<String>())
        }
        Err(error) => error.to_string(),
    });
}

#[test]
fn versions() {
    for (version, read) in [
        ("1.0.0", "V1"),
        ("1.0", "V1"),
        ("1", "V1"),
        ("1.1.0", "V1_1"),
        ("1.1", "V1_1"),
        ("1.7", "V1"),
        ("2.0.0", "V2"),
        ("2", "V2"),
        ("v2", "V2"),
        ("2.0.0-rc1", "V2"),
        ("3.0.0", "V3"),
        ("3.0.1", "V3"),
        (" 3 ", "V3"),
        ("V3.0", "V3"),
        ("4.0", "V4"),
        ("4", "V4"),
        ("4.0.0", "V4"),
    ] {
        let is_read_as = |metadata: String| {
            let text = format!(r#"{{"metadata": {metadata}}}"#);
            let pact = Pact::parse(&text).unwrap();
            assert_eq!(format!("{:?}", pact.specification), read, "{metadata}");
        };
        is_read_as(format!(r#"{{"pactSpecification": {{"version": "{version}"}}}}"#));
        is_read_as(format!(r#"{{"pact-specification": {{"version": "{version}"}}}}"#));
        is_read_as(format!(r#"{{"pactSpecificationVersion": "{version}"}}"#));
        is_read_as(format!(r#"{{"pactSpecification": "{version}"}}"#));
    }
}

#[test]
fn numbers_as_versions() {
    check_version(r#"{"pactSpecification": {"version": 2}}"#, expect!["V2"]);
    check_version(r#"{"pactSpecification": {"version": 4.0}}"#, expect!["V4"]);
    check_version(r#"{"pactSpecificationVersion": 1.1}"#, expect!["V1_1"]);
}

#[test]
fn the_newest_spelling_wins() {
    check_version(
        r#"{"pactSpecificationVersion": "1", "pact-specification": {"version": "2"}, "pactSpecification": {"version": "4"}}"#,
        expect!["V4"],
    );
    check_version(
        r#"{"pact-specification": {"version": "2"}, "pactSpecificationVersion": "1"}"#,
        expect!["V2"],
    );
    check_version(
        r#"{"pactSpecification": {}, "pact-specification": {"version": "2"}}"#,
        expect!["V2"],
    );
    check_version(r#"{"pactSpecification": null, "pactSpecificationVersion": "2"}"#, expect!["V2"]);
}

#[test]
fn without_a_version() {
    check_whole(
        r#""other": 1"#,
        expect!["V3; 1:1: no version of the Pact specification is given: read as version 3"],
    );
    check_version(
        "{}",
        expect![
            "V3; 1:88: at /metadata: no version of the Pact specification is given: read as version 3"
        ],
    );
    check_version(
        "null",
        expect!["V3; 1:1: no version of the Pact specification is given: read as version 3"],
    );
    check_version(
        "[]",
        expect![
            "V3; 1:88: at /metadata: no version of the Pact specification is given: read as version 3"
        ],
    );
    check_version(
        r#"{"pactSpecification": {"version": null}}"#,
        expect![
            "V3; 1:88: at /metadata: no version of the Pact specification is given: read as version 3"
        ],
    );
    check_version(
        r#"{"pact-rust": {"version": "1.0"}}"#,
        expect![
            "V3; 1:88: at /metadata: no version of the Pact specification is given: read as version 3"
        ],
    );
}

#[test]
fn versions_that_nobody_knows() {
    check_version(
        r#"{"pactSpecification": {"version": "5.0"}}"#,
        expect![[
            r#"V3; 1:122: at /metadata/pactSpecification/version: "5.0" is no known version of the Pact specification: read as version 3"#
        ]],
    );
    check_version(
        r#"{"pactSpecification": {"version": ""}}"#,
        expect![[
            r#"V3; 1:122: at /metadata/pactSpecification/version: "" is no known version of the Pact specification: read as version 3"#
        ]],
    );
    check_version(
        r#"{"pactSpecification": {"version": "latest"}}"#,
        expect![[
            r#"V3; 1:122: at /metadata/pactSpecification/version: "latest" is no known version of the Pact specification: read as version 3"#
        ]],
    );
    check_version(
        r#"{"pactSpecification": {"version": -2}}"#,
        expect![
            "V3; 1:122: at /metadata/pactSpecification/version: -2 is no known version of the Pact specification: read as version 3"
        ],
    );
    check_version(
        r#"{"pactSpecification": {"version": "3.x"}}"#,
        expect![[
            r#"V3; 1:122: at /metadata/pactSpecification/version: "3.x" is no known version of the Pact specification: read as version 3"#
        ]],
    );
    check_version(
        r#"{"pactSpecification": {"version": {"a": 1}}}"#,
        expect![
            "V3; 1:122: at /metadata/pactSpecification/version: an object is no known version of the Pact specification: read as version 3"
        ],
    );
    check_version(
        r#"{"pactSpecification": ["2.0.0"]}"#,
        expect![
            "V3; 1:110: at /metadata/pactSpecification: an array is no known version of the Pact specification: read as version 3"
        ],
    );
    check_version(
        r#"{"pactSpecification": {"version": "99999999999999999999"}}"#,
        expect![[
            r#"V3; 1:122: at /metadata/pactSpecification/version: "99999999999999999999" is no known version of the Pact specification: read as version 3"#
        ]],
    );
}

#[test]
fn metadata_that_are_none() {
    check_version(
        "\"2.0.0\"",
        expect![[r#"1:88: at /metadata: expected an object, found "2.0.0""#]],
    );
    check_version("[2]", expect!["1:88: at /metadata: expected an object, found an array"]);
}

#[track_caller]
fn check_names(text: &str, expected: Expect) {
    expected.assert_eq(&match Pact::parse(text) {
        Ok(pact) => {
            let notes = pact.notes().iter().map(|note| format!("; {note}"));
            let (consumer, provider) = (&pact.consumer.name, &pact.provider.name);
            format!("{consumer:?} -> {provider:?}{}", notes.collect::<String>())
        }
        Err(error) => error.to_string(),
    });
}

#[test]
fn names() {
    const VERSION: &str = r#""metadata": {"pactSpecification": {"version": "2"}}"#;
    for (parties, expected) in [
        (
            r#""consumer": {"name": "Shop"}, "provider": {"name": "Örders \"2\""},"#,
            expect![[r#""Shop" -> "Örders \"2\"""#]],
        ),
        (
            r#""consumer": {"name": 5}, "provider": {"name": ["a"]},"#,
            expect![[r#""5" -> "[\"a\"]""#]],
        ),
        (
            r#""consumer": {"name": null}, "provider": {},"#,
            expect![[
                r#""consumer" -> "provider"; 1:1: the consumer has no name; 1:1: the provider has no name"#
            ]],
        ),
        (
            r#""consumer": "Shop","#,
            expect![[r#""Shop" -> "provider"; 1:1: the provider has no name"#]],
        ),
        (
            r#""consumer": {"name": ""}, "provider": {"name": "p", "name": "q"},"#,
            expect![[r#""" -> "q""#]],
        ),
    ] {
        check_names(&format!("{{{parties} {VERSION}}}"), expected);
    }
}

#[test]
fn lists_of_interactions() {
    let check = |text: &str, expected: Expect| {
        expected.assert_eq(&super::reading(text));
    };
    const REST: &str = r#""consumer": {"name": "c"}, "provider": {"name": "p"},
"metadata": {"pactSpecification": {"version": "3.0.0"}}"#;
    check(&format!("{{{REST}}}"), expect![]);
    check(&format!(r#"{{{REST}, "interactions": null}}"#), expect![]);
    check(
        &format!(r#"{{{REST}, "interactions": {{}}}}"#),
        expect!["2:74: at /interactions: expected an array, found an object"],
    );
    check(
        &format!(r#"{{{REST}, "interactions": "none"}}"#),
        expect![[r#"2:74: at /interactions: expected an array, found "none""#]],
    );
    check(
        &format!(r#"{{{REST}, "interactions": [null, 1, "a", []]}}"#),
        expect![[
            r#"2:75: at /interactions/0: expected an object, found null | 2:81: at /interactions/1: expected an object, found 1 | 2:84: at /interactions/2: expected an object, found "a" | 2:89: at /interactions/3: expected an object, found an array"#
        ]],
    );
    check(&format!(r#"{{{REST}, "interactions": [{{}}, {{}}]}}"#), expect!["Interaction 1"]);
}
