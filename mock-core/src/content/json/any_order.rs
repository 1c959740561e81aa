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
        let fits = |expected: usize, at: usize| match expected == at && at <= in_order {
            true => at < in_order,
            false => self.items[expected].fits(document, elements[at]),
        };
        let may_be_left: Vec<bool> = match &self.others {
            Some(like) => elements.iter().map(|one| like.fits(document, *one)).collect(),
            None => vec![true; elements.len()],
        };
        let unpaired = Unpaired::find(self.items.len(), elements.len(), fits, |at| may_be_left[at]);
        for index in unpaired.expected {
            out.push(|| {
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
}
