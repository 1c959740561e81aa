//! Every target over its corpus: what was once found stays found, on any compiler.

use std::fs;
use std::path::{Path, PathBuf};

/// The corpora are small, so that they are read and kept in order by people.
const MOST_FILES: usize = 30;
const MOST_BYTES: usize = 100_000;

fn files(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn every_target_survives_its_corpus() {
    let mut bytes = 0;
    for (name, target) in fuzz::TARGETS {
        let files = files(name);
        assert!((1..=MOST_FILES).contains(&files.len()), "{name}: {} files", files.len());
        for file in files {
            let input = fs::read(&file).expect("a file can be read");
            bytes += input.len();
            println!("{}", file.display());
            target(&input);
        }
    }
    assert!(bytes <= MOST_BYTES, "{bytes} bytes");
}

#[test]
fn every_target_is_a_program() {
    for (name, _) in fuzz::TARGETS {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz_targets/{name}.rs"));
        let text = fs::read_to_string(&program).expect("a program");
        assert!(text.contains(&format!("fuzz::target!({name});")), "{name}");
    }
}
