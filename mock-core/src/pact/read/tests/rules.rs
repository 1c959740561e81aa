//! Matching rules and generators, flat and by category.

use expect_test::{Expect, expect};

use super::{check, check_request};

#[track_caller]
fn check_rules(rules: &str, expected: Expect) {
    check_request("3.0.0", &format!(r#"{{"matchingRules": {rules}}}"#), expected);
}

#[test]
fn flat() {
    check_request(
        "2.0.0",
        r#"{"matchingRules": {"$.body": {"match": "type"}, "$.body.a[*]['b c']": {"match": "regex", "regex": "\\d+"},
            "$['body']['x']": {"min": 1}, "$.body[0]": {"max": 2}}}"#,
        expect![[
            r#"body $.body And [Type(Type { min: None, max: None })] | body $.body.a[*]['b c'] And [Regex(Regex { regex: "\\d+" })] | body $['body']['x'] And [Type(Type { min: Some(1), max: None })] | body $.body[0] And [Type(Type { min: None, max: Some(2) })]"#
        ]],
    );
    check_request(
        "2.0.0",
        r#"{"matchingRules": {"$.headers.X-Id": {"match": "regex", "regex": "a"}, "$.header['X-B']": {"match": "type"},
            "$.query.q[0]": {"match": "type"}, "$.query.q": {"match": "type"},
            "$.path": {"match": "type"}, "$.method": {"match": "type"}, "$.status": {"match": "type"}}}"#,
        expect![[
            r#"header $.headers.X-Id And [Regex(Regex { regex: "a" })] | header $.header['X-B'] And [Type(Type { min: None, max: None })] | query $.query.q[0] And [Type(Type { min: None, max: None })] | query $.query.q And [Type(Type { min: None, max: None })] | path $.path And [Type(Type { min: None, max: None })] | method $.method And [Type(Type { min: None, max: None })] | status $.status And [Type(Type { min: None, max: None })]"#
        ]],
    );
    check_rules(
        r#"{"$.body.a": {"match": "type"}}"#,
        expect!["body $.body.a And [Type(Type { min: None, max: None })]"],
    );
    check_rules(
        r#"{"$.bodyX": {"match": "type"}}"#,
        expect![[
            r#"2:60: at /interactions/0/request/matchingRules/$.bodyX: the path "$.bodyX" names no part of a message; did you mean "body"?"#
        ]],
    );
    check_rules(
        r#"{"$": {"match": "type"}}"#,
        expect![
            "body $ And [Type(Type { min: None, max: None })] | note 2:54: at /interactions/0/request/matchingRules/$: a path that names no part of a message is taken for one inside the body"
        ],
    );
    check_rules(
        r#"{"$.bdy.a": {"match": "type"}, "$[0]": {"match": "type"}}"#,
        expect![[
            r#"2:60: at /interactions/0/request/matchingRules/$.bdy.a: the path "$.bdy.a" names no part of a message; did you mean "body"?"#
        ]],
    );
    check_rules(
        r#"{"$.body.": {"match": "type"}}"#,
        expect![[
            r#"2:60: at /interactions/0/request/matchingRules/$.body.: invalid path "$.body.": expected a name or `*` at character 8"#
        ]],
    );
    check_rules(
        r#"{"$.body.a": [{"match": "type"}]}"#,
        expect![
            "2:61: at /interactions/0/request/matchingRules/$.body.a: expected an object, found an array"
        ],
    );
    check_rules(
        r#"{"$.body.a": null}"#,
        expect![
            "2:61: at /interactions/0/request/matchingRules/$.body.a: expected an object, found null"
        ],
    );
}

