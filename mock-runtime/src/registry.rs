//! Every `#[mock_test]` of the process, gathered before the first one runs. Only this module
//! names `inventory`.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;
use std::time::Duration;

use mock_core::{CallRange, Expectations};

/// A test as `#[mock_test]` registers it. Not public API.
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "the macro builds it in a const context")]
pub struct RegisteredTest {
    /// Path of the module and name of the function.
    pub name: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line in it.
    pub line: u32,
    /// Its servers: one at least.
    pub servers: &'static [RegisteredServer],
    /// What holds for all of them.
    pub settings: Settings,
    /// Whether the test is `#[ignore]`d.
    pub ignored: bool,
    /// Whether the test is `#[should_panic]`.
    pub should_panic: bool,
}

/// A server of a test. Not public API.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the macro builds it in a const context")]
pub struct RegisteredServer {
    /// By which name the test calls it.
    pub name: &'static str,
    /// The contract as the user wrote it: a file, a folder or a pattern.
    pub pact: &'static str,
    /// The files that this stands for: one at least.
    pub pacts: &'static [RegisteredPact],
    /// The descriptions that are selected; all if there are none.
    pub interactions: &'static [&'static str],
    /// The provider state that is selected.
    pub state: Option<&'static str>,
    /// How often interactions may happen: each description with the least and the most.
    pub calls: &'static [(&'static str, u32, Option<u32>)],
}

impl RegisteredServer {
    /// What a test says nothing of.
    pub const DEFAULT: Self =
        Self { name: "", pact: "", pacts: &[], interactions: &[], state: None, calls: &[] };

    /// How often its interactions happen.
    pub(crate) fn expectations(&self, settings: &Settings) -> Expectations {
        let mut expectations = Expectations::default();
        for (description, min, max) in self.calls {
            expectations = expectations.calls(*description, CallRange::new(*min, *max));
        }
        match settings.allows_unexpected {
            true => expectations.allow_unexpected(),
            false => expectations,
        }
    }
}

/// A contract's file. Not public API.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "the macro builds it in a const context")]
pub struct RegisteredPact {
    /// Its path, relative to the crate's root.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl Hash for RegisteredPact {
    /// The text is left to the comparison, which is at memory speed also where nothing is
    /// optimised: every test looks its contract up, and contracts can be large.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.file, self.text.len()).hash(state);
    }
}

/// What holds for all servers of a test. Not public API.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the macro builds it in a const context")]
pub struct Settings {
    /// How long, behind the body, interactions that are still to come are waited for.
    pub within: Duration,
    /// How long, once all have happened, surplus calls are waited for.
    pub settle: Duration,
    /// How long the body may take.
    pub timeout: Option<Duration>,
    /// Whether requests that no interaction expects do no harm.
    pub allows_unexpected: bool,
    /// The environment of the test's own process: each variable with the pieces of its value.
    pub env: &'static [(&'static str, &'static [Part])],
    /// The binary that is started: its name and its file.
    pub spawn: Option<(&'static str, &'static str)>,
}

impl Settings {
    /// What a test says nothing of.
    pub const DEFAULT: Self = Self {
        within: Duration::ZERO,
        settle: Duration::ZERO,
        timeout: None,
        allows_unexpected: false,
        env: &[],
        spawn: None,
    };
}

/// A piece of a variable's value. Not public API.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "the macro builds it in a const context")]
pub enum Part {
    /// As it is.
    Text(&'static str),
    /// The URL of a server, by its index.
    Url(usize),
}

impl RegisteredTest {
    /// The path of the test as libtest prints it and takes it: without the crate.
    pub(crate) fn path(&self) -> &'static str {
        self.name.split_once("::").map_or(self.name, |(_, path)| path)
    }
}

/// What is submitted to `inventory`. Not public API.
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "the macro builds it in a const context")]
pub struct Registration(pub &'static RegisteredTest);

inventory::collect!(Registration);

/// All tests of this process, in order.
pub(crate) fn tests() -> Vec<&'static RegisteredTest> {
    sorted(inventory::iter::<Registration>.into_iter().map(|Registration(test)| *test))
}

/// `inventory` hands them over in no particular order.
fn sorted(tests: impl Iterator<Item = &'static RegisteredTest>) -> Vec<&'static RegisteredTest> {
    let mut tests: Vec<_> = tests.collect();
    tests.sort_unstable_by_key(|test| (test.name, test.file, test.line));
    tests
}

/// Whether the registered tests agree with each other. Looked at once per process: if they do
/// not, every test fails with the same text, before it starts anything.
pub(crate) fn preflight() -> Result<(), &'static str> {
    static PREFLIGHT: OnceLock<Result<(), String>> = OnceLock::new();
    let verdict = PREFLIGHT.get_or_init(|| agree(&tests()));
    verdict.as_ref().copied().map_err(String::as_str)
}

/// Two tests of one name, which follow each other, could not be told apart in a report.
fn agree(tests: &[&'static RegisteredTest]) -> Result<(), String> {
    let clashes: Vec<String> = tests
        .windows(2)
        .filter(|pair| pair[0].name == pair[1].name)
        .map(|pair| {
            let (first, second) = (pair[0], pair[1]);
            format!(
                "two tests are named {}: {}:{} and {}:{}",
                first.name, first.file, first.line, second.file, second.line
            )
        })
        .collect();
    if clashes.is_empty() { Ok(()) } else { Err(clashes.join("\n")) }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const fn test(name: &'static str, line: u32) -> RegisteredTest {
        RegisteredTest {
            name,
            file: "tests/a.rs",
            line,
            servers: &[],
            settings: Settings::DEFAULT,
            ignored: false,
            should_panic: false,
        }
    }

    static TESTS: [RegisteredTest; 4] = [test("b", 4), test("a", 3), test("b", 2), test("a", 1)];

    #[test]
    fn clashes_are_named_in_order() {
        #[track_caller]
        fn check(tests: &[usize], expected: &Expect) {
            let verdict = agree(&sorted(tests.iter().map(|index| &TESTS[*index])));
            expected.assert_eq(&verdict.err().unwrap_or_default());
        }
        check(&[], &expect![""]);
        check(&[0, 1], &expect![""]);
        check(&[0, 1, 2], &expect!["two tests are named b: tests/a.rs:2 and tests/a.rs:4"]);
        check(
            &[0, 1, 2, 3],
            &expect![[r#"
            two tests are named a: tests/a.rs:1 and tests/a.rs:3
            two tests are named b: tests/a.rs:2 and tests/a.rs:4"#]],
        );
    }
}
