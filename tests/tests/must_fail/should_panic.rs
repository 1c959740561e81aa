//! `#[should_panic]` is about the test's own panic. That of its contract never satisfies it.

use std::net::SocketAddr;

use mock_runtime::mock_test;

use super::client::call;

fn read_a_book(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/7", &[], "").unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[should_panic]
fn is_satisfied(library: SocketAddr) {
    read_a_book(library);
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[should_panic = "on purpose"]
fn is_satisfied_by_its_text(library: SocketAddr) {
    read_a_book(library);
    panic!("on purpose");
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[should_panic]
fn without_a_panic(_library: SocketAddr) {}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[should_panic]
fn without_a_panic_though_the_contract_is_kept(library: SocketAddr) {
    read_a_book(library);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[should_panic]
fn with_a_panic(_library: SocketAddr) {
    panic!("on purpose");
}

/// The text is one that every report has.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[should_panic(expected = "The contract was not kept")]
fn with_the_text_of_the_report(_library: SocketAddr) {}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[should_panic(expected = "something else")]
fn with_another_panic_though_the_contract_is_kept(library: SocketAddr) {
    read_a_book(library);
    panic!("on purpose");
}
