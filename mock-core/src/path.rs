//! Paths: the expressions of matching rules (`$.items[*].id`) and the place of a value while a
//! body is matched.

use std::fmt;

/// One step of a path expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Segment {
    /// `.name` or `['name']`
    Key(String),
    /// `[0]`
    Index(u64),
    /// `.*`: any member, and any element as well.
    AnyKey,
    /// `[*]`: any element.
    AnyIndex,
}

/// A path expression of a matching rule or generator, such as `$.items[*].id`.
///
/// The grammar is the part of JSON path that Pact uses (specification V3, "Matching rules"):
/// `$`, then any of `.name`, `.*`, `['name']`, `["name"]`, `[0]` and `[*]`. Inside quotes a
/// backslash keeps the next character.
///
/// ```
/// use mock_core::PathExpr;
///
/// let path = PathExpr::parse("$.items[*]['unit price']").unwrap();
/// assert_eq!(path.segments().len(), 3);
/// assert!(PathExpr::parse("$.items[").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathExpr {
    text: String,
    segments: Vec<Segment>,
}

impl PathExpr {
    /// Reads an expression. A leading `$` may be missing when the text starts with a name.
    ///
    /// # Errors
    /// A phrase that says what is wrong and at which character.
    pub fn parse(text: &str) -> Result<Self, String> {
        let segments = Parser { text, rest: text }.segments()?;
        Ok(Self { text: text.to_owned(), segments })
    }

    /// The path of a single name, taken literally: how headers and query parameters are named.
    pub fn name(name: &str) -> Self {
        Self { text: name.to_owned(), segments: vec![Segment::Key(name.to_owned())] }
    }

    /// `$`
    pub fn root() -> Self {
        Self { text: "$".to_owned(), segments: Vec::new() }
    }

    /// The path of these steps, written as other Pact tools write it.
    pub(crate) fn of(segments: &[Segment]) -> Self {
        let mut text = "$".to_owned();
        for segment in segments {
            match segment {
                Segment::Key(name) => text.push_str(&Path::Root.key(name).to_string()[1..]),
                Segment::Index(index) => text.push_str(&format!("[{index}]")),
                Segment::AnyKey => text.push_str(".*"),
                Segment::AnyIndex => text.push_str("[*]"),
            }
        }
        Self::from_segments(&text, segments)
    }

    pub(crate) fn from_segments(text: &str, segments: &[Segment]) -> Self {
        Self { text: text.to_owned(), segments: segments.to_vec() }
    }

    /// The steps behind the root.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The expression as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for PathExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

struct Parser<'a> {
    text: &'a str,
    rest: &'a str,
}

impl Parser<'_> {
    fn error(&self, what: &str) -> String {
        let at = self.text[..self.text.len() - self.rest.len()].chars().count() + 1;
        format!("invalid path \"{}\": {what} at character {at}", self.text)
    }

    fn segments(mut self) -> Result<Vec<Segment>, String> {
        let mut segments = Vec::new();
        match self.rest.strip_prefix('$') {
            Some(rest) => self.rest = rest,
            None if self.rest.starts_with(is_name_char) => segments.push(self.name()?),
            None if self.rest.is_empty() => return Ok(segments),
            None => return Err(self.error("expected `$`")),
        }
        while let Some(next) = self.rest.chars().next() {
            let behind = &self.rest[next.len_utf8()..];
            segments.push(match next {
                '.' => {
                    self.rest = behind;
                    self.name()?
                }
                '[' => {
                    self.rest = behind;
                    self.bracket()?
                }
                _ => return Err(self.error("expected `.` or `[`")),
            });
        }
        Ok(segments)
    }

    fn name(&mut self) -> Result<Segment, String> {
        if let Some(rest) = self.rest.strip_prefix('*') {
            self.rest = rest;
            return Ok(Segment::AnyKey);
        }
        let end = self.rest.find(|c| !is_name_char(c)).unwrap_or(self.rest.len());
        if end == 0 {
            return Err(self.error("expected a name or `*`"));
        }
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(Segment::Key(name.to_owned()))
    }

    fn bracket(&mut self) -> Result<Segment, String> {
        let segment = match self.rest.chars().next() {
            Some('*') => {
                self.rest = &self.rest[1..];
                Segment::AnyIndex
            }
            Some(quote @ ('\'' | '"')) => {
                self.rest = &self.rest[1..];
                Segment::Key(self.quoted(quote)?)
            }
            Some('0'..='9') => {
                let digits =
                    self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
                let index = self.rest[..digits].parse();
                let index = index.map_err(|_| self.error("an index that is too large"))?;
                self.rest = &self.rest[digits..];
                Segment::Index(index)
            }
            _ => return Err(self.error("expected an index, `*` or a quoted name")),
        };
        match self.rest.strip_prefix(']') {
            Some(rest) => self.rest = rest,
            None => return Err(self.error("expected `]`")),
        }
        Ok(segment)
    }

    fn quoted(&mut self, quote: char) -> Result<String, String> {
        let mut name = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, next)) = chars.next() {
            match next {
                '\\' => name.extend(chars.next().map(|(_, escaped)| escaped)),
                _ if next == quote => {
                    self.rest = &self.rest[at + quote.len_utf8()..];
                    return Ok(name);
                }
                _ => name.push(next),
            }
        }
        Err(self.error("a quoted name that does not end"))
    }
}

