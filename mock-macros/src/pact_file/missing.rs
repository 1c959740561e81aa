//! What to say when a contract is not where it is looked for.

use std::fs;
use std::path::Path;

/// How many contracts are listed at most.
const LISTED: usize = 8;

/// The text for a path at which there is nothing.
pub(super) fn no_file(root: &Path, path: &str) -> String {
    let headline = format!(
        "no file `{path}` in the crate's root, where its `Cargo.toml` is and where paths start"
    );
    with_help(&headline, root, path)
}

/// The text for a path at which there is a folder or the like.
pub(super) fn not_a_file(root: &Path, path: &str) -> String {
    let path = path.trim_end_matches('/');
    with_help(&format!("`{path}` is not a file"), root, &format!("{path}/"))
}

/// The text for a pattern that nothing fits.
pub(super) fn no_file_fits(root: &Path, pattern: &str) -> String {
    let headline = format!("no file of the crate fits the pattern `{pattern}`");
    with_help(&headline, root, pattern)
}

fn with_help(headline: &str, root: &Path, path: &str) -> String {
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    let mut contracts = json_files(root, folder);
    if folder != "pacts/" {
        contracts.extend(json_files(root, "pacts/"));
    }
    let guess = elsewhere(root, path).or_else(|| nearest(path, &contracts));
    let mut text = headline.to_owned();
    if let Some(guess) = &guess {
        text += &format!("\ndid you mean `{guess}`?");
        contracts.retain(|contract| contract != guess);
    }
    if let Some(list) = list(&contracts) {
        let verb = if contracts.len() == 1 { "is" } else { "are" };
        let also = if guess.is_some() { " also" } else { "" };
        text += &format!("\nthere {verb}{also} {list}");
    }
    text
}

fn list(contracts: &[String]) -> Option<String> {
    let listed: Vec<String> =
        contracts.iter().take(LISTED).map(|contract| format!("`{contract}`")).collect();
    let more = contracts.len() - listed.len();
    match listed.split_last()? {
        (last, []) => Some(last.clone()),
        _ if more > 0 => Some(format!("{} and {more} more", listed.join(", "))),
        (last, others) => Some(format!("{} and {last}", others.join(", "))),
    }
}

/// The JSON files of a folder, in alphabetical order, as a user would write them.
pub(super) fn json_files(root: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else {
        return Vec::new();
    };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut files: Vec<String> = names
        .filter(|name| name.ends_with(".json"))
        .map(|name| format!("{folder}{name}"))
        .collect();
    files.sort();
    files
}

/// The path as it would be right, had it been written from another folder.
fn elsewhere(root: &Path, path: &str) -> Option<String> {
    let starts = ["pacts/", "tests/", "src/", "../", "../../"];
    starts.iter().map(|start| format!("{start}{path}")).find(|path| root.join(path).is_file())
}

/// The contract whose name is nearly that of the path. The folder and the ending do not count:
/// most contracts have them in common, and would look alike.
fn nearest(path: &str, contracts: &[String]) -> Option<String> {
    let nearest = mock_core::nearest_word(stem(path), contracts.iter().map(|one| stem(one)))?;
    contracts.iter().find(|contract| stem(contract) == nearest).cloned()
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".json").unwrap_or(name)
}
