//! Files are read once, and again when they have changed.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use mock_core::Selection;

use super::PactFile;

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("mock-macros-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn contract(description: &str) -> String {
    format!(
        r#"{{"interactions": [{{"description": "{description}",
            "request": {{"path": "/"}}, "response": {{"status": 200}}}}]}}"#
    )
}

#[test]
fn a_file_is_parsed_once() {
    let folder = folder("once");
    fs::write(folder.join("a.json"), contract("greet")).expect("a file");
    let first = PactFile::read(&folder, "a.json").expect("a contract");
    let second = PactFile::read(&folder, "a.json").expect("a contract");
    assert!(Arc::ptr_eq(&first, &second));
    fs::remove_dir_all(folder).expect("it was there");
}

#[test]
fn a_changed_file_is_parsed_again() {
    let folder = folder("again");
    fs::write(folder.join("a.json"), "{").expect("a file");
    assert!(PactFile::read(&folder, "a.json").is_err());
    fs::write(folder.join("a.json"), contract("greet")).expect("a file");
    let file = PactFile::read(&folder, "a.json").expect("a contract");
    assert_eq!(file.pact.interactions[0].description, "greet");
    fs::remove_dir_all(folder).expect("it was there");
}

#[test]
fn a_selection_is_compiled_once() {
    let folder = folder("selection");
    fs::write(folder.join("a.json"), contract("greet")).expect("a file");
    let file = PactFile::read(&folder, "a.json").expect("a contract");
    for selection in [Selection::all(), Selection::all().interactions(["greet"]), Selection::all()]
    {
        file.check(&selection).expect("it can be served");
    }
    assert_eq!(file.plans.lock().expect("nobody panicked").len(), 2);
    fs::remove_dir_all(folder).expect("it was there");
}
