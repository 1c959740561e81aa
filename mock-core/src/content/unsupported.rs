//! Content types whose feature is off. A contract that needs one for a request is refused, because
//! comparing bytes would be a wrong verdict.

use super::{BodyContext, BodyPlan, ContentMatcher};
use crate::pact::Content;

/// A family of content types and the feature that compares them.
pub(super) struct Unsupported {
    pub(super) family: &'static str,
    pub(super) feature: &'static str,
}

impl ContentMatcher for Unsupported {
    fn compile(
        &self,
        expected: &Content,
        context: &mut BodyContext<'_, '_>,
    ) -> Option<Box<dyn BodyPlan>> {
        let Self { family, feature } = self;
        let kind = &expected.content_type;
        context.problem(format!(
            "{family} bodies ({kind}) need the feature \"{feature}\" of mock-runtime"
        ));
        None
    }
}
