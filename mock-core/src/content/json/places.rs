//! The values of a JSON text that a path leads to.

use crate::content::{Notation, ValuePlace};
use crate::json::{Document, Json};
use crate::path::Segment;

pub(crate) fn places(text: &[u8], path: &[Segment]) -> Vec<ValuePlace> {
    let Ok(document) = Document::parse_bytes(text) else { return Vec::new() };
    let mut values = vec![document.root()];
    for segment in path {
        values = values.into_iter().flat_map(|value| children(value, segment)).collect();
    }
    let place = |value: Json<'_>| {
        let range = value.offset()..value.offset() + value.text().len();
        ValuePlace::new(range, Notation::Json(value.kind()))
    };
    values.into_iter().map(place).collect()
}

fn children<'a>(value: Json<'a>, segment: &Segment) -> Vec<Json<'a>> {
    match segment {
        Segment::Key(name) => value.get(name).into_iter().collect(),
        Segment::Index(index) => {
            let element = usize::try_from(*index).ok().and_then(|at| value.elements().nth(at));
            // A member whose name is a number is also written as an index.
            element.or_else(|| value.get(&index.to_string())).into_iter().collect()
        }
        Segment::AnyIndex => value.elements().collect(),
        Segment::AnyKey => {
            value.members().map(|(_, member)| member).chain(value.elements()).collect()
        }
    }
}
