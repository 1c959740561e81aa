//! Descriptions and provider states.

use expect_test::{Expect, expect};

use super::check;

#[track_caller]
fn check_states(members: &str, expected: Expect) {
    check("3.0.0", &format!("{{{members}}}"), expected);
}

#[test]
fn descriptions() {
    check_states(
        r#""description": "reads an order""#,
        expect![],
    );
    check_states(r#""description": """#, expect![]);
    check_states(r#""description": 12"#, expect![]);
    check_states(r#""description": null"#, expect![]);
    check_states(
        r#""description": "a \"quoted\"\nlïne""#,
        expect![],
    );
}

#[test]
fn one_state() {
    check_states(r#""providerState": "an order""#, expect![]);
    check_states(r#""provider_state": "an order""#, expect![]);
    check_states(r#""providerState": """#, expect![]);
    check_states(r#""providerState": null"#, expect![]);
    check_states(
        r#""providerState": null, "provider_state": "old""#,
        expect![],
    );
    check_states(r#""providerState": 42"#, expect![]);
    check_states(
        r#""providerState": {"name": "x"}"#,
        expect![],
    );
}

#[test]
fn several_states() {
    check_states(
        r#""providerStates": [{"name": "a"}, {"name": "b", "params": {"id": 1.10, "deep": {"x": [null]}}}]"#,
        expect![],
    );
    check_states(r#""providerStates": []"#, expect![]);
    check_states(
        r#""providerStates": ["a", 5]"#,
        expect![],
    );
    check_states(r#""providerStates": "a""#, expect![]);
    check_states(
        r#""providerStates": [{"name": "a", "params": null}]"#,
        expect![],
    );
    check_states(
        r#""providerStates": [{"name": "a", "params": []}]"#,
        expect![],
    );
    check_states(r#""providerStates": [{"name": 7}]"#, expect![]);
    check_states(
        r#""providerStates": null, "providerState": "a""#,
        expect![],
    );
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
        expect![],
    );
    check_states(
        r#""providerStates": [{"params": {"id": 1}}]"#,
        expect![],
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
    check("1.0.0", r#"{"provider_state": "a"}"#, expect![]);
    check("2.0.0", r#"{"providerState": "a"}"#, expect![]);
    check(
        "2.0.0",
        r#"{"providerStates": [{"name": "a"}]}"#,
        expect![],
    );
}
