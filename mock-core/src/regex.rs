//! Regular expressions as contracts have them, whoever needs them: the rule, the generator, and
//! the generator of URLs.
//!
//! The syntax is Ruby's, as in the reference implementation: look-around, back-references and
//! possessive quantifiers are part of it. Java's `\Q…\E` is understood as well.

mod ends;

pub(crate) use ends::{Ends, Letters};

use std::hash::{Hash, Hasher};
use std::ops::Range;

use fancy_regex::internal::{FLAG_ONIGURUMA_MODE, FLAG_UNICODE};
use fancy_regex::{Expr, RegexBuilder};

/// How often an expression may step back before a value counts as not matching: a contract's
/// expression must not hang a test.
const BACKTRACK_LIMIT: usize = 1_000_000;

/// An expression that has been compiled, and its text.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    /// The expression in the syntax of the engine.
    plain: String,
    whole: fancy_regex::Regex,
}

impl Pattern {
    /// Compiles an expression. An error is a phrase that says what is wrong with it.
    pub(crate) fn new(source: &str) -> Result<Self, String> {
        let plain = plain(source);
        // By itself first: a stray bracket could otherwise pair with the group around it.
        parse(source, &plain)?;
        // In extended mode the last line may be a comment that swallows the group's end, so that
        // the group stays open; behind a new line it is closed.
        let whole = build(&format!(r"\A(?:{plain})\z"))
            .or_else(|error| build(&format!("\\A(?:{plain}\n)\\z")).map_err(|_| error))
            .map_err(|error| invalid(source, &reason(&error)))?;
        Ok(Self { source: source.to_owned(), plain, whole })
    }

    /// The expression as the contract has it.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// Whether a whole text matches.
    ///
    /// # Errors
    /// When that takes more steps than a test should wait for.
    pub(crate) fn is_match(&self, text: &str) -> Result<bool, String> {
        self.whole.is_match(text).map_err(|error| error.to_string())
    }

    /// The first stretch of a text that matches, and what its first group holds.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<(Range<usize>, Option<&'t str>)> {
        let captures = build(&self.plain).ok()?.captures(text).ok()??;
        let group = captures.get(1).map(|group| group.as_str());
        Some((captures.get(0)?.range(), group))
    }

    /// What the expression is made of, where that can be told.
    pub(crate) fn tree(&self) -> Option<Expr> {
        tree(&self.plain).ok()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl Hash for Pattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.source.hash(state);
    }
}

/// What is wrong with an expression, as far as reading it tells: building one takes much longer.
pub(crate) fn flaw(source: &str) -> Option<String> {
    parse(source, &plain(source)).err()
}

/// An expression in the syntax of the engine.
fn plain(source: &str) -> String {
    let plain = with_literal_hyphens(&without_quotation(source));
    let bracketed = with_literal_brackets(&plain);
    let is_wrong = tree(&plain).is_err() && tree(&bracketed).is_ok();
    if is_wrong { bracketed } else { plain }
}

/// Parsing is cheaper than building.
fn parse(source: &str, plain: &str) -> Result<(), String> {
    let tree = tree(plain).map_err(|error| invalid(source, &reason(&error)))?;
    match least_length(&tree, &mut Vec::new()) {
        Some(_) => Ok(()),
        None => Err(invalid(source, "no text is as long as its repetitions ask for")),
    }
}

/// What the engine will build, as a tree.
fn tree(plain: &str) -> Result<Expr, fancy_regex::Error> {
    // The flags have no other name for users of the engine.
    let flags = FLAG_ONIGURUMA_MODE | FLAG_UNICODE;
    Expr::parse_tree_with_flags(plain, flags).map(|tree| tree.expr)
}

fn invalid(source: &str, reason: &str) -> String {
    format!("the regular expression \"{source}\" is not valid: {reason}")
}

fn build(pattern: &str) -> Result<fancy_regex::Regex, fancy_regex::Error> {
    RegexBuilder::new(pattern).oniguruma_mode(true).backtrack_limit(BACKTRACK_LIMIT).build()
}

/// The length of the shortest text that matches, or more; nothing where that is beyond counting,
/// which the engine does not check. `groups` has what was found of each group.
fn least_length(expr: &Expr, groups: &mut Vec<usize>) -> Option<usize> {
    let number = groups.len();
    if let Expr::Group(_) = expr {
        groups.push(0);
    }
    let mut length: usize = match expr {
        Expr::Literal { val, .. } => val.len(),
        Expr::LiteralBytes { bytes, .. } => bytes.len(),
        Expr::Backref { group, .. } | Expr::SubroutineCall(group) => {
            group.checked_sub(1).and_then(|at| groups.get(at)).copied().unwrap_or(1)
        }
        _ => 1,
    };
    for child in expr.children_iter() {
        length = length.checked_add(least_length(child, groups)?)?;
    }
    match expr {
        Expr::Repeat { lo, .. } => length = length.checked_mul(*lo)?,
        Expr::Group(_) => groups[number] = length,
        _ => {}
    }
    Some(length)
}

