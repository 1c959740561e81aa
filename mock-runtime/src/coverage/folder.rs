//! `MOCK_TEST_COVERAGE`: the folder in which each test leaves what happened in it.
//!
//! A file belongs to one test and is there as a whole or not at all, so that tests, processes and
//! machines do not get into each other's way.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, io, process};

use mock_core::Outcome;

use super::{Coverage, pacts};
use crate::registry::RegisteredTest;

/// The variable that names the folder.
const VARIABLE: &str = "MOCK_TEST_COVERAGE";

/// The folder, which is made if it is not there.
///
/// # Errors
/// When it cannot be made: what the environment asks for is not ignored.
pub(crate) fn folder() -> Result<Option<&'static Path>, String> {
    static FOLDER: LazyLock<Result<Option<PathBuf>, String>> = LazyLock::new(|| {
        let Some(folder) = env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) else {
            return Ok(None);
        };
        let folder = PathBuf::from(folder);
        match fs::create_dir_all(&folder) {
            Ok(()) => Ok(Some(folder)),
            Err(error) => Err(format!("{VARIABLE}: {}: {error}", folder.display())),
        }
    });
    FOLDER.as_ref().map(Option::as_deref).map_err(Clone::clone)
}

/// Leaves what happened in a test, if the environment asks for it.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn leave(test: &RegisteredTest, outcomes: &[Outcome]) -> Result<(), String> {
    let Some(folder) = folder()? else { return Ok(()) };
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let (name, run) = (name(test), RUNS.fetch_add(1, Ordering::Relaxed));
    let write = || {
        let begun = folder.join(format!(".{name}-{}-{run}.part", process::id()));
        fs::write(&begun, pacts::of_outcomes(test, outcomes).to_json())?;
        fs::rename(begun, folder.join(format!("{name}.json")))
    };
    write().map_err(|error: io::Error| format!("{VARIABLE}: {}: {error}", folder.display()))
}

/// A name that no other test has, those of other packages included. What a test leaves takes the
/// place of what it has left before.
fn name(test: &RegisteredTest) -> String {
    let of_crate = test.name.strip_suffix(test.path()).unwrap_or_default();
    let name = format!("{}-{of_crate}{}", super::package(), crate::process::path(test));
    name.replace("::", ".")
}

/// All that is left in a folder.
pub(super) fn read(folder: &Path) -> io::Result<Coverage> {
    let mut coverage = Coverage::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let in_file =
            |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", file.display()));
        let text = fs::read_to_string(&file).map_err(in_file)?;
        coverage = coverage.merge(Coverage::from_json(&text).map_err(in_file)?);
    }
    Ok(coverage)
}
