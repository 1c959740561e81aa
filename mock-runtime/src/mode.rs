//! What the environment asks of all tests: `MOCK_TEST`.

use std::env;
use std::sync::LazyLock;

/// The variable.
const VARIABLE: &str = "MOCK_TEST";

/// What tests do beyond passing or failing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A test that fails keeps its servers up until a key is pressed.
    Hold,
}

/// Every mode by its name.
const MODES: [(&str, Mode); 1] = [("hold", Mode::Hold)];

impl Mode {
    /// The mode of this process, if there is one.
    ///
    /// # Errors
    /// When the environment asks for something that there is not.
    pub(crate) fn get() -> Result<Option<Self>, String> {
        static MODE: LazyLock<Result<Option<Mode>, String>> = LazyLock::new(|| {
            let value = env::var_os(VARIABLE).unwrap_or_default();
            Mode::parse(&value.to_string_lossy())
        });
        MODE.clone()
    }

    fn parse(text: &str) -> Result<Option<Self>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        if let Some((_, mode)) = MODES.iter().find(|(name, _)| *name == text) {
            return Ok(Some(*mode));
        }
        let guess = mock_core::nearest_word(text, MODES.iter().map(|(name, _)| *name))
            .map(|name| format!("did you mean \"{name}\"? "))
            .unwrap_or_default();
        let names = MODES.map(|(name, _)| format!("\"{name}\"")).join(", ");
        Err(format!("{VARIABLE} is \"{text}\", which is no mode; {guess}there is {names}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_by_their_names() {
        assert_eq!(Mode::parse(""), Ok(None));
        assert_eq!(Mode::parse("hold"), Ok(Some(Mode::Hold)));
        assert_eq!(
            Mode::parse("hod").unwrap_err(),
            "MOCK_TEST is \"hod\", which is no mode; did you mean \"hold\"? there is \"hold\"",
        );
        assert_eq!(
            Mode::parse("1").unwrap_err(),
            "MOCK_TEST is \"1\", which is no mode; there is \"hold\"",
        );
    }
}
