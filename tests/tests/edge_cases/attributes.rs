//! What other attributes stand beside it.

mod case_10_ignore {
    use mock_runtime::{MockServer, mock_test};

    use crate::{fails, run};

    /// Were it started, nobody would call its server.
    #[mock_test(pact = "pacts/library.json")]
    #[ignore]
    fn ignored(_library: MockServer) {}

    #[ignore = "the library is closed"]
    #[mock_test(pact = "pacts/library.json")]
    async fn ignored_with_a_reason(_library: MockServer) {}

    #[test]
    fn no_server_is_started() {
        let ran = run(&["case_10_ignore::ignored"]);
        assert_eq!(ran.code, Some(0), "{}", ran.stdout);
        assert!(ran.stdout.contains("0 passed; 0 failed; 2 ignored;"), "{}", ran.stdout);
        assert!(ran.stdout.contains("ignored, the library is closed"), "{}", ran.stdout);
        let ran = run(&["case_10_ignore::ignored", "--include-ignored"]);
        assert!(ran.stdout.contains("0 passed; 2 failed; 0 ignored;"), "{}", ran.stdout);
        fails("endings/is_ignored", &["ignored, the library is closed"]);
    }
}

mod case_11_should_panic {
    use mock_runtime::{MockServer, mock_test};

    use crate::{fails, read_a_book};

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[should_panic(expected = "on purpose")]
    fn below(library: MockServer) {
        read_a_book(&library);
        panic!("on purpose");
    }

    #[should_panic(expected = "on purpose")]
    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn above(library: MockServer) {
        read_a_book(&library);
        panic!("on purpose");
    }

    #[test]
    fn the_contract_never_satisfies_it() {
        for test in ["without_a_panic", "with_a_panic", "with_the_text_of_the_report"] {
            let file = format!("should_panic/{test}");
            fails(&file, &["FAILED", "The contract was not kept"]);
        }
    }
}

mod case_12_attributes_of_the_language {
    use std::panic::Location;

    use mock_runtime::{MockServer, mock_test};

    use crate::{read_a_book, run};

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[cfg(any())]
    fn configured_away(library: NoSuchType) {}

    #[cfg(any())]
    #[mock_test(pact = "no such file")]
    fn configured_away_above(library: NoSuchType) {}

    #[cfg_attr(all(), mock_test(pact = "pacts/library.json", interactions = ["read a book"]))]
    #[cfg_attr(any(), ignore)]
    #[cfg_attr(all(), should_panic)]
    fn made_by_a_condition(library: MockServer) {
        read_a_book(&library);
        panic!("on purpose");
    }

    /// Documented.
    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[allow(unused_mut)]
    #[expect(unused_variables, reason = "to see that the expectation is kept")]
    #[track_caller]
    fn linted(library: MockServer) {
        let mut unused = 1;
        read_a_book(&library);
        assert!(Location::caller().file().ends_with("attributes.rs"));
    }

    #[test]
    fn conditions_decide() {
        let list = run(&["--list", "case_12"]).stdout;
        assert!(
            list.contains("made_by_a_condition") && !list.contains("configured_away"),
            "{list}"
        );
    }
}

mod case_13_other_tests {
    use crate::{refused, shown};

    #[test]
    fn run_once_and_keep_their_meaning() {
        let main = "tests/tests/composition/main.rs";
        shown(main, &["mod googletest;", "mod rstest;", "mod serial;", "mod test_log;"]);
        shown(main, &["mod tokio;"]);
        shown("tests/tests/composition/listing.rs", &["fn every_test_is_listed_once"]);
        shown("mock-runtime/tests/attribute/other_macros.rs", &["the_standard_attribute_below"]);
    }

    #[test]
    fn what_cannot_be_composed_is_refused() {
        let errors = "tests/tests/must_not_compile/errors.txt";
        shown(errors, &["remove the `#[test]` above it", "put `#[mock_test]` on top"]);
        refused("out_of_reach", &["is not theirs"]);
    }
}

mod case_14_imported_test {
    use mock_runtime::{MockServer, mock_test};
    use tokio::test;

    use crate::read_a_book;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[test(flavor = "multi_thread", worker_threads = 2)]
    async fn keeps_its_meaning(library: MockServer) {
        read_a_book(&library);
        assert_eq!(tokio::runtime::Handle::current().metrics().num_workers(), 2);
    }

    /// Ours is named in full, which no import changes.
    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn does_not_meddle(library: MockServer) {
        read_a_book(&library);
        assert!(tokio::runtime::Handle::try_current().is_err());
    }
}

mod case_15_paused_clocks {
    use std::time::{Duration, Instant};

    use mock_runtime::{MockServer, mock_test};

    use crate::{client, shown};

    /// The call comes when the body is over, and is waited for in real time.
    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"], within = "600s")]
    #[tokio::test(start_paused = true)]
    async fn nothing_fires_at_once(library: MockServer) {
        let start = Instant::now();
        tokio::time::sleep(Duration::from_secs(3600)).await;
        assert!(start.elapsed() < Duration::from_secs(600), "the test's own clock is paused");
        std::thread::spawn(move || {
            client::call(library.address(), "GET /books/7", &[], "").expect("an answer")
        });
    }

    #[test]
    fn above_and_below() {
        shown("tests/tests/composition/tokio.rs", &["above_with_a_paused_clock"]);
        shown("mock-runtime/tests/late.rs", &["a_paused_clock_changes_nothing"]);
    }
}
