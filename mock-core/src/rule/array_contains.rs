//! `arrayContains`: for each variant some element of the array fits.

use std::borrow::Cow;

use super::each_key::of_containers;
use super::{Comparison, Rule, Shape};
use crate::cursor::Cursor;
use crate::json::Kind;
use crate::pact::{Category, Generators, MatchingRules};

/// For each variant some element of the array fits; order and other elements do not matter
/// (specification V4, "arrayContains").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ArrayContains {
    /// What must be found. Without any, every element of the example must be.
    pub variants: Vec<Variant>,
}

/// One thing that must be found in the array.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Variant {
    /// The element of the example that shows it.
    pub index: usize,
    /// The rules, with paths from the element.
    pub rules: MatchingRules,
    /// The generators for the element that shows the variant, with paths from it.
    pub generators: Generators,
}

impl Variant {
    /// The variants, or, if there are none, one for each element of the example, to be equal.
    pub(crate) fn or_each(variants: &[Self], elements: usize) -> Cow<'_, [Self]> {
        if !variants.is_empty() {
            return variants.into();
        }
        let equal = |index| Self { index, rules: <_>::default(), generators: <_>::default() };
        (0..elements).map(equal).collect()
    }

    /// What is wrong when the example has too few elements.
    pub(crate) fn out_of_range(&self, elements: usize) -> String {
        let index = self.index;
        format!("an arrayContains rule for element {index} of an example that has {elements}")
    }
}

impl Rule for ArrayContains {
    const NAMES: &'static [&'static str] = &["arrayContains", "array-contains"];
    const CASCADES: bool = false;
    type Compiled = ();

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        let Some(variants) = at.get("variants") else {
            at.problem("an arrayContains rule without `variants`");
            return None;
        };
        variants.expect(Kind::Array);
        Some(Self { variants: variants.elements().filter_map(|one| variant(&one)).collect() })
    }

    fn compile(&self) -> Result<(), String> {
        Ok(())
    }

    fn check((): &(), comparison: Comparison<'_>) -> Result<(), String> {
        of_containers("arrayContains", comparison)
    }

    fn shape(&self) -> Shape<'_> {
        Shape::Contains(&self.variants)
    }
}

fn variant(at: &Cursor<'_>) -> Option<Variant> {
    if !at.expect(Kind::Object) {
        return None;
    }
    let index = at.get("index");
    let number = index.as_ref().map_or(Some(0), |index| index.plain_text().parse().ok());
    if let (Some(index), None) = (&index, number) {
        index.problem(format!("expected the index of an element, found {}", index.shown()));
    }
    let mut rules = MatchingRules::default();
    if let Some(paths) = at.get("rules") {
        rules.read_paths(Category::Body, &paths, false);
    }
    let mut generators = Generators::default();
    if let Some(paths) = at.get("generators") {
        generators.read_paths(Category::Body, &paths);
    }
    Some(Variant { index: number?, rules, generators })
}
