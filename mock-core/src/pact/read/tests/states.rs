//! Descriptions and provider states.

use expect_test::{Expect, expect};

use super::check;

#[track_caller]
fn check_states(members: &str, expected: Expect) {
    check("3.0.0", &format!("{{{members}}}"), expected);
}

#[test]
fn descriptions() {
    check_states(r#""description": "reads an order""#, expect!["reads an order"]);
    check_states(r#""description": """#, expect![]);
    check_states(r#""description": 12"#, expect!["12"]);
    check_states(r#""description": null"#, expect![]);
    check_states(
        r#""description": "a \"quoted\"\nlïne""#,
        expect![[r#"
            a "quoted"
            lïne"#]],
    );
}

#[test]
fn one_state() {
    check_states(r#""providerState": "an order""#, expect!["given an order"]);
    check_states(r#""provider_state": "an order""#, expect!["given an order"]);
    check_states(r#""providerState": """#, expect![]);
    check_states(r#""providerState": null"#, expect![]);
    check_states(r#""providerState": null, "provider_state": "old""#, expect!["given old"]);
    check_states(r#""providerState": 42"#, expect!["given 42"]);
    check_states(r#""providerState": {"name": "x"}"#, expect![[r#"given {"name":"x"}"#]]);
}

#[test]
fn several_states() {
    check_states(
        r#""providerStates": [{"name": "a"}, {"name": "b", "params": {"id": 1.10, "deep": {"x": [null]}}}]"#,
        expect![[r#"given a | given b id=1.10 deep={"x":[null]}"#]],
    );
    check_states(r#""providerStates": []"#, expect![]);
    check_states(r#""providerStates": ["a", 5]"#, expect!["given a | given 5"]);
    check_states(r#""providerStates": "a""#, expect!["given a"]);
    check_states(r#""providerStates": [{"name": "a", "params": null}]"#, expect!["given a"]);
    check_states(r#""providerStates": [{"name": "a", "params": []}]"#, expect!["given a"]);
    check_states(r#""providerStates": [{"name": 7}]"#, expect!["given 7"]);
    check_states(r#""providerStates": null, "providerState": "a""#, expect!["given a"]);
    check_states(
        r#""providerState": "old", "providerStates": [{"name": "new"}]"#,
        expect![
            "given new | note 2:36: at /interactions/0/providerState: `providerState` is ignored beside `providerStates`"
        ],
    );
}

#[test]
fn states_that_are_none() {
    check_states(
        r#""providerStates": {"name": "a"}"#,
        expect!["2:37: at /interactions/0/providerStates: expected an array, found an object"],
    );
    check_states(
        r#""providerStates": [{"params": {"id": 1}}]"#,
        expect!["2:38: at /interactions/0/providerStates/0: a provider state without `name`"],
    );
    check_states(
        r#""providerStates": [{"name": "a", "params": "id=1"}]"#,
        expect![[
            r#"2:62: at /interactions/0/providerStates/0/params: expected an object, found "id=1""#
        ]],
    );
}

#[test]
fn states_before_version_3() {
    check("1.0.0", r#"{"provider_state": "a"}"#, expect!["given a"]);
    check("2.0.0", r#"{"providerState": "a"}"#, expect!["given a"]);
    check("2.0.0", r#"{"providerStates": [{"name": "a"}]}"#, expect!["given a"]);
}
