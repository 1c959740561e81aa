//! Where expressions lead, and what is none.

use expect_test::{Expect, expect};

use super::leap_day;
use super::pattern;
use crate::datetime::{Expression, ExpressionKind, Moment};

/// Where it leads on Thursday, 2024-02-29T15:04:05.006.
#[track_caller]
fn check(kind: ExpressionKind, text: &str, expected: &str) {
    check_at(&leap_day(), kind, text, expected);
}

#[track_caller]
fn check_at(now: &Moment, kind: ExpressionKind, text: &str, expected: &str) {
    let expression = Expression::parse(kind, text).unwrap_or_else(|error| panic!("{error}"));
    let then = expression.apply(now).expect("the calendar goes so far");
    let pattern = pattern(match kind {
        ExpressionKind::Date => "yyyy-MM-dd",
        ExpressionKind::Time => "HH:mm:ss.SSS",
        ExpressionKind::DateTime => "yyyy-MM-dd HH:mm:ss.SSS",
    });
    assert_eq!(pattern.write(&then), expected, "{text}");
}

#[test]
fn dates() {
    for (text, expected) in [
        ("", "2024-02-29"),
        ("now", "2024-02-29"),
        ("today", "2024-02-29"),
        ("yesterday", "2024-02-28"),
        ("tomorrow", "2024-03-01"),
        ("  Today  ", "2024-02-29"),
        ("+ 1 day", "2024-03-01"),
        ("-1day", "2024-02-28"),
        ("today + 2 days", "2024-03-02"),
        ("tomorrow-1 week", "2024-02-23"),
        ("today + 2 fortnights", "2024-03-28"),
        ("today + 1 month", "2024-03-29"),
        ("today - 12 months", "2023-02-28"),
        ("today + 1 year", "2025-02-28"),
        ("today + 4 years", "2028-02-29"),
        ("today + 1 year + 1 day", "2025-03-01"),
        ("+ 0 days", "2024-02-29"),
        ("next day", "2024-03-01"),
        ("next week", "2024-03-07"),
        ("last week", "2024-02-22"),
        ("next fortnight", "2024-03-14"),
        ("next month", "2024-03-29"),
        ("last month", "2024-01-29"),
        ("last year", "2023-02-28"),
        ("next year - 1 day", "2025-02-27"),
    ] {
        check(ExpressionKind::Date, text, expected);
    }
}

#[test]
fn weekdays_and_months() {
    for (text, expected) in [
        ("next thursday", "2024-03-07"),
        ("last thu", "2024-02-22"),
        ("next thurs", "2024-03-07"),
        ("next friday", "2024-03-01"),
        ("next wed", "2024-03-06"),
        ("last tue", "2024-02-27"),
        ("last tues", "2024-02-27"),
        ("last fri", "2024-02-23"),
        ("next mon + 1 day", "2024-03-05"),
        ("last sun", "2024-02-25"),
        ("next feb", "2025-02-01"),
        ("next march", "2024-03-01"),
        ("next jan", "2025-01-01"),
        ("last jan", "2024-01-31"),
        ("last february", "2023-02-28"),
        ("last mar", "2023-03-31"),
        ("next sept", "2024-09-01"),
        ("last dec + 1 week", "2024-01-07"),
        ("next MAY", "2024-05-01"),
    ] {
        check(ExpressionKind::Date, text, expected);
    }
}

#[test]
fn times() {
    for (text, expected) in [
        ("", "15:04:05.006"),
        ("now", "15:04:05.006"),
        ("midnight", "00:00:00.000"),
        ("noon", "12:00:00.000"),
        ("noon + 90 minutes", "13:30:00.000"),
        ("+ 1 hour", "16:04:05.006"),
        ("- 16 hours", "23:04:05.006"),
        ("now + 1 second - 6 milliseconds", "15:04:06.000"),
        ("next hour", "16:04:05.006"),
        ("last minute", "15:03:05.006"),
        ("next second", "15:04:06.006"),
        ("last millisecond", "15:04:05.005"),
        ("1 o'clock am", "01:00:00.000"),
        ("1 o'clock pm", "13:00:00.000"),
        ("11 o'clock pm", "23:00:00.000"),
        ("12 o'clock am", "00:00:00.000"),
        ("12 o'clock pm", "12:00:00.000"),
        ("6o'clock PM + 1 minute", "18:01:00.000"),
        // It is afternoon: the hours of the morning come next.
        ("6 o'clock", "06:00:00.000"),
        ("12 o'clock", "00:00:00.000"),
        ("18 o'clock", "18:00:00.000"),
        ("0 o'clock", "00:00:00.000"),
    ] {
        check(ExpressionKind::Time, text, expected);
    }
    let morning = Moment::from_unix(8 * 3600, 0, 0).unwrap();
    check_at(&morning, ExpressionKind::Time, "6 o'clock", "18:00:00.000");
    check_at(&morning, ExpressionKind::Time, "12 o'clock", "12:00:00.000");
    check_at(&morning, ExpressionKind::Time, "12 o'clock am", "00:00:00.000");
}

