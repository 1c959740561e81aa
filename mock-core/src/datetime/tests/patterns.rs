//! Whole patterns: fields that belong together, optional sections, text, and what is no pattern.

use expect_test::{Expect, expect};

use super::{Pattern, check_fits, leap_day, pattern};

#[test]
fn a_day_is_one_of_its_month() {
    check_fits(
        "yyyy-MM-dd",
        &["2024-02-29", "2000-02-29", "1999-12-31", "2023-04-30"],
        &["2023-02-29", "1900-02-29", "2024-02-30", "2023-04-31", "2023-4-30", "2023-00-10"],
    );
    check_fits("dd/MM/yy", &["29/02/24", "29/02/00", "28/02/23"], &["29/02/23", "31/04/24"]);
    check_fits("MM-dd", &["02-29", "12-31"], &["02-30", "06-31"]);
    check_fits("d MMMM", &["29 february"], &["30 February"]);
    check_fits("d MMMMM", &["31 J", "30 A", "29 F"], &["31 N", "30 F"]);
    check_fits("yyyy-DDD", &["2024-366", "2023-365"], &["2023-366"]);
    check_fits("yyyy-MM-dd D", &["2024-03-01 61"], &["2024-03-01 60"]);
    check_fits("yyyy-MM QQQ", &["2024-03 Q1"], &["2024-04 Q1"]);
    check_fits("yyyy-MM-dd F", &["2024-03-08 2"], &["2024-03-07 2"]);
    check_fits("M MM MMM", &["3 03 Mar"], &["3 04 Mar", "3 03 Apr"]);
    check_fits("G yyyy-MM-dd", &["AD 2024-02-29", "BC 0001-02-29"], &["BC 0004-02-29"]);
    check_fits("u G", &["0 BC", "1 AD"], &["0 AD", "1 BC"]);
    check_fits("G yy MM dd", &["BC 01 02 29", "BC 05 02 29"], &["BC 02 02 29"]);
    check_fits("G dd MM", &["BC 29 02"], &["BC 30 02"]);
}

#[test]
fn a_weekday_is_that_of_its_date() {
    check_fits("EEE, d MMM yyyy", &["Thu, 29 Feb 2024"], &["Fri, 29 Feb 2024"]);
    check_fits("EEEE yyyy-MM-dd", &["thursday 2024-02-29"], &["Monday 2024-02-29"]);
    check_fits("EEEEE yyyy-MM-dd", &["T 2024-02-29", "T 2024-02-27"], &["F 2024-02-29"]);
    // Of some century, 29 February is a Monday, a Wednesday, a Friday or a Saturday, and so on.
    check_fits("EEE yy-MM-dd", &["Tue 00-02-29"], &["Wed 00-02-29", "Mon 00-02-29"]);
    check_fits("EEE MM-dd", &["Mon 02-29", "Sun 12-25"], &["Mon 02-30"]);
    // Where weeks begin depends on the country.
    check_fits("YYYY-'W'ww-e", &["2024-W09-4", "2024-W09-5"], &["2024-W54-4"]);
    check_fits("yyyy-MM-dd e W", &["2024-02-29 4 5", "2024-02-29 5 4"], &["2024-02-29 8 4"]);
}

#[test]
fn an_hour_is_one_of_its_half_of_the_day() {
    check_fits("h:mm a", &["12:00 AM", "12:59 pm", "1:00 am"], &["0:30 AM", "13:00 PM"]);
    check_fits("H h a", &["15 3 PM", "0 12 AM", "12 12 PM"], &["15 3 AM", "15 4 PM"]);
    check_fits("HH kk KK", &["00 24 00", "23 23 11"], &["00 23 00", "01 01 00"]);
    check_fits("h a K", &["12 PM 0"], &["12 PM 1"]);
    check_fits("HH:mm:ss A", &["15:04:05 54245006"], &["15:04:06 54245006"]);
    check_fits("HH:mm:ss N", &["15:04:05 54245006007008"], &["15:04:05 1"]);
    check_fits("SSS n", &["006 6007008"], &["007 6007008"]);
    check_fits("S SSS SS", &["1 123 12"], &["1 123 13"]);
    check_fits("SSSSSSSSS A", &["006007008 54245006"], &["007007008 54245006"]);
    check_fits("HH:mm:ss", &["23:59:60"], &["24:00:00", "23:60:00", "1:00:00", "23:59:61"]);
    check_fits("s SSS A", &["60 500 59500"], &["58 500 59500"]);
}

