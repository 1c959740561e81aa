//! The function under the attribute: its signature is parsed, its body is not.
//!
//! The body is carried along token by token, so that errors, breakpoints and coverage are those of
//! the user's own lines.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Ident, Pat, PatType, Safety, Signature, Type, Visibility};

use crate::errors::Errors;

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

/// A parameter of the test.
pub(crate) enum Parameter {
    /// The runtime makes its value.
    Injected(PatType),
    /// An attribute of another macro says what its value is.
    Passed {
        /// The attributes and a plain name, as the other macro is to see them.
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
        let Self::Injected(parameter) = self else { return None };
        let Type::Path(path) = &*parameter.ty else { return None };
        let last = path.path.segments.last()?;
        (last.ident == name && last.arguments.is_none()).then_some(&*parameter.ty)
    }
}

impl Function {
    /// Parses the item under the attribute. What is not a function is given back.
    pub(crate) fn new(item: TokenStream, errors: &mut Errors) -> Result<Self, TokenStream> {
        let Ok(function) = syn::parse2::<Self>(item.clone()) else {
            errors.at(&item, "`#[mock_test]` goes on a function");
            return Err(item);
        };
        if function.body.is_empty() || function.body.to_string() == ";" {
            errors.at(&function.signature, "a test needs a body");
            return Err(item);
        }
        Ok(function)
    }

    /// The parameters, if the signature is one that a test can have.
    pub(crate) fn parameters(&self, errors: &mut Errors) -> Vec<Parameter> {
        check_qualifiers(&self.signature, errors);
        check_generics(&self.signature, errors);
        self.signature.inputs.iter().filter_map(|input| parameter(input, errors)).collect()
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
        let about_tests = [OTHER_TESTS, &["mock_test", "ignore", "should_panic"]].concat();
        self.attributes.retain(|attribute| !is_named(attribute, &about_tests));
        for input in &mut self.signature.inputs {
            if let FnArg::Typed(parameter) = input {
                parameter.attrs.retain(is_about_lints);
            }
        }
        let Self { attributes, visibility, signature, body } = self;
        quote::quote! { #(#attributes)* #[allow(dead_code)] #visibility #signature #body }
    }
}

/// The last words of attributes that make a function a test by themselves.
pub(crate) const OTHER_TESTS: &[&str] = &["test", "rstest", "gtest"];

fn is_named(attribute: &Attribute, names: &[&str]) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| names.iter().any(|name| segment.ident == name))
}

/// Whether the attribute only says which lints apply.
pub(crate) fn is_about_lints(attribute: &Attribute) -> bool {
    let path = attribute.path();
    ["allow", "expect", "warn", "deny", "forbid"].iter().any(|level| path.is_ident(level))
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

fn parameter(input: &FnArg, errors: &mut Errors) -> Option<Parameter> {
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
    if inner.attrs.len() == parameter.attrs.len() {
        return Some(Parameter::Injected(inner));
    }
    let mut outer = parameter.clone();
    outer.attrs.retain(|attribute| !is_about_lints(attribute));
    if let Pat::Ident(pattern) = &mut *outer.pat
        && pattern.subpat.is_none()
    {
        (pattern.by_ref, pattern.mutability) = (None, None);
        let name = pattern.ident.clone();
        return Some(Parameter::Passed { outer, inner, name });
    }
    errors.at(&outer.pat, "a parameter that another macro fills needs a plain name");
    None
}

fn find_impl(tokens: TokenStream) -> Option<TokenTree> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => find_impl(group.stream()),
        TokenTree::Ident(ident) if ident == "impl" => Some(ident.into()),
        _ => None,
    })
}