/// The characters that other Pact tools write without quotes; XML paths need the last three.
fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '#' | '@')
}

/// Where a value is, as a chain on the stack. It becomes text only when there is something to
/// report.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Path<'a> {
    /// `$`
    Root,
    /// A member.
    Key(&'a Self, &'a str),
    /// An element.
    Index(&'a Self, usize),
}

impl<'a> Path<'a> {
    /// The path of a member of the value here.
    pub fn key(&'a self, name: &'a str) -> Self {
        Self::Key(self, name)
    }

    /// The path of an element of the value here.
    pub fn index(&'a self, index: usize) -> Self {
        Path::Index(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => f.write_str("$"),
            Path::Index(parent, index) => write!(f, "{parent}[{index}]"),
            Path::Key(parent, name) => {
                let mut chars = name.chars();
                let plain = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
                    && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
                if plain {
                    write!(f, "{parent}.{name}")
                } else if !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit()) {
                    // As other Pact tools print a member whose name is a number.
                    write!(f, "{parent}[{name}]")
                } else {
                    write!(f, "{parent}['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let actual = match PathExpr::parse(text) {
            Ok(path) => path.segments.iter().map(|segment| format!("{segment:?} ")).collect(),
            Err(error) => error,
        };
        assert_eq!(actual.trim_end(), expected, "{text}");
    }

    #[test]
    fn reads_expressions() {
        check("$", "");
        check("", "");
        check("$.a.b[0]", r#"Key("a") Key("b") Index(0)"#);
        check("$.*[*]", "AnyKey AnyIndex");
        check("$['a b'].c", r#"Key("a b") Key("c")"#);
        check(r#"$["a b"]['it\'s']"#, r#"Key("a b") Key("it's")"#);
        check("X-Header", r#"Key("X-Header")"#);
        check("$.ns:a.#text.@id", r##"Key("ns:a") Key("#text") Key("@id")"##);
        check("$.größe.日本", r#"Key("größe") Key("日本")"#);
        check("$['']", r#"Key("")"#);
        check("$.100", r#"Key("100")"#);
    }

    #[test]
    fn says_what_is_wrong() {
        check("$.", r#"invalid path "$.": expected a name or `*` at character 3"#);
        check("$a", r#"invalid path "$a": expected `.` or `[` at character 2"#);
        check(
            "$.a[",
            r#"invalid path "$.a[": expected an index, `*` or a quoted name at character 5"#,
        );
        check("$[1", r#"invalid path "$[1": expected `]` at character 4"#);
        check(
            "$[-1]",
            r#"invalid path "$[-1]": expected an index, `*` or a quoted name at character 3"#,
        );
        check("$['a", r#"invalid path "$['a": a quoted name that does not end at character 4"#);
        check("$.é b", r#"invalid path "$.é b": expected `.` or `[` at character 4"#);
        check(
            "$[99999999999999999999]",
            r#"invalid path "$[99999999999999999999]": an index that is too large at character 3"#,
        );
    }

    #[test]
    fn paths_are_printed_as_pact_tools_print_them() {
        let root = Path::Root;
        let (a, number, odd) = (root.key("a"), root.key("100"), root.key("it's"));
        assert_eq!(a.index(3).to_string(), "$.a[3]");
        assert_eq!(number.to_string(), "$[100]");
        assert_eq!(odd.to_string(), r"$['it\'s']");
        assert_eq!(root.key("@id").to_string(), "$['@id']");
    }
}
