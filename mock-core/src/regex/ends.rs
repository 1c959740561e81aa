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
}

impl Pattern {
    /// What all texts begin and end with that match.
    pub(crate) fn ends(&self) -> Ends {
        let Some(tree) = self.tree() else { return Ends::default() };
        let (mut start, mut end) = (Vec::new(), Vec::new());
        gather(&tree, Side::Start, &mut start);
        gather(&tree, Side::End, &mut end);
        end.reverse();
        Ends { start: start.concat(), end: end.concat() }
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