#[test]
fn dates_with_times() {
    for (text, expected) in [
        ("", "2024-02-29 15:04:05.006"),
        ("today + 1 week @ next hour", "2024-03-07 16:04:05.006"),
        ("tomorrow @ noon", "2024-03-01 12:00:00.000"),
        ("@ midnight", "2024-02-29 00:00:00.000"),
        ("@ now", "2024-02-29 15:04:05.006"),
        ("today @", "2024-02-29 15:04:05.006"),
        ("+1 day@+10 hours", "2024-03-02 01:04:05.006"),
        ("next fri @ 9 o'clock am - 1 second", "2024-03-01 08:59:59.000"),
    ] {
        check(ExpressionKind::DateTime, text, expected);
    }
}

#[test]
fn a_date_that_no_calendar_has_is_none() {
    let far = Expression::parse(ExpressionKind::Date, "today + 999999999 years").unwrap();
    assert_eq!(far.apply(&leap_day()), None);
    let far = Expression::parse(ExpressionKind::Date, "today - 999999999 days").unwrap();
    assert_eq!(far.apply(&leap_day()), None);
}

#[track_caller]
fn check_problem(kind: ExpressionKind, text: &str, expected: Expect) {
    expected.assert_eq(&Expression::parse(kind, text).unwrap_err());
}

#[test]
fn what_is_no_expression() {
    use ExpressionKind::{Date, DateTime, Time};
    check_problem(
        Date,
        "today + 1 wek",
        expect![[
            r#"found `wek` at characters 11 to 13, where a unit should be; did you mean "week"?"#
        ]],
    );
    check_problem(
        Date,
        "todya",
        expect![[
            r#"found `todya` at characters 1 to 5, where a date such as `today` should be; did you mean "today"?"#
        ]],
    );
    check_problem(
        Date,
        "today tomorrow",
        expect!["found `tomorrow` at characters 7 to 14, where `+`, `-` or the end should be"],
    );
    check_problem(
        Date,
        "today + 1 day day",
        expect!["found `day` at characters 15 to 17, where `+`, `-` or the end should be"],
    );
    check_problem(
        Date,
        "today +",
        expect!["ends where a whole number of up to 9 digits should be"],
    );
    check_problem(Date, "today + 1", expect!["ends where a unit should be"]);
    check_problem(
        Date,
        "today + day",
        expect![
            "found `day` at characters 9 to 11, where a whole number of up to 9 digits should be"
        ],
    );
    check_problem(
        Date,
        "today + 1 hour",
        expect!["found `hour` at characters 11 to 14, where a unit should be"],
    );
    check_problem(
        Date,
        "today + 1000000000 days",
        expect![
            "found `1000000000` at characters 9 to 18, where a whole number of up to 9 digits should be"
        ],
    );
    check_problem(
        Date,
        "today @ noon",
        expect!["found `@` at character 7, where `+`, `-` or the end should be"],
    );
    check_problem(Date, "next", expect!["ends where a unit, a weekday or a month should be"]);
    check_problem(
        Date,
        "next tu",
        expect!["found `tu` at characters 6 to 7, where a unit, a weekday or a month should be"],
    );
    check_problem(
        Date,
        "next wensday",
        expect![[
            r#"found `wensday` at characters 6 to 12, where a unit, a weekday or a month should be; did you mean "Wednesday"?"#
        ]],
    );
    check_problem(
        Date,
        "1 day",
        expect!["found `1` at character 1, where a date such as `today` should be"],
    );
    check_problem(
        Time,
        "noone",
        expect![[
            r#"found `noone` at characters 1 to 5, where a time such as `noon` should be; did you mean "noon"?"#
        ]],
    );
    check_problem(
        Time,
        "next day",
        expect!["found `day` at characters 6 to 8, where a unit of time should be"],
    );
    check_problem(
        Time,
        "5 oclock",
        expect![[
            r#"found `oclock` at characters 3 to 8, where `o'clock` should be; did you mean "o'clock"?"#
        ]],
    );
    check_problem(
        Time,
        "24 o'clock",
        expect!["found `24` at characters 1 to 2, where an hour from 0 to 23 should be"],
    );
    check_problem(
        Time,
        "13 o'clock am",
        expect!["found `13` at characters 1 to 2, where an hour from 1 to 12 should be"],
    );
    check_problem(
        Time,
        "1 o'clock am pm",
        expect!["found `pm` at characters 14 to 15, where `+`, `-` or the end should be"],
    );
    check_problem(
        Time,
        "99999999999999999999 o'clock",
        expect![
            "found `99999999999999999999` at characters 1 to 20, where an hour from 0 to 23 should be"
        ],
    );
    check_problem(
        DateTime,
        "today @ noon @ noon",
        expect!["found `@` at character 14, where `+`, `-` or the end should be"],
    );
    check_problem(
        DateTime,
        "heute — später",
        expect!["found `heute` at characters 1 to 5, where a date such as `today` should be"],
    );
    check_problem(
        DateTime,
        "today + 1 day ∞",
        expect!["found `∞` at character 15, where `+`, `-` or the end should be"],
    );
}
