//! How a text is made that a regular expression matches.

use fancy_regex::{Expr, LookAround};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, HirKind};

/// A repetition without an end is repeated up to so often more than it must be.
const MORE: usize = 8;

/// So many characters has a text at most, and so many steps does it take: an expression may ask
/// for more than fits into memory.
const MOST: usize = 100_000;

/// So deep may an expression call itself.
const DEEPEST: usize = 24;

/// What a text is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Recipe {
    root: Part,
    /// The parts that can be referred to by number, from 1.
    groups: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    /// Nothing: what stands here only says something about the text around it.
    Empty,
    Text(String),
    /// In any case.
    Folded(String),
    /// One of these characters.
    OneOf(Vec<(char, char)>),
    All(Vec<Self>),
    Either(Vec<Self>),
    Repeat(Box<Self>, usize, usize),
    Group(usize, Box<Self>),
    /// What a group has made.
    Same(usize),
    /// A group once more.
    Again(usize),
    /// What must follow here.
    Ahead(Box<Self>),
    /// What must stand before.
    Behind(Box<Self>),
    /// One of two, by whether a group has made something.
    If(usize, Box<Self>, Box<Self>),
}

impl Recipe {
    /// The recipe for an expression; nothing if it has something of which no text can be made.
    pub(super) fn new(tree: &Expr) -> Option<Self> {
        let mut groups = Vec::new();
        let root = part(tree, &mut groups)?;
        Some(Self { root, groups })
    }

    /// Makes a text. It need not match: what an expression says about the text around a place is
    /// tried, not ensured. Nothing if the text would be too long.
    pub(super) fn make(&self, random: &mut fastrand::Rng) -> Option<String> {
        let mut maker = Maker {
            recipe: self,
            random,
            text: Vec::new(),
            made: vec![None; self.groups.len() + 1],
            wanted: Vec::new(),
            steps: 0,
            depth: 0,
        };
        maker.add(&self.root)?;
        let Maker { mut text, wanted, .. } = maker;
        for (at, wish) in wanted {
            for (place, c) in text.iter_mut().skip(at).zip(wish) {
                *place = c;
            }
        }
        Some(text.into_iter().collect())
    }
}

fn part(expr: &Expr, groups: &mut Vec<Part>) -> Option<Part> {
    Some(match expr {
        Expr::Empty | Expr::Assertion(_) | Expr::KeepOut | Expr::BacktrackingControlVerb(_) => {
            Part::Empty
        }
        Expr::ContinueFromPreviousMatchEnd => Part::Empty,
        Expr::Any { .. } => Part::OneOf(vec![(' ', '~')]),
        Expr::GeneralNewline { .. } => Part::Text("\n".to_owned()),
        Expr::Literal { val, casei: false } => Part::Text(val.clone()),
        Expr::Literal { val, casei: true } => Part::Folded(val.clone()),
        Expr::Delegate { inner, casei } => Part::OneOf(characters(inner, *casei)?),
        Expr::Concat(children) => {
            Part::All(children.iter().map(|one| part(one, groups)).collect::<Option<_>>()?)
        }
        Expr::Alt(children) => {
            Part::Either(children.iter().map(|one| part(one, groups)).collect::<Option<_>>()?)
        }
        Expr::Group(child) => {
            groups.push(Part::Empty);
            let number = groups.len();
            let child = part(child, groups)?;
            groups[number - 1] = child.clone();
            Part::Group(number, Box::new(child))
        }
        Expr::LookAround(child, kind) => {
            // What is forbidden has groups too, which count.
            let child = Box::new(part(child, groups)?);
            match kind {
                LookAround::LookAhead => Part::Ahead(child),
                LookAround::LookBehind => Part::Behind(child),
                LookAround::LookAheadNeg | LookAround::LookBehindNeg => Part::Empty,
            }
        }
        Expr::Repeat { child, lo, hi, .. } => {
            Part::Repeat(Box::new(part(child, groups)?), *lo, (*hi).min(lo.saturating_add(MORE)))
        }
        Expr::AtomicGroup(child) => part(child, groups)?,
        Expr::Backref { group, .. } => Part::Same(*group),
        Expr::SubroutineCall(0) => return None,
        Expr::SubroutineCall(group) => Part::Again(*group),
        Expr::DefineGroup { definitions } => {
            part(definitions, groups)?;
            Part::Empty
        }
        Expr::Conditional { condition, true_branch, false_branch } => {
            let Expr::BackrefExistsCondition { group, .. } = **condition else { return None };
            let then = Box::new(part(true_branch, groups)?);
            Part::If(group, then, Box::new(part(false_branch, groups)?))
        }
        // Absent operators, recursion levels and bytes that are no text: nobody's contract has
        // them, and the example's value is served.
        _ => return None,
    })
}

