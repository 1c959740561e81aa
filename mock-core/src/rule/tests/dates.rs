//! Dates and times, in JSON and outside.

use expect_test::expect;

use super::{check, check_fits};

#[test]
fn patterns_by_default() {
    check_fits(
        r#"{"match": "date"}"#,
        r#""2000-01-01""#,
        &[r#""2024-02-29""#, "text:2024-02-29", "bytes:2024-02-29"],
        &[r#""2023-02-29""#, r#""2024-2-29""#, r#""""#, "20240229", "null", "true", "[]", "{}"],
    );
    check_fits(
        r#"{"match": "time", "format": ""}"#,
        "text:12:00:00",
        &["text:23:59:59"],
        &["text:24:00:00", "text:12:00", "text:1:00:00", "bytes:ÿ"],
    );
    for name in ["datetime", "timestamp"] {
        check_fits(
            &format!(r#"{{"match": "{name}"}}"#),
            r#""2000-01-01T12:00:00Z""#,
            &[
                r#""2024-02-29T12:00:00+14:00""#,
                r#""2024-02-29T12:00:00.123Z""#,
                "text:2024-02-29T12:00:00-09:30",
            ],
            &[
                r#""2024-02-29T12:00:00""#,
                r#""2024-02-29T12:00:00+0100""#,
                r#""2024-02-29 12:00:00Z""#,
            ],
        );
    }
}

#[test]
fn patterns_of_their_own() {
    for rule in [
        r#"{"match": "date", "format": "dd.MM.yyyy"}"#,
        r#"{"match": "date", "date": "dd.MM.yyyy"}"#,
        r#"{"date": "dd.MM.yyyy"}"#,
        r#"{"match": "date", "format": "dd.MM.yyyy", "date": "yyyy"}"#,
    ] {
        check_fits(rule, r#""01.01.2000""#, &[r#""29.02.2024""#], &[r#""2024-02-29""#]);
    }
    for rule in [
        r#"{"match": "time", "time": "h:mm a"}"#,
        r#"{"time": "h:mm a"}"#,
        r#"{"match": "datetime", "datetime": "h:mm a"}"#,
        r#"{"match": "timestamp", "timestamp": "h:mm a"}"#,
        r#"{"timestamp": "h:mm a"}"#,
    ] {
        check_fits(rule, "text:1:00 PM", &["text:12:30 am"], &["text:13:00 PM"]);
    }
    // A number by its text.
    check_fits(
        r#"{"match": "date", "format": "yyyyMMdd"}"#,
        "20000101",
        &["20240229", r#""20240229""#],
        &["20230229", "2.0240229e7", "20240229.0"],
    );
}

#[test]
fn lists_are_matched_by_their_elements() {
    check_fits(r#"{"match": "date"}"#, "[]", &["[]", "[1]"], &["{}", "1"]);
    check_fits(r#"{"match": "date"}"#, "list:1", &["list:2"], &[]);
}

#[test]
fn what_is_said() {
    check(
        r#"{"match": "date", "format": "yyyy-MM-dd"}"#,
        r#""2000-01-01""#,
        r#""29/02/24""#,
        expect![
            "Expected '29/02/24' to match a date pattern of 'yyyy-MM-dd': `yyyy` does not fit at character 1"
        ],
    );
    check(
        r#"{"match": "time"}"#,
        "text:12:00:00",
        "text:12:60:00",
        expect![
            "Expected '12:60:00' to match a time pattern of 'HH:mm:ss': `mm` is 60 at character 4, and goes from 0 to 59"
        ],
    );
    check(
        r#"{"match": "datetime"}"#,
        r#""""#,
        r#""2024-02-30T12:00:00Z""#,
        expect![
            "Expected '2024-02-30T12:00:00Z' to match a timestamp pattern of 'yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX': there is no such date"
        ],
    );
    check(
        r#"{"match": "date"}"#,
        r#""2000-01-01""#,
        "100",
        expect![
            "Expected '100' to match a date pattern of 'yyyy-MM-dd': `yyyy` does not fit at character 1"
        ],
    );
    check(
        r#"{"match": "date"}"#,
        r#""2000-01-01""#,
        r#"{"a": 1}"#,
        expect![[r#"Expected {"a":1} (Object) to match a date pattern of 'yyyy-MM-dd'"#]],
    );
    check(
        r#"{"match": "date"}"#,
        "text:2000-01-01",
        "bytes:ÿ",
        expect!["Expected 1 byte to match a date pattern of 'yyyy-MM-dd'"],
    );
}
