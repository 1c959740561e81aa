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
/// `$`, then any of `.name`, `.*`, `['name']`, `["name"]`, `[0]` and `[*]`.
///
/// Where writers leave out what a reader does not need, it is not asked for: a name without quotes
/// goes on to the next `.` or `[` (`$.unit price`, `$.$ref`), a quote ends a name only in front of
/// `]` (`['it's']`), where a backslash does not keep it, and digits that are too many for an index
/// are a name.
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
                let (digits, rest) = self.rest.split_at(digits);
                self.rest = rest;
                // Some writers take every name of digits for an index.
                digits.parse().map_or_else(|_| Segment::Key(digits.to_owned()), Segment::Index)
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
                _ if next == quote && self.rest[at + 1..].starts_with(']') => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(name);
                }
                _ => name.push(next),
            }
        }
        Err(self.error("a quoted name that does not end"))
    }
}

/// The characters of a name without quotes: all that cannot be the start of something else.
fn is_name_char(c: char) -> bool {
    !matches!(c, '.' | '[' | ']' | '*')
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
    use proptest::collection::vec;
    use proptest::{prop_assert_eq, proptest};

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
        check("$[18446744073709551615]", "Index(18446744073709551615)");
    }

    #[test]
    fn reads_what_can_only_be_meant_in_one_way() {
        check("$.a/b.c d[0]", r#"Key("a/b") Key("c d") Index(0)"#);
        check("$.$ref.$", r#"Key("$ref") Key("$")"#);
        check("$.headers.X-A+b(c)", r#"Key("headers") Key("X-A+b(c)")"#);
        check("a, 'b'", r#"Key("a, 'b'")"#);
        check(r"$.a\b", r#"Key("a\\b")"#);
        check("$['it's'].a", r#"Key("it's") Key("a")"#);
        check(r#"$["a"b"]"#, r#"Key("a\"b")"#);
        check("$['a'][\"'\"]", r#"Key("a") Key("'")"#);
        check("$[18446744073709551616].a", r#"Key("18446744073709551616") Key("a")"#);
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
        check("$['a'", r#"invalid path "$['a'": a quoted name that does not end at character 4"#);
        check("$.é b]", r#"invalid path "$.é b]": expected `.` or `[` at character 6"#);
        check("$..a", r#"invalid path "$..a": expected a name or `*` at character 3"#);
        check("$.a*", r#"invalid path "$.a*": expected `.` or `[` at character 4"#);
        check("*", r#"invalid path "*": expected `$` at character 1"#);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(names in vec("[^0-9].{0,5}|[a-z.'\"\\[\\]\\\\$* ]{0,6}", 0..4)) {
            let segments: Vec<Segment> = names.into_iter().map(Segment::Key).collect();
            let printed = PathExpr::of(&segments);
            prop_assert_eq!(PathExpr::parse(printed.as_str()), Ok(printed));
        }
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