#[test]
fn flat_as_some_writers_have_it() {
    // The core's root between a category and a name.
    check_request(
        "2.0.0",
        r#"{"matchingRules": {"$.header.$.X-Id[0]": {"match": "type"}, "$.header.$['X-B'][0]": {"match": "type"},
            "$.query.$.q[0]": {"match": "type"}, "$.body.$.id": {"match": "type"}}}"#,
        expect![
            "header $.header.$.X-Id[0] And [Type(Type { min: None, max: None })] | header $.header.$['X-B'][0] And [Type(Type { min: None, max: None })] | query $.query.$.q[0] And [Type(Type { min: None, max: None })] | body $.body.$.id And [Type(Type { min: None, max: None })]"
        ],
    );
    // Version 3's lists.
    check_request(
        "3.0.0",
        r#"{"matchingRules": {"$.body.a": {"matchers": [{"match": "type"}, {"min": 1}], "combine": "OR"},
            "$.path": {"matchers": []}}}"#,
        expect![
            "body $.body.a Or [Type(Type { min: None, max: None }), Type(Type { min: Some(1), max: None })] | path $.path And []"
        ],
    );
    check_request(
        "2.0.0",
        r#"{"matchingRules": {"$.body.a": {"matchers": 1}, "$.body.b": {"matchers": [{"match": "tyep"}]}}}"#,
        expect![[
            r#"2:74: at /interactions/0/request/matchingRules/$.body.a/matchers: expected an array, found 1 | 2:114: at /interactions/0/request/matchingRules/$.body.b/matchers/0/match: unknown matching rule "tyep"; did you mean "type"?"#
        ]],
    );
    // A header without a separator.
    check_request(
        "2.0.0",
        r#"{"headers": {"x-page": "1"}, "matchingRules": {"$.headerX-Page": {"match": "type"}, "$.headerX-Page[0]": {"match": "type"}}}"#,
        expect![[
            r#"x-page: ["1"] | header $.headerX-Page And [Type(Type { min: None, max: None })] | header $.headerX-Page[0] And [Type(Type { min: None, max: None })] | note 2:95: at /interactions/0/request/matchingRules/$.headerX-Page: taken for a rule of the header X-Page | note 2:135: at /interactions/0/request/matchingRules/$.headerX-Page[0]: taken for a rule of the header X-Page"#
        ]],
    );
    check_request(
        "2.0.0",
        r#"{"headers": {"x-page": "1"}, "matchingRules": {"$.headerX-Pages": {"match": "type"}, "$.headerx": {"match": "type"}}}"#,
        expect![[
            r#"2:128: at /interactions/0/request/matchingRules/$.headerx: the path "$.headerx" names no part of a message; did you mean "headers"?"#
        ]],
    );
}

#[test]
fn flat_without_a_category() {
    check_request(
        "2.0.0",
        r#"{"matchingRules": {"$.age": {"match": "type"}, "$[0][*].id": {"match": "type"}, "$": {"match": "type"},
            "$.*": {"match": "type"}}}"#,
        expect![
            "body $.age And [Type(Type { min: None, max: None })] | body $[0][*].id And [Type(Type { min: None, max: None })] | body $ And [Type(Type { min: None, max: None })] | body $.* And [Type(Type { min: None, max: None })] | note 2:58: at /interactions/0/request/matchingRules/$.age: a path that names no part of a message is taken for one inside the body"
        ],
    );
    check_request(
        "2.0.0",
        r#"{"body": {"paths": [1]}, "matchingRules": {"$.paths[0]": {"match": "type"}, "$.statsu": {"match": "type"}}}"#,
        expect![[
            r#"2:118: at /interactions/0/request/matchingRules/$.statsu: the path "$.statsu" names no part of a message; did you mean "status"?"#
        ]],
    );
    check_request(
        "4.0",
        r#"{"body": {"content": {"heads": 1}}, "matchingRules": {"$.heads": {"match": "type"}}}"#,
        expect![[
            r#"body probably application/json: {\"heads\":1} | body $.heads And [Type(Type { min: None, max: None })] | note 2:95: at /interactions/0/request/matchingRules/$.heads: a path that names no part of a message is taken for one inside the body"#
        ]],
    );
}

