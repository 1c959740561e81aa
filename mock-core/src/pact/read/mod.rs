//! Text to model: the dialects of all versions, upgraded while they are read.

mod body;
mod flat_rules;
mod integration;
mod interaction;
mod message;
mod parts;
mod rules;

pub(crate) use body::decode_base64;

use std::sync::Arc;

use super::{Consumer, Interaction, Pact, PactSpecification, Provider};
use crate::cursor::{Cursor, Source};
use crate::error::{PactError, Problem, in_order};
use crate::json::{Document, JsonText, Kind};

/// How deep a contract may be nested. Matching walks the contract's own structure recursively, so
/// that this bounds the stack, whatever is sent to the server.
const MAX_DEPTH: usize = 256;
const TOO_DEEP: &str = "nested deeper than 256 levels";

pub(super) fn pact(text: &str) -> Result<Pact, PactError> {
    let source = Source::new(text);
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let place = source.place(error.offset());
            let message = format!("not JSON: {error}");
            return Err(PactError::new(vec![Problem::new(place, message)]));
        }
    };
    let root = Cursor::root(&source, document.root());
    if let Some(offset) = document.deeper_than(MAX_DEPTH) {
        let place = source.place(offset);
        source.push(place, TOO_DEEP.to_owned(), None);
        return Err(PactError::new(source.into_findings().0));
    }
    let pact = root.expect(Kind::Object).then(|| read(&root));
    let (problems, notes) = source.into_findings();
    match pact {
        Some(pact) if problems.is_empty() => Ok(Pact { notes, ..pact }),
        _ => Err(PactError::new(in_order(&problems))),
    }
}

pub(super) fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> PactError {
    let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let place = Source::new(&valid).place(valid.len());
    PactError::new(vec![Problem::new(place, "not UTF-8")])
}

/// What the parts of a contract need to know of the whole.
#[derive(Clone, Copy, Debug)]
struct Context {
    specification: PactSpecification,
    /// Whether the contract uses plugins, whose rules nobody else knows.
    plugins: bool,
}

/// The top-level members that the specification knows.
const KNOWN: [&str; 5] = ["consumer", "provider", "interactions", "messages", "metadata"];

fn read(root: &Cursor<'_>) -> Pact {
    let metadata = root.present("metadata").filter(|metadata| metadata.expect_map());
    let specification = specification(root, metadata.as_ref());
    let plugins = metadata.as_ref().and_then(|metadata| metadata.get("plugins"));
    let context = Context { specification, plugins: plugins.is_some() };
    let mut pact = Pact {
        consumer: Consumer { name: name(root, "consumer"), others: others_of(root, "consumer") },
        provider: Provider { name: name(root, "provider"), others: others_of(root, "provider") },
        interactions: Vec::new(),
        specification,
        written_version: metadata
            .as_ref()
            .and_then(|metadata| metadata.get(VERSION_KEYS[0]))
            .filter(|version| version.get("version").is_some())
            .map(|version| version.raw()),
        metadata: metadata.map_or_else(Vec::new, |metadata| metadata.others(&VERSION_KEYS)),
        others: root.others(&KNOWN),
        unknown_interactions: Vec::new(),
        notes: Vec::new(),
    };
    interactions(root, "interactions", interaction::read, context, &mut pact);
    interactions(root, "messages", message::read_v3, context, &mut pact);
    pact
}

/// Reads the list of interactions, or of messages, that stands under `key`.
fn interactions(
    root: &Cursor<'_>,
    key: &str,
    read: impl Fn(&Cursor<'_>, usize, Context) -> Option<Interaction>,
    context: Context,
    pact: &mut Pact,
) {
    let Some(list) = root.present(key).filter(|list| list.expect(Kind::Array)) else {
        return;
    };
    for (index, one) in list.elements().enumerate() {
        match read(&one, index, context) {
            Some(interaction) => pact.interactions.push(Arc::new(interaction)),
            None => {
                let at = pact.interactions.len();
                pact.unknown_interactions.push((at, one.raw()));
            }
        }
    }
}

/// The keys of the metadata under which files tell their version, the newest first.
const VERSION_KEYS: [&str; 3] =
    ["pactSpecification", "pact-specification", "pactSpecificationVersion"];

fn specification(root: &Cursor<'_>, metadata: Option<&Cursor<'_>>) -> PactSpecification {
    let version = VERSION_KEYS.iter().find_map(|key| {
        let said = metadata?.present(key)?;
        match said.kind() {
            Kind::Object => said.present("version"),
            _ => Some(said),
        }
    });
    let known = version.and_then(|version| PactSpecification::parse(&version.plain_text()));
    known.unwrap_or_else(|| {
        let guessed = guess(root);
        let number = if guessed == PactSpecification::V4 { 4 } else { 3 };
        let (place, what) = match version {
            Some(version) => {
                let shown = version.shown();
                (version, format!("{shown} is no known version of the Pact specification"))
            }
            None => {
                let place = metadata.copied().unwrap_or(*root);
                (place, "no version of the Pact specification is given".to_owned())
            }
        };
        place.note(format!("{what}: read as version {number}"));
        guessed
    })
}

/// The version of a file that does not tell: only V4's interactions say what they are.
fn guess(root: &Cursor<'_>) -> PactSpecification {
    let interactions = root.get("interactions");
    let mut kinds = interactions.iter().flat_map(Cursor::elements).filter_map(|one| {
        one.get("type").and_then(|kind| kind.json.as_str().map(|kind| kind.into_owned()))
    });
    match kinds.any(|kind| interaction::TYPES.contains(&kind.as_str())) {
        true => PactSpecification::V4,
        false => PactSpecification::V3,
    }
}

fn name(root: &Cursor<'_>, role: &str) -> String {
    let party = root.present(role);
    let name = party.and_then(|party| match party.kind() {
        Kind::String => Some(party),
        _ => party.present("name"),
    });
    match name {
        Some(name) => name.plain_text(),
        None => {
            root.note(format!("the {role} has no name"));
            role.to_owned()
        }
    }
}

/// What else the file says of the consumer or the provider.
fn others_of(root: &Cursor<'_>, role: &str) -> Vec<(String, JsonText)> {
    root.get(role).map_or_else(Vec::new, |party| party.others(&["name"]))
}

#[cfg(test)]
mod tests;
