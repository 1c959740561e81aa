//! What must stay true of the sources themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the top down: each uses only those behind it.
const LAYERS: [&str; 24] = [
    "report",
    "session",
    "outcome",
    "record",
    "expectations",
    "plan",
    "generation",
    "content",
    "matching",
    "selection",
    "verdict",
    "exchange",
    "pact",
    "rule",
    "generator",
    "mismatch",
    "value",
    "cursor",
    "regex",
    "datetime",
    "path",
    "error",
    "json",
    "order",
];

/// Who looks up all the same, and why. Whoever needs one more has to write it down here.
const UPWARD: [(&str, &str, &str); 1] =
    [("rule", "pact", "variants of arrayContains bring rules, contentType names a content type")];

/// What a crate without I/O, clock, environment, threads and global state has no word for.
const FORBIDDEN: [&str; 14] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::io",
    "std::time",
    "std::thread",
    "std::process",
    "thread_local!",
    "static mut",
    "async",
    "tokio",
    "hyper",
    "inventory",
    "println!",
];

const LONGEST_FILE: usize = 400;

/// A source file without its tests and comments.
struct Source {
    /// Below `src`, such as `plan/mod.rs`.
    name: String,
    code: Vec<(usize, String)>,
    length: usize,
}

impl Source {
    /// The module at the top of the crate that the file belongs to.
    fn module(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 30, "the sources are somewhere else");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source can be read");
        let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = before_tests.lines().enumerate().map(|(at, line)| (at + 1, line.to_owned()));
        let below = path.strip_prefix(&root).expect("a file below src");
        Source {
            name: below.to_string_lossy().replace('\\', "/"),
            code: lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect(),
            length: text.lines().count(),
        }
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() && !is_test {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            files.push(path);
        }
    }
}

/// The names that stand behind `crate::` in a line.
fn used(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn modules_use_only_what_is_below_them() {
    let layer = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut upward = BTreeSet::new();
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.name != "lib.rs") {
        let own = source.module();
        let Some(from) = layer(own) else {
            wrong.push(format!("{}: the module {own} has no layer", source.name));
            continue;
        };
        for (number, line) in &source.code {
            if line.contains("crate::{") {
                wrong.push(format!("{}:{number}: one line for each module", source.name));
            }
            for (name, to) in used(line).filter_map(|name| Some((name, layer(name)?))) {
                if to >= from {
                    continue;
                }
                match UPWARD.iter().find(|(user, used, _)| *user == own && *used == name) {
                    Some(known) => {
                        upward.insert(*known);
                    }
                    None => wrong.push(format!("{}:{number}: {own} uses {name}", source.name)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let gone: Vec<_> = UPWARD.iter().filter(|known| !upward.contains(*known)).collect();
    assert!(gone.is_empty(), "no longer needed: {gone:?}");
}

#[test]
fn every_layer_is_a_module() {
    let modules: BTreeSet<String> = sources().iter().map(|one| one.module().to_owned()).collect();
    let layers: BTreeSet<String> = LAYERS.iter().chain(&["lib"]).map(|&name| name.into()).collect();
    assert_eq!(modules, layers);
}

#[test]
fn nothing_reaches_out_of_the_process() {
    let is_part_of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    for source in sources() {
        for (number, line) in &source.code {
            for word in FORBIDDEN {
                let stands_alone = line.match_indices(word).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    let behind = line[at + word.len()..].chars().next();
                    !before.is_some_and(is_part_of_a_word) && !behind.is_some_and(is_part_of_a_word)
                });
                assert!(!stands_alone, "{}:{number}: {word}: {line}", source.name);
            }
        }
    }
}

#[test]
fn files_can_be_read_in_one_sitting() {
    for source in sources() {
        let (name, length) = (source.name, source.length);
        assert!(length <= LONGEST_FILE, "{name} has {length} lines");
    }
}

/// CONFORMANCE.md speaks of every rule and every generator.
#[test]
fn nothing_is_missing_from_the_tables() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../CONFORMANCE.md");
    let text = fs::read_to_string(file).expect("CONFORMANCE.md stands beside the crates");
    let names = mock_core::MatchingRule::NAMES.iter().chain(mock_core::Generator::NAMES);
    let missing: Vec<_> = names.filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
