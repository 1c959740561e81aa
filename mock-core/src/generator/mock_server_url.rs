//! `MockServerURL`: a URL that leads to the mock server.

use super::{Generate, Generated, GeneratorMode, Making};
use crate::cursor::Cursor;
use crate::regex::Pattern;

/// A URL of the example with the mock server's scheme, host and port (specification V4,
/// `MockServerURL`): the stretch of the example that the expression matches becomes the server's
/// URL and what the expression's first group holds. Only for consumers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MockServerUrl {
    before: String,
    /// What stands behind the server's URL; nothing if the example does not match.
    behind: Option<String>,
}

impl Generate for MockServerUrl {
    const NAME: &'static str = "MockServerURL";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        let text = |name: &str| {
            let value = at.present(name);
            if value.is_none() {
                at.problem(format!("a MockServerURL generator without `{name}`"));
            }
            Some(value?.plain_text())
        };
        let (example, regex) = (text("example"), text("regex"));
        let (example, regex) = (example?, regex?);
        let at_regex = at.get("regex")?;
        let pattern = Pattern::new(&regex).map_err(|message| at_regex.problem(message)).ok()?;
        let Some((range, group)) = pattern.find(&example) else {
            at_regex.note("the expression does not match the example, which is served");
            return Some(Self { before: example, behind: None });
        };
        let Some(group) = group else {
            at_regex.problem("the expression has no group for what follows the server's URL");
            return None;
        };
        // Some tools have the slash inside the group and some in front of it.
        let is_apart = group.is_empty() || group.starts_with(['/', '?', '#', ':']);
        let slash = if is_apart { "" } else { "/" };
        let behind = format!("{slash}{group}{}", &example[range.end..]);
        Some(Self { before: example[..range.start].to_owned(), behind: Some(behind) })
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        let (behind, url) = (self.behind.as_ref()?, making.context.mock_server_url.as_ref()?);
        let url = url.trim_end_matches('/');
        let is_wanted = making.context.mode == GeneratorMode::Consumer;
        is_wanted.then(|| Generated::Text(format!("{}{url}{behind}", self.before)))
    }
}
