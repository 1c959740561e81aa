//! What a test registers of its servers and settings, as tokens. What the user did not write is
//! not written here either: it stands in a constant of the runtime.

use std::path::Path;
use std::time::Duration;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use crate::model::{Part, Server, Settings, Variable};

impl Server {
    pub(super) fn registration(&self, runtime: &syn::Path) -> TokenStream {
        let Self { name, path, files, interactions, state, calls } = self;
        let path = path.value();
        let pacts = files.iter().map(|file| {
            let text = text(file);
            quote!(#runtime::__private::RegisteredPact { file: #file, text: #text })
        });
        let interactions =
            (!interactions.is_empty()).then(|| quote!(interactions: &[#(#interactions),*],));
        let state =
            state.as_ref().map(|state| quote!(state: ::core::option::Option::Some(#state),));
        let calls = calls.iter().map(|(description, min, max)| {
            let max = option(*max);
            quote!((#description, #min, #max))
        });
        let calls = (!self.calls.is_empty()).then(|| quote!(calls: &[#(#calls),*],));
        let others = (interactions.is_none() || state.is_none() || calls.is_none())
            .then(|| quote!(..#runtime::__private::RegisteredServer::DEFAULT));
        quote! {
            #runtime::__private::RegisteredServer {
                name: #name,
                pact: #path,
                pacts: &[#(#pacts),*],
                #interactions
                #state
                #calls
                #others
            }
        }
    }
}

/// The contract's text travels in the test binary, and the test is rebuilt when it changes.
fn text(file: &str) -> TokenStream {
    if Path::new(file).is_absolute() {
        return quote!(::core::include_str!(#file));
    }
    quote! {
        ::core::include_str!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #file))
    }
}

impl Settings {
    pub(super) fn registration(&self, runtime: &syn::Path) -> TokenStream {
        let Self { within, settle, timeout, allows_unexpected, env, spawn } = self;
        let within = within.map(|time| {
            let time = duration(time);
            quote!(within: #time,)
        });
        let settle = settle.map(|time| {
            let time = duration(time);
            quote!(settle: #time,)
        });
        let timeout = timeout.map(|time| {
            let time = duration(time);
            quote!(timeout: ::core::option::Option::Some(#time),)
        });
        let unexpected = allows_unexpected.then(|| quote!(allows_unexpected: true,));
        let env = (!env.is_empty()).then(|| {
            let variables = env.iter().map(|variable| variable.registration(runtime));
            quote!(env: &[#(#variables),*],)
        });
        let spawn = spawn.as_ref().map(|name| {
            let path = executable(name);
            quote!(spawn: ::core::option::Option::Some((#name, #path)),)
        });
        let given = [within, settle, timeout, unexpected, env, spawn];
        let given: TokenStream = given.into_iter().flatten().collect();
        if given.is_empty() {
            return quote!(#runtime::__private::Settings::DEFAULT);
        }
        quote! {
            #runtime::__private::Settings { #given ..#runtime::__private::Settings::DEFAULT }
        }
    }
}

impl Variable {
    fn registration(&self, runtime: &syn::Path) -> TokenStream {
        let name = &self.name;
        let parts = self.value.iter().map(|part| match part {
            Part::Text(text) => quote!(#runtime::__private::Part::Text(#text)),
            Part::Url(server) => quote!(#runtime::__private::Part::Url(#server)),
        });
        quote!((#name, &[#(#parts),*]))
    }
}

/// Where cargo put the binary. If cargo does not say, the error is at the binary's name.
fn executable(name: &syn::LitStr) -> TokenStream {
    let variable = format!("CARGO_BIN_EXE_{}", name.value());
    let message = "no binary is known here: `spawn` is for integration tests (in `tests/`) of the \
                   package that has the binary, because cargo builds it for no others";
    quote_spanned!(name.span()=> ::core::env!(#variable, #message))
}

fn duration(time: Duration) -> TokenStream {
    let (seconds, nanoseconds) = (time.as_secs(), time.subsec_nanos());
    quote!(::core::time::Duration::new(#seconds, #nanoseconds))
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
