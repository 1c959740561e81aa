//! The tokens that a test becomes.
//!
//! The outer function is what the harness sees: the user's name, attributes and return type. The
//! inner one is what the user wrote. Everything else is named by absolute paths, and stands
//! inside the outer function, so that a test adds nothing to its module and nothing to a build
//! without tests.

mod cases;
mod registration;

use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, PatType, ReturnType, Signature};

use crate::above;
use crate::args::Args;
use crate::errors::Errors;
use crate::function::{Function, Parameter, belongs_to_body};
use crate::model::{Body, MockTest};
use crate::others;
pub(crate) use cases::mock_case;

/// Expands the attribute. Should anything be wrong, the function stays and the errors follow it.
pub(crate) fn mock_test(root: Option<&Path>, args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let parsed = Args::parse(args.clone(), &mut errors);
    let function = match Function::new(item, &mut errors) {
        Ok(function) => function,
        Err(item) => return quote! { #item #errors },
    };
    above::check(&function, &mut errors);
    match MockTest::new(root, parsed, &function, &mut errors) {
        Some(test) if function.attributes.iter().any(others::is_rstest) => {
            test.hand_over(args, function)
        }
        Some(test) => test.expand(&function),
        None => {
            let function = function.into_plain();
            quote! { #function #errors }
        }
    }
}

impl MockTest {
    fn expand(&self, function: &Function) -> TokenStream {
        let Function { attributes, visibility, signature, .. } = function;
        let attributes = attributes.iter().map(outer_attribute);
        let test = self.needs_test_attribute.then(|| quote!(#[::core::prelude::v1::test]));
        let asyncness = signature.asyncness.filter(|_| self.body == Body::Awaited);
        let (fn_token, name) = (&signature.fn_token, &signature.ident);
        // What the body returns stays in the test's own process.
        let output = (!self.settings.is_apart()).then_some(&signature.output);
        let parameters = self.parameters.iter().filter_map(outer_parameter);
        let registration = self.registration(name);
        let inner = self.inner(function);
        let call = self.call(signature);
        quote! {
            #(#attributes)*
            #test
            #visibility #asyncness #fn_token #name(#(#parameters),*) #output {
                #registration
                #inner
                #call
            }
        }
    }

    /// The test's entry in the registry of all tests.
    fn registration(&self, name: &Ident) -> TokenStream {
        let Self { servers, settings, runtime, ignored, should_panic, .. } = self;
        let name = name.to_string();
        let servers = servers.iter().map(|server| server.registration(runtime));
        let settings = settings.registration(runtime);
        quote! {
            static __MOCK_TEST: #runtime::__private::RegisteredTest =
                #runtime::__private::RegisteredTest {
                    name: ::core::concat!(::core::module_path!(), "::", #name),
                    file: ::core::file!(),
                    line: ::core::line!(),
                    servers: &[#(#servers),*],
                    settings: #settings,
                    ignored: #ignored,
                    should_panic: #should_panic,
                };
            #runtime::__private::inventory::submit! {
                #runtime::__private::Registration(&__MOCK_TEST)
            }
        }
    }

    /// The user's function. Every token keeps its place, parentheses included: the compiler's
    /// suggestions are edits of them.
    fn inner(&self, function: &Function) -> TokenStream {
        let attributes = function.attributes.iter().filter(|one| belongs_to_body(one));
        let mut signature = function.signature.clone();
        for (input, parameter) in signature.inputs.iter_mut().zip(&self.parameters) {
            let (Parameter::Injected(inner) | Parameter::Passed { inner, .. }) = parameter;
            *input = FnArg::Typed(inner.clone());
        }
        let body = &function.body;
        // A value that is injected comes by value, whether the body consumes it or not.
        quote! {
            #[allow(clippy::needless_pass_by_value)]
            #(#attributes)*
            #signature #body
        }
    }

    fn call(&self, signature: &Signature) -> TokenStream {
        let Self { runtime, body, .. } = self;
        let run = match (body, self.settings.is_apart()) {
            (Body::Sync, false) => "run",
            (Body::Sync, true) => "run_apart",
            (Body::Async, false) => "run_async",
            (Body::Async, true) => "run_async_apart",
            (Body::Awaited, false) => "drive",
            (Body::Awaited, true) => "drive_apart",
        };
        let run = Ident::new(run, Span::call_site());
        let awaited = (*body == Body::Awaited).then(|| quote!(.await));
        // A type that a test cannot return is an error at that type.
        let place = |tokens| match &signature.output {
            ReturnType::Type(_, ty) => move_to(ty.span(), tokens),
            ReturnType::Default => tokens,
        };
        let closure = place(self.closure(&signature.ident));
        place(quote!(#runtime::__private::#run(&__MOCK_TEST, #closure) #awaited))
    }

    /// The call of the user's function, as the runtime takes it.
    fn closure(&self, name: &Ident) -> TokenStream {
        let Self { runtime, parameters, body, .. } = self;
        // Invisible to the user's names: a parameter may be called like it.
        let servers = Ident::new("servers", Span::mixed_site());
        let mut injected_from = self.injected_from.iter();
        let arguments = parameters.iter().map(|parameter| match parameter {
            Parameter::Injected(parameter) => {
                let server = injected_from.next().copied().unwrap_or(0);
                injection(runtime, parameter, &servers, server)
            }
            Parameter::Passed { name, .. } => name.to_token_stream(),
        });
        let made = quote!(#name(#(#arguments),*));
        let made = match body {
            Body::Sync => made,
            Body::Async | Body::Awaited => quote!(#runtime::__private::Box::pin(#made)),
        };
        match (parameters.iter().all(Parameter::is_plain), body) {
            (true, _) => quote!(#runtime::__private::Body::Plain(|#servers| #made)),
            // It takes what another macro made with it, and can do so but once.
            (false, Body::Sync) => quote! {
                #runtime::__private::Body::With(&mut #runtime::__private::once(|#servers| #made))
            },
            (false, Body::Async | Body::Awaited) => quote! {
                #runtime::__private::Body::With(&mut #runtime::__private::once(
                    |#servers| -> #runtime::__private::BoxedFuture<'_, _> { #made }
                ))
            },
        }
    }
}

/// An attribute as the outer function has it. What a lint is expected in is the user's body, so
/// on the shim around it an expectation is but a permission.
fn outer_attribute(attribute: &Attribute) -> TokenStream {
    if !attribute.path().is_ident("expect") {
        return attribute.to_token_stream();
    }
    match attribute.meta.require_list() {
        Ok(list) => {
            let lints = &list.tokens;
            quote!(#[allow(#lints)])
        }
        Err(_) => attribute.to_token_stream(),
    }
}

/// A parameter of the outer function: one that another macro fills.
fn outer_parameter(parameter: &Parameter) -> Option<&PatType> {
    match parameter {
        Parameter::Injected(_) => None,
        Parameter::Passed { outer, .. } => Some(outer),
    }
}

/// The value of an injected parameter. A type that cannot be injected is an error at that type.
fn injection(
    runtime: &syn::Path,
    parameter: &PatType,
    servers: &Ident,
    server: usize,
) -> TokenStream {
    let ty = &parameter.ty;
    let span = Span::mixed_site().located_at(ty.span());
    quote_spanned! {span=>
        <#ty as #runtime::__private::FromMockServer>::from_mock_server(#servers.at(#server))
    }
}

/// The same expression, but the compiler's messages about it as a whole point elsewhere.
fn move_to(place: Span, expression: TokenStream) -> TokenStream {
    let moved = expression.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(place));
        token
    });
    moved.collect()
}
