//! The function under the attribute: its signature is parsed, its body is not.
//!
//! The body is carried along token by token, so that errors, breakpoints and coverage are those of
//! the user's own lines.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, FnArg, Ident, Pat, PatType, Safety, Signature, Type, Visibility, parse_quote,
};

use crate::errors::Errors;
use crate::others;

/// A function as it is written.
pub(crate) struct Function {
    /// Its attributes, without the one that is being expanded.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    /// The body, braces included.
    pub(crate) body: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attributes: input.call(Attribute::parse_outer)?,
            visibility: input.parse()?,
            signature: input.parse()?,
            body: input.parse()?,
        })
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, visibility, signature, body } = self;
        tokens.extend(quote! { #(#attributes)* #visibility #signature #body });
    }
}

/// A parameter of the test.
pub(crate) enum Parameter {
    /// The runtime makes its value.
    Injected(PatType),
    /// Another macro says what its value is.
    Passed {
        /// The attributes and a name, as the other macro is to see them.
        outer: PatType,
        /// The parameter of the user's function.
        inner: PatType,
        /// The name by which the one is handed on to the other.
        name: Ident,
    },
}

impl Parameter {
    /// Whether the runtime makes its value.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self, Self::Injected(_))
    }

    /// The type, if its last name is this one, as that of a type of the runtime.
    pub(crate) fn type_named(&self, name: &str) -> Option<&Type> {
        match self {
            Self::Injected(parameter) => type_named(parameter, name),
            Self::Passed { .. } => None,
        }
    }
}

/// As [`Parameter::type_named`].
pub(crate) fn type_named<'a>(parameter: &'a PatType, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = &*parameter.ty else { return None };
    let last = path.path.segments.last()?;
    (last.ident == name && last.arguments.is_none()).then_some(&*parameter.ty)
}

impl Function {
    /// Parses the item under the attribute. What is not a function is given back.
    pub(crate) fn new(item: TokenStream, errors: &mut Errors) -> Result<Self, TokenStream> {
        let Ok(function) = syn::parse2::<Self>(item.clone()) else {
            errors.at(&item, "`#[mock_test]` goes on a function");
            return Err(item);
        };
        if !matches!(function.body.clone().into_iter().next(), Some(TokenTree::Group(_))) {
            errors.at(&function.signature, "a test needs a body");
            return Err(item);
        }
        Ok(function)
    }

    /// The parameters, if the signature is one that a test can have.
    ///
    /// A parameter with an attribute belongs to whom that attribute belongs. One without is ours,
    /// unless there is another macro that fills such parameters: then it must have the name of one
    /// of our servers, or one of our types.
    pub(crate) fn parameters(&self, servers: &[String], errors: &mut Errors) -> Vec<Parameter> {
        check_qualifiers(&self.signature, errors);
        check_generics(&self.signature, errors);
        let are_filled = self.attributes.iter().any(others::fills_parameters);
        let is_ours = |parameter: &PatType| {
            let is_marked = parameter.attrs.iter().any(|attribute| !is_about_lints(attribute));
            let is_known = || is_own_type(&parameter.ty) || is_named_as(&parameter.pat, servers);
            parameter.attrs.iter().any(is_claim) || !is_marked && (!are_filled || is_known())
        };
        let inputs = self.signature.inputs.iter().enumerate();
        inputs.filter_map(|(index, input)| parameter(index, input, is_ours, errors)).collect()
    }

