//! Every letter, in every number: what it takes and what it writes.

use super::{check_fits, leap_day, pattern};

/// What a pattern writes on the leap day; that and the others fit, and the last ones do not.
#[track_caller]
fn check(source: &str, writes: &str, fit: &[&str], other: &[&str]) {
    assert_eq!(pattern(source).write(&leap_day()), writes, "{source}");
    check_fits(source, &[&[writes], fit].concat(), &[other, &["", "x", "-"]].concat());
}

#[test]
fn eras() {
    for source in ["G", "GG", "GGG"] {
        check(source, "AD", &["BC", "ad", "bc"], &["A", "Anno Domini", "CE"]);
    }
    check("GGGG", "Anno Domini", &["Before Christ"], &["AD"]);
    check("GGGGG", "A", &["B", "b"], &["AD", "C"]);
}

#[test]
fn years() {
    check("y", "2024", &["1", "0001", "12345"], &["0", "-1", "+1", "1234567890", "2024a"]);
    check("yy", "24", &["00", "99"], &["2024", "4", "-24"]);
    check("yyy", "2024", &["001", "999"], &["24", "000"]);
    check("yyyy", "2024", &["0001", "9999", "+12024"], &["24", "02024", "+2024", "0000", "12024"]);
    check("yyyyy", "02024", &["12024"], &["2024", "999999999999999999999999"]);
    check(
        "u",
        "2024",
        &["0", "-1", "1", "262142"],
        &["+1", "-0", "262143", "99999999999999999999"],
    );
    check("uu", "24", &["00"], &["2024", "1"]);
    check("uuuu", "2024", &["0000", "-0001", "+12024"], &["24", "-1", "20240", "-0000"]);
    check("Y", "2024", &["1"], &["0"]);
    check("YY", "24", &["00"], &["2024"]);
    check("YYYY", "2024", &["0001"], &["24", "0000"]);
    check("YYYY w", "2024 9", &["0000 53"], &["24 9"]);
    check("YY w", "24 9", &["00 53"], &["2024 9"]);
}

#[test]
fn quarters() {
    for letter in ["Q", "q"] {
        let run = |count: usize| letter.repeat(count);
        check(&run(1), "1", &["4"], &["0", "5", "01"]);
        check(&run(2), "01", &["04"], &["1", "05"]);
        check(&run(3), "Q1", &["q4"], &["Q5", "1", "Q01"]);
        check(
            &run(4),
            "1st quarter",
            &["2nd Quarter", "3rd quarter", "4TH QUARTER"],
            &["1 quarter"],
        );
        check(&run(5), "1", &["4"], &["Q1"]);
    }
}

#[test]
fn months() {
    for letter in ["M", "L"] {
        let run = |count: usize| letter.repeat(count);
        check(&run(1), "2", &["1", "12", "01"], &["0", "13", "001", "Feb"]);
        check(&run(2), "02", &["12"], &["2", "13", "00", "002"]);
        check(&run(3), "Feb", &["dec", "MAR", "May"], &["February", "Fev", "2"]);
        check(&run(4), "February", &["march", "May"], &["Feb", "Februar"]);
        check(&run(5), "F", &["J", "m", "D"], &["Feb", "B"]);
    }
}

#[test]
fn days() {
    check("d", "29", &["1", "01", "31"], &["0", "32", "001"]);
    check("dd", "29", &["01", "31"], &["1", "00", "32"]);
    check("D", "60", &["1", "366", "060"], &["0", "367", "0060"]);
    check("DD", "60", &["01", "366"], &["1", "367"]);
    check("DDD", "060", &["001", "357", "366"], &["60", "367", "000"]);
    check("F", "5", &["1"], &["0", "6", "05"]);
}

#[test]
fn weeks() {
    check("w", "9", &["1", "53", "09"], &["0", "54", "009"]);
    check("ww", "09", &["01", "53"], &["9", "54"]);
    check("W", "5", &["0", "1"], &["6", "05"]);
}

#[test]
fn weekdays() {
    for source in ["E", "EE", "EEE", "eee", "ccc"] {
        check(source, "Thu", &["mon", "SUN"], &["Thursday", "Tues", "1"]);
    }
    for source in ["EEEE", "eeee", "cccc"] {
        check(source, "Thursday", &["monday"], &["Thu"]);
    }
    for source in ["EEEEE", "eeeee", "ccccc"] {
        check(source, "T", &["m", "W", "F", "S"], &["Thu", "X"]);
    }
    for source in ["e", "c"] {
        check(source, "4", &["1", "7"], &["0", "8", "04"]);
    }
    check("ee", "04", &["01", "07"], &["4", "08"]);
}

#[test]
fn hours() {
    check("a", "PM", &["am", "Am"], &["P", "p.m."]);
    check("h", "3", &["1", "12", "03"], &["0", "13", "003"]);
    check("hh", "03", &["12"], &["3", "00", "13"]);
    check("H", "15", &["0", "23", "00"], &["24", "000"]);
    check("HH", "15", &["00", "23"], &["0", "24"]);
    check("k", "15", &["1", "24", "01"], &["0", "25"]);
    check("kk", "15", &["01", "24"], &["1", "00", "25"]);
    check("K", "3", &["0", "11", "00"], &["12"]);
    check("KK", "03", &["00", "11"], &["3", "12"]);
}

#[test]
fn minutes_and_seconds() {
    check("m", "4", &["0", "59", "00"], &["60", "000"]);
    check("mm", "04", &["00", "59"], &["4", "60"]);
    // The last minute of a quarter may have a leap second.
    check("s", "5", &["0", "60", "00"], &["61", "000"]);
    check("ss", "05", &["00", "60"], &["5", "61"]);
}

