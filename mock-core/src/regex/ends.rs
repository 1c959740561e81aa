//! What a text begins and ends with if it matches an expression as a whole: what is told without
//! trying the expression, so that of many only few need to be tried.

use fancy_regex::Expr;

use super::Pattern;

/// The beginning and the end that all texts share which match; empty where they differ from the
/// first character on, or where that is not told from the expression's form.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Ends {
    pub(crate) start: String,
    pub(crate) end: String,
    /// What is in all of them, wherever it stands.
    pub(crate) letters: Letters,
}

/// A set of ASCII characters, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Letters(u128);

impl Letters {
    pub(crate) fn of(text: &str) -> Self {
        let ascii = text.bytes().filter(u8::is_ascii);
        Self(ascii.fold(0, |all, byte| all | 1 << byte))
    }

    pub(crate) fn are_in(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

impl Pattern {
    /// What all texts begin and end with that match.
    pub(crate) fn ends(&self) -> Ends {
        let Some(tree) = self.tree() else { return Ends::default() };
        let (mut start, mut end) = (Vec::new(), Vec::new());
        gather(&tree, Side::Start, &mut start);
        gather(&tree, Side::End, &mut end);
        end.reverse();
        Ends { start: start.concat(), end: end.concat(), letters: letters(&tree) }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Gathers the literal texts at one side of an expression, the outermost first. Returns whether
/// they are all of it, so that what stands further inside is known as well.
fn gather<'e>(expr: &'e Expr, side: Side, out: &mut Vec<&'e str>) -> bool {
    match expr {
        Expr::Literal { val, casei: false } => {
            out.push(val);
            true
        }
        Expr::Concat(parts) => match side {
            Side::Start => parts.iter().all(|part| gather(part, side, out)),
            Side::End => parts.iter().rev().all(|part| gather(part, side, out)),
        },
        Expr::Group(inner) => gather(inner, side, out),
        Expr::AtomicGroup(inner) => gather(inner, side, out),
        // It is there at least once; how often is open.
        Expr::Repeat { child, lo: 1.., .. } => {
            gather(child, side, out);
            false
        }
        // They ask for something and take no characters.
        Expr::Empty | Expr::Assertion(_) | Expr::LookAround(..) => true,
        _ => false,
    }
}

/// The characters that are in all texts that match.
fn letters(expr: &Expr) -> Letters {
    match expr {
        Expr::Literal { val, casei: false } => Letters::of(val),
        Expr::Concat(parts) => Letters(parts.iter().fold(0, |all, part| all | letters(part).0)),
        Expr::Alt(parts) => {
            let common = parts.iter().map(|part| letters(part).0);
            Letters(common.reduce(|all, part| all & part).unwrap_or_default())
        }
        Expr::Group(inner) => letters(inner),
        Expr::AtomicGroup(inner) => letters(inner),
        Expr::Repeat { child, lo: 1.., .. } => letters(child),
        _ => Letters::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, start: &str, end: &str) {
        let ends = Pattern::new(source).unwrap().ends();
        assert_eq!((ends.start.as_str(), ends.end.as_str()), (start, end), "{source}");
    }

    #[test]
    fn tells_what_texts_begin_and_end_with() {
        check(r"^/items/\d+/7$", "/items/", "/7");
        check(r"\/orders\/[0-9a-f]{8}\.json", "/orders/", ".json");
        check("/orders", "/orders", "/orders");
        check(r"/(?:v1/)(items)/(\d+)", "/v1/items/", "");
        check(r"\A/a(?=x)x.*(?<!y)z\z", "/ax", "z");
        check(r"(?:/ab)+/c{2}", "/ab", "c");
        check(r"(?>/ab)(?#note)/\Qc.d\E\w*", "/ab/c.d", "");
        check("é+", "é", "é");
        check("", "", "");
    }

    #[test]
    fn tells_what_is_in_all_texts() {
        #[track_caller]
        fn check(source: &str, expected: &str) {
            let letters = Pattern::new(source).unwrap().ends().letters;
            assert_eq!(letters, Letters::of(expected), "{source}");
        }
        check(r"^/items/0*7/[a-z]+$", "/items7");
        check("/a(?:bc|cd)", "/ac");
        check("(?:/a|/b)+x?", "/");
        check("/é(?=x)(?>y)(?i)z", "/y");
        check("a{0,3}|b", "");
    }

    #[test]
    fn says_nothing_where_texts_differ() {
        check("/a|/b", "", "");
        check("(/a|/b)/c", "", "/c");
        check("(?i)/a", "", "");
        check("/a(?i)/b", "/a", "");
        check("/a(?:/b)?", "/a", "");
        check("/a*", "/", "");
        check(r"(/\d)\1", "/", "");
        check(".*", "", "");
    }
}
