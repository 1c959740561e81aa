//! Tests in a program whose panics end it. Its arguments are those of libtest, as far as they
//! matter: `--exact` and the name of a test. The test `aborts` builds and runs it.

use std::env;
use std::process::{Command, id};
use std::thread;

use mock_runtime::{MockServer, mock_test};

// The attribute below `#[mock_test]` does nothing. It stands for that of a harness of its own.

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rust_analyzer::test]
fn panics(_library: MockServer) {
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rust_analyzer::test]
fn another_thread_panics(_library: MockServer) {
    let _ = thread::spawn(|| panic!("over there")).join();
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rust_analyzer::test]
fn the_contract_is_not_kept(_library: MockServer) {}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(URL = library))]
#[rust_analyzer::test]
fn panics_apart(_library: MockServer) {
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"], env(URL = library))]
#[rust_analyzer::test]
fn is_killed_apart(_library: MockServer) {
    Command::new("kill").args(["-KILL", &id().to_string()]).status().ok();
    loop {
        thread::park();
    }
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rust_analyzer::test]
#[should_panic = "on purpose"]
fn panics_as_it_should_but_nothing_is_called(_library: MockServer) {
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", calls("find books" = 0, "read a book" = 0, "add a book" = 0), env(URL = library))]
#[rust_analyzer::test]
#[should_panic = "on purpose"]
fn panics_as_it_should_apart(_library: MockServer) {
    panic!("{}", "on purpose");
}

fn main() {
    let tests: [(&str, fn()); 7] = [
        ("panics", panics),
        ("another_thread_panics", another_thread_panics),
        ("the_contract_is_not_kept", the_contract_is_not_kept),
        ("panics_apart", panics_apart),
        ("is_killed_apart", is_killed_apart),
        ("panics_as_it_should_but_nothing_is_called", panics_as_it_should_but_nothing_is_called),
        ("panics_as_it_should_apart", panics_as_it_should_apart),
    ];
    let wanted = env::args().skip_while(|argument| argument != "--exact").nth(1);
    for (name, test) in tests {
        if wanted.as_deref() == Some(name) {
            test();
        }
    }
}
