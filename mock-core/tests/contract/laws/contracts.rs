//! Contracts of every version, with members that are known and that are not.

use proptest::collection::vec;
use proptest::prelude::*;

use super::requests::{Part, part};
use super::tree::{quoted, tree};

/// A member's name and its JSON.
type Member = (&'static str, String);

/// Members of an interaction, each name once.
fn members() -> impl Strategy<Value = Vec<Member>> {
    let known = prop_oneof![
        Just(("description", quoted("it's \"quoted\" é"))),
        Just(("providerState", quoted("a state"))),
        tree().prop_map(|tree| {
            let state = format!(r#"[{{"name": "a", "params": {{"p": {tree}}}, "more": {tree}}}]"#);
            ("providerStates", state)
        }),
        tree().prop_map(|tree| ("comments", format!(r#"{{"text": [{tree}]}}"#))),
        tree().prop_map(|tree| ("unknown", tree.to_string())),
        Just(("_id", quoted("5"))),
        Just(("pending", "true".to_owned())),
        Just(("key", quoted("k"))),
        Just(("transport", quoted("https"))),
    ];
    vec(known, 0..4).prop_map(|mut members| {
        members.sort_by_key(|(name, _)| *name);
        members.dedup_by_key(|(name, _)| *name);
        members
    })
}

/// One interaction, whatever version it will be written in.
#[derive(Clone, Debug)]
struct Interaction {
    members: Vec<Member>,
    request: Part,
    response: Part,
    status: u16,
    is_message: bool,
}

fn interaction() -> impl Strategy<Value = Interaction> {
    (members(), part(), part(), 200_u16..1000, prop::bool::weighted(0.2)).prop_map(
        |(members, request, response, status, is_message)| Interaction {
            members,
            request,
            response,
            status,
            is_message,
        },
    )
}

const GENERATORS: &str =
    r#""generators": {"body": {"$": {"type": "Uuid"}}, "header": {"X-A": {"type": "RandomInt"}}}"#;

impl Interaction {
    fn http(&self, version: &str) -> String {
        let request = self.request.request(version);
        let response = self.response.response(version);
        let status = self.status;
        format!(
            r#""request": {{{request}, "more": [1.0]}}, "response": {{"status": {status}, {response}, {GENERATORS}}}"#
        )
    }

    fn message(&self, version: &str) -> String {
        let contents = match self.request.body.written() {
            None => "null".to_owned(),
            Some((_, content)) if version < "4" => content,
            Some((kind, content)) => {
                format!(r#"{{"content": {content}, "contentType": "{kind}"}}"#)
            }
        };
        let rules = self.request.body.rules_by_category();
        format!(
            r#""contents": {contents}, "metadata": {{"k": [1.0, "v"]}}, "matchingRules": {{"body": {rules}}}, {GENERATORS}"#
        )
    }

    fn written(&self, version: &str) -> String {
        let members = self.members.iter().map(|(name, value)| format!(r#""{name}": {value}, "#));
        let members = members.collect::<String>();
        let (kind, contents) = match self.is_message {
            true => ("Asynchronous/Messages", self.message(version)),
            false => ("Synchronous/HTTP", self.http(version)),
        };
        let kind = if version < "4" { String::new() } else { format!(r#""type": "{kind}", "#) };
        format!("{{{kind}{members}{contents}}}")
    }
}

/// The text of a contract.
pub(super) fn contract() -> impl Strategy<Value = String> {
    let version = prop::sample::select(vec!["1.0.0", "1.1.0", "2.0.0", "3.0.0", "4.0"]);
    (version, vec(interaction(), 0..4), tree()).prop_map(|(version, interactions, extra)| {
        let written = |is_wanted: fn(&&Interaction) -> bool| {
            let wanted = interactions.iter().filter(is_wanted);
            wanted.map(|one| one.written(version)).collect::<Vec<_>>().join(", ")
        };
        let lists = match version {
            "4.0" => format!(r#""interactions": [{}]"#, written(|_| true)),
            "3.0.0" => format!(
                r#""interactions": [{}], "messages": [{}]"#,
                written(|one| !one.is_message),
                written(|one| one.is_message)
            ),
            _ => format!(r#""interactions": [{}]"#, written(|one| !one.is_message)),
        };
        format!(
            r#"{{"consumer": {{"name": "c", "more": {extra}}}, "provider": {{"name": "p"}}, {lists},
                "extra": {extra}, "metadata": {{"own": {extra}, "pactSpecification": {{"version": "{version}"}}}}}}"#
        )
    })
}
