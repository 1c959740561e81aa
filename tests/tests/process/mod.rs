//! The test binaries of this package that `cargo test` leaves alone, as processes.

#![allow(dead_code, reason = "not every test file needs all of it")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a process said, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Builds a test binary.
pub(crate) fn build(name: &str) -> PathBuf {
    let ran = compile(name, &["--message-format=json-render-diagnostics"]);
    assert_eq!(ran.code, Some(0), "{name} is not built:\n{}", ran.stderr);
    let executables: Vec<PathBuf> =
        messages(&ran).iter().filter_map(|message| executable(message, name)).collect();
    match &executables[..] {
        [executable] => executable.clone(),
        other => panic!("{} targets are named {name}", other.len()),
    }
}

/// What macros have to say of a test binary that the compiler refuses. (Its own errors have codes;
/// they follow from those, and show paths of the machine.)
pub(crate) fn refused(name: &str) -> Vec<String> {
    let feature = format!("integration-tests/{name}");
    let ran = compile(name, &["--message-format=json", "--features", &feature]);
    assert_eq!(ran.code, Some(101), "{name} is built:\n{}", ran.stderr);
    let of_compiler = |message: &serde_json::Value| {
        let message = &message["message"];
        let is_of_macro = message["level"] == "error" && message["code"].is_null();
        let is_placed = message["spans"].as_array().is_some_and(|spans| !spans.is_empty());
        (is_of_macro && is_placed).then(|| message["rendered"].as_str().map(str::to_owned))?
    };
    messages(&ran).iter().filter_map(of_compiler).collect()
}

/// Has Cargo compile a test binary.
///
/// All packages are named, so that features are unified as in `cargo test --workspace`, and
/// nothing is built that this has not built already.
fn compile(name: &str, arguments: &[&str]) -> Ran {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
    let mut command = Command::new(cargo);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["test", "--workspace", "--locked", "--test", name])
        .args(["--no-run", "--target-dir"])
        .arg(target)
        .args(arguments);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    ran(&mut command)
}

/// What Cargo and the compiler said, a line each.
fn messages(ran: &Ran) -> Vec<serde_json::Value> {
    let read = |line: &str| serde_json::from_str(line).expect("Cargo speaks JSON");
    ran.stdout.lines().map(read).collect()
}

/// The executable that a message of Cargo's is about, if it is the one of that name.
fn executable(message: &serde_json::Value, name: &str) -> Option<PathBuf> {
    let is_it = message["target"]["name"] == name && message["target"]["kind"][0] == "test";
    is_it.then(|| message["executable"].as_str().map(PathBuf::from))?
}

/// Runs a test binary far away from its sources, untouched by how this one is run.
pub(crate) fn run(binary: &Path, arguments: &[&str]) -> Ran {
    // What is made by chance is the same every time.
    run_with(binary, arguments, ("MOCK_TEST_SEED", "7"))
}

/// Runs a test binary with a variable in its environment.
pub(crate) fn run_with(binary: &Path, arguments: &[&str], variable: (&str, &str)) -> Ran {
    ran(command(binary, arguments).env(variable.0, variable.1))
}

/// A test binary, to be run so.
pub(crate) fn command(binary: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary);
    command.args(arguments).current_dir(std::env::temp_dir()).env("RUST_BACKTRACE", "0");
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["RUST_TEST_", "NEXTEST", "CARGO_BIN_EXE_"].iter().any(|start| text.starts_with(start)) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a process to its end.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the process starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
