//! Each `tests/golden/<name>.rs` is expanded and compared with `<name>.expanded.rs`.
//! `UPDATE_EXPECT=1` writes the latter anew.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{File, Item, ItemFn};

use super::root;

/// Names that mean something else where the user has shadowed them.
const SHADOWED: [&str; 10] =
    ["Option", "Some", "None", "Result", "Ok", "Err", "std", "core", "mock_runtime", "concat"];

#[test]
fn expansions_are_as_written_down() {
    let inputs = inputs();
    assert!(inputs.len() >= 10, "only {inputs:?}");
    for input in inputs {
        let expanded = expand_file(&input);
        let output = prettyplease::unparse(&syn::parse2(expanded).expect("Rust code"));
        expect_file![input.with_extension("expanded.rs")].assert_eq(&output);
    }
}

#[test]
fn every_name_of_ours_is_absolute() {
    for input in inputs() {
        let written =
            words(fs::read_to_string(&input).expect("a test file").parse().expect("Rust"));
        let expanded = words(expand_file(&input));
        for (position, word) in expanded.iter().enumerate() {
            let before = position.checked_sub(1).map(|before| expanded[before].as_str());
            let of_user = written.contains(word);
            let relative = SHADOWED.contains(&word.as_str()) && before != Some(":");
            assert!(of_user || !relative, "{word} in the expansion of {}", input.display());
        }
    }
}

fn inputs() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("the golden files");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".rs") && !name.ends_with(".expanded.rs")
    });
    paths.sort();
    paths
}

/// The file with its `#[mock_test]` functions expanded, and all else as it is.
fn expand_file(path: &Path) -> TokenStream {
    let text = fs::read_to_string(path).expect("a golden file");
    let file: File = syn::parse_str(&text).expect("Rust code");
    file.items.into_iter().map(expand_item).collect()
}

fn expand_item(item: Item) -> TokenStream {
    let Item::Fn(mut function) = item else {
        return item.into_token_stream();
    };
    let Some(args) = take_attribute(&mut function) else {
        return function.into_token_stream();
    };
    crate::expand::mock_test(Some(&root()), args, function.into_token_stream())
}

fn take_attribute(function: &mut ItemFn) -> Option<TokenStream> {
    let position = function.attrs.iter().position(|one| one.path().is_ident("mock_test"))?;
    let attribute = function.attrs.remove(position);
    Some(attribute.meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default())
}

fn words(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Group(group) => words.extend(words_in(&group)),
            other => words.push(other.to_string()),
        }
    }
    words
}

fn words_in(group: &proc_macro2::Group) -> Vec<String> {
    let mut inside = words(group.stream());
    inside.insert(0, "(".to_owned());
    inside
}
