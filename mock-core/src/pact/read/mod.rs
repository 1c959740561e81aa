//! Text to model: the dialects of all versions, upgraded while they are read.

mod body;
mod interaction;
mod message;
mod parts;
mod rules;

use super::{Consumer, Pact, PactSpecification, Provider};
use crate::cursor::{Cursor, Source};
use crate::error::{PactError, Problem};
use crate::json::{Document, Kind};

/// How deep a contract may be nested. Matching walks the contract's own structure recursively, so
/// that this bounds the stack, whatever is sent to the server.
const MAX_DEPTH: usize = 256;

pub(super) fn pact(text: &str) -> Result<Pact, PactError> {
    let source = Source::new(text);
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let place = source.place("", error.offset());
            let message = format!("not JSON: {error}");
            return Err(PactError::new(vec![Problem {
                place,
                message,
                help: None,
            }]));
        }
    };
    let root = Cursor::root(&source, document.root());
    if document.depth() > MAX_DEPTH {
        root.problem(format!("nested deeper than {MAX_DEPTH} levels"));
        return Err(PactError::new(source.into_findings().0));
    }
    let pact = root.expect(Kind::Object).then(|| read(&root));
    let (mut problems, notes) = source.into_findings();
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    match pact {
        Some(pact) if problems.is_empty() => Ok(Pact { notes, ..pact }),
        _ => Err(PactError::new(problems)),
    }
}

pub(super) fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> PactError {
    let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let place = Source::new(&valid).place("", valid.len());
    PactError::new(vec![Problem {
        place,
        message: "not UTF-8".to_owned(),
        help: None,
    }])
}

/// What the parts of a contract need to know of the whole.
#[derive(Clone, Copy, Debug)]
struct Context {
    specification: PactSpecification,
    /// Whether the contract uses plugins, whose rules nobody else knows.
    plugins: bool,
}

fn read(root: &Cursor<'_>) -> Pact {
    let metadata = root
        .get("metadata")
        .filter(|metadata| metadata.kind() == Kind::Object);
    let specification = metadata
        .as_ref()
        .map_or(PactSpecification::V3, specification);
    let context = Context {
        specification,
        plugins: metadata
            .as_ref()
            .is_some_and(|metadata| metadata.get("plugins").is_some()),
    };
    let mut pact = Pact {
        consumer: Consumer {
            name: name(root, "consumer"),
        },
        provider: Provider {
            name: name(root, "provider"),
        },
        interactions: Vec::new(),
        specification,
        metadata: metadata.map_or_else(Vec::new, |metadata| metadata.others(&VERSION_KEYS)),
        others: root.others(&[
            "consumer",
            "provider",
            "interactions",
            "messages",
            "metadata",
        ]),
        unknown_interactions: Vec::new(),
        notes: Vec::new(),
    };
    for (key, read) in [
        (
            "interactions",
            interaction::read as fn(&Cursor<'_>, usize, Context) -> _,
        ),
        ("messages", message::read_v3),
    ] {
        let Some(list) = root.get(key).filter(|list| list.kind() != Kind::Null) else {
            continue;
        };
        list.expect(Kind::Array);
        for (index, one) in list.elements().enumerate() {
            match read(&one, index, context) {
                Some(interaction) => pact.interactions.push(interaction),
                None => pact
                    .unknown_interactions
                    .push((pact.interactions.len(), one.raw())),
            }
        }
    }
    pact
}

/// The keys of the metadata under which files tell their version, the newest first.
const VERSION_KEYS: [&str; 3] = [
    "pactSpecification",
    "pact-specification",
    "pactSpecificationVersion",
];

fn specification(metadata: &Cursor<'_>) -> PactSpecification {
    let version = VERSION_KEYS.iter().find_map(|key| {
        let said = metadata.get(key)?;
        if said.kind() == Kind::Object {
            said.get("version")
        } else {
            Some(said)
        }
    });
    let Some(version) = version.filter(|version| version.kind() != Kind::Null) else {
        metadata.note("no version of the Pact specification is given: read as version 3");
        return PactSpecification::V3;
    };
    let text = version.plain_text();
    PactSpecification::parse(&text).unwrap_or_else(|| {
        version.note(format!(
            "\"{text}\" is no version of the Pact specification: read as version 3"
        ));
        PactSpecification::V3
    })
}

fn name(root: &Cursor<'_>, role: &str) -> String {
    match root.get(role).and_then(|party| party.get("name")) {
        Some(name) => name.plain_text(),
        None => {
            root.note(format!("the {role} has no name"));
            role.to_owned()
        }
    }
}

#[cfg(test)]
mod tests;
