//! The values right below a value, one by one.

use super::Json;

/// The elements of an array.
pub(super) struct Elements<'a> {
    pub(super) next: Json<'a>,
    pub(super) end: usize,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        if self.next.at >= self.end {
            return None;
        }
        let element = self.next;
        self.next.at = element.slot().next as usize;
        Some(element)
    }
}

/// The members of an object, each with its key.
pub(super) struct Members<'a> {
    pub(super) next: Json<'a>,
    pub(super) end: usize,
}

impl<'a> Iterator for Members<'a> {
    type Item = (Json<'a>, Json<'a>);

    fn next(&mut self) -> Option<(Json<'a>, Json<'a>)> {
        if self.next.at >= self.end {
            return None;
        }
        let key = self.next;
        let value = key.sibling(key.at + 1);
        self.next.at = value.slot().next as usize;
        Some((key, value))
    }
}
