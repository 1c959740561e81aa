//! `Regex`: a text that matches a regular expression.

mod recipe;

use std::sync::Arc;

use super::{Generate, Generated, GeneratorContext, Making};
use crate::cursor::Cursor;
use crate::regex::Pattern;
use recipe::Recipe;

/// So often is a text made for an expression that says what a text must look like as a whole
/// (look-around, word boundaries), before the example's value is served instead.
const ATTEMPTS: usize = 200;

/// A text that matches a regular expression as a whole (specification V3, `Regex`).
///
/// Whatever the rule `regex` understands can be made: characters are printable ASCII wherever the
/// expression allows that, and repetitions without an end end soon.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Regex {
    pattern: Arc<Pattern>,
    recipe: Option<Recipe>,
}

impl Regex {
    /// The expression as the contract has it.
    pub fn regex(&self) -> &str {
        self.pattern.source()
    }

    /// A text; nothing if none was found that matches.
    fn text(&self, random: &mut fastrand::Rng) -> Option<String> {
        let recipe = self.recipe.as_ref()?;
        let mut attempts = (0..ATTEMPTS).map_while(|_| recipe.make(random));
        attempts.find(|text| self.pattern.is_match(text) == Ok(true))
    }
}

impl Generate for Regex {
    const NAME: &'static str = "Regex";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        let Some(regex) = at.present("regex") else {
            at.problem("a Regex generator without `regex`");
            return None;
        };
        let pattern = match Pattern::new(&regex.plain_text()) {
            Ok(pattern) => Arc::new(pattern),
            Err(message) => {
                regex.problem(message);
                return None;
            }
        };
        let recipe = pattern.tree().and_then(|tree| Recipe::new(&tree));
        let generator = Self { pattern, recipe };
        if generator.text(&mut Making::new(&GeneratorContext::default()).random).is_none() {
            regex.note(format!(
                "no text could be made that matches {}: the example's value is served",
                regex.shown()
            ));
        }
        Some(generator)
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        self.text(&mut making.random).map(Generated::Text)
    }
}
