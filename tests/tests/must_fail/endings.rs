//! How a test may end by itself, beside a contract that is kept or not.

use std::fmt;
use std::net::SocketAddr;
use std::process::ExitCode;

use mock_runtime::mock_test;

use super::client::call;

fn read_a_book(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/7", &[], "").unwrap(), 200);
}

struct NoTitle;

impl fmt::Debug for NoTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the book has no title")
    }
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn passes(library: SocketAddr) {
    read_a_book(library);
}

/// Were it started, it would fail.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[ignore = "the library is closed"]
fn is_ignored(_library: SocketAddr) {}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn panics(_library: SocketAddr) {
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn panics_though_the_contract_is_kept(library: SocketAddr) {
    read_a_book(library);
    panic!("on purpose");
}

/// As a client sees that has asked for the wrong thing.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn unwraps_what_the_server_refused(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/07", &[], "").unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn returns_an_error(_library: SocketAddr) -> Result<(), NoTitle> {
    Err(NoTitle)
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn returns_an_error_though_the_contract_is_kept(library: SocketAddr) -> Result<(), NoTitle> {
    read_a_book(library);
    Err(NoTitle)
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn returns_ok(_library: SocketAddr) -> Result<(), NoTitle> {
    Ok(())
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn returns_a_failure(_library: SocketAddr) -> ExitCode {
    ExitCode::FAILURE
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn returns_a_failure_though_the_contract_is_kept(library: SocketAddr) -> ExitCode {
    read_a_book(library);
    ExitCode::FAILURE
}

/// What a test prints stands before the report.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn prints(_library: SocketAddr) {
    println!("printed by the test");
}

/// Nobody looks at the thread's end, but what it says is seen.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn panics_in_a_thread(_library: SocketAddr) {
    let thread = std::thread::spawn(|| panic!("on purpose, elsewhere"));
    assert!(thread.join().is_err());
}