#[test]
fn fractions() {
    check("S", "0", &["9"], &["00"]);
    check("SSS", "006", &["999", "000"], &["6", "0060", "06"]);
    check("SSSSSSSSS", "006007008", &["999999999"], &["006", "0060070080"]);
    check("n", "6007008", &["0", "999999999"], &["1000000000"]);
    check("nnnnnnnn", "06007008", &["000000000"], &["6007008"]);
    check("A", "54245006", &["0", "86399999"], &["86400000"]);
    check("N", "54245006007008", &["0", "86399999999999"], &["86400000000000"]);
    let widest = "N".repeat(19);
    check(&widest, "0000054245006007008", &["0000000000000000000"], &["9999999999999999999"]);
}

#[test]
fn offsets() {
    let far = ["+0000", "-1200", "+1300", "+1400", "-1400", "-0030"];
    let no =
        ["0530", "+5:30", "+05:30", "+1401", "+1500", "+0560", "--0530", "+-530", "+٠٥30", "+"];
    check("X", "+0530", &["Z", "+14", "-09", "+00"], &["z", "+5", "+15", "+05:30", "+053000"]);
    check("XX", "+0530", &[&far[..], &["Z"]].concat(), &[&no[..], &["+05"]].concat());
    check(
        "XXX",
        "+05:30",
        &["Z", "+00:00", "-12:00", "+14:00"],
        &["+0530", "+05", "+14:30", "+18:00"],
    );
    check("XXXX", "+0530", &["Z", "+053059"], &["+05:30", "+053060", "+05305"]);
    check("XXXXX", "+05:30", &["Z", "-05:30:59"], &["+0530", "+05:30:60", "+05:3059", "+05:30:5"]);
    check("x", "+0530", &["+00", "-12"], &["Z", "+5"]);
    check("xx", "+0530", &far, &[&no[..], &["Z"]].concat());
    check("xxx", "+05:30", &["+00:00", "+14:00"], &["Z", "+0530", "+14:01"]);
    check("xxxx", "+0530", &["+053059"], &["Z"]);
    check("xxxxx", "+05:30", &["+05:30:59"], &["Z"]);
    check("Z", "+0530", &far, &[&no[..], &["Z"]].concat());
    for source in ["ZZ", "ZZZ"] {
        let fit = [&far[..], &["+0530", "+00:00", "-12:00", "Z"]].concat();
        check(source, "+05:30", &fit, &["+05", "+05:", "+5:30", "+05:60", "+14:01", "+05:30:00"]);
    }
    check(
        "ZZZZ",
        "GMT+05:30",
        &["GMT", "UTC", "UTC-12:00"],
        &["GMT+5:30", "+05:30", "GMT+0530", "Z"],
    );
    check("ZZZZZ", "+05:30", &["Z", "+05:30:59"], &["+0530"]);
    check(
        "O",
        "GMT+5:30",
        &["GMT", "GMT+8", "UTC-12", "GMT+08:00"],
        &["+5", "GMT+", "GMT+15", "gmt"],
    );
    check("OOOO", "GMT+05:30", &["GMT", "GMT+14:00"], &["GMT+5", "GMT+14:01"]);
}

#[test]
fn zones() {
    let ids = [
        "Europe/Paris",
        "America/New_York",
        "America/Argentina/Buenos_Aires",
        "America/Port-au-Prince",
        "Etc/GMT+1",
        "UTC",
        "Z",
        "UTC+01:00",
        "-12:00",
    ];
    for source in ["V", "VV"] {
        check(
            source,
            "+05:30",
            &ids,
            &["/Paris", "Europe/", "Europe//Paris", "Europe/São_Paulo", "+15:00"],
        );
    }
    for source in ["z", "zz", "zzz", "v"] {
        check(source, "+05:30", &["CEST", "UTC", "Z", "+03"], &["Cest", "ABCDEFG", "Europe/Paris"]);
    }
    for source in ["zzzz", "vvvv"] {
        let names = ["Central European Summer Time", "St. Pierre & Miquelon Standard Time", "Z"];
        check(source, "+05:30", &names, &["Central  Time", " Time", "Time 1"]);
    }
}

#[test]
fn none_from_utc() {
    let moment = super::Moment::from_unix(0, 0, 0).unwrap();
    let written = |source| pattern(source).write(&moment);
    let source = "X XX XXX XXXX XXXXX x xx xxx Z ZZ ZZZ ZZZZ ZZZZZ O OOOO VV z zzzz";
    assert_eq!(
        written(source),
        "Z Z Z Z Z +00 +0000 +00:00 +0000 +00:00 +00:00 GMT Z GMT GMT UTC UTC UTC"
    );
    let odd = super::Moment::from_unix(0, 0, -90 * 60 - 59).unwrap();
    assert_eq!(pattern("XXXXX O VV").write(&odd), "-01:30 GMT-1:30 -01:30");
    let beyond = super::Moment::from_unix(0, 0, i32::MAX).unwrap();
    assert_eq!(pattern("HH XXX").write(&beyond), "14 +14:00");
}

#[test]
fn years_before_our_era() {
    let moment = super::Moment::from_unix(-62_200_000_000, 0, 0).unwrap();
    let written = pattern("G y u yy uuuu-MM-dd EEE").write(&moment);
    assert_eq!(written, "BC 3 -2 03 -0002-12-17 Thu");
    assert_eq!(pattern("G y u yy uuuu-MM-dd EEE").check(&written), Ok(()));
    assert_eq!(super::Moment::from_unix(i64::MAX, u32::MAX, 0), None);
    assert_eq!(super::Moment::from_unix(i64::MIN, 0, 0), None);
}
