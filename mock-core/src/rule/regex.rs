//! `regex`: the whole value, as text, matches a regular expression.

use fancy_regex::RegexBuilder;

use super::{Comparison, Rule};
use crate::cursor::Cursor;
use crate::value::ValueRef;

/// How often an expression may step back before a value counts as not matching: a contract's
/// expression must not hang a test.
const BACKTRACK_LIMIT: usize = 1_000_000;

/// The whole value matches a regular expression (specification V2, "regex").
///
/// The syntax is Ruby's, as in the reference implementation: look-around, back-references and
/// possessive quantifiers are part of it. Java's `\Q…\E` is understood as well.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Regex {
    /// The expression as the contract has it.
    pub regex: String,
}

/// An expression that has been compiled, and its text.
#[derive(Debug)]
pub(crate) struct Compiled {
    source: String,
    whole: fancy_regex::Regex,
}

impl Compiled {
    fn new(source: &str) -> Result<Self, String> {
        let plain = without_quotation(source);
        let build = |pattern: &str| {
            RegexBuilder::new(pattern)
                .oniguruma_mode(true)
                .backtrack_limit(BACKTRACK_LIMIT)
                .build()
                .map_err(|error| {
                    let reason = error.to_string().replace('\n', " ");
                    format!("the regular expression \"{source}\" is not valid: {reason}")
                })
        };
        // By itself first: a stray bracket could otherwise pair with the group around it.
        build(&plain)?;
        // In extended mode the last line may be a comment, which must not swallow the group's end.
        let end = if plain.contains("(?") && plain.contains('x') && plain.contains('#') {
            "\n"
        } else {
            ""
        };
        let whole = build(&format!(r"\A(?:{plain}{end})\z"))?;
        Ok(Self {
            source: source.to_owned(),
            whole,
        })
    }
}

/// Java's quotation, which Ruby's syntax does not have, written with escapes.
fn without_quotation(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(start) = rest.find(r"\Q") {
        // `\\Q` is an escaped backslash and a Q.
        let backslashes = rest[..start]
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\\')
            .count();
        let (before, behind) = rest.split_at(start + 2);
        if backslashes % 2 == 1 {
            out.push_str(before);
            rest = behind;
            continue;
        }
        out.push_str(&before[..start]);
        let (quoted, after) = behind.split_once(r"\E").unwrap_or((behind, ""));
        out.push_str(&fancy_regex::escape(quoted));
        rest = after;
    }
    out + rest
}

impl Rule for Regex {
    const NAMES: &'static [&'static str] = &["regex"];
    type Compiled = Compiled;

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        match at.get("regex") {
            Some(regex) => Some(Self {
                regex: regex.plain_text(),
            }),
            None => {
                at.problem("a regex rule without `regex`");
                None
            }
        }
    }

    fn compile(&self) -> Result<Compiled, String> {
        Compiled::new(&self.regex)
    }

    fn check(compiled: &Compiled, comparison: Comparison<'_>) -> Result<(), String> {
        let Comparison {
            expected, actual, ..
        } = comparison;
        if expected.container_len().is_some() && actual.container_len().is_some() {
            // A container is matched by its children.
            return Ok(());
        }
        let text = actual.to_text();
        match text.as_deref().map(|text| compiled.whole.is_match(text)) {
            Some(Ok(true)) => Ok(()),
            Some(Err(error)) => {
                let reason = error.to_string();
                Err(format!(
                    "Expected {actual} to match '{}': {reason}",
                    compiled.source
                ))
            }
            Some(Ok(false)) | None => {
                let shown = match actual {
                    ValueRef::Json(json) => format!("'{}'", json.to_plain_text()),
                    other => other.to_string(),
                };
                Err(format!("Expected {shown} to match '{}'", compiled.source))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, matches: bool) {
        let compiled = Compiled::new(pattern).unwrap();
        assert_eq!(
            compiled.whole.is_match(text).unwrap(),
            matches,
            "{pattern} on {text}"
        );
    }

    #[test]
    fn matches_whole_values_in_rubys_syntax() {
        check("a|ab", "ab", true);
        check(r"\d+", "12a", false);
        check("^[a-z]+$", "abc", true);
        check(r"(\w)\1", "aa", true);
        check(r"(?!x)\w", "x", false);
        check(r"\h{2}", "fF", true);
        check("a++b", "aab", true);
        check(r"\/path\/\d", "/path/1", true);
        check(r"[[:alpha:]]+", "abc", true);
        check("(?x) a b # a comment", "ab", true);
        check(r".*\Qa.b{c}\E", "xa.b{c}", true);
        check(r"\Qa.b\E", "axb", false);
        check(r"\\Q", r"\Q", true);
        check("", "", true);
        check("", "a", false);
        check("é+", "éé", true);
    }

    #[test]
    fn refuses_what_is_no_expression() {
        for pattern in ["(", "a)(b", "[", "*a", "(?<n"] {
            assert!(Compiled::new(pattern).is_err(), "{pattern}");
        }
    }
}
