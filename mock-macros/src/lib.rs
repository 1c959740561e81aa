//! The attribute `#[mock_test]`. Its documentation stands at its re-export in `mock-runtime`.
//!
//! An expansion is a shim: it names what the user wrote and calls the runtime. The steps are
//! `args` and `function` (what is written), `model` (what it means, with the contract read
//! by `pact_file`) and `expand` (tokens). All `errors` of one attribute are reported at
//! once, and none of them removes the user's function.

mod args;
mod errors;
mod expand;
mod function;
mod model;
mod pact_file;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Makes a function a test that has a mock server.
#[proc_macro_attribute]
pub fn mock_test(args: TokenStream, item: TokenStream) -> TokenStream {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(std::path::PathBuf::from);
    expand::mock_test(root.as_deref(), args.into(), item.into()).into()
}
