//! The binary that is started for a test.

use syn::LitStr;

use crate::errors::Errors;

/// What the names of cargo's variables for binaries start with.
const VARIABLE: &str = "CARGO_BIN_EXE_";

/// Makes sure that there is such a binary. Where cargo names none at all, the compiler says so
/// (see `expand`): editors expand macros without cargo's environment, and no binary is missing
/// there.
pub(super) fn check(name: &LitStr, errors: &mut Errors) {
    let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut known: Vec<String> =
        variables.filter_map(|name| Some(name.strip_prefix(VARIABLE)?.to_owned())).collect();
    known.sort();
    if known.is_empty() || known.contains(&name.value()) {
        return;
    }
    let guess = mock_core::nearest_word(&name.value(), known.iter().map(String::as_str))
        .map(|near| format!("did you mean \"{near}\"? "))
        .unwrap_or_default();
    let names = known.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let message = format!("this package has no binary of that name; {guess}there are {names}");
    errors.at(name, message);
}
