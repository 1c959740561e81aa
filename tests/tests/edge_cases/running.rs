//! What happens while a test runs, and when it ends.

mod case_26_panics {
    #[test]
    fn come_before_the_report() {
        let texts = ["panicked at", "on purpose", "The contract was not kept"];
        crate::fails("endings/panics", &texts);
    }
}

mod case_27_errors {
    #[test]
    fn come_before_the_report() {
        let texts = ["Error: the book has no title", "The contract was not kept"];
        crate::fails("endings/returns_an_error", &texts);
    }
}

mod case_28_failed_contracts {
    #[test]
    fn fail_a_test_that_is_well_otherwise() {
        crate::fails("endings/returns_ok", &["FAILED", "The contract was not kept"]);
    }
}

mod case_29_early_ends {
    use std::sync::mpsc;
    use std::thread;

    use mock_runtime::{MockServer, mock_test};

    use crate::read_a_book;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn an_early_return(library: MockServer) {
        read_a_book(&library);
        if library.port() != 0 {
            return;
        }
        unreachable!("a server has a port");
    }

    /// The thread has a handle of the server, and lives as long as the process.
    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn a_thread_that_stays(library: MockServer) {
        read_a_book(&library);
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let _held = library;
            sender.send(()).unwrap();
            loop {
                thread::park();
            }
        });
        receiver.recv().unwrap();
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[tokio::test]
    async fn a_task_that_stays(library: MockServer) {
        read_a_book(&library);
        tokio::spawn(async move {
            std::future::pending::<()>().await;
            drop(library);
        });
    }

    #[test]
    fn an_exit_of_the_process() {
        let texts = ["exited with code 0 before the test was over", "The contract was not kept"];
        crate::fails("processes/exits_as_if_all_were_well", &texts);
    }

    /// The outer process has no server any more that could be called.
    #[test]
    fn what_a_test_has_started() {
        crate::shown("tests/tests/processes.rs", &["fn nothing_outlives_the_one_that_started_it"]);
    }

    #[test]
    fn what_comes_after_the_end_reaches_nobody() {
        crate::shown("mock-runtime/tests/late.rs", &["fn a_call_that_is_too_late_reaches_nobody"]);
    }
}

mod case_30_time_outs {
    use crate::{fails, shown};

    #[test]
    fn late_calls_are_waited_for() {
        shown("mock-runtime/tests/late.rs", &["fn what_is_still_to_come_is_waited_for"]);
    }

    #[test]
    fn what_is_awaited_is_told() {
        let texts = ["The test did not end within 2s.", "still awaited", "open connections"];
        fails("processes/does_not_answer_in_time", &texts);
    }
}

mod case_31_blocked_runtimes {
    use mock_runtime::{MockServer, mock_test};

    use crate::read_a_book;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[tokio::test(flavor = "current_thread")]
    async fn are_served(library: MockServer) {
        read_a_book(&library);
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    async fn and_so_is_ours(library: MockServer) {
        read_a_book(&library);
    }
}

mod case_32_drops_in_futures {
    use mock_runtime::{MockServer, mock_test};

    use crate::read_a_book;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[tokio::test]
    async fn of_a_handle(library: MockServer) {
        read_a_book(&library);
        drop(library);
    }

    #[tokio::test]
    async fn of_a_server_by_hand() {
        let library = MockServer::builder().pact("pacts/greeter.json").start().unwrap();
        library.check();
        drop(library);
    }
}

mod case_33_crowds {
    #[test]
    fn side_by_side_and_in_turn() {
        let file = "tests/tests/many.rs";
        crate::shown(file, &["\"--test-threads=16\"", "\"--test-threads=1\""]);
        crate::shown("mock-runtime/src/ports.rs", &["fn a_port_is_used_once"]);
    }

    #[test]
    fn with_few_file_descriptors() {
        let tests = ["fn a_connection_that", "fn a_server_that", "fn many_at_once"];
        crate::shown("tests/tests/descriptors.rs", &tests);
    }
}

mod case_34_other_harnesses {
    use mock_runtime::MockServer;

    use crate::{read_a_book, shown};

    /// What the attribute does can be had by hand.
    #[test]
    fn a_server_without_the_attribute() {
        let library = MockServer::start("pacts/library.json").unwrap();
        read_a_book(&library);
        let outcome = library.check();
        assert!(!outcome.is_success(), "the other interactions have not happened");
    }

    #[test]
    fn cargo_nextest() {
        shown(".ci/run", &["cargo nextest run -p examples -p integration-tests"]);
    }

    #[test]
    fn doctests() {
        shown("mock-runtime/src/lib.rs", &["//! let server = MockServer::start("]);
    }
}

mod case_35_panics_that_end_the_process {
    #[test]
    fn come_behind_the_report() {
        let tests = ["fn a_panic_of_the_test", "fn a_panic_in_a_process_of_its_own"];
        crate::shown("tests/tests/aborts.rs", &tests);
    }
}

mod case_36_panics_elsewhere {
    #[test]
    fn of_a_thread_are_shown() {
        crate::fails("endings/panics_in_a_thread", &["panicked at", "The contract was not kept"]);
    }

    #[test]
    fn of_a_task_are_shown() {
        crate::fails(
            "asynchronous/panics_in_a_task",
            &["panicked at", "The contract was not kept"],
        );
    }
}

mod case_37_modules {
    mod nested {
        mod deeper {
            use mock_runtime::{MockServer, mock_test};

            #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
            fn have_their_names(library: MockServer) {
                crate::read_a_book(&library);
            }
        }
    }

    #[path = "elsewhere.rs"]
    mod somewhere;

    #[test]
    fn are_in_the_tests_path() {
        let list = crate::run(&["--list", "case_37"]).stdout;
        let module = "running::case_37_modules";
        for test in ["nested::deeper::have_their_names", "somewhere::is_found"] {
            assert!(list.contains(&format!("{module}::{test}: test")), "{test}: {list}");
        }
        crate::shown("tests/hygiene/edition-2021/src/lib.rs", &["mod tests {", "#[mock_test"]);
    }
}

mod case_38_equal_names {
    mod one {
        use mock_runtime::{MockServer, mock_test};

        #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
        fn same_name(library: MockServer) {
            crate::read_a_book(&library);
        }
    }

    mod another {
        use mock_runtime::{MockServer, mock_test};

        #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
        fn same_name(library: MockServer) {
            crate::read_a_book(&library);
        }
    }
}
