//! What expressions stand for, and what is said of those that are none.

#![allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::Expression;

#[track_caller]
fn check(expression: &str, expected: Expect) {
    let said = match Expression::parse(expression) {
        Err(error) => error,
        Ok(Expression { value, rules, generator }) => {
            let value = value.unwrap_or_else(|| "-".to_owned());
            let generator = generator.map_or_else(String::new, |one| format!(" | {one}"));
            format!("{value} | {}{generator}", rules.join(" "))
        }
    };
    expected.assert_eq(&said);
}

#[test]
fn every_rule() {
    check("matching(type, 'a')", expect![[r#""a" | {"match":"type"}"#]]);
    check("matching(type,null)", expect![[r#"null | {"match":"type"}"#]]);
    check("matching(equalTo, true)", expect![[r#"true | {"match":"equality"}"#]]);
    check("matching(number, -1.50)", expect![[r#"-1.50 | {"match":"number"}"#]]);
    check("matching( integer , 7 )", expect![[r#"7 | {"match":"integer"}"#]]);
    check("matching(decimal, 2.5)", expect![[r#"2.5 | {"match":"decimal"}"#]]);
    check("matching(decimal, 2)", expect![[r#"2.0 | {"match":"decimal"}"#]]);
    check("matching(boolean, false)", expect![[r#"false | {"match":"boolean"}"#]]);
    check(
        r"matching(regex, '\d{2}', '42')",
        expect![[r#""42" | {"match":"regex","regex":"\\d{2}"}"#]],
    );
    check("matching(include, 'b')", expect![[r#""b" | {"match":"include","value":"b"}"#]]);
    check("matching(semver, '1.2.3')", expect![[r#""1.2.3" | {"match":"semver"}"#]]);
    check(
        "matching(date, 'yyyy', '2024')",
        expect![[r#""2024" | {"match":"date","format":"yyyy"} | {"type":"Date","format":"yyyy"}"#]],
    );
    check(
        "matching(time, 'HH', '23')",
        expect![[r#""23" | {"match":"time","format":"HH"} | {"type":"Time","format":"HH"}"#]],
    );
    check(
        "matching(datetime, 'yyyy HH', '2024 23')",
        expect![[
            r#""2024 23" | {"match":"datetime","format":"yyyy HH"} | {"type":"DateTime","format":"yyyy HH"}"#
        ]],
    );
    check(
        "matching(contentType, 'image/png', 'x')",
        expect![[r#""x" | {"match":"contentType","value":"image/png"}"#]],
    );
    check(
        "matching(card, 'visa', '4111')",
        expect![[r#""4111" | {"match":"card","value":"visa"}"#]],
    );
    check("matching(card, '4111')", expect![[r#""4111" | {"match":"card"}"#]]);
    check("notEmpty('a')", expect![[r#""a" | {"match":"notEmpty"}"#]]);
    // Bounds of different values have nothing to do with each other.
    check(
        "atLeast(2), eachValue(atMost(1)), arrayContains(atMost(1), atLeast(3))",
        expect![[
            r#"[null,null] | {"match":"type","min":2} {"match":"eachValue","rules":[{"match":"type","max":1}]} {"match":"arrayContains","variants":[{"index":0,"rules":{"$":{"matchers":[{"match":"type","max":1}]}},"generators":{}},{"index":1,"rules":{"$":{"matchers":[{"match":"type","min":3}]}},"generators":{}}]}"#
        ]],
    );
    check("atLeast(2)", expect![[r#"- | {"match":"type","min":2}"#]]);
    check(
        "atMost(18446744073709551615)",
        expect![[r#"- | {"match":"type","max":18446744073709551615}"#]],
    );
}

#[test]
fn rules_inside_of_rules() {
    check(
        "eachKey(matching(regex, 'k.', 'k1'))",
        expect![[r#"- | {"match":"eachKey","rules":[{"match":"regex","regex":"k."}]}"#]],
    );
    check(
        "eachValue(matching(type, 1))",
        expect![[r#"- | {"match":"eachValue","rules":[{"match":"type"}]}"#]],
    );
    check(
        "eachValue(notEmpty('a'), matching(include, 'b'))",
        expect![[
            r#"- | {"match":"eachValue","rules":[{"match":"notEmpty"},{"match":"include","value":"b"}]}"#
        ]],
    );
    check(
        "arrayContains(matching(equalTo, 'a'), matching(integer, fromProviderState('id', 5)))",
        expect![[
            r#"["a",5] | {"match":"arrayContains","variants":[{"index":0,"rules":{"$":{"matchers":[{"match":"equality"}]}},"generators":{}},{"index":1,"rules":{"$":{"matchers":[{"match":"integer"}]}},"generators":{"$":{"type":"ProviderState","expression":"id","dataType":"INTEGER"}}}]}"#
        ]],
    );
    check(
        "atLeast(1), atMost(3), eachKey(matching(type, 'k')), eachValue(eachValue(matching(number, 1)))",
        expect![[
            r#"- | {"match":"type","min":1} {"match":"type","max":3} {"match":"eachKey","rules":[{"match":"type"}]} {"match":"eachValue","rules":[{"match":"eachValue","rules":[{"match":"number"}]}]}"#
        ]],
    );
    check(
        "matching(type, 'a'),matching(include, 'b')",
        expect![[r#""a" | {"match":"type"} {"match":"include","value":"b"}"#]],
    );
}

#[test]
fn values_of_provider_states() {
    check(
        "matching(type, fromProviderState('${id}', 'a'))",
        expect![[
            r#""a" | {"match":"type"} | {"type":"ProviderState","expression":"${id}","dataType":"STRING"}"#
        ]],
    );
    check(
        "matching(number, fromProviderState('n', 1.5))",
        expect![[
            r#"1.5 | {"match":"number"} | {"type":"ProviderState","expression":"n","dataType":"DECIMAL"}"#
        ]],
    );
    check(
        "matching(boolean, fromProviderState('b', true))",
        expect![[
            r#"true | {"match":"boolean"} | {"type":"ProviderState","expression":"b","dataType":"BOOLEAN"}"#
        ]],
    );
    check(
        "matching(regex, '.', fromProviderState('id', 7))",
        expect![[
            r#"7 | {"match":"regex","regex":"."} | {"type":"ProviderState","expression":"id","dataType":"INTEGER"}"#
        ]],
    );
    check(
        "matching(date, 'yyyy', fromProviderState('day', '2024'))",
        expect![[
            r#""2024" | {"match":"date","format":"yyyy"} | {"type":"ProviderState","expression":"day","dataType":"STRING"}"#
        ]],
    );
    check(
        "notEmpty(fromProviderState('n', null))",
        expect![[
            r#"null | {"match":"notEmpty"} | {"type":"ProviderState","expression":"n","dataType":"RAW"}"#
        ]],
    );
}

#[test]
fn texts() {
    check(
        r"notEmpty('it\'s \\ \n\t\r\b\f')",
        expect![[r#""it's \\ \n\t\r\b\f" | {"match":"notEmpty"}"#]],
    );
    check(r"notEmpty('\$\.\w+')", expect![[r#""\\$\\.\\w+" | {"match":"notEmpty"}"#]]);
    check(r"notEmpty('\u00e9\u{1f600}')", expect![[r#""é😀" | {"match":"notEmpty"}"#]]);
    check(r#"notEmpty('"a", (b) 日本')"#, expect![[r#""\"a\", (b) 日本" | {"match":"notEmpty"}"#]]);
    check("notEmpty('')", expect![[r#""" | {"match":"notEmpty"}"#]]);
    check(
        r"notEmpty('\ud800')",
        expect![[
            r#"invalid expression "notEmpty('\ud800')": expected a code point, as in `u00e9` or `u{1f600}`, at character 12"#
        ]],
    );
    check(
        r"notEmpty('\u{}')",
        expect![[
            r#"invalid expression "notEmpty('\u{}')": expected a code point, as in `u00e9` or `u{1f600}`, at character 12"#
        ]],
    );
    check(
        r"notEmpty('\u{+9}')",
        expect![[
            r#"invalid expression "notEmpty('\u{+9}')": expected a code point, as in `u00e9` or `u{1f600}`, at character 12"#
        ]],
    );
    check(
        r"notEmpty('\u12é')",
        expect![[
            r#"invalid expression "notEmpty('\u12é')": expected a code point, as in `u00e9` or `u{1f600}`, at character 12"#
        ]],
    );
}

#[test]
fn what_is_wrong() {
    check(
        "",
        expect![[
            r#"invalid expression "": expected a definition such as `matching` at character 1"#
        ]],
    );
    check(
        "match(type, 'a')",
        expect![[
            r#"invalid expression "match(type, 'a')": expected a definition such as `matching` at character 1"#
        ]],
    );
    check("matching", expect![[r#"invalid expression "matching": expected `(` at character 9"#]]);
    check(
        "matching()",
        expect![[
            r#"invalid expression "matching()": expected the name of a matching rule at character 10"#
        ]],
    );
    check(
        "matching(type)",
        expect![[r#"invalid expression "matching(type)": expected `,` at character 14"#]],
    );
    check(
        "matching(type, a)",
        expect![[
            r#"invalid expression "matching(type, a)": expected a value: a text in single quotes, a number, `true`, `false` or `null` at character 16"#
        ]],
    );
    check(
        "matching(type, 'a'",
        expect![[r#"invalid expression "matching(type, 'a'": expected `)` at character 19"#]],
    );
    check(
        "matching(type, 'a') b",
        expect![[
            r#"invalid expression "matching(type, 'a') b": expected a comma or the end at character 21"#
        ]],
    );
    check(
        "matching(type, 'a'),",
        expect![[
            r#"invalid expression "matching(type, 'a'),": expected a definition such as `matching` at character 21"#
        ]],
    );
    check(
        "matching(type, 'a', 'b')",
        expect![[r#"invalid expression "matching(type, 'a', 'b')": expected `)` at character 19"#]],
    );
    check(
        "matching(type, 'é",
        expect![[
            r#"invalid expression "matching(type, 'é": a text that does not end at character 16"#
        ]],
    );
    check(
        r"matching(type, '\",
        expect![[
            r#"invalid expression "matching(type, '\": a text that does not end at character 16"#
        ]],
    );
    check(
        "matching(regex, 5, 'a')",
        expect![[
            r#"invalid expression "matching(regex, 5, 'a')": expected a text in single quotes at character 17"#
        ]],
    );
    check(
        "matching(regex, 'a')",
        expect![[r#"invalid expression "matching(regex, 'a')": expected `,` at character 20"#]],
    );
    check(
        "matching(integer, 1.5)",
        expect![[
            r#"invalid expression "matching(integer, 1.5)": expected a number without fraction at character 19"#
        ]],
    );
    check(
        "matching(number, '1')",
        expect![[
            r#"invalid expression "matching(number, '1')": expected a number at character 18"#
        ]],
    );
    check(
        "matching(number, 01)",
        expect![[
            r#"invalid expression "matching(number, 01)": expected a value: a text in single quotes, a number, `true`, `false` or `null` at character 18"#
        ]],
    );
    check(
        "matching(boolean, 'true')",
        expect![[
            r#"invalid expression "matching(boolean, 'true')": expected `true` or `false` at character 19"#
        ]],
    );
    check(
        "matching($'person')",
        expect![[
            r#"invalid expression "matching($'person')": a reference, which has no meaning in a contract, at character 10"#
        ]],
    );
    check(
        "eachValue('a')",
        expect![[
            r#"invalid expression "eachValue('a')": expected a definition such as `matching` at character 11"#
        ]],
    );
    check(
        "eachKey()",
        expect![[
            r#"invalid expression "eachKey()": expected a definition such as `matching` at character 9"#
        ]],
    );
    check(
        "atLeast(-1)",
        expect![[
            r#"invalid expression "atLeast(-1)": expected a number of children at character 9"#
        ]],
    );
    check(
        "atLeast(18446744073709551616)",
        expect![[
            r#"invalid expression "atLeast(18446744073709551616)": expected a number of children at character 9"#
        ]],
    );
    check(
        "atLeast(2), atMost(1)",
        expect![[
            r#"invalid expression "atLeast(2), atMost(1)": no value has at least 2 and at most 1 children, asked for at character 20"#
        ]],
    );
    check(
        "arrayContains(matching(type, 1)",
        expect![[
            r#"invalid expression "arrayContains(matching(type, 1)": expected `)` at character 32"#
        ]],
    );
    check(
        "matching(type, fromProviderState('a'))",
        expect![[
            r#"invalid expression "matching(type, fromProviderState('a'))": expected `,` at character 37"#
        ]],
    );
    check(
        "matching(type, fromProviderState('a', fromProviderState('a', 1)))",
        expect![[
            r#"invalid expression "matching(type, fromProviderState('a', fromProviderState('a', 1)))": expected an example at character 39"#
        ]],
    );
    check(
        &"eachValue(".repeat(33),
        expect![[
            r#"invalid expression "eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(eachValue(": definitions nested too deep at character 331"#
        ]],
    );
}

proptest! {
    /// Whatever stands there is read or refused, and what is read is JSON.
    #[test]
    fn any_text_is_read_or_refused(
        parts in prop::collection::vec(prop::sample::select(vec![
            "matching", "eachValue", "arrayContains", "fromProviderState", "notEmpty", "atLeast", "(", ")", ",", "'", "\\",
            "type", "regex", "date", "x", "5", "-1.5", "null", "$", " ", "\\u", "{", "}", "é", "\u{1f600}", "\"",
        ]), 0..16),
        noise in any::<String>(),
    ) {
        for text in [parts.concat(), noise] {
            if let Ok(expression) = Expression::parse(&text) {
                for json in expression.rules.iter().chain(&expression.value).chain(&expression.generator) {
                    prop_assert!(crate::json::Document::parse(json.as_str()).is_ok(), "{}", json);
                }
            }
        }
    }
}
