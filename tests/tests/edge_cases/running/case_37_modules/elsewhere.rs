//! A module that lies elsewhere than its name says.

use mock_runtime::{MockServer, mock_test};

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
fn is_found(library: MockServer) {
    crate::read_a_book(&library);
}
