//! Contracts on disk: found, read, parsed and checked while the test is compiled.
//!
//! Paths are relative to the root of the user's crate. All sentences about files are made here;
//! those about a contract's content are the core's own, so that the compiler and the running
//! test say the same.

mod list;
mod missing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

pub(crate) use list::list;
use mock_core::{Pact, PactError, Plan, PlanError, Selection};

/// A contract that could be read.
#[derive(Debug)]
pub(crate) struct PactFile {
    /// What the file says.
    pub(crate) pact: Pact,
    /// The selections that were compiled, and what is wrong with them.
    plans: Mutex<Vec<(Selection, Option<PlanError>)>>,
}

impl PactFile {
    /// Reads a contract. What is wrong is told as a whole text.
    pub(crate) fn read(root: &Path, path: &str) -> Result<Arc<Self>, String> {
        let file = root.join(path);
        let metadata = match fs::metadata(&file) {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => return Err(missing::not_a_file(root, path)),
            Err(_) => return Err(missing::no_file(root, path)),
        };
        let stamp = Stamp { modified: metadata.modified().ok(), length: metadata.len() };
        let content = match cached(&file, &stamp) {
            Some(content) => content,
            None => {
                let bytes =
                    fs::read(&file).map_err(|error| format!("cannot read `{path}`: {error}"))?;
                let content = Pact::parse_bytes(&bytes).map(|pact| Arc::new(Self::new(pact)));
                cache().insert(file, (stamp, content.clone()));
                content
            }
        };
        content.map_err(|error| error.in_file(path).to_string())
    }

    fn new(pact: Pact) -> Self {
        Self { pact, plans: Mutex::default() }
    }

    /// Makes sure that the selected part of the contract can be served.
    pub(crate) fn check(&self, selection: &Selection) -> Result<(), PlanError> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans.iter().find(|(known, _)| known == selection);
        let error = match known {
            Some((_, error)) => error.clone(),
            None => {
                let error = Plan::select(&self.pact, selection).err();
                plans.push((selection.clone(), error.clone()));
                error
            }
        };
        error.map_or(Ok(()), Err)
    }
}

/// What tells one state of a file from another without reading it.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

type Content = Result<Arc<PactFile>, PactError>;

/// The compiler expands all tests of a crate in one process, and many tests share a contract.
/// An editor's process lives on while files change, hence the stamps.
static CACHE: Mutex<BTreeMap<PathBuf, (Stamp, Content)>> = Mutex::new(BTreeMap::new());

fn cache() -> MutexGuard<'static, BTreeMap<PathBuf, (Stamp, Content)>> {
    CACHE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn cached(file: &Path, stamp: &Stamp) -> Option<Content> {
    cache().get(file).filter(|(known, _)| known == stamp).map(|(_, content)| content.clone())
}

fn check_path(path: &str) -> Result<(), String> {
    let mut start = path.chars();
    let drive = matches!(
        (start.next(), start.next()),
        (Some(letter), Some(':')) if letter.is_ascii_alphabetic()
    );
    if path.trim().is_empty() {
        return Err("expected the path of a contract, as in `pacts/orders.json`".to_owned());
    }
    if drive || path.starts_with(['/', '\\']) || Path::new(path).is_absolute() {
        return Err(format!(
            "`{path}` is an absolute path, which holds on one machine only; \
             write it relative to the crate's root, where its `Cargo.toml` is"
        ));
    }
    Ok(())
}