    /// Marks a parameter as ours, where nothing but its type could say so.
    pub(crate) fn claim(&mut self, index: usize) {
        if let Some(FnArg::Typed(parameter)) = self.signature.inputs.get_mut(index)
            && !parameter.attrs.iter().any(is_claim)
        {
            parameter.attrs.push(parse_quote!(#[ignore]));
        }
    }

    /// Gives a parameter a plain name, for a macro that copies the signature into functions that
    /// do not look inside. One that had none begins with the name of its server.
    pub(crate) fn name_parameter(&mut self, index: usize, server: &str) {
        let Some(FnArg::Typed(parameter)) = self.signature.inputs.get_mut(index) else { return };
        let name = match &*parameter.pat {
            Pat::Ident(pattern) if pattern.subpat.is_none() && pattern.mutability.is_none() => {
                return;
            }
            Pat::Ident(pattern) => pattern.ident.clone(),
            _ => format_ident!("{server}_injected_{index}", span = Span::mixed_site()),
        };
        let (pattern, body) = (&parameter.pat, &self.body);
        self.body = quote! { { let #pattern = #name; #body } };
        *parameter.pat = parse_quote!(#name);
    }

    /// The attributes whose path ends with one of these words.
    pub(crate) fn attributes_named(&self, names: &[&str]) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(move |attribute| is_named(attribute, names))
    }

    /// Whether an attribute's path ends with one of these words.
    pub(crate) fn is_marked(&self, names: &[&str]) -> bool {
        self.attributes_named(names).next().is_some()
    }

    /// The function when it cannot be made a test: as it is written, but free of everything that
    /// would only lead to further errors.
    pub(crate) fn into_plain(mut self) -> TokenStream {
        self.attributes.retain(belongs_to_body);
        for input in &mut self.signature.inputs {
            if let FnArg::Typed(parameter) = input {
                parameter.attrs.retain(is_about_lints);
            }
        }
        quote! { #[allow(dead_code)] #self }
    }
}

fn is_named(attribute: &Attribute, names: &[&str]) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| names.iter().any(|name| segment.ident == name))
}

/// Whether the attribute only says which lints apply.
pub(crate) fn is_about_lints(attribute: &Attribute) -> bool {
    let path = attribute.path();
    ["allow", "expect", "warn", "deny", "forbid"].iter().any(|level| path.is_ident(level))
}

/// Whether an attribute speaks of the user's lines rather than of the test as the harness sees it.
pub(crate) fn belongs_to_body(attribute: &Attribute) -> bool {
    let path = attribute.path();
    let of_clippy = path.segments.first().is_some_and(|first| first.ident == "clippy");
    let named = ["doc", "track_caller", "coverage"].iter().any(|name| path.is_ident(name));
    is_about_lints(attribute) || of_clippy || named
}

/// Whether the attribute gives a parameter to us. `#[rstest]` has it for parameters that another
/// macro fills.
fn is_claim(attribute: &Attribute) -> bool {
    attribute.path().is_ident("ignore")
}

/// The types that are known to be the runtime's, by their names.
const OWN_TYPES: [&str; 5] = ["MockServer", "BaseUrl", "Messages", "Message", "Service"];

fn is_own_type(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| OWN_TYPES.iter().any(|name| last.ident == name))
}

fn is_named_as(pattern: &Pat, servers: &[String]) -> bool {
    matches!(pattern, Pat::Ident(pattern) if servers.contains(&pattern.ident.unraw().to_string()))
}

fn check_qualifiers(signature: &Signature, errors: &mut Errors) {
    if let Some(keyword) = &signature.constness {
        errors.at(keyword, "a test cannot be `const`");
    }
    if let Safety::Unsafe(keyword) = &signature.safety {
        errors.at(keyword, "a test cannot be `unsafe`; write an `unsafe` block in its body");
    }
    if let Some(abi) = &signature.abi {
        errors.at(abi, "a test cannot have an ABI of its own");
    }
    if let Some(variadic) = &signature.variadic {
        errors.at(variadic, "a test cannot be variadic");
    }
}

fn check_generics(signature: &Signature, errors: &mut Errors) {
    for parameter in &signature.generics.params {
        let message = "a test cannot be generic: nobody would say what this stands for";
        errors.at(parameter, message);
    }
    if let Some(clause) = &signature.generics.where_clause {
        errors.at(clause, "a test cannot have a `where` clause");
    }
}

fn parameter(
    index: usize,
    input: &FnArg,
    is_ours: impl Fn(&PatType) -> bool,
    errors: &mut Errors,
) -> Option<Parameter> {
    let parameter = match input {
        FnArg::Typed(parameter) => parameter,
        FnArg::Receiver(receiver) => {
            errors.at(receiver, "a test cannot be a method: there is nothing to call it on");
            return None;
        }
    };
    if let Some(keyword) = find_impl(parameter.ty.to_token_stream()) {
        let message = "name the type; `impl` does not say which value is to be injected";
        errors.at(keyword, message);
    }
    for attribute in parameter.attrs.iter().filter(|one| is_named(one, &["cfg", "cfg_attr"])) {
        errors.at(attribute, "a parameter cannot be conditional; put this on the test");
    }
    let mut inner = parameter.clone();
    inner.attrs.retain(is_about_lints);
    if is_ours(parameter) {
        return Some(Parameter::Injected(inner));
    }
    let name = match &*parameter.pat {
        Pat::Ident(pattern) if pattern.subpat.is_none() => pattern.ident.clone(),
        // Whatever the other macro does with a parameter, it does not know what is inside.
        _ => format_ident!("filled_{index}", span = Span::mixed_site()),
    };
    let mut outer = parameter.clone();
    outer.attrs.retain(|attribute| !is_about_lints(attribute));
    *outer.pat = parse_quote!(#name);
    Some(Parameter::Passed { outer, inner, name })
}

fn find_impl(tokens: TokenStream) -> Option<TokenTree> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => find_impl(group.stream()),
        TokenTree::Ident(ident) if ident == "impl" => Some(ident.into()),
        _ => None,
    })
}
