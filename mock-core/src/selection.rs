//! The part of a contract that a test is about.

use std::borrow::Borrow;
use std::collections::HashMap;

use crate::error::did_you_mean;
use crate::pact::{Interaction, Pact};

/// Which interactions of a contract are served and must happen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Selection {
    /// Only those with one of these descriptions; all if there are none here.
    pub interactions: Vec<String>,
    /// Only those with this provider state.
    pub state: Option<String>,
}

impl Selection {
    /// Everything.
    pub fn all() -> Self {
        Self::default()
    }

    /// Only the interactions with these descriptions.
    #[must_use]
    pub fn interactions<T: Into<String>>(self, names: impl IntoIterator<Item = T>) -> Self {
        Self { interactions: names.into_iter().map(Into::into).collect(), ..self }
    }

    /// Only the interactions with this provider state.
    #[must_use]
    pub fn state(self, name: impl Into<String>) -> Self {
        Self { state: Some(name.into()), ..self }
    }

    /// Whether an interaction belongs to it.
    pub fn includes(&self, interaction: &Interaction) -> bool {
        let described =
            |names: &[String]| names.is_empty() || names.contains(&interaction.description);
        let in_state =
            |name: &String| interaction.provider_states.iter().any(|state| state.name == *name);
        described(&self.interactions) && self.state.as_ref().is_none_or(in_state)
    }

    /// What of the selection the contract does not have: a phrase for each.
    pub fn unknown(&self, pact: &Pact) -> Vec<String> {
        self.unknown_in(&[pact])
    }

    /// What of the selection none of the contracts has: a phrase for each.
    ///
    /// ```
    /// use mock_core::{Pact, Selection};
    ///
    /// let read = Pact::parse(r#"{"interactions": [{"description": "read"}]}"#).unwrap();
    /// let write = Pact::parse(r#"{"interactions": [{"description": "write"}]}"#).unwrap();
    /// let selection = Selection::all().interactions(["read", "wrte"]);
    /// assert_eq!(selection.unknown_in(&[read, write]), [
    ///     "no interaction \"wrte\"; did you mean \"write\"? (there are \"read\", \"write\")",
    /// ]);
    /// ```
    pub fn unknown_in(&self, pacts: &[impl Borrow<Pact>]) -> Vec<String> {
        self.unknown_to(&pacts.iter().map(Borrow::borrow).collect::<Vec<_>>())
    }

    pub(crate) fn unknown_to(&self, pacts: &[&Pact]) -> Vec<String> {
        let (mut descriptions, mut states) = (Vec::new(), Vec::new());
        for pact in pacts {
            descriptions.extend(pact.descriptions());
            states.extend(pact.provider_states());
        }
        let names = self.interactions.iter().filter(|name| !descriptions.contains(&name.as_str()));
        let names = names.map(|name| unknown("interaction", name, &descriptions));
        let state = self.state.iter().filter(|name| !states.contains(&name.as_str()));
        let state = state.map(|name| unknown("provider state", name, &states));
        let found: Vec<String> = names.chain(state).collect();
        let is_included = |pact: &Pact| pact.interactions.iter().any(|one| self.includes(one));
        if !found.is_empty() || pacts.iter().any(|pact| is_included(pact)) {
            return found;
        }
        let what = match (pacts.len(), descriptions.is_empty()) {
            (0, _) => "there is no contract",
            (1, true) => "the contract has no interactions",
            (_, true) => "the contracts have no interactions",
            (_, false) => "no interaction is selected",
        };
        vec![what.to_owned()]
    }
}

/// The only message of a list of interactions.
///
/// # Errors
/// A sentence that says what there is instead, and what to do.
///
/// ```
/// let pact = mock_core::Pact::parse(r#"{"messages": [
///     {"description": "order placed"}, {"description": "order paid"}
/// ]}"#).unwrap();
/// assert_eq!(
///     mock_core::only_message(pact.interactions.iter().map(AsRef::as_ref)).unwrap_err(),
///     "`Message` stands for a single message, and there are \"order placed\", \"order paid\"; \
///      select one by `interactions = [\"order placed\"]`, or take `Messages`",
/// );
/// ```
pub fn only_message<'a>(
    interactions: impl IntoIterator<Item = &'a Interaction>,
) -> Result<&'a Interaction, String> {
    let messages: Vec<&Interaction> =
        interactions.into_iter().filter(|one| one.http().is_none()).collect();
    match messages.as_slice() {
        [only] => Ok(only),
        [] => Err("`Message` stands for a single message, and none is selected".to_owned()),
        [first, ..] => {
            let names: Vec<&str> = messages.iter().map(|one| one.description.as_str()).collect();
            Err(format!(
                "`Message` stands for a single message, and {}; \
                 select one by `interactions = [\"{}\"]`, or take `Messages`",
                listed(&names),
                first.description,
            ))
        }
    }
}

/// So many names are listed when one is unknown.
const LISTED: usize = 12;

/// The phrase for a name that there is not.
pub(crate) fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return format!("no {what} \"{name}\"; there are none");
    }
    let listed = listed(known);
    match did_you_mean(name, known.iter().copied()) {
        Some(help) => format!("no {what} \"{name}\"; {help} ({listed})"),
        None => format!("no {what} \"{name}\"; {listed}"),
    }
}

/// The names that there are, each once.
fn listed(names: &[&str]) -> String {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let all = names.iter().enumerate();
    let names: Vec<&str> = all
        .filter(|(at, name)| *first.entry(name).or_insert(*at) == *at)
        .map(|(_, name)| *name)
        .collect();
    let more = match names.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names: Vec<String> = names.iter().take(LISTED).map(|name| format!("\"{name}\"")).collect();
    format!("there are {}{more}", names.join(", "))
}
