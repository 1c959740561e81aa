//! Contracts on disk while tests run: which files a path stands for.
//!
//! What must stay true: a path stands for the same files, in the same order, as when the attribute
//! reads it (`mock-macros`, `pact_file`), or else every test with a folder fails as out of date.

use std::fs;
use std::path::{Path, PathBuf};

use glob::Pattern;

use crate::registry::RegisteredServer;

/// The crate's root, where paths of contracts start: cargo names it to the tests that it runs.
pub(crate) fn root() -> Option<PathBuf> {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
}

/// The files that a path stands for: itself, the `.json` files of a folder, or those that fit a
/// pattern.
///
/// # Errors
/// When it is a folder or a pattern, and there is none.
pub(crate) fn list(root: &Path, path: &str) -> Result<Vec<String>, String> {
    let place = root.join(path);
    let files = if place.is_dir() {
        of_folder(&place, path.trim_end_matches('/'))
    } else if path.contains(['*', '?', '[']) && !place.exists() {
        fitting(root, path)?
    } else {
        return Ok(vec![path.to_owned()]);
    };
    match files.is_empty() {
        true => Err(format!("there is no contract at `{path}`")),
        false => Ok(files),
    }
}

fn of_folder(place: &Path, path: &str) -> Vec<String> {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut files: Vec<String> =
        names.filter(|name| name.ends_with(".json")).map(|name| format!("{path}/{name}")).collect();
    files.sort();
    files
}

fn fitting(root: &Path, pattern: &str) -> Result<Vec<String>, String> {
    let is_whole = root.as_os_str().is_empty() || Path::new(pattern).is_absolute();
    let whole = match is_whole {
        true => pattern.to_owned(),
        false => format!("{}/{pattern}", Pattern::escape(&root.to_string_lossy())),
    };
    let paths = glob::glob(&whole)
        .map_err(|error| format!("`{pattern}` is no pattern for paths: {}", error.msg))?;
    let name = |path: PathBuf| {
        let path = path.strip_prefix(root).unwrap_or(&path);
        path.to_string_lossy().replace('\\', "/")
    };
    Ok(paths.flatten().filter(|path| path.is_file()).map(name).collect())
}

/// Makes sure that a folder or a pattern stands for the same files as when the test was compiled.
/// The compiler notices when one of the files changes, but not when there is another one.
///
/// # Errors
/// A sentence that names the new files. Nothing is wrong where the sources are not at hand.
pub(crate) fn check_fresh(server: &RegisteredServer, source: &str) -> Result<(), String> {
    let compiled: Vec<&str> = server.pacts.iter().map(|pact| pact.file).collect();
    if compiled == [server.pact] {
        return Ok(());
    }
    match root() {
        Some(root) => fresh(&root, server.pact, &compiled, source),
        None => Ok(()),
    }
}

fn fresh(root: &Path, path: &str, compiled: &[&str], source: &str) -> Result<(), String> {
    if !compiled.iter().all(|file| root.join(file).is_file()) {
        return Ok(());
    }
    let listed = list(root, path).unwrap_or_default();
    let new: Vec<&str> =
        listed.iter().map(String::as_str).filter(|file| !compiled.contains(file)).collect();
    if new.is_empty() {
        return Ok(());
    }
    Err(format!(
        "`{path}` has got {} since this test was compiled; \
         have the test compiled again: `touch {source}`",
        new.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = env!("CARGO_MANIFEST_DIR");
    const ALL: [&str; 4] =
        ["pacts/events.json", "pacts/letters.json", "pacts/orders.json", "pacts/users.json"];
    const ERS: [&str; 3] = ["pacts/letters.json", "pacts/orders.json", "pacts/users.json"];

    #[test]
    fn paths_stand_for_files() {
        #[track_caller]
        fn check(path: &str, expected: &[&str]) {
            assert_eq!(list(Path::new(ROOT), path).unwrap_or_default(), expected);
        }
        check("pacts/orders.json", &["pacts/orders.json"]);
        check("pacts/nobody.json", &["pacts/nobody.json"]);
        check("pacts/", &ALL);
        check("pacts", &ALL);
        check("pa*s/*er*.json", &ERS);
        check("**/orders.json", &["pacts/orders.json"]);
        check("pacts/*.txt", &[]);
        check("src", &[]);
        check("pacts/[", &[]);
    }

    #[test]
    fn new_files_are_told() {
        #[track_caller]
        fn check(path: &str, compiled: &[&str], expected: &str) {
            let told = fresh(Path::new(ROOT), path, compiled, "tests/shop.rs");
            assert_eq!(told.err().unwrap_or_default(), expected);
        }
        check("pacts/*ers.json", &ERS, "");
        check(
            "pacts/*ers.json",
            &["pacts/letters.json", "pacts/users.json"],
            "`pacts/*ers.json` has got pacts/orders.json since this test was compiled; \
             have the test compiled again: `touch tests/shop.rs`",
        );
        // The sources are elsewhere, or the build is about to be another one.
        check("pacts/*ers.json", &["pacts/gone.json"], "");
    }
}
