//! What is written between the parentheses.

mod case_16_where_paths_start {
    use mock_runtime::{MockServer, mock_test};

    use crate::{read_a_book, refused, run};

    #[mock_test(pact = "./tests/../pacts/library.json", interactions = ["read a book"])]
    fn at_the_root_of_the_crate(library: MockServer) {
        read_a_book(&library);
    }

    #[test]
    fn and_the_test_runs_anywhere() {
        let ran = run(&["case_16_where_paths_start::at_the_root_of_the_crate"]);
        assert!(ran.stdout.contains("1 passed"), "{}", ran.stdout);
    }

    #[test]
    fn and_errors_say_so() {
        let text = "in the crate's root, where its `Cargo.toml` is and where paths start";
        refused("missing_file", &[text]);
    }
}

mod case_17_rebuilt_when_the_file_changes {
    use std::fs;

    use crate::shown;

    /// Cargo compiles again what depends on a file that has changed.
    #[test]
    fn the_file_is_a_dependency() {
        let list = std::env::current_exe().unwrap().with_extension("d");
        let list = fs::read_to_string(list).unwrap().replace('\\', "/");
        assert!(list.contains("pacts/library.json"), "{list}");
        shown("mock-macros/tests/golden/sync.expanded.rs", &["::core::include_str!"]);
    }
}

mod case_18_missing_and_invalid_files {
    use mock_runtime::MockServer;

    use crate::{read_a_book, refused};

    #[test]
    fn are_errors_of_the_compiler() {
        refused("missing_file", &["did you mean"]);
        refused("missing_default_file", &["this is the default for the function's name"]);
        refused("invalid_pact", &["invalid.json:", "at /interactions/0/"]);
    }

    #[test]
    fn a_generated_contract_is_read_at_run_time() {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
        let file = folder.join("generated_library.json");
        std::fs::copy("pacts/library.json", &file).unwrap();
        let library = MockServer::start(file.as_path()).unwrap();
        read_a_book(&library);
        let error = MockServer::start(folder.join("no such file").as_path()).unwrap_err();
        assert!(error.to_string().contains("no such file"), "{error}");
        library.check();
    }
}

mod case_19_unknown_keys {
    #[test]
    fn are_told_with_the_known_ones() {
        crate::refused("unknown_argument", &["did you mean `", "there are `pact`, "]);
    }
}

mod case_20_repeated_keys {
    #[test]
    fn are_refused() {
        crate::refused("repeated_argument", &["is given twice"]);
    }
}

mod case_21_macros_in_paths {
    use mock_runtime::{MockServer, mock_test};

    use crate::read_a_book;

    #[mock_test(pact = concat!("pacts/", "library", ".json"), interactions = ["read a book"])]
    fn concat_is_read(library: MockServer) {
        read_a_book(&library);
    }

    #[mock_test(
        pact = concat!(env!("CARGO_MANIFEST_DIR"), "/pacts/library.json"),
        interactions = ["read a book"],
    )]
    fn env_is_read(library: MockServer) {
        read_a_book(&library);
    }

    #[test]
    fn a_constant_has_no_value_yet() {
        let text = "expected a string literal, or `concat!` and `env!` of such";
        crate::shown("mock-macros/tests/golden/errors/malformed_arguments.txt", &[text]);
    }
}

mod case_22_several_contracts {
    use mock_runtime::{MockServer, mock_test};

    use crate::{client, read_a_book};

    /// Several files, one server.
    #[mock_test(pact = "pacts/*r*.json", interactions = ["read a book", "greet"])]
    fn a_pattern(both: MockServer) {
        read_a_book(&both);
        client::call(both.address(), "GET /hello", &[], "").unwrap();
    }

    #[mock_test(pact = "pacts", interactions = ["read a book"])]
    fn a_folder(all: MockServer) {
        read_a_book(&all);
    }

    #[mock_test(
        pacts(library = "pacts/lib*.json", greeter = "pacts/greeter.json"),
        interactions = ["read a book", "greet"],
    )]
    fn several_providers(library: MockServer, greeter: MockServer) {
        read_a_book(&library);
        client::call(greeter.address(), "GET /hello", &[], "").unwrap();
    }
}

mod case_23_renamed_crate {
    use crate::read_a_book;

    mod facade {
        pub(super) use mock_runtime as contracts;
    }

    use facade::contracts::{MockServer, mock_test};

    #[mock_test(
        crate = super::case_23_renamed_crate::facade::contracts,
        pact = "pacts/library.json",
        interactions = ["read a book"],
    )]
    fn is_found(library: MockServer) {
        read_a_book(&library);
    }

    #[test]
    fn and_in_the_manifest() {
        crate::shown("tests/hygiene/edition-2021/Cargo.toml", &["mock = { package ="]);
    }
}

mod case_24_selections {
    use mock_runtime::{MockServer, mock_test};

    use crate::{read_a_book, refused};

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn by_description(library: MockServer) {
        read_a_book(&library);
    }

    #[mock_test(pact = "pacts/library.json", state = "book 7 is on the shelf")]
    fn by_state(library: MockServer) {
        read_a_book(&library);
    }

    #[test]
    fn must_exist() {
        refused("unknown_selection", &["no interaction ", "no provider state "]);
    }
}

mod case_25_other_machines {
    use std::process::Command;

    use crate::shown;

    #[test]
    fn absolute_paths_are_refused() {
        shown(
            "mock-macros/tests/golden/errors/paths.txt",
            &["C:/pacts/orders.json` is an absolute path"],
        );
    }

    /// What a package is published with.
    #[test]
    fn contracts_are_packaged() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["package", "--list", "--allow-dirty", "--package", "examples"]);
        let list = command.output().unwrap();
        let list = String::from_utf8(list.stdout).unwrap().replace('\\', "/");
        assert!(list.lines().any(|file| file == "pacts/orders.json"), "{list}");
    }
}
