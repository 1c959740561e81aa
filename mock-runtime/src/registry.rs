//! Every `#[mock_test]` of the process, gathered before the first one runs. Only this module
//! names `inventory`.

use std::sync::OnceLock;

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
    /// The contract's file as the user wrote it.
    pub pact_file: &'static str,
    /// The contract's text.
    pub pact: &'static str,
    /// The descriptions that are selected; all if there are none.
    pub interactions: &'static [&'static str],
    /// The provider state that is selected.
    pub state: Option<&'static str>,
    /// Whether the test is `#[ignore]`d.
    pub ignored: bool,
    /// Whether the test is `#[should_panic]`.
    pub should_panic: bool,
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

/// Whether the registered tests agree with each other. Looked at once per process: if they do
/// not, every test fails with the same text, before it starts anything.
pub(crate) fn preflight() -> Result<(), &'static str> {
    static PREFLIGHT: OnceLock<Result<(), String>> = OnceLock::new();
    let verdict = PREFLIGHT.get_or_init(|| {
        let registrations = inventory::iter::<Registration>.into_iter();
        agree(registrations.map(|Registration(test)| *test).collect())
    });
    verdict.as_ref().copied().map_err(String::as_str)
}

/// Two tests of one name could not be told apart in a report. (Tests that `inventory` hands over
/// come in no particular order.)
fn agree(mut tests: Vec<&'static RegisteredTest>) -> Result<(), String> {
    tests.sort_by_key(|test| (test.name, test.file, test.line));
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
            pact_file: "pacts/a.json",
            pact: "{}",
            interactions: &[],
            state: None,
            ignored: false,
            should_panic: false,
        }
    }

    static TESTS: [RegisteredTest; 4] = [test("b", 4), test("a", 3), test("b", 2), test("a", 1)];

    #[test]
    fn clashes_are_named_in_order() {
        #[track_caller]
        fn check(tests: &[usize], expected: &Expect) {
            let verdict = agree(tests.iter().map(|index| &TESTS[*index]).collect());
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
