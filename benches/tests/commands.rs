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
fn check(command: &str, rows: &[&str], titles: &[&str]) {
    let output = benches(&format!("{command} --quick --rounds 1"));
    let text = String::from_utf8(output.stdout).expect("tables are text");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tables: Vec<_> = text.split("### ").skip(1).collect();
    assert_eq!(tables.len(), titles.len(), "{text}");
    for (table, title) in tables.iter().zip(titles) {
        assert!(table.starts_with(title), "{title}: {table}");
        for row in rows {
            assert!(table.contains(&format!("\n| {row} |")), "{row}: {table}");
        }
        assert!(!table.contains(" - |"), "a figure is missing: {table}");
    }
}

const SERVERS: [&str; 2] = ["bare hyper", "mock-runtime"];

#[test]
fn throughput() {
    let titles = [
        "Throughput: GET",
        "Throughput: POST 1 kB, exact",
        "Throughput: POST 1 kB, type and regex rules",
        "Throughput: POST 1 MB, each like",
    ];
    check("throughput", &SERVERS, &titles);
}

#[test]
fn growth() {
    let titles = [
        "Growth: GET,",
        "Growth: POST 1 kB, exact,",
        "Growth: POST 1 kB, type and regex rules,",
        "Growth: GET with regex paths,",
    ];
    check("growth", &SERVERS, &titles);
}

#[test]
fn diagnosis() {
    let titles = [
        "Diagnosis: GET",
        "Diagnosis: POST 1 kB, exact",
        "Diagnosis: POST 1 kB, type",
        "Diagnosis: POST 1 MB",
    ];
    check("diagnosis", &["mock-runtime"], &titles);
}

#[test]
fn start() {
    let titles = [
        "Start of a new server: 1 interactions",
        "Start of a new server: 100 interactions",
        "Start of a new server: 1000 interactions",
        "Start, one request, stop: 1 interactions",
        "Start, one request, stop: 100 interactions",
        "Start, one request, stop: 1000 interactions",
        "Start, one request, stop: 24 servers on 8 threads",
        "Start, one request, stop: 20 tasks",
    ];
    check("start", &SERVERS, &titles);
}

#[test]
#[cfg(target_os = "linux")]
fn memory() {
    let titles = [
        "Memory: 20 servers",
        "Memory: GET, 10000 requests",
        "Memory: POST 1 kB, exact, 10000 requests",
        "Memory: GET, more and more requests",
        "Memory: POST 1 kB, exact, more and more requests",
    ];
    check("memory", &SERVERS, &titles);
}

#[test]
fn what_is_not_understood_is_refused() {
    let output = benches("speed");
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("usage: "));
}