/// What is wrong with an expression, on one line.
fn reason(error: &fancy_regex::Error) -> String {
    if let fancy_regex::Error::CompileError(error) = error
        && let fancy_regex::CompileError::InnerError(error) = &**error
        && let Some(error) = error.syntax_error()
    {
        // The lines before it show the expression again.
        let shown = error.to_string();
        let last = shown.lines().last().unwrap_or_default();
        return last.trim_start_matches("error: ").to_owned();
    }
    error.to_string().replace('\n', " ")
}

/// A hyphen beside a class such as `\w` starts no range and stands for itself, as in `[\w-.]`.
fn with_literal_hyphens(pattern: &str) -> String {
    let is_class = |name: Option<char>| name.is_some_and(|name| "wWdDsShHpP".contains(name));
    let mut out = String::with_capacity(pattern.len());
    let (mut depth, mut at_start, mut behind_class) = (0, false, false);
    let mut chars = pattern.chars();
    while let Some(next) = chars.next() {
        let (was_at_start, was_behind_class) = (at_start, behind_class);
        (at_start, behind_class) = (false, false);
        match next {
            '\\' => {
                let escaped = chars.next();
                behind_class = is_class(escaped);
                out.push(next);
                out.extend(escaped);
                continue;
            }
            '[' => {
                depth += 1;
                at_start = true;
            }
            '^' if was_at_start => at_start = true,
            ']' if depth > 0 && !was_at_start => depth -= 1,
            '-' if depth > 0 => {
                let mut ahead = chars.clone();
                let before_class = ahead.next() == Some('\\') && is_class(ahead.next());
                if was_behind_class || before_class {
                    out.push('\\');
                }
            }
            _ => {}
        }
        out.push(next);
    }
    out
}

/// JavaScript has no classes in classes, so that a bracket stands for itself in one: `[^[\]]`.
fn with_literal_brackets(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut is_class = false;
    let mut chars = pattern.chars();
    while let Some(next) = chars.next() {
        match next {
            '\\' => {
                out.push(next);
                out.extend(chars.next());
                continue;
            }
            '[' if is_class => out.push('\\'),
            '[' => is_class = true,
            ']' => is_class = false,
            _ => {}
        }
        out.push(next);
    }
    out
}

/// Java's quotation, which Ruby's syntax does not have, written with escapes.
fn without_quotation(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(start) = rest.find(r"\Q") {
        // `\\Q` is an escaped backslash and a Q.
        let backslashes = rest[..start].bytes().rev().take_while(|byte| *byte == b'\\').count();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, text: &str, matches: bool) {
        let pattern = Pattern::new(source).unwrap();
        assert_eq!(pattern.is_match(text).unwrap(), matches, "{source} on {text}");
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
        check(r"[\w-.]+@[a-\d]+", "a-b.c@-1a", true);
        check(r"[\d-]\p{L}-\w", "-é-x", true);
        check(r"[]\w-]+", "]a-", true);
        check(r"[a-c]-[^\s-x]", "b-y", true);
        check("(?:#[0-9a-fx]{6})", "#ffffff", true);
        check("(?x: a )#b", "a#b", true);
        check("(?x)a # (", "a", true);
        check("a**(?:)*", "aa", true);
        check(r"[a-c[\]]+", "a[]", true);
        check(r"[^[]b[[]", "ab[", true);
    }

    #[test]
    fn refuses_what_is_no_expression() {
        for pattern in ["(", "a)(b", "[", "*a", "(?<n"] {
            assert!(Pattern::new(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn refuses_repetitions_beyond_counting() {
        let nested = format!("{}a{}", "(?:".repeat(30), "{9})".repeat(30));
        let doubled = "(?:a{9999}{9999}{9999}){9999}{9999}{9999}".to_owned();
        let again = format!(
            "(a{{99999}}){}\\61{{9}}",
            (1..=60).fold(String::new(), |all, at| all + &format!("(\\{at}\\{at})"))
        );
        for pattern in [nested, doubled, again] {
            let error = Pattern::new(&pattern).unwrap_err();
            assert!(error.ends_with("no text is as long as its repetitions ask for"), "{error}");
        }
        check(&r"(\d{9}-)?".repeat(30), "123456789-", true);
        check("a{2}{2}", "aaaa", true);
    }
}