/// The characters of a class, the printable ones of ASCII if it has any.
fn characters(class: &str, casei: bool) -> Option<Vec<(char, char)>> {
    let hir = ParserBuilder::new().case_insensitive(casei).build().parse(class).ok()?;
    let all: Vec<(char, char)> = match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().map(|range| (range.start(), range.end())).collect()
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            text.chars().take(1).map(|c| (c, c)).collect()
        }
        _ => return None,
    };
    let printable = all.iter().map(|(first, last)| (*first.max(&' '), *last.min(&'~')));
    let printable: Vec<_> = printable.filter(|(first, last)| first <= last).collect();
    let chosen = if printable.is_empty() { all } else { printable };
    (!chosen.is_empty()).then_some(chosen)
}

struct Maker<'a> {
    recipe: &'a Recipe,
    random: &'a mut fastrand::Rng,
    text: Vec<char>,
    /// What each group has made last, by its number.
    made: Vec<Option<Vec<char>>>,
    /// What should stand at a place, whatever was made there.
    wanted: Vec<(usize, Vec<char>)>,
    steps: usize,
    depth: usize,
}

impl Maker<'_> {
    /// Adds a part to the text. Nothing if the text becomes too long.
    fn add(&mut self, part: &Part) -> Option<()> {
        self.steps += 1;
        if self.steps > MOST || self.text.len() > MOST {
            return None;
        }
        match part {
            Part::Empty => {}
            Part::Text(text) => self.text.extend(text.chars()),
            Part::Folded(text) => {
                for c in text.chars() {
                    let upper = self.random.bool();
                    match upper {
                        true => self.text.extend(c.to_uppercase()),
                        false => self.text.extend(c.to_lowercase()),
                    }
                }
            }
            Part::OneOf(ranges) => self.text.push(one_of(ranges, self.random)),
            Part::All(parts) => parts.iter().try_for_each(|one| self.add(one))?,
            Part::Either(parts) => {
                let at = self.random.usize(..parts.len());
                self.add(&parts[at])?;
            }
            Part::Repeat(part, least, most) => {
                for _ in 0..self.random.usize(*least..=*most) {
                    self.add(part)?;
                }
            }
            Part::Group(number, part) => self.group(*number, part)?,
            Part::Again(number) => self.again(*number)?,
            Part::Same(number) => {
                let made = self.made.get(*number).and_then(Option::clone);
                self.text.extend(made.unwrap_or_default());
            }
            Part::Ahead(part) => self.wish(part, false)?,
            Part::Behind(part) => self.wish(part, true)?,
            Part::If(number, then, otherwise) => {
                let is_made = self.made.get(*number).is_some_and(Option::is_some);
                self.add(if is_made { then } else { otherwise })?;
            }
        }
        Some(())
    }

    fn group(&mut self, number: usize, part: &Part) -> Option<()> {
        let start = self.text.len();
        self.add(part)?;
        self.made[number] = Some(self.text[start..].to_vec());
        Some(())
    }

    fn again(&mut self, number: usize) -> Option<()> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let recipe = self.recipe;
        self.group(number, recipe.groups.get(number - 1)?)?;
        self.depth -= 1;
        Some(())
    }

    /// What is made from a part should stand before this place or behind it. Every other time
    /// nothing is done about it, for what is made anyway may well fit.
    fn wish(&mut self, part: &Part, is_behind: bool) -> Option<()> {
        let start = self.text.len();
        self.add(part)?;
        let wish = self.text.split_off(start);
        let at = if is_behind { start.saturating_sub(wish.len()) } else { start };
        if self.random.bool() {
            self.wanted.push((at, wish));
        }
        Some(())
    }
}

fn one_of(ranges: &[(char, char)], random: &mut fastrand::Rng) -> char {
    let size = |(first, last): &(char, char)| u32::from(*last) - u32::from(*first) + 1;
    let all: u32 = ranges.iter().map(size).sum();
    let mut at = random.u32(..all);
    for range in ranges {
        if at < size(range) {
            // What falls into the gap of the surrogates is no character.
            return char::from_u32(u32::from(range.0) + at).unwrap_or(range.0);
        }
        at -= size(range);
    }
    ranges[0].0
}
