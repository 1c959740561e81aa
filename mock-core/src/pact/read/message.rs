//! Messages: V3's list of them, and V4's interactions that are messages.

use super::interaction::{interaction, json_members};
use super::{Context, body, integration, rules};
use crate::cursor::Cursor;
use crate::json::Kind;
use crate::pact::{
    Category, ContentType, Interaction, InteractionKind, Message, SynchronousMessage,
};

/// The members that a message has.
pub(super) const MEMBERS: [&str; 6] =
    [CONTENTS[0], CONTENTS[1], "metadata", "metaData", "matchingRules", "generators"];

/// Where a message has its contents: as the specification calls it, and as pact-message-ruby does.
const CONTENTS: [&str; 2] = ["contents", "content"];

/// An element of V3's `messages`.
pub(super) fn read_v3(at: &Cursor<'_>, index: usize, context: Context) -> Option<Interaction> {
    if !at.expect(Kind::Object) {
        return None;
    }
    let message = read(at, context);
    let kind = InteractionKind::AsynchronousMessage(Box::new(message));
    Some(interaction(at, index, kind, context))
}

/// The contents of a message. Members that it does not know are for the caller to keep.
pub(super) fn read(at: &Cursor<'_>, context: Context) -> Message {
    let metadata = at.present("metadata").or_else(|| at.present("metaData"));
    let metadata = metadata.filter(|metadata| metadata.expect_map());
    let content_type = metadata.as_ref().and_then(|metadata| {
        metadata
            .members()
            .find(|(name, _)| ContentType::is_metadata_key(name))
            .map(|(_, kind)| integration::example_plain(kind.json))
    });
    let other = at.get(CONTENTS[1]);
    let key = match (at.get(CONTENTS[0]), &other) {
        (Some(_), Some(other)) => {
            other.note("`content` is ignored beside `contents`");
            CONTENTS[0]
        }
        (None, Some(_)) => CONTENTS[1],
        _ => CONTENTS[0],
    };
    let mut rules = rules::matching_rules(at, None, context);
    let mut generators = rules::generators(at);
    let parts =
        [(key, Category::Body), ("metadata", Category::Metadata), ("metaData", Category::Metadata)];
    integration::describe(at, &parts, context, &mut rules, &mut generators);
    Message {
        contents: body::with_content_type(at, key, content_type.as_deref(), context),
        written_metadata: metadata.as_ref().and_then(integration::written),
        metadata: metadata.map_or_else(Vec::new, |metadata| {
            integration::with_example(metadata.json, json_members)
        }),
        rules,
        generators,
        written_contents: at.get(CONTENTS[0]).map(|contents| contents.raw()),
        // Written back as it was.
        others: other.map(|other| (CONTENTS[1].to_owned(), other.raw())).into_iter().collect(),
    }
}

/// A V4 message that is answered.
pub(super) fn synchronous(at: &Cursor<'_>, context: Context) -> SynchronousMessage {
    let part = |at: &Cursor<'_>| {
        at.expect(Kind::Object);
        let mut message = read(at, context);
        message.others.extend(at.others(&MEMBERS));
        message
    };
    let responses = at.present("response").or_else(|| at.present("responses"));
    if at.get("request").is_none() {
        at.problem("a synchronous message without `request`");
    }
    SynchronousMessage {
        request: at.get("request").map(|request| part(&request)).unwrap_or_default(),
        responses: match responses {
            Some(list) if list.kind() == Kind::Array => {
                list.elements().map(|one| part(&one)).collect()
            }
            Some(one) => vec![part(&one)],
            None => Vec::new(),
        },
    }
}
