//! Rule definition expressions: `matching(regex, '\d+', '42')`.
//!
//! They are how people write rules by hand, for plugins and in the integration form of values.
//! An expression is read as what it stands for: the JSON of rules, and of a generator, as files
//! have them, so that there is one reader of rules.

mod literal;
mod parser;

use super::{MatchingRule, named};
use crate::cursor::Cursor;
use crate::json::Kind;

/// What an expression stands for, in the form that files have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expression {
    /// The example, if the expression shows one: of several the first.
    pub(crate) value: Option<String>,
    /// The rules.
    pub(crate) rules: Vec<String>,
    /// The generator: of several the first.
    pub(crate) generator: Option<String>,
}

impl Expression {
    /// The expression that names a rule at this place; names themselves have no brackets.
    pub(crate) fn at<'a>(at: &Cursor<'a>) -> Option<(Cursor<'a>, Result<Self, String>)> {
        let named = named(at).filter(|named| named.kind() == Kind::String)?;
        let text = named.plain_text();
        text.contains('(').then(|| (named, Self::parse(&text)))
    }

    /// Reads an expression. An error says what is wrong with it and at which character.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        parser::Parser::new(text).expression()
    }

    fn of_rule(rule: String) -> Self {
        Self { rules: vec![rule], ..Self::default() }
    }

    fn add(&mut self, other: Self) {
        self.value = self.value.take().or(other.value);
        self.generator = self.generator.take().or(other.generator);
        self.rules.extend(other.rules);
    }
}

impl MatchingRule {
    /// Reads what stands in the place of a rule: one rule, or an expression that stands for some.
    pub(crate) fn parse_all(at: &Cursor<'_>, plugins: bool) -> Vec<Self> {
        let Some((named, expression)) = Expression::at(at) else {
            return Self::parse(at, plugins).into_iter().collect();
        };
        match expression {
            Ok(expression) => {
                let rules = expression.rules.iter();
                rules
                    .filter_map(|rule| named.read_as(rule, |at| Self::parse(at, plugins))?)
                    .collect()
            }
            Err(error) => {
                named.problem(error);
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests;
