//! What holds for every pattern, text and moment.

use proptest::prelude::*;

use super::{Moment, Pattern};
use crate::datetime::{Expression, ExpressionKind};

/// Every letter in every number that means something.
const RUNS: [&str; 68] = [
    "G",
    "GGGG",
    "GGGGG",
    "y",
    "yy",
    "yyy",
    "yyyy",
    "yyyyyy",
    "u",
    "uu",
    "uuuu",
    "Y",
    "YY",
    "YYYY",
    "Q",
    "QQ",
    "QQQ",
    "QQQQ",
    "QQQQQ",
    "M",
    "MM",
    "MMM",
    "MMMM",
    "MMMMM",
    "LL",
    "D",
    "DDD",
    "d",
    "dd",
    "w",
    "ww",
    "W",
    "F",
    "E",
    "EEEE",
    "EEEEE",
    "e",
    "ee",
    "c",
    "a",
    "h",
    "hh",
    "H",
    "HH",
    "k",
    "kk",
    "K",
    "m",
    "mm",
    "s",
    "ss",
    "S",
    "SSS",
    "SSSSSSSSS",
    "n",
    "A",
    "N",
    "X",
    "XX",
    "XXX",
    "XXXXX",
    "x",
    "xxx",
    "Z",
    "ZZZZ",
    "O",
    "VV",
    "zzz",
];

fn moment() -> impl Strategy<Value = Moment> {
    // From the first year of our era on: a pattern without an era is of ours.
    let seconds = -62_135_510_400_i64..253_402_300_800;
    let moment = (seconds, 0..1_000_000_000_u32, -840..=840_i32);
    moment.prop_map(|(seconds, nanoseconds, minutes)| {
        Moment::from_unix(seconds, nanoseconds, minutes * 60).expect("a calendar goes so far")
    })
}

/// Letters with something between them or nothing, in sections and outside. Some of it could
/// belong to what stands before.
fn any_pattern() -> impl Strategy<Value = String> {
    let run = prop::sample::select(&RUNS[..]);
    let between = prop::sample::select(
        &[
            "'|'", " ; ", "=", "'T':", "'T'", "T", "/", "-", "+", ":", ".", " ", "_", "''", "'0'",
            "",
        ][..],
    );
    let part = (run, between, any::<bool>()).prop_map(|(run, between, optional)| {
        if optional { format!("[{run}{between}]") } else { format!("{run}{between}") }
    });
    prop::collection::vec(part, 1..8).prop_map(|parts| {
        let mut pattern = String::new();
        for part in parts {
            // The same letter would be a longer run.
            let is_longer = pattern.chars().last() == part.chars().next();
            pattern.push_str(if is_longer { "|" } else { "" });
            pattern.push_str(&part);
        }
        pattern
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn what_is_written_fits(source in any_pattern(), moment in moment()) {
        let pattern = Pattern::parse(&source).unwrap();
        let written = pattern.write(&moment);
        prop_assert_eq!(pattern.check(&written), Ok(()), "{} wrote {}", source, written);
    }

    #[test]
    fn numbers_of_fixed_length_need_nothing_between_them(moment in moment()) {
        let pattern = Pattern::parse("uuuuMMddHHmmssSSSSSSSSSDDDhhKKkkXX").unwrap();
        let written = pattern.write(&moment);
        prop_assert_eq!(pattern.check(&written), Ok(()), "{}", written);
    }

    #[test]
    fn another_day_of_the_month_is_another_date(moment in moment(), day in 1..=31_u32) {
        let write = |source: &str| Pattern::parse(source).unwrap().write(&moment);
        let text = format!("{}{day:02}", write("EEE DDD yyyy-MM-"));
        let fits = Pattern::parse("EEE DDD yyyy-MM-dd").unwrap().check(&text).is_ok();
        prop_assert_eq!(fits, write("dd") == format!("{day:02}"), "{}", text);
    }

    #[test]
    fn no_pattern_and_no_text_panics(
        source in "[GyuYQqMLdDwWFEecahHkKmsSnANXxZOzVvT'\\[\\] :.-é]{0,24}", text in "\\PC{0,24}",
        dated in "[0-9A-Za-z +:.-]{0,24}", moment in moment(),
    ) {
        if let Ok(pattern) = Pattern::parse(&source) {
            let _ = (pattern.check(&text), pattern.check(&dated), pattern.write(&moment));
        }
        if let Err(error) = Pattern::parse(&text) {
            prop_assert!(!error.is_empty());
        }
    }

    #[test]
    fn no_expression_panics(
        words in prop::collection::vec(prop::sample::select(&[
            "now", "today", "next", "last", "fri", "may", "+", "-", "@", "1", "12", "99999", "o'clock",
            "am", "pm", "day", "weeks", "years", "hours", "noon", "é",
        ][..]), 0..8),
        text in "\\PC{0,16}", moment in moment(),
    ) {
        use ExpressionKind::{Date, DateTime, Time};
        for kind in [Date, Time, DateTime] {
            for text in [&words.join(" "), &text] {
                if let Ok(expression) = Expression::parse(kind, text) {
                    let _ = expression.apply(&moment);
                }
            }
        }
    }

    #[test]
    fn steps_there_and_back_lead_home(moment in moment(), count in 0..10_000_u32) {
        for unit in ["days", "weeks", "fortnights"] {
            let text = format!("+ {count} {unit} - {count} {unit}");
            let expression = Expression::parse(ExpressionKind::Date, &text).unwrap();
            prop_assert_eq!(expression.apply(&moment), Some(moment), "{}", text);
        }
    }
}
