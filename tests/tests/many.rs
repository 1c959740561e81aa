//! A thousand tests in one process, a hundred of them in processes of their own, side by side and
//! in turn.

mod process;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// So many tests pass, no other is run, and nothing is left of them.
#[track_caller]
fn check(name: &str, arguments: &[&str], passed: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("many-{name}"));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder");
    let mut command = process::command(&process::build("thousand"), arguments);
    // All that is started has this variable, and its folder for whatever it wants to keep.
    let ran = process::ran(command.current_dir(&folder).env("TMPDIR", &folder));
    let summary = format!("test result: ok. {passed} passed; 0 failed; 0 ignored;");
    assert!(ran.stdout.contains(&summary), "{summary}\n{}\n{}", ran.stdout, ran.stderr);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    nothing_is_left(&folder);
}

/// The system is given time to clear away a process that has been killed.
#[track_caller]
fn nothing_is_left(folder: &Path) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !processes(folder).is_empty() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(processes(folder), Vec::<PathBuf>::new());
    assert_eq!(fs::read_dir(folder).expect("a folder").count(), 0, "{}", folder.display());
}

/// The processes that have the folder in their environment. Nothing is seen of them where there is
/// no `/proc`.
fn processes(folder: &Path) -> Vec<PathBuf> {
    let variable = format!("TMPDIR={}", folder.display());
    let is_one = |process: &PathBuf| {
        let environment = fs::read(process.join("environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|one| one == variable.as_bytes())
    };
    let all = fs::read_dir("/proc").into_iter().flatten().flatten().map(|entry| entry.path());
    all.filter(is_one).collect()
}

#[test]
fn side_by_side() {
    check("side-by-side", &["many::", "--quiet", "--test-threads=16"], 1000);
}

/// The first and the last of them compare what the process holds.
#[test]
fn in_turn_and_nothing_is_left() {
    check("in-turn", &["--quiet", "--test-threads=1"], 1002);
}
