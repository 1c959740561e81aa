//! The values of arguments.

use std::time::Duration;

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Ident, LitInt, LitStr, Path, Result, Token};

use super::expected;
use super::path::PactPath;
use super::split::{brackets, split};
use crate::errors::Errors;

/// How often the interactions of a description may happen.
pub(crate) struct Calls {
    pub(crate) description: LitStr,
    pub(crate) min: u32,
    /// None if there is no limit.
    pub(crate) max: Option<u32>,
}

/// A variable of the environment of the test's own process.
pub(crate) struct EnvironmentVariable {
    pub(crate) name: Ident,
    pub(crate) value: Value,
}

/// What a variable is set to.
pub(crate) enum Value {
    /// The URL of the server of this name.
    Server(Ident),
    /// A text, in which `{name}` stands for the URL of the server of this name.
    Text(LitStr),
}

pub(super) fn text(argument: &str, value: TokenStream) -> Result<LitStr> {
    let what = "a string literal";
    syn::parse2(value.clone()).map_err(|_| Error::new_spanned(value, expected(argument, what)))
}

pub(super) fn interactions(value: TokenStream, errors: &mut Errors) -> Vec<LitStr> {
    let Some(items) = brackets(value.clone()) else {
        errors.at(value, expected("interactions", "a list of descriptions"));
        return Vec::new();
    };
    if items.is_empty() {
        errors.at(value, "selects no interaction; without this argument all are selected");
    }
    let mut descriptions: Vec<LitStr> = Vec::new();
    for item in split(items, errors) {
        let Some(description) = errors.take(text("interactions", item)) else {
            continue;
        };
        if descriptions.iter().any(|known| known.value() == description.value()) {
            errors.at(&description, "this interaction is named twice");
        }
        descriptions.push(description);
    }
    descriptions
}

pub(super) fn runtime(value: TokenStream) -> Result<Path> {
    Path::parse_mod_style
        .parse2(value.clone())
        .map_err(|_| Error::new_spanned(value, expected("crate", "the path of `mock-runtime`")))
}

pub(super) fn pacts(
    argument: &Ident,
    list: TokenStream,
    errors: &mut Errors,
) -> Vec<(Ident, PactPath)> {
    let mut pacts: Vec<(Ident, PactPath)> = Vec::new();
    for (name, path) in pairs::<Ident>(argument, list, "the name of a server", errors) {
        if pacts.iter().any(|(known, _)| known.unraw() == name.unraw()) {
            errors.at(&name, format_args!("two servers are named `{}`", name.unraw()));
            continue;
        }
        pacts.extend(errors.take(PactPath::parse("pacts", path)).map(|path| (name, path)));
    }
    pacts
}

pub(super) fn calls(argument: &Ident, list: TokenStream, errors: &mut Errors) -> Vec<Calls> {
    let mut calls: Vec<Calls> = Vec::new();
    for (description, range) in pairs::<LitStr>(argument, list, "a description", errors) {
        if calls.iter().any(|known| known.description.value() == description.value()) {
            errors.at(&description, "this interaction is named twice");
            continue;
        }
        let what = "a number or a range of numbers";
        match syn::parse2(range.clone()) {
            Ok(Range { min, max }) if max.is_some_and(|max| max < min) => {
                errors.at(range, "this range is empty: nothing could ever satisfy it");
            }
            Ok(Range { min, max }) => calls.push(Calls { description, min, max }),
            Err(_) => errors.at(range, expected("calls", what)),
        }
    }
    calls
}

/// A number, or a range of numbers as Rust has them.
struct Range {
    min: u32,
    max: Option<u32>,
}

impl Parse for Range {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let number = |input: ParseStream<'_>| input.parse::<LitInt>()?.base10_parse::<u32>();
        let min = if input.peek(LitInt) { Some(number(input)?) } else { None };
        if input.is_empty()
            && let Some(min) = min
        {
            return Ok(Self { min, max: Some(min) });
        }
        let max = if input.peek(Token![..=]) {
            input.parse::<Token![..=]>()?;
            Some(number(input)?)
        } else {
            let dots: Token![..] = input.parse()?;
            let end = if input.is_empty() { None } else { Some(number(input)?) };
            match end {
                // No number is below nought.
                Some(0) => return Err(Error::new_spanned(dots, "an empty range")),
                end => end.map(|end| end - 1),
            }
        };
        Ok(Self { min: min.unwrap_or(0), max })
    }
}