#[test]
fn numbers_stand_side_by_side() {
    check_fits("yyyyMMdd", &["20240229"], &["2024029", "202402290", "20230229"]);
    check_fits("yMMdd", &["20240229", "40229"], &["0229", "10229"]);
    check_fits("yyyyMMddHHmmssSSS", &["20240229150405006"], &["2024022915040500"]);
    check_fits("Hmm", &["959", "2359"], &["2360", "59"]);
    check_fits("yyyyM", &["20241", "202412"], &["202413"]);
    check_fits("uuuuMMdd", &["+120240229", "-00010228"], &["120240229"]);
}

#[test]
fn a_zone_ends_where_the_rest_fits() {
    check_fits("VV/HH", &["UTC/10", "Europe/Paris/10", "+05:30/10"], &["UTC/24", "UTC/"]);
    check_fits("VV-MM", &["UTC-12", "GMT-05:00-12", "Etc/GMT-5-12"], &["UTC-13", "UTC-1"]);
    check_fits("z'T'HH", &["CESTT10", "UTCT10"], &["CESS10", "TT10"]);
    check_fits("zzzz MMM", &["Eastern Standard Time Feb"], &["Eastern Standard Time"]);
    check_fits("O:D", &["GMT+1:2", "GMT+11:30:366", "GMT:5"], &["GMT+14:00", "GMT+1:2:3"]);
    check_fits("ZZZZ:ss", &["GMT+14:00:12", "GMT+11:00:12:13"], &["GMT+14:00:61", "GMT+14:00"]);
    check_fits("Xmm", &["Z30", "+0130", "+013045"], &["+0160", "+01304", "Z3"]);
    check_fits("[VV/]HH", &["UTC/10", "10"], &["UTC10", "UTC/24"]);
    // Of a section that fits, what follows may have need.
    check_fits("[HH]mm", &["1045", "45"], &["2545", "4"]);
    // Only the shorter number leaves a day that there is.
    check_fits("dMyyyy", &["3122024", "31122024"], &["3222024"]);
    check_fits("OH HH", &["GMT+112 12"], &["GMT+112 13"]);
    let hostile = format!("{}!", "UTC-".repeat(10_000));
    check_fits(&"VV-".repeat(500), &[], &[&hostile, "UTC-"]);
    check_fits(&"[VV]".repeat(500), &[""], &[&hostile]);
    check_fits(&"[A]".repeat(500), &[""], &[&"1".repeat(10_000), &format!("{}x", "1".repeat(60))]);
}

#[test]
fn sections_may_be_left_out() {
    let iso = "yyyy-MM-dd['T'HH:mm[:ss[.SSS]][XXX]]";
    check_fits(
        iso,
        &[
            "2024-02-29",
            "2024-02-29T15:04",
            "2024-02-29T15:04Z",
            "2024-02-29T15:04:05",
            "2024-02-29T15:04:05.006+05:30",
        ],
        &["2024-02-29T", "2024-02-29T15:04:0", "2024-02-29T15:04.006", "2024-02-29Z"],
    );
    assert_eq!(pattern(iso).write(&leap_day()), "2024-02-29T15:04:05.006+05:30");
    // What a section has read before it fails does not count.
    check_fits("[MM/]dd[-MM]", &["02/29", "29-02", "29"], &["02/30", "30-02"]);
    check_fits("HH[:mm", &["15", "15:04"], &["15:"]);
    check_fits("[[[yyyy]]]", &["2024", ""], &["24"]);
    check_fits("[", &[""], &["["]);
    check_fits(&"[".repeat(1000), &[""], &["x"]);
    check_fits(&"[HH".repeat(300), &["", "1212"], &["1213", "1"]);
}

#[test]
fn text_stands_as_it_is() {
    check_fits("yyyy-MM-dd'T'HH", &["2024-02-29T15"], &["2024-02-29t15", "2024-02-29 15"]);
    check_fits("h 'o''clock'", &["3 o'clock"], &["3 oclock", "3 o''clock"]);
    check_fits("''yy''", &["'24'"], &["24"]);
    check_fits("'['VV']'", &["[Europe/Paris]"], &["Europe/Paris"]);
    check_fits("''''", &["''"], &["'"]);
    check_fits("yyyy年M月d日", &["2024年2月29日"], &["2024年2月30日", "2024年2月29"]);
    check_fits("", &[""], &[" "]);
}

