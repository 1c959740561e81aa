//! Lists of tokens: what stands in brackets, and the parts between commas.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use crate::errors::Errors;

/// What stands in brackets, if the tokens are brackets and nothing else.
pub(super) fn brackets(tokens: TokenStream) -> Option<TokenStream> {
    group(tokens, Delimiter::Bracket)
}

/// What stands in parentheses, if the tokens are parentheses and nothing else.
pub(super) fn parentheses(tokens: TokenStream) -> Option<TokenStream> {
    group(tokens, Delimiter::Parenthesis)
}

fn group(tokens: TokenStream, delimiter: Delimiter) -> Option<TokenStream> {
    let mut tokens = tokens.into_iter();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Group(found), None) if found.delimiter() == delimiter => Some(found.stream()),
        // A macro of the user hands over what it matched in an invisible group.
        (TokenTree::Group(found), None) if found.delimiter() == Delimiter::None => {
            group(found.stream(), delimiter)
        }
        _ => None,
    }
}

/// The parts between commas. A comma may follow the last part.
pub(super) fn split(tokens: TokenStream, errors: &mut Errors) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let mut part = TokenStream::new();
    let mut end_part = |part: TokenStream, comma: Option<Span>| match comma {
        Some(comma) if part.is_empty() => {
            errors.at_span(comma, "expected something before this comma");
        }
        None if part.is_empty() => {}
        _ => parts.push(part),
    };
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                end_part(std::mem::take(&mut part), Some(punct.span()));
            }
            other => part.extend([other]),
        }
    }
    end_part(part, None);
    parts
}
