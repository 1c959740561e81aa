//! The values in an expression.

use super::parser::Parser;
use crate::json::{Document, JsonText, Kind};

/// A value in an expression.
pub(super) struct Literal {
    pub(super) json: String,
    pub(super) kind: Kind,
    /// The generator, if a provider state brings the value.
    pub(super) generator: Option<String>,
}

/// The text as JSON has it.
pub(super) fn quoted(text: &str) -> String {
    JsonText::string(text).to_string()
}

impl<'a> Parser<'a> {
    /// A text, a number, `true`, `false`, `null`, or one of them that a provider state brings.
    pub(super) fn literal(&mut self) -> Result<Literal, String> {
        self.skip_space();
        if self.rest.starts_with('\'') {
            let json = quoted(&self.string()?);
            return Ok(Literal { json, kind: Kind::String, generator: None });
        }
        let start = self.rest;
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        if token == "fromProviderState" {
            return self.provider_state();
        }
        let kind = Document::parse(token).map(|document| document.root().kind());
        kind.map(|kind| Literal { json: token.to_owned(), kind, generator: None }).map_err(|_| {
            self.rest = start;
            self.expected("a value: a text in single quotes, a number, `true`, `false` or `null`")
        })
    }

    /// `('expression', value)`
    fn provider_state(&mut self) -> Result<Literal, String> {
        self.expect('(')?;
        let expression = quoted(&self.string()?);
        self.expect(',')?;
        self.skip_space();
        if self.rest.starts_with("fromProviderState") {
            return Err(self.expected("an example"));
        }
        let literal = self.literal()?;
        self.expect(')')?;
        let data_type = match literal.kind {
            Kind::String => "STRING",
            Kind::Integer => "INTEGER",
            Kind::Decimal => "DECIMAL",
            Kind::Boolean => "BOOLEAN",
            Kind::Null | Kind::Array | Kind::Object => "RAW",
        };
        let generator = format!(
            r#"{{"type":"ProviderState","expression":{expression},"dataType":"{data_type}"}}"#
        );
        Ok(Literal { generator: Some(generator), ..literal })
    }

    /// A text in single quotes, its escapes resolved. A backslash in front of anything else stands
    /// for itself, as regular expressions need it.
    pub(super) fn string(&mut self) -> Result<String, String> {
        self.skip_space();
        let start = self.rest;
        let Some(mut rest) = self.rest.strip_prefix('\'') else {
            return Err(self.expected("a text in single quotes"));
        };
        let mut text = String::new();
        loop {
            let mut chars = rest.chars();
            let next = chars.next();
            rest = chars.as_str();
            match next {
                Some('\'') => break,
                Some('\\') => {
                    self.rest = rest;
                    text.push_str(&self.escape()?);
                    rest = self.rest;
                }
                Some(c) => text.push(c),
                None => {
                    self.rest = start;
                    return Err(self.error("a text that does not end"));
                }
            }
        }
        self.rest = rest;
        Ok(text)
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<String, String> {
        let mut chars = self.rest.chars();
        let Some(name) = chars.next() else { return Ok("\\".to_owned()) };
        let behind = chars.as_str();
        let plain = match name {
            '\'' | '\\' => name,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode(behind),
            _ => {
                self.rest = behind;
                return Ok(format!("\\{name}"));
            }
        };
        self.rest = behind;
        Ok(plain.to_string())
    }

    /// `XXXX` or `{X…}`, of a code point.
    fn unicode(&mut self, behind: &'a str) -> Result<String, String> {
        let digits = match behind.strip_prefix('{') {
            Some(braced) => braced.split_once('}'),
            None => behind.split_at_checked(4),
        };
        let code = digits.and_then(|(digits, rest)| {
            let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
            Some((char::from_u32(code)?, rest))
        });
        let Some((code, rest)) = code else {
            return Err(self.expected("a code point, as in `u00e9` or `u{1f600}`,"));
        };
        self.rest = rest;
        Ok(code.to_string())
    }
}