pub(super) fn unexpected(value: TokenStream) -> Result<bool> {
    let word = text("unexpected", value)?;
    match word.value().as_str() {
        "allow" => Ok(true),
        "fail" => Ok(false),
        _ => {
            let what = "\"allow\", or \"fail\", which is the default";
            Err(Error::new_spanned(word, expected("unexpected", what)))
        }
    }
}

pub(super) fn time(argument: &str, value: TokenStream) -> Result<Duration> {
    let literal = text(argument, value)?;
    let what = "a time in `ms`, `s` or `m`";
    duration(&literal.value()).ok_or_else(|| Error::new_spanned(literal, expected(argument, what)))
}

pub(super) fn timeout(value: TokenStream) -> Result<Duration> {
    match time("timeout", value.clone())? {
        Duration::ZERO => {
            Err(Error::new_spanned(value, "a timeout of no time would fail every test"))
        }
        time => Ok(time),
    }
}

/// A number and its unit.
fn duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let unit = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" | "min" => 60.0,
        _ => return None,
    };
    let number = number.trim_end();
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = number.parse::<f64>().ok().filter(|_| is_plain)?;
    // To the nanosecond, which hides what binary fractions make of a thousandth.
    Duration::try_from_secs_f64((number * unit * 1e9).round() / 1e9).ok()
}

pub(super) fn environment(
    argument: &Ident,
    list: TokenStream,
    errors: &mut Errors,
) -> Vec<EnvironmentVariable> {
    let mut variables: Vec<EnvironmentVariable> = Vec::new();
    for (name, value) in pairs::<Ident>(argument, list, "the name of a variable", errors) {
        if variables.iter().any(|known| known.name == name) {
            errors.at(&name, format_args!("`{name}` is set twice"));
            continue;
        }
        let value = if let Ok(text) = syn::parse2::<LitStr>(value.clone()) {
            if text.value().contains('\0') {
                errors.at(&text, "no system has a NUL in its environment");
            }
            Value::Text(text)
        } else if let Ok(server) = Ident::parse_any.parse2(value.clone()) {
            Value::Server(server)
        } else {
            let what = "the name of a server, or a string literal";
            errors.at(value, expected("env", what));
            continue;
        };
        variables.push(EnvironmentVariable { name, value });
    }
    variables
}

/// The pairs of a list such as `a = 1, b = 2`: each name with the tokens of its value.
fn pairs<N: Name>(
    argument: &Ident,
    list: TokenStream,
    what: &str,
    errors: &mut Errors,
) -> Vec<(N, TokenStream)> {
    let text = argument.unraw().to_string();
    if list.is_empty() {
        errors.at(argument, expected(&text, "something in the parentheses"));
    }
    let pair = |input: ParseStream<'_>| {
        let name = N::name(input)?;
        input.parse::<Token![=]>()?;
        if input.is_empty() {
            return Err(input.error("no value"));
        }
        Ok((name, input.parse::<TokenStream>()?))
    };
    let mut pairs = Vec::new();
    for part in split(list, errors) {
        match pair.parse2(part.clone()) {
            Ok(pair) => pairs.push(pair),
            Err(_) => errors.at(part, expected(&text, &format!("{what}, `=` and its value"))),
        }
    }
    pairs
}

/// What stands in front of the `=` of a pair.
trait Name: Sized {
    fn name(input: ParseStream<'_>) -> Result<Self>;
}

impl Name for Ident {
    fn name(input: ParseStream<'_>) -> Result<Self> {
        Self::parse_any(input)
    }
}

impl Name for LitStr {
    fn name(input: ParseStream<'_>) -> Result<Self> {
        input.parse()
    }
}
