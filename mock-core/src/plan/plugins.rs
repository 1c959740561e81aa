//! Interactions that only a plugin can serve. They are read and kept, and refused where they are
//! needed: anything else would be a wrong verdict.

use crate::content::ContentMatchers;
use crate::json::{Document, Json};
use crate::pact::{HttpInteraction, Interaction};

/// Why an interaction cannot be served without a plugin, if that is so.
pub(super) fn needed(
    interaction: &Interaction,
    http: &HttpInteraction,
    matchers: &ContentMatchers,
) -> Option<String> {
    if let Some(transport) = &interaction.transport
        && !matches!(transport.to_ascii_lowercase().as_str(), "http" | "https")
    {
        return Some(format!("the transport \"{transport}\" needs a plugin, {NO_PLUGINS}"));
    }
    // What a plugin says of the response does not matter: its bytes are sent as they are.
    let content = http.request.body.content()?;
    let plugins = plugins(interaction);
    if plugins.is_empty() || matchers.understands(content) {
        return None;
    }
    let kind = content.content_type.essence();
    let plugins = plugins.join(", ");
    Some(format!("{kind} bodies are compared by the plugin {plugins}, {NO_PLUGINS}"))
}

const NO_PLUGINS: &str = "and plugins are not supported";

/// The plugins that have left something in an interaction.
fn plugins(interaction: &Interaction) -> Vec<String> {
    let configured = interaction.others.iter().find(|(name, _)| name == "pluginConfiguration");
    let document = configured.and_then(|(_, value)| Document::parse(value.as_str()).ok());
    let name = |(name, _): (Json<'_>, _)| format!("\"{}\"", name.as_str().unwrap_or_default());
    document.iter().flat_map(|document| document.root().members()).map(name).collect()
}