#[test]
fn other_tools_spellings() {
    // Without quotes.
    check_fits("yyyy-MM-ddTHH:mm:ss", &["2024-02-29T15:04:05"], &["2024-02-29 15:04:05"]);
    // Moment.js.
    check_fits("YYYY-MM-DD", &["2024-02-29", "2024-12-31"], &["2023-02-29", "2024-02-60"]);
    check_fits("D MMM YYYY", &["9 Mar 2024", "29 Feb 2024"], &["29 Feb 2023"]);
    assert_eq!(pattern("YYYY-MM-DD").write(&leap_day()), "2024-02-29");
    // In quotes they are no letters.
    check_fits("YYYY-MM-DD'd'", &["2024-02-29d"], &["2023-02-29d"]);
    check_fits("YYYY 'w'", &["2024 w"], &["0000 w"]);
}

/// What is said of a text that does not fit.
#[track_caller]
fn check_says(source: &str, text: &str, expected: Expect) {
    expected.assert_eq(&pattern(source).check(text).unwrap_err());
}

#[test]
fn a_text_is_told_where_it_does_not_fit() {
    check_says("yyyy-MM-dd", "23/07/19", expect!["`yyyy` does not fit at character 1"]);
    check_says(
        "yyyy-MM-dd",
        "2024-13-19",
        expect!["`MM` is 13 at character 6, and goes from 1 to 12"],
    );
    check_says("yyyy-MM-dd", "2024-02-30", expect!["there is no such date"]);
    check_says("yyyy-MM-dd", "2024-02-29T12:00", expect!["nothing is expected at character 11"]);
    check_says("yyyy-MM-dd", "", expect!["`yyyy` does not fit at character 1"]);
    check_says("d MMMM", "29 Février", expect!["`MMMM` does not fit at character 4"]);
    check_says("yyyy年MM", "2024年x", expect!["`MM` does not fit at character 6"]);
    check_says("H h", "15 4", expect!["there is no such time"]);
    check_says("HH:mm[:ss]", "15:04:5", expect!["nothing is expected at character 6"]);
    check_says("'the 'd", "der 1", expect!["`'the '` does not fit at character 1"]);
}

#[track_caller]
fn check_problem(source: &str, expected: Expect) {
    expected.assert_eq(&Pattern::parse(source).unwrap_err());
}

#[test]
fn what_is_no_pattern() {
    check_problem(&"[y]".repeat(700), expect!["a pattern of more than 2000 bytes"]);
    check_problem(
        "yyyy-MM-dd b",
        expect!["`b` at character 12 has no meaning; text stands in quotes: 'b'"],
    );
    check_problem("jj", expect!["`jj` at character 1 has no meaning; text stands in quotes: 'j'"]);
    check_problem("TT", expect!["`TT` at character 1 has no meaning; text stands in quotes: 'T'"]);
    check_problem("yyyy-MMMMMM", expect!["`MMMMMM` at character 6 cannot stand 6 times"]);
    check_problem("年ddd", expect!["`ddd` at character 2 cannot stand 3 times"]);
    check_problem("aa", expect!["`aa` at character 1 cannot stand 2 times"]);
    check_problem("SSSSSSSSSS", expect!["`SSSSSSSSSS` at character 1 cannot stand 10 times"]);
    check_problem(
        "yyyyyyyyyyyyyyyyyyyy",
        expect!["`yyyyyyyyyyyyyyyyyyyy` at character 1 cannot stand more than 19 times"],
    );
    check_problem(
        &"n".repeat(300),
        expect![
            "`nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn` at character 1 cannot stand more than 19 times"
        ],
    );
    check_problem("XXXXXX", expect!["`XXXXXX` at character 1 cannot stand 6 times"]);
    check_problem("OO", expect!["`OO` at character 1 cannot stand 2 times"]);
    check_problem("cc", expect!["`cc` at character 1 cannot stand 2 times"]);
    check_problem("VVV", expect!["`VVV` at character 1 cannot stand 3 times"]);
    check_problem("yyyy {MM}", expect!["`{` at character 6 is reserved; text stands in quotes"]);
    check_problem("yyyy]", expect!["`]` at character 5 closes nothing"]);
    check_problem("yyyy-MM-dd'T", expect!["the quote at character 11 is not closed"]);
    check_problem("h B", expect!["`B` at character 3 is not supported"]);
}
