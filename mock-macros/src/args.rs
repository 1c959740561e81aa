//! What is written between the parentheses of the attribute: names, values and where they stand.
//!
//! What the values mean is not asked here. Each argument is read by itself, so that one that is
//! wrong does not hide the others.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Ident, LitStr, Path, Result, Token};

use crate::errors::Errors;

/// Every argument there is with a way to write it, in the order of the documentation.
const ARGUMENTS: [(&str, &str); 4] = [
    ("pact", "pact = \"pacts/orders.json\""),
    ("interactions", "interactions = [\"read an order\"]"),
    ("state", "state = \"order 42 exists\""),
    ("crate", "crate = my_reexport::mock_runtime"),
];

/// The arguments of one attribute.
#[derive(Default)]
pub(crate) struct Args {
    /// The path of the contract.
    pub(crate) pact: Option<LitStr>,
    /// The descriptions of the interactions; none means all.
    pub(crate) interactions: Vec<LitStr>,
    /// The provider state.
    pub(crate) state: Option<LitStr>,
    /// Where the runtime is found.
    pub(crate) runtime: Option<Path>,
}

impl Args {
    /// Reads the arguments.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let mut names: Vec<String> = Vec::new();
        for part in split(tokens, errors) {
            let Some(Argument { name, value }) = errors.take(syn::parse2(part)) else {
                continue;
            };
            let text = name.unraw().to_string();
            if names.contains(&text) {
                errors.at(name, format_args!("`{text}` is given twice"));
                continue;
            }
            args.set(&name, value, errors);
            names.push(text);
        }
        args
    }

    fn set(&mut self, name: &Ident, value: TokenStream, errors: &mut Errors) {
        match name.unraw().to_string().as_str() {
            // The contract is read before a macro or a constant in the value has a meaning.
            "pact" => self.pact = errors.take(text("pact", "a string literal", value)),
            "interactions" => self.interactions = interactions(value, errors),
            "state" => self.state = errors.take(text("state", "a string literal", value)),
            "crate" => self.runtime = errors.take(runtime(value)),
            unknown => errors.at(name, unknown_argument(unknown)),
        }
    }
}

/// A name and the tokens of its value.
struct Argument {
    name: Ident,
    value: TokenStream,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let start = input.fork();
        // Whatever cannot be understood is read to its end: one error is enough for it.
        let rest = |input: ParseStream<'_>| input.parse::<TokenStream>();
        if let Ok(path) = start.parse::<LitStr>() {
            let message = format!("expected a name; did you mean `pact = {:?}`?", path.value());
            return Err(Error::new_spanned(rest(input)?, message));
        }
        let Ok(name) = Ident::parse_any(input) else {
            let message = format!("expected the name of an argument; {}", known_arguments());
            return Err(Error::new_spanned(rest(input)?, message));
        };
        let known = name.unraw().to_string();
        if example(&known).is_none() {
            return Ok(Self { name, value: rest(input)? });
        }
        if input.parse::<Token![=]>().is_err() || input.is_empty() {
            rest(input)?;
            return Err(Error::new_spanned(name, expected(&known, "a value")));
        }
        let value = rest(input)?;
        match joined(&value) {
            Some(next) => {
                let message = format!("expected `,` in front of `{next}`");
                Err(Error::new_spanned(next, message))
            }
            None => Ok(Self { name, value }),
        }
    }
}

/// The next argument, where the comma in front of it is missing.
fn joined(value: &TokenStream) -> Option<Ident> {
    let tokens: Vec<TokenTree> = value.clone().into_iter().collect();
    tokens.windows(2).find_map(|pair| match pair {
        [TokenTree::Ident(name), TokenTree::Punct(sign)] if sign.as_char() == '=' => {
            example(&name.unraw().to_string()).map(|_| name.clone())
        }
        _ => None,
    })
}

fn example(argument: &str) -> Option<&'static str> {
    ARGUMENTS.iter().find(|(name, _)| *name == argument).map(|(_, example)| *example)
}

fn expected(argument: &str, what: &str) -> String {
    let example = example(argument).unwrap_or(argument);
    format!("expected {what}, as in `{example}`")
}

fn unknown_argument(name: &str) -> String {
    let guess = mock_core::nearest_word(name, ARGUMENTS.iter().map(|(name, _)| *name))
        .map(|known| format!("did you mean `{known}`? "))
        .unwrap_or_default();
    format!("unknown argument `{name}`; {guess}{}", known_arguments())
}

fn known_arguments() -> String {
    let names = ARGUMENTS.map(|(name, _)| format!("`{name}`"));
    format!("there are {}", names.join(", "))
}

fn text(argument: &str, what: &str, value: TokenStream) -> Result<LitStr> {
    syn::parse2(value.clone()).map_err(|_| Error::new_spanned(value, expected(argument, what)))
}

fn interactions(value: TokenStream, errors: &mut Errors) -> Vec<LitStr> {
    let Some(items) = brackets(value.clone()) else {
        errors.at(value, expected("interactions", "a list of descriptions"));
        return Vec::new();
    };
    if items.is_empty() {
        errors.at(value, "selects no interaction; without this argument all are selected");
    }
    let mut descriptions: Vec<LitStr> = Vec::new();
    for item in split(items, errors) {
        let description = text("interactions", "a string literal", item);
        let Some(description) = errors.take(description) else {
            continue;
        };
        if descriptions.iter().any(|known| known.value() == description.value()) {
            errors.at(&description, "this interaction is named twice");
        }
        descriptions.push(description);
    }
    descriptions
}

fn runtime(value: TokenStream) -> Result<Path> {
    Path::parse_mod_style
        .parse2(value.clone())
        .map_err(|_| Error::new_spanned(value, expected("crate", "the path of `mock-runtime`")))
}

/// What stands in brackets, if the tokens are brackets and nothing else.
fn brackets(tokens: TokenStream) -> Option<TokenStream> {
    let mut tokens = tokens.into_iter();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::Bracket => {
            Some(group.stream())
        }
        // A macro of the user hands over what it matched in an invisible group.
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::None => {
            brackets(group.stream())
        }
        _ => None,
    }
}

/// The parts between commas. A comma may follow the last part.
fn split(tokens: TokenStream, errors: &mut Errors) -> Vec<TokenStream> {
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
