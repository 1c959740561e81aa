//! Which interactions of which contracts tests exercise: as they are written (the registry), or as
//! they ran (a file for each test that has ended).

mod folder;
mod json;
mod pacts;

use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use mock_core::{Interaction, Pact};

pub(crate) use folder::{folder, leave};

/// Which interactions of which contracts tests exercise.
///
/// [`coverage`](crate::coverage) tells it of the tests of a binary. A test in the same test file
/// asserts that nothing is forgotten; [`with_pacts`](Self::with_pacts) names the contracts that no
/// test names:
///
/// ```no_run
/// #[test]
/// fn every_interaction_is_exercised() {
///     mock_runtime::coverage().with_pacts("pacts").assert_complete();
/// }
/// ```
///
/// In a file of its own below `tests/` such a test would be a binary without any `#[mock_test]`:
/// what knows of no interaction is not complete.
///
/// # What really happened
/// With `MOCK_TEST_COVERAGE=<folder>` in the environment, each `#[mock_test]` that ends leaves a
/// file there that says which interactions happened in it as they are written. (A relative path
/// starts at the package's root, an absolute one gathers several packages.) That works with
/// nextest, which runs each test in a process of its own, and over several runs and machines:
/// [`Coverage::read`] merges all files of a folder, and [`Coverage::merge`] several folders.
///
/// ```console
/// $ MOCK_TEST_COVERAGE=/tmp/coverage cargo nextest run --partition hash:1/3
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    contracts: Vec<(Contract, Interactions)>,
}

/// Interactions with the tests that exercise them. All lists are in order, and have nothing twice.
type Interactions = Vec<(Key, Vec<String>)>;

/// A contract's file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Contract {
    /// The package whose tests have it; empty if cargo does not say.
    package: String,
    /// Its path from the package's root.
    file: String,
}

/// What tells an interaction from all others of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    line: u32,
    description: String,
    states: Vec<String>,
}

impl Key {
    fn of(interaction: &Interaction) -> Self {
        let states = interaction.provider_states.iter().map(|state| state.name.clone());
        let description = interaction.description.clone();
        Self { line: interaction.place.line, description, states: states.collect() }
    }
}

impl Contract {
    fn of_this_package(file: &str) -> Self {
        // Cargo and nextest name the package to the tests that they run.
        Self { package: package(), file: plain(file) }
    }
}

impl Coverage {
    /// The coverage of no tests and no contracts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads all files that tests have left in a folder, and merges them.
    ///
    /// # Errors
    /// When the folder or one of its `.json` files cannot be read, or such a file says something
    /// else.
    pub fn read(folder: impl AsRef<Path>) -> io::Result<Self> {
        folder::read(folder.as_ref())
    }

    /// The same with further contracts, whether a test names them or not: a file, a folder or a
    /// pattern, as in the attribute.
    ///
    /// # Panics
    /// If there is no such contract, or it cannot be read.
    #[track_caller]
    #[must_use]
    pub fn with_pacts(mut self, path: &str) -> Self {
        match pacts::read(path) {
            Ok(pacts) => pacts.iter().for_each(|(file, pact)| self.add(file, pact)),
            Err(problem) => panic!("{problem}"),
        }
        self
    }

