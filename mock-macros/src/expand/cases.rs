//! Tests of which `#[rstest]` makes several.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, parse_quote};

use crate::function::Function;
use crate::model::MockTest;
use crate::others;

impl MockTest {
    /// Lets `#[rstest]` go first, and take part in each case that it makes: each is a test by
    /// itself, with its own name, and what the case does (a fixture, a time-out) happens while
    /// its server stands.
    pub(super) fn hand_over(&self, args: TokenStream, mut function: Function) -> TokenStream {
        let mut injected_from = self.injected_from.iter();
        for (index, parameter) in self.parameters.iter().enumerate() {
            if parameter.is_plain() {
                let server = injected_from.next().and_then(|server| self.servers.get(*server));
                function.claim(index);
                function.name_parameter(index, server.map_or("server", |server| &server.name));
            }
        }
        let runtime = &self.runtime;
        // A case is called otherwise than the test.
        let args = match &self.default_pact {
            Some(path) => quote! { pact = #path, #args },
            None => args,
        };
        let mut ours: Vec<Attribute> = vec![parse_quote!(#[#runtime::__private::mock_case(#args)])];
        let mut tests = function.attributes.iter().filter(|one| others::is_test(one));
        if tests.all(others::is_rstest) {
            ours.push(parse_quote!(#[::core::prelude::v1::test]));
        }
        // What stands above a case belongs to that case. But we come before all else that expands,
        // such as `#[serial]`, which would drop the parameters.
        let is_above = |one| others::is_rstest(one) || others::is_case(one);
        let position = function.attributes.iter().rposition(is_above);
        let below = position.map_or(0, |position| position + 1);
        function.attributes.splice(below..below, ours);
        function.into_token_stream()
    }
}

/// Expands the attribute that [`MockTest::hand_over`] leaves: all parameters that are left are
/// ours.
pub(crate) fn mock_case(root: Option<&Path>, args: TokenStream, item: TokenStream) -> TokenStream {
    let Ok(mut function) = syn::parse2::<Function>(item.clone()) else {
        return super::mock_test(root, args, item);
    };
    for index in 0..function.signature.inputs.len() {
        function.claim(index);
    }
    super::mock_test(root, args, function.into_token_stream())
}
