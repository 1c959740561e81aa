//! The attribute `#[mock_test]`. Its documentation stands at its re-export in `mock-runtime`.
//!
//! An expansion is a shim: it names what the user wrote and calls the runtime. The steps are
//! `args` and `function` (what is written), `model` (what it means, with the contract read
//! by `pact_file`) and `expand` (tokens). All `errors` of one attribute are reported at
//! once, and none of them removes the user's function.

mod above;
mod args;
mod errors;
mod expand;
mod function;
mod model;
mod others;
mod pact_file;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use proc_macro::TokenStream;

/// Makes a function a test that has a mock server.
#[proc_macro_attribute]
pub fn mock_test(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::mock_test(root().as_deref(), args.into(), item.into()).into()
}

/// The same for a case that `#[rstest]` has made of such a function. Not public API.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn mock_case(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::mock_case(root().as_deref(), args.into(), item.into()).into()
}

/// The root of the crate that is being compiled.
fn root() -> Option<PathBuf> {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
}
