//! The commands, as they are typed.

use std::process::{Command, Output};

fn benches(arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_benches"))
        .args(arguments.split_whitespace())
        .output()
        .expect("cargo has built it")
}

/// Runs a command as quickly as it can be; its tables have the titles, and every figure is there.
#[track_caller]
fn check(command: &str, titles: &[&str]) {
    let output = benches(&format!("{command} --quick --rounds 1"));
    let text = String::from_utf8(output.stdout).expect("tables are text");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tables: Vec<_> = text.split("### ").skip(1).collect();
    assert_eq!(tables.len(), titles.len(), "{text}");
    for (table, title) in tables.iter().zip(titles) {
        assert!(table.starts_with(title), "{title}: {table}");
        assert!(table.contains("\n| bare hyper |"), "{table}");
        assert!(table.contains("\n| mock-runtime |"), "{table}");
        assert!(!table.contains(" - |"), "a figure is missing: {table}");
    }
}

#[test]
fn throughput() {
    let titles = [
        "Throughput: GET",
        "Throughput: POST 1 kB, exact",
        "Throughput: POST 1 kB, type and regex rules",
        "Throughput: POST 1 MB, each like",
    ];
    check("throughput", &titles);
}

#[test]
fn growth() {
    check("growth", &["Growth: GET", "Growth: POST 1 kB, exact", "Growth: POST 1 kB, type"]);
}

#[test]
fn start() {
    let lives = [1, 100, 1000].map(|n| format!("Start, one request, stop: {n} interactions"));
    let titles: Vec<_> = lives.iter().map(String::as_str).collect();
    check("start", &[&titles[..], &["Start, one request, stop: 24 servers on 8 threads"]].concat());
}

#[test]
#[cfg(target_os = "linux")]
fn memory() {
    check("memory", &["Memory: GET, 5000 requests", "Memory: POST 1 kB, exact, 5000 requests"]);
}

#[test]
fn what_is_not_understood_is_refused() {
    let output = benches("speed");
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("usage: "));
}