#[test]
fn flat_paths_inside_a_category() {
    let check = |body: &str, path: &str, expected: Expect| {
        let rules = format!(r#"{{"body": {{"{path}": {{"matchers": []}}}}}}"#);
        check_request(
            "3.0.0",
            &format!(r#"{{"body": {body}, "matchingRules": {rules}}}"#),
            expected,
        );
    };
    check(
        r#"{"a": 1}"#,
        "$.body.a",
        expect![[
            r#"body probably application/json: {\"a\":1} | body $.body.a And [] | note 2:88: at /interactions/0/request/matchingRules/body/$.body.a: "$.body.a" leads nowhere: in this category a path starts inside the body"#
        ]],
    );
    check(
        r#"{"a": 1}"#,
        "$['body']",
        expect![[
            r#"body probably application/json: {\"a\":1} | body $['body'] And [] | note 2:89: at /interactions/0/request/matchingRules/body/$['body']: "$['body']" leads nowhere: in this category a path starts inside the body"#
        ]],
    );
    check(
        "[1]",
        "$.body[*]",
        expect![[
            r#"body probably application/json: [1] | body $.body[*] And [] | note 2:84: at /interactions/0/request/matchingRules/body/$.body[*]: "$.body[*]" leads nowhere: in this category a path starts inside the body"#
        ]],
    );
    check("[]", "$.body[*]", expect!["body probably application/json: [] | body $.body[*] And []"]);
    check(
        r#"{"a": 1, "body": {}}"#,
        "$.body.a",
        expect![[
            r#"body probably application/json: {\"a\":1,\"body\":{}} | body $.body.a And []"#
        ]],
    );
    check(
        r#"{"a": 1}"#,
        "$.body.b",
        expect![[r#"body probably application/json: {\"a\":1} | body $.body.b And []"#]],
    );
    check("1", "$.body", expect!["body probably application/json: 1 | body $.body And []"]);
}

#[test]
fn by_category() {
    check_rules(
        r#"{"method": {"matchers": [{"match": "type"}]},
            "path": {"combine": "AND", "matchers": [{"match": "regex", "regex": "a"}]},
            "query": {"q[]": {"matchers": [{"match": "type"}]}, "a.b": {"matchers": [{"match": "type"}]}, "$.c[1]": {"matchers": []}},
            "header": {"X-A": {"matchers": [{"match": "type"}]}},
            "body": {"$": {"matchers": [{"match": "type"}]}, "$.a['b'].*": {"combine": "OR", "matchers": [{"match": "null"}, {"match": "type"}]}},
            "metadata": {"key": {"matchers": [{"match": "type"}]}}}"#,
        expect![[
            r#"method  And [Type(Type { min: None, max: None })] | path  And [Regex(Regex { regex: "a" })] | query q[] And [Type(Type { min: None, max: None })] | query a.b And [Type(Type { min: None, max: None })] | query $.c[1] And [] | header X-A And [Type(Type { min: None, max: None })] | body $ And [Type(Type { min: None, max: None })] | body $.a['b'].* Or [Null(Null), Type(Type { min: None, max: None })] | metadata key And [Type(Type { min: None, max: None })]"#
        ]],
    );
    check_rules(
        r#"{"headers": {"X-A": {"matchers": [{"match": "type"}]}}, "contents": {"$": {"matchers": []}}, "content": {"$": {"matchers": []}}}"#,
        expect![
            "header X-A And [Type(Type { min: None, max: None })] | body $ And [] | body $ And []"
        ],
    );
    check_rules(
        r#"{"path": {"": {"matchers": [{"match": "type"}]}}}"#,
        expect!["path $ And [Type(Type { min: None, max: None })]"],
    );
    check_rules(r#"{"path": {}, "body": null, "query": []}"#, expect![]);
    check_rules(
        r#"{"body": {"matchers": [{"match": "type"}], "combine": "or"}}"#,
        expect!["body  Or [Type(Type { min: None, max: None })]"],
    );
    check_rules(
        r#"{"body": {"a.b": {"matchers": [{"match": "type"}]}}}"#,
        expect!["body a.b And [Type(Type { min: None, max: None })]"],
    );
    check_rules(
        r#"{"path": {"combine": "NAND", "matchers": [{"match": "type"}]}}"#,
        expect!["path  And [Type(Type { min: None, max: None })]"],
    );
}

#[test]
fn both_forms_at_once() {
    check_rules(
        r#"{"body": {"$.a": {"matchers": [{"match": "type"}]}}, "$.body.b": {"match": "integer"}, "$.path": {"match": "type"}}"#,
        expect![
            "body $.a And [Type(Type { min: None, max: None })] | body $.body.b And [Integer(Integer)] | path $.path And [Type(Type { min: None, max: None })]"
        ],
    );
}

#[test]
fn categories_that_are_wrong() {
    check_rules(
        r#"{"boby": {}, "cookies": {}}"#,
        expect![[
            r#"2:57: at /interactions/0/request/matchingRules/boby: unknown category of matching rules "boby"; did you mean "body"? | 2:72: at /interactions/0/request/matchingRules/cookies: unknown category of matching rules "cookies""#
        ]],
    );
    check_rules(
        r#"{"body": {"$.a": {"match": "type"}}}"#,
        expect![
            "2:65: at /interactions/0/request/matchingRules/body/$.a: an entry of matching rules without `matchers`"
        ],
    );
    check_rules(
        r#"{"body": {"$.a": {"matchers": {"match": "type"}}}}"#,
        expect![
            "2:78: at /interactions/0/request/matchingRules/body/$.a/matchers: expected an array, found an object"
        ],
    );
    check_rules(
        r#"{"body": {"$.a": []}, "path": "x", "header": 1}"#,
        expect![[
            r#"2:65: at /interactions/0/request/matchingRules/body/$.a: expected an object, found an array | 2:78: at /interactions/0/request/matchingRules/path: expected an object, found "x" | 2:93: at /interactions/0/request/matchingRules/header: expected an object, found 1"#
        ]],
    );
    check_rules(
        r#"{"body": {"$.a[": {"matchers": []}, "$.[0]": {"matchers": []}, "$.a b": {"matchers": []}, "$..a": {"matchers": []}}}"#,
        expect![[
            r#"2:66: at /interactions/0/request/matchingRules/body/$.a[: invalid path "$.a[": expected an index, `*` or a quoted name at character 5 | 2:93: at /interactions/0/request/matchingRules/body/$.[0]: invalid path "$.[0]": expected a name or `*` at character 3 | 2:146: at /interactions/0/request/matchingRules/body/$..a: invalid path "$..a": expected a name or `*` at character 3"#
        ]],
    );
    check_rules(
        r#"{"body": {"$.a[99999999999999999999999]": {"matchers": []}, "$[18446744073709551615]": {"matchers": []}}}"#,
        expect!["body $.a[99999999999999999999999] And [] | body $[18446744073709551615] And []"],
    );
    check_rules("[]", expect![]);
    check_rules("null", expect![]);
    check_rules(
        "\"type\"",
        expect![[
            r#"2:48: at /interactions/0/request/matchingRules: expected an object, found "type""#
        ]],
    );
}

#[test]
fn names_of_old() {
    check(
        "2.0.0",
        r#"{"request": {"requestMatchingRules": {"$.path": {"match": "type"}}},
            "response": {"responseMatchingRules": {"$.body": {"match": "type"}}}}"#,
        expect![
            "path $.path And [Type(Type { min: None, max: None })] | body $.body And [Type(Type { min: None, max: None })]"
        ],
    );
    check_request(
        "2.0.0",
        r#"{"matchingRules": {"$.path": {"match": "type"}}, "requestMatchingRules": {"$.body": {"match": "type"}}}"#,
        expect!["path $.path And [Type(Type { min: None, max: None })]"],
    );
    check_request(
        "2.0.0",
        r#"{"matchingRules": null, "requestMatchingRules": {"$.body": {"match": "type"}}}"#,
        expect!["body $.body And [Type(Type { min: None, max: None })]"],
    );
}

#[test]
fn generators() {
    check_request(
        "3.0.0",
        r#"{"generators": {"body": {"$.id": {"type": "RandomInt", "min": 1}}, "path": {"type": "Regex", "regex": "a"},
            "header": {"X-A": {"type": "Uuid"}}, "query": {"q[]": {"type": "Date"}}, "STATUS": {"type": "RandomInt"}}}"#,
        expect![
            "generated body $.id RandomInt | generated path $ Regex | generated header X-A Uuid | generated query q[] Date | generated status $ RandomInt"
        ],
    );
    check_request(
        "3.0.0",
        r#"{"generators": {"body": {"$.id": {"type": "Dice"}}}}"#,
        expect![[
            r#"generated body $.id Dice | note 2:72: at /interactions/0/request/generators/body/$.id/type: the generator "Dice" is unknown: the example's value is served"#
        ]],
    );
    check_request(
        "3.0.0",
        r#"{"generators": {"bodyy": {"$.id": {"type": "Uuid"}}}}"#,
        expect![[
            r#"note 2:55: at /interactions/0/request/generators/bodyy: unknown category of generators "bodyy": kept, not used"#
        ]],
    );
    check_request(
        "3.0.0",
        r#"{"generators": {"body": {"$.id": {"min": 1}, "$.a[": {"type": "Uuid"}, "$.b": 5}}}"#,
        expect![[
            r#"2:63: at /interactions/0/request/generators/body/$.id: a generator without `type` | 2:83: at /interactions/0/request/generators/body/$.a[: invalid path "$.a[": expected an index, `*` or a quoted name at character 5 | 2:108: at /interactions/0/request/generators/body/$.b: expected an object, found 5"#
        ]],
    );
    check_request(
        "3.0.0",
        r#"{"generators": {"body": "Uuid"}}"#,
        expect![[
            r#"2:54: at /interactions/0/request/generators/body: expected an object, found "Uuid""#
        ]],
    );
    check_request("3.0.0", r#"{"generators": []}"#, expect![]);
    check_request("3.0.0", r#"{"generators": null}"#, expect![]);
}
