//! Content types that are known and not compared yet. A contract that needs one for a request is
//! refused, because comparing bytes would be a wrong verdict.

use super::{BodyContext, BodyPlan, ContentMatcher};
use crate::pact::Content;

/// The name of a family of content types.
pub(super) struct Unsupported(pub(super) &'static str);

impl ContentMatcher for Unsupported {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let kind = &expected.content_type;
        context.problem(format!("matching {} bodies ({kind}) is not supported yet", self.0));
        None
    }
}
