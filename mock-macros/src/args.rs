//! What is written between the parentheses of the attribute: names, values and where they stand.
//!
//! What the values mean is not asked here. Each argument is read by itself, so that one that is
//! wrong does not hide the others.

mod path;
mod split;
mod values;

use std::time::Duration;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitStr, Path, Result, Token};

use crate::errors::Errors;
pub(crate) use path::PactPath;
use split::{parentheses, split};
pub(crate) use values::{Calls, EnvironmentVariable, Value};

/// Every argument there is with a way to write it, in the order of the documentation.
const ARGUMENTS: [(&str, &str); 12] = [
    ("pact", "pact = \"pacts/orders.json\""),
    ("pacts", "pacts(orders = \"pacts/orders.json\", users = \"pacts/users.json\")"),
    ("interactions", "interactions = [\"read an order\"]"),
    ("state", "state = \"order 42 exists\""),
    ("calls", "calls(\"poll\" = 2.., \"refund\" = 0)"),
    ("unexpected", "unexpected = \"allow\""),
    ("within", "within = \"2s\""),
    ("settle", "settle = \"50ms\""),
    ("timeout", "timeout = \"30s\""),
    ("env", "env(ORDERS_URL = orders)"),
    ("spawn", "spawn = \"my-service\""),
    ("crate", "crate = my_reexport::mock_runtime"),
];

/// The arguments of one attribute.
#[derive(Default)]
pub(crate) struct Args {
    /// The path of the only contract.
    pub(crate) pact: Option<PactPath>,
    /// The name of each server and the path of its contract.
    pub(crate) pacts: Vec<(Ident, PactPath)>,
    /// The descriptions of the interactions; none means all.
    pub(crate) interactions: Vec<LitStr>,
    /// The provider state.
    pub(crate) state: Option<LitStr>,
    /// How often interactions may happen.
    pub(crate) calls: Vec<Calls>,
    /// Whether requests that no interaction expects do no harm.
    pub(crate) allows_unexpected: bool,
    /// How long interactions that are still to come are waited for.
    pub(crate) within: Option<Duration>,
    /// How long surplus calls are waited for.
    pub(crate) settle: Option<Duration>,
    /// How long the body may take.
    pub(crate) timeout: Option<Duration>,
    /// The environment of the test's own process.
    pub(crate) env: Vec<EnvironmentVariable>,
    /// The binary that is started for the test.
    pub(crate) spawn: Option<LitStr>,
    /// Where the runtime is found.
    pub(crate) runtime: Option<Path>,
    /// The names of all that was given, whether it could be understood or not.
    given: Vec<String>,
}

impl Args {
    /// Reads the arguments.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        for part in split(tokens, errors) {
            let Some(Argument { name, value }) = errors.take(syn::parse2(part)) else {
                continue;
            };
            let text = name.unraw().to_string();
            if args.given.contains(&text) {
                errors.at(name, format_args!("`{text}` is given twice"));
                continue;
            }
            if text == "pact" && args.is_given("pacts") || text == "pacts" && args.is_given("pact")
            {
                errors.at(&name, "either `pact` for one server or `pacts` for several, not both");
            }
            args.set(&name, value, errors);
            args.given.push(text);
        }
        args
    }

    /// Whether an argument was given, be it understood or not.
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.given.iter().any(|given| given == name)
    }

    fn set(&mut self, name: &Ident, value: TokenStream, errors: &mut Errors) {
        match name.unraw().to_string().as_str() {
            "pact" => self.pact = errors.take(PactPath::parse("pact", value)),
            "pacts" => self.pacts = values::pacts(name, value, errors),
            "interactions" => self.interactions = values::interactions(value, errors),
            "state" => self.state = errors.take(values::text("state", value)),
            "calls" => self.calls = values::calls(name, value, errors),
            "unexpected" => {
                self.allows_unexpected = errors.take(values::unexpected(value)).unwrap_or(false);
            }
            "within" => self.within = errors.take(values::time("within", value)),
            "settle" => self.settle = errors.take(values::time("settle", value)),
            "timeout" => self.timeout = errors.take(values::timeout(value)),
            "env" => self.env = values::environment(name, value, errors),
            "spawn" => self.spawn = errors.take(values::text("spawn", value)),
            "crate" => self.runtime = errors.take(values::runtime(value)),
            unknown => errors.at(name, unknown_argument(unknown)),
        }
    }
}

/// A name and the tokens of its value: those behind `=`, or those between parentheses.
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
        let Some(example) = example(&known) else {
            return Ok(Self { name, value: rest(input)? });
        };
        if example.starts_with(&format!("{known}(")) {
            let value = rest(input)?;
            return match parentheses(value.clone()) {
                Some(value) => Ok(Self { name, value }),
                None if value.is_empty() => {
                    Err(Error::new_spanned(name, expected(&known, "a list in parentheses")))
                }
                None => Err(Error::new_spanned(value, expected(&known, "a list in parentheses"))),
            };
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
    if ["ignore", "should_panic"].contains(&name) {
        return format!("`{name}` is an attribute of its own: write `#[{name}]` below this one");
    }
    let guess = mock_core::nearest_word(name, ARGUMENTS.iter().map(|(name, _)| *name))
        .map(|known| format!("did you mean `{known}`? "))
        .unwrap_or_default();
    format!("unknown argument `{name}`; {guess}{}", known_arguments())
}

fn known_arguments() -> String {
    let names = ARGUMENTS.map(|(name, _)| format!("`{name}`"));
    format!("there are {}", names.join(", "))
}
