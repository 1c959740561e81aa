//! Elements against a plan that leaves their order open.

use super::AnyOrder;
use crate::json::{Document, Json};
use crate::matching::Unpaired;
use crate::mismatch::{Location, MismatchKind, Mismatches};
use crate::path::Path;
use crate::value::ValueRef;

impl AnyOrder {
    /// Checks the elements of an array. Each is compared with each at most once, however deep
    /// such arrays are nested: comparing twice would double the work at every level.
    pub(super) fn check(
        &self,
        document: &Document<'_>,
        path: Path<'_>,
        actual: Json<'_>,
        out: &mut Mismatches,
    ) {
        // Most providers send them as the example has them: then nothing has to be looked for.
        let pairs = self.items.iter().zip(actual.elements());
        let in_order = pairs.take_while(|(item, element)| item.fits(document, *element)).count();
        let more = actual.elements().nth(self.items.len()).is_some();
        if in_order == self.items.len() && (!more || (!self.exact && self.others.is_none())) {
            return;
        }
        let elements: Vec<Json<'_>> = actual.elements().collect();
        // The two at which the order ended have been compared.
        let comparisons = out.comparisons();
        let compare = |index: usize, at: usize| {
            (index, at) != (in_order, in_order)
                && comparisons.compare(index, || self.items[index].fits(document, elements[at]))
        };
        let mut known: Vec<Option<(usize, bool)>> = vec![None; elements.len()];
        for (at, known) in known.iter_mut().enumerate().take(in_order) {
            *known = Some((at, true));
        }
        for (index, at) in self.alike(&elements, in_order) {
            known[at] = Some((index, compare(index, at)));
        }
        let fits = |expected: usize, at: usize| match known[at] {
            Some((index, fits)) if index == expected => fits,
            _ => compare(expected, at),
        };
        let likely = |at: usize| known[at].filter(|(_, fits)| *fits).map(|(index, _)| index);
        let may_be_left: Vec<bool> = match &self.others {
            Some(like) => elements.iter().map(|one| like.fits(document, *one)).collect(),
            None => vec![true; elements.len()],
        };
        let may_be_left_at = |at: usize| may_be_left[at];
        let (expected, count) = (self.items.len(), elements.len());
        let goes_on = |found| comparisons.go_on(found);
        let unpaired = Unpaired::find(expected, count, &fits, &may_be_left_at, &likely, &goes_on);
        if let Some(kind) = comparisons.mismatch() {
            out.push_weighing(1, || (Location::body(path), kind));
        }
        for index in unpaired.expected.into_iter().filter(|index| comparisons.reached(*index)) {
            out.push_weighing(1, || {
                let example = self.items[index].expected.map_or(actual, |id| document.value(id));
                let expected = ValueRef::Json(example).to_value();
                (Location::body(path), MismatchKind::Variant { index, expected })
            });
        }
        if self.exact && self.items.len() != elements.len() {
            out.push(|| {
                let (expected, actual) = (self.items.len(), elements.len());
                (Location::body(path), MismatchKind::Length { expected, actual })
            });
        }
        for at in unpaired.actual.into_iter().filter(|at| !may_be_left[*at]) {
            if let Some(like) = &self.others
                && out.fail()
            {
                like.check(document, path.index(at), elements[at], out);
            }
        }
    }

    /// Elements that are written as an example is, each with one of its own: those need not be
    /// looked for among all. What is in order already is left out.
    fn alike(&self, elements: &[Json<'_>], in_order: usize) -> Vec<(usize, usize)> {
        let behind = elements.iter().enumerate().skip(in_order);
        let mut texts: Vec<(String, usize)> =
            behind.map(|(at, element)| (element.compact(), at)).collect();
        texts.sort_unstable();
        let mut pairs = Vec::new();
        let examples = self.by_text.iter().filter(|(_, index)| *index >= in_order);
        let mut examples = examples.peekable();
        for (text, at) in &texts {
            while examples.next_if(|(example, _)| example < text).is_some() {}
            if let Some((_, index)) = examples.next_if(|(example, _)| example == text) {
                pairs.push((*index, *at));
            }
        }
        pairs
    }
}
