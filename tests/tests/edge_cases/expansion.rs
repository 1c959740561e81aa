//! What the attribute leaves behind.

mod case_39_hygiene {
    use crate::shown;

    #[test]
    fn nothing_is_leant_on() {
        let file = "mock-runtime/tests/hygiene.rs";
        shown(file, &["#![no_implicit_prelude]", "#![forbid(unsafe_code)]", "clippy::pedantic"]);
        shown(file, &["missing_docs", "unused_qualifications", "mod shadows"]);
        shown("mock-macros/src/tests/golden.rs", &["fn every_name_of_ours_is_absolute"]);
    }
}

mod case_40_editions {
    /// Packages of the workspace; the other tests are of the newest edition.
    #[test]
    fn before_ours() {
        for edition in ["2015", "2018", "2021"] {
            let file = format!("tests/hygiene/edition-{edition}/Cargo.toml");
            crate::shown(&file, &[&format!("edition = \"{edition}\"")]);
        }
    }
}

mod case_41_clippy {
    use crate::shown;

    #[test]
    fn has_nothing_to_say() {
        shown(
            "mock-runtime/tests/hygiene.rs",
            &["#![deny(clippy::all, clippy::pedantic, clippy::nursery)]"],
        );
        shown(".ci/run", &["cargo clippy --workspace --all-targets"]);
    }
}

mod case_42_lines {
    /// A panic's place is the user's own line, and so is a breakpoint's and coverage's: they go by
    /// the same spans.
    #[test]
    fn are_the_users_own() {
        crate::fails("endings/panics", &["panicked at tests/tests/must_fail/endings.rs:"]);
        crate::refused("body", &["tests/ui/fail/body.rs:"]);
    }
}

mod case_43_time_to_compile {
    use std::fs;

    use crate::shown;

    /// All that is long is written once, in the runtime; and the body is carried along unread.
    #[test]
    fn the_expansion_is_small() {
        let file = "../mock-macros/tests/golden/sync.expanded.rs";
        let expansion = fs::read_to_string(file).unwrap();
        assert_eq!(expansion.matches("static __MOCK_TEST").count(), 1, "one test: {expansion}");
        assert!(expansion.lines().count() < 50, "{expansion}");
        shown("mock-macros/src/tests/errors.rs", &["{ syntax that only the compiler knows }"]);
        shown("ARCHITECTURE.md", &["### The body is a function pointer"]);
    }
}

mod case_44_errors {
    #[test]
    fn leave_the_function() {
        crate::refused("the_function_stays", &["error"]);
        crate::shown("mock-macros/tests/golden/error_keeps_the_function.expanded.rs", &["fn "]);
    }
}

mod case_45_two_of_them {
    #[test]
    fn are_refused() {
        crate::refused("twice", &["a test has one `#[mock_test]`"]);
    }
}
