//! The definitions of an expression, and what each stands for.

use super::Expression;
use super::literal::{Literal, quoted};
use crate::error::did_you_mean;
use crate::json::Kind;
use crate::rule::MatchingRule;

/// How deep definitions may stand in each other.
const MAX_DEPTH: usize = 32;

/// A rule's JSON, from its name and the JSON of at most one attribute.
fn rule(name: &str, attribute: Option<(&str, &str)>) -> String {
    let name = quoted(name);
    match attribute {
        Some((attribute, value)) => format!(r#"{{"match":{name},"{attribute}":{value}}}"#),
        None => format!(r#"{{"match":{name}}}"#),
    }
}

pub(super) struct Parser<'a> {
    text: &'a str,
    /// What is not read yet.
    pub(super) rest: &'a str,
    depth: usize,
    /// The least and the greatest number of children that the definitions so far ask for.
    bounds: (u64, u64),
}

/// Any number of children.
const UNBOUNDED: (u64, u64) = (0, u64::MAX);

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, rest: text, depth: 0, bounds: UNBOUNDED }
    }

    /// The whole text: definitions with commas between them.
    pub(super) fn expression(&mut self) -> Result<Expression, String> {
        let expression = self.definitions()?;
        match self.rest.is_empty() {
            true => Ok(expression),
            false => Err(self.expected("a comma or the end")),
        }
    }

    /// Definitions that hold for one value together.
    fn definitions(&mut self) -> Result<Expression, String> {
        let outer = std::mem::replace(&mut self.bounds, UNBOUNDED);
        let mut expression = self.definition()?;
        while self.eat(',') {
            expression.add(self.definition()?);
        }
        self.bounds = outer;
        Ok(expression)
    }

    pub(super) fn error(&self, what: &str) -> String {
        let at = self.text[..self.text.len() - self.rest.len()].chars().count() + 1;
        format!("invalid expression \"{}\": {what} at character {at}", self.text)
    }

    pub(super) fn expected(&self, what: &str) -> String {
        self.error(&format!("expected {what}"))
    }

    pub(super) fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.skip_space();
        let behind = self.rest.strip_prefix(wanted);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    pub(super) fn expect(&mut self, wanted: char) -> Result<(), String> {
        match self.eat(wanted) {
            true => Ok(()),
            false => Err(self.expected(&format!("`{wanted}`"))),
        }
    }

    fn word(&mut self) -> &'a str {
        self.skip_space();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let is_start = self.rest.starts_with(char::is_alphabetic);
        let end = self.rest.find(|c| !is_start || !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// `matching(…)`, `eachValue(…)` and so on.
    fn definition(&mut self) -> Result<Expression, String> {
        const NAMES: [&str; 7] =
            ["matching", "notEmpty", "eachKey", "eachValue", "atLeast", "atMost", "arrayContains"];
        self.skip_space();
        let start = self.rest;
        let name = self.word();
        if !NAMES.contains(&name) {
            self.rest = start;
            let help =
                did_you_mean(name, NAMES).map_or_else(String::new, |help| format!(" ({help})"));
            return Err(self.expected(&format!("a definition such as `matching`{help}")));
        }
        self.expect('(')?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("definitions nested too deep"));
        }
        let expression = match name {
            "matching" => self.matching()?,
            "notEmpty" => of_literal(rule("notEmpty", None), self.literal()?),
            "eachKey" | "eachValue" => self.each(name)?,
            "atLeast" => self.length("min")?,
            "atMost" => self.length("max")?,
            _ => self.array_contains()?,
        };
        self.depth -= 1;
        self.expect(')')?;
        Ok(expression)
    }

    fn each(&mut self, name: &str) -> Result<Expression, String> {
        let inner = self.definitions()?;
        let rules = format!("[{}]", inner.rules.join(","));
        Ok(Expression::of_rule(rule(name, Some(("rules", &rules)))))
    }

    fn length(&mut self, attribute: &str) -> Result<Expression, String> {
        self.skip_space();
        let digits = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(digits);
        let Ok(number) = number.parse::<u64>() else {
            return Err(self.expected("a number of children"));
        };
        let (min, max) = &mut self.bounds;
        match attribute {
            "min" => *min = number.max(*min),
            _ => *max = number.min(*max),
        }
        let (min, max) = self.bounds;
        if min > max {
            let children = format!("at least {min} and at most {max} children");
            let what = format!("no value has {children}, asked for");
            return Err(self.error(&what));
        }
        self.rest = rest;
        Ok(Expression::of_rule(rule("type", Some((attribute, &number.to_string())))))
    }

    /// Each definition is a variant, shown by an element of the example.
    fn array_contains(&mut self) -> Result<Expression, String> {
        let (mut variants, mut values) = (Vec::new(), Vec::new());
        loop {
            let outer = std::mem::replace(&mut self.bounds, UNBOUNDED);
            let Expression { value, rules, generator } = self.definition()?;
            self.bounds = outer;
            let generators = generator.map_or_else(String::new, |one| format!(r#""$":{one}"#));
            variants.push(format!(
                r#"{{"index":{},"rules":{{"$":{{"matchers":[{}]}}}},"generators":{{{generators}}}}}"#,
                variants.len(),
                rules.join(",")
            ));
            values.push(value.unwrap_or_else(|| "null".to_owned()));
            if !self.eat(',') {
                break;
            }
        }
        let variants = format!("[{}]", variants.join(","));
        let value = Some(format!("[{}]", values.join(",")));
        let rules = vec![rule("arrayContains", Some(("variants", &variants)))];
        Ok(Expression { value, rules, generator: None })
    }

    /// The name of a rule, what it needs, and an example.
    fn matching(&mut self) -> Result<Expression, String> {
        self.skip_space();
        if self.rest.starts_with('$') {
            return Err(self.error("a reference, which has no meaning in a contract,"));
        }
        let name = self.word();
        if name.is_empty() {
            return Err(self.expected("the name of a matching rule"));
        }
        self.expect(',')?;
        let (attribute, generator) = match name {
            "regex" => (Some("regex"), None),
            "date" => (Some("format"), Some("Date")),
            "time" => (Some("format"), Some("Time")),
            "datetime" => (Some("format"), Some("DateTime")),
            "contentType" => (Some("value"), None),
            _ => (None, None),
        };
        let Some(attribute) = attribute else {
            return self.matching_example(name);
        };
        let config = quoted(&self.string()?);
        self.expect(',')?;
        let example = self.example(name)?;
        let mut made = of_literal(rule(name, Some((attribute, &config))), example);
        let now = generator.map(|name| format!(r#"{{"type":"{name}","format":{config}}}"#));
        made.generator = made.generator.or(now);
        Ok(made)
    }

    /// A rule whose example is all that it needs, or a plugin's, which may be given a value.
    fn matching_example(&mut self, name: &str) -> Result<Expression, String> {
        let first = self.example(name)?;
        let is_known = MatchingRule::NAMES.contains(&name) || name == "equalTo";
        Ok(match name {
            "equalTo" => of_literal(rule("equality", None), first),
            "include" => of_literal(rule(name, Some(("value", &first.json))), first),
            _ if !is_known && self.eat(',') => {
                let example = self.literal()?;
                of_literal(rule(name, Some(("value", &first.json))), example)
            }
            _ => of_literal(rule(name, None), first),
        })
    }

    /// An example that fits the rule, as far as its kind says.
    fn example(&mut self, name: &str) -> Result<Literal, String> {
        self.skip_space();
        let start = self.rest;
        let mut literal = self.literal()?;
        let is_number = matches!(literal.kind, Kind::Integer | Kind::Decimal);
        let (fits, wanted) = match name {
            "number" | "decimal" => (is_number, "a number"),
            "integer" => (literal.kind == Kind::Integer, "a number without fraction"),
            "boolean" => (literal.kind == Kind::Boolean, "`true` or `false`"),
            "regex" | "date" | "time" | "datetime" | "include" | "semver" | "contentType" => {
                (literal.kind == Kind::String, "a text in single quotes")
            }
            _ => (true, ""),
        };
        if !fits && literal.generator.is_none() {
            self.rest = start;
            return Err(self.expected(wanted));
        }
        if name == "decimal" && literal.kind == Kind::Integer {
            // `100` is how many people write it, and no decimal in JSON.
            literal.json.push_str(".0");
        }
        Ok(literal)
    }
}

fn of_literal(rule: String, literal: Literal) -> Expression {
    let Literal { json, generator, .. } = literal;
    Expression { value: Some(json), rules: vec![rule], generator }
}
