//! The macro without a compiler: golden expansions, and the wording of every error.

mod errors;
mod golden;

use std::path::{Path, PathBuf};

/// The crate that the tests pretend to be in: its contracts are in `tests/golden/pacts`.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}
