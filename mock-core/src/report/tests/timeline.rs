//! What a timeline shows of requests and of a service's output.

use core::time::Duration;

use expect_test::expect;

use super::times::outcome;
use super::{CREATE, ORDERS, READ};
use crate::Timeline;

#[test]
fn side_by_side() {
    let orders = outcome(ORDERS, &[READ, CREATE, "GET /order/42", "refused"]);
    let users = outcome(r#"{"interactions": [{"description": "signs in"}]}"#, &["GET /"]);
    let line = |timeline: Timeline, at, text: &str| timeline.line(Duration::from_millis(at), text);
    let timeline = Timeline::new().server("orders", &orders).server("users", &users);
    let timeline =
        line(timeline, 88, "\u{1b}[2m12:00\u{1b}[0m \u{1b}[32m INFO\u{1b}[0m listening\r\n");
    let timeline = line(timeline, 200, "at the same time\tas a request \u{1b}[");
    let timeline = line(timeline, 1_288, &"long ".repeat(80));
    expect![[r#"
        side by side
             +0 ms  │ 12:00  INFO listening
            +12 ms  orders  GET /orders/42  ✓ "reads an order"
            +12 ms  users   GET /           ✓ "signs in"
           +112 ms  orders  POST /orders    ✓ "creates an order"
           +112 ms  │ at the same time as a request
           +212 ms  orders  GET /order/42   ✗ not in the contract
           +312 ms  orders  GET /huge       ✗ refused
          +1200 ms  │ long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long … (399 bytes)
    "#]].assert_eq(&format!("side by side\n{timeline}"));
    assert_eq!(Timeline::new().to_string(), "");
}

/// A service that writes so many lines, 10 ms apart, while two requests come.
fn chatting(lines: u64) -> String {
    let orders = outcome(ORDERS, &[READ, "GET /order/42"]);
    let timeline = Timeline::new().server("orders", &orders);
    let line = |timeline: Timeline, number| {
        timeline.line(Duration::from_millis(5 + 10 * number), format!("line {number}"))
    };
    (0..lines).fold(timeline, line).to_string()
}

#[test]
fn short_timelines_are_whole() {
    let text = chatting(50);
    assert_eq!(text.lines().count(), 52);
    assert!(!text.contains("left out"));
}

#[test]
fn requests_are_shown_among_any_number_of_lines() {
    expect![[r#"
        side by side
            +0 ms  │ line 0
           +10 ms  │ line 1
           +20 ms  │ line 2
                   │ (4 lines left out)
           +70 ms  │ line 7
           +80 ms  │ line 8
           +90 ms  │ line 9
           +95 ms  orders  GET /orders/42  ✓ "reads an order"
          +100 ms  │ line 10
          +110 ms  │ line 11
          +120 ms  │ line 12
                   │ (4 lines left out)
          +170 ms  │ line 17
          +180 ms  │ line 18
          +190 ms  │ line 19
          +195 ms  orders  GET /order/42   ✗ not in the contract
          +200 ms  │ line 20
          +210 ms  │ line 21
          +220 ms  │ line 22
                   │ (47 lines left out)
          +700 ms  │ line 70
          +710 ms  │ line 71
          +720 ms  │ line 72
          +730 ms  │ line 73
          +740 ms  │ line 74
          +750 ms  │ line 75
          +760 ms  │ line 76
          +770 ms  │ line 77
          +780 ms  │ line 78
          +790 ms  │ line 79
          +800 ms  │ line 80
          +810 ms  │ line 81
          +820 ms  │ line 82
          +830 ms  │ line 83
          +840 ms  │ line 84
          +850 ms  │ line 85
          +860 ms  │ line 86
          +870 ms  │ line 87
          +880 ms  │ line 88
          +890 ms  │ line 89
          +900 ms  │ line 90
          +910 ms  │ line 91
          +920 ms  │ line 92
          +930 ms  │ line 93
          +940 ms  │ line 94
          +950 ms  │ line 95
          +960 ms  │ line 96
          +970 ms  │ line 97
          +980 ms  │ line 98
          +990 ms  │ line 99
    "#]]
    .assert_eq(&format!("side by side\n{}", chatting(100)));
}

#[test]
fn lines_that_nobody_has_kept_are_counted() {
    let orders = outcome(ORDERS, &[READ]);
    let at = Duration::from_millis(300);
    let timeline = Timeline::new().server("orders", &orders).lines_left_out(at, 199_998);
    let timeline = (0..51).fold(timeline, |timeline, number| timeline.line(at, number.to_string()));
    let text = timeline.to_string();
    let start: String = text.lines().take(7).map(|line| format!("{line}\n")).collect();
    expect![[r#"
        side by side
            +0 ms  orders  GET /orders/42  ✓ "reads an order"
                   │ (199998 lines left out)
          +200 ms  │ 0
          +200 ms  │ 1
          +200 ms  │ 2
                   │ (18 lines left out)
          +200 ms  │ 21
    "#]]
    .assert_eq(&format!("side by side\n{start}"));
}

#[test]
fn of_many_requests_the_last_are_shown() {
    let orders = outcome(ORDERS, &[READ; 60]);
    let text = Timeline::new().server("orders", &orders).to_string();
    assert!(text.starts_with("  10 earlier requests left out\n"), "{text}");
    assert_eq!(text.lines().count(), 51);
}