    /// What either of both knows.
    ///
    /// ```
    /// use mock_runtime::{Coverage, coverage};
    ///
    /// let merged = coverage().merge(Coverage::new());
    /// assert_eq!(merged, coverage());
    /// ```
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        for (contract, interactions) in other.contracts {
            let known = entry(&mut self.contracts, contract);
            for (key, tests) in interactions {
                let known = entry(known, key);
                tests.into_iter().for_each(|test| insert(known, test));
            }
        }
        self
    }

    /// As JSON, for another process or machine.
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    /// What [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// When the text is something else.
    ///
    /// ```
    /// use mock_runtime::{Coverage, coverage};
    ///
    /// let coverage = coverage().with_pacts("pacts");
    /// assert_eq!(Coverage::from_json(&coverage.to_json())?, coverage);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn from_json(text: &str) -> io::Result<Self> {
        json::read(text).map_err(|problem| io::Error::new(io::ErrorKind::InvalidData, problem))
    }

    /// Whether there are interactions, and every one is exercised.
    ///
    /// ```
    /// // Nothing is known of any contract.
    /// assert!(!mock_runtime::Coverage::new().is_complete());
    /// ```
    pub fn is_complete(&self) -> bool {
        self.count() > 0 && self.missing().is_empty()
    }

    /// Asserts that every interaction is exercised.
    ///
    /// # Panics
    /// With a list of those that are not, or if there are no interactions at all: most often the
    /// tests are in another binary then.
    #[track_caller]
    pub fn assert_complete(&self) {
        assert!(self.is_complete(), "{self}");
    }

    /// How many interactions are known.
    fn count(&self) -> usize {
        self.contracts.iter().map(|(_, interactions)| interactions.len()).sum()
    }

    fn missing(&self) -> Vec<(&Contract, &Key)> {
        let mut missing = Vec::new();
        for (contract, interactions) in &self.contracts {
            for (key, _) in interactions.iter().filter(|(_, tests)| tests.is_empty()) {
                missing.push((contract, key));
            }
        }
        missing
    }

    /// Makes the interactions of a contract known.
    fn add(&mut self, file: &str, pact: &Pact) {
        let known = entry(&mut self.contracts, Contract::of_this_package(file));
        for interaction in &pact.interactions {
            entry(known, Key::of(interaction));
        }
    }

    /// Notes that a test exercises an interaction.
    fn note(&mut self, file: &str, interaction: &Interaction, test: &str) {
        let known = entry(&mut self.contracts, Contract::of_this_package(file));
        insert(entry(known, Key::of(interaction)), test.to_owned());
    }
}

/// What is known under a key, in a list by keys.
fn entry<K: Ord, V: Default>(known: &mut Vec<(K, V)>, key: K) -> &mut V {
    let at = match known.binary_search_by(|(other, _)| other.cmp(&key)) {
        Ok(at) => at,
        Err(at) => {
            known.insert(at, (key, V::default()));
            at
        }
    };
    &mut known[at].1
}

fn insert(tests: &mut Vec<String>, test: String) {
    if let Err(at) = tests.binary_search(&test) {
        tests.insert(at, test);
    }
}

/// Why nothing may be exercised though there are tests that do.
const OF_ONE_BINARY: &str = "\
  help: `coverage()` knows the tests of its own binary alone: call it in the test file in which the \
`#[mock_test]` functions are (`with_pacts` adds contracts that none of them names)";

/// The interactions that no test exercises, each with its place; or how many there are, if that is
/// all of them.
impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (all, missing) = (self.count(), self.missing().len());
        match (all, missing) {
            (0, _) => return write!(f, "no interaction of any contract is known\n{OF_ONE_BINARY}"),
            (_, 0) => return write!(f, "all {all} interactions are exercised"),
            _ => {}
        }
        write!(f, "{missing} of {all} interactions are exercised by no test:")?;
        let mut packages: Vec<&str> =
            self.contracts.iter().map(|(contract, _)| contract.package.as_str()).collect();
        packages.dedup();
        for (Contract { package, file }, Key { line, description, states }) in self.missing() {
            write!(f, "\n  \"{description}\" (")?;
            if packages.len() > 1 && !package.is_empty() {
                write!(f, "{package}: ")?;
            }
            write!(f, "{file}:{line})")?;
            if !states.is_empty() {
                write!(f, " given {}", states.join("; "))?;
            }
        }
        if missing == all { write!(f, "\n{OF_ONE_BINARY}") } else { Ok(()) }
    }
}

/// Which interactions the tests of this binary exercise, as they are written.
///
/// An interaction is exercised by a test that selects it and demands at least one call; a test that
/// is `#[ignore]`d exercises nothing. The contracts are those that tests name
/// ([`Coverage::with_pacts`] adds others), and the tests are those of the same binary, which is to
/// say of the same test file, whichever of them run: also under nextest, whose partitions and
/// processes all know the whole binary.
///
/// ```no_run
/// let coverage = mock_runtime::coverage();
/// assert!(coverage.is_complete(), "{coverage}");
/// ```
pub fn coverage() -> Coverage {
    pacts::of_tests(&crate::registry::tests())
}

/// A path as everybody would write it: from the crate's root, without detours. Otherwise a contract
/// that is written in two ways would be two.
fn plain(file: &str) -> String {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let path = Path::new(file);
    let path = root.as_deref().and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts.join("/").replace("//", "/")
}

/// The package whose tests these are: cargo names it to them.
fn package() -> String {
    std::env::var("CARGO_PKG_NAME").unwrap_or_default()
}

#[cfg(test)]
mod tests;
