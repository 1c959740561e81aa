//! The path of a contract: a string, or what the compiler's own macros make of strings.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Result, Token};

use super::expected;

/// A path with the tokens that it was written in.
#[derive(Clone)]
pub(crate) struct PactPath {
    tokens: TokenStream,
    value: String,
    /// Whether it is a literal, and not what macros make.
    is_literal: bool,
}

impl PactPath {
    /// Reads the path of an argument.
    pub(super) fn parse(argument: &str, tokens: TokenStream) -> Result<Self> {
        let is_literal = syn::parse2::<LitStr>(tokens.clone()).is_ok();
        match syn::parse2(tokens.clone()) {
            Ok(Piece::Text(value)) => Ok(Self { tokens, value, is_literal }),
            Ok(Piece::Wrong(error)) => Err(error),
            Err(_) => {
                // The contract is read before a constant has a value.
                let what = "a string literal, or `concat!` and `env!` of such";
                Err(Error::new_spanned(tokens, expected(argument, what)))
            }
        }
    }

    /// The path of the contract that is meant when none is named.
    pub(crate) fn default(path: LitStr) -> Self {
        let value = path.value();
        Self { tokens: path.into_token_stream(), value, is_literal: true }
    }

    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    /// Whether it was put together by macros: then it may be absolute, since what a build script
    /// writes is found in no other way.
    pub(crate) fn is_made(&self) -> bool {
        !self.is_literal
    }
}

impl ToTokens for PactPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// A part of a path: what it comes to, or why it comes to nothing.
enum Piece {
    Text(String),
    Wrong(Error),
}

impl Parse for Piece {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if let Ok(literal) = input.parse::<LitStr>() {
            return Ok(Self::Text(literal.value()));
        }
        let call: syn::Macro = input.parse()?;
        let name = call.path.segments.last().map(|last| last.ident.to_string());
        match name.as_deref() {
            Some("concat") => concat(&call),
            Some("env") => env(&call),
            _ => Err(Error::new_spanned(call, "neither `concat!` nor `env!`")),
        }
    }
}

fn concat(call: &syn::Macro) -> Result<Piece> {
    let parts = Punctuated::<Piece, Token![,]>::parse_terminated.parse2(call.tokens.clone())?;
    let mut whole = String::new();
    for part in parts {
        match part {
            Piece::Text(text) => whole.push_str(&text),
            wrong @ Piece::Wrong(_) => return Ok(wrong),
        }
    }
    Ok(Piece::Text(whole))
}

/// A variable of the compiler's environment, which cargo sets.
fn env(call: &syn::Macro) -> Result<Piece> {
    let arguments =
        Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(call.tokens.clone())?;
    let Some(name) = arguments.first() else {
        return Err(Error::new_spanned(call, "no variable"));
    };
    Ok(match std::env::var(name.value()) {
        Ok(value) => Piece::Text(value),
        Err(_) => {
            let message = format!("the environment variable {} is not set", name.value());
            Piece::Wrong(Error::new_spanned(name, message))
        }
    })
}
