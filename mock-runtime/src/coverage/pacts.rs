//! Where coverage comes from: what tests say that they do, what they did, and contracts on disk.

use std::collections::HashMap;

use mock_core::{Outcome, Pact, Selection};

use super::Coverage;
use crate::files;
use crate::registry::{RegisteredServer, RegisteredTest};

/// What tests exercise, as they are written.
pub(super) fn of_tests(tests: &[&'static RegisteredTest]) -> Coverage {
    let mut coverage = Coverage::new();
    let mut parsed = HashMap::new();
    for test in tests {
        for server in test.servers {
            for pact in server.pacts {
                let read = parsed.entry(pact.file).or_insert_with(|| Pact::parse(pact.text).ok());
                // The attribute has read it: it is a contract.
                let Some(read) = read else { continue };
                coverage.add(pact.file, read);
                if !test.ignored {
                    select(&mut coverage, test, server, pact.file, read);
                }
            }
        }
    }
    coverage
}

fn select(
    coverage: &mut Coverage,
    test: &RegisteredTest,
    server: &RegisteredServer,
    file: &str,
    pact: &Pact,
) {
    let mut selection = Selection::all().interactions(server.interactions.iter().copied());
    if let Some(state) = server.state {
        selection = selection.state(state);
    }
    let is_demanded = |description: &str| {
        let mut calls = server.calls.iter();
        calls.find(|(name, ..)| *name == description).is_none_or(|(_, least, _)| *least > 0)
    };
    let included = pact.interactions.iter().filter(|one| selection.includes(one));
    for interaction in included.filter(|one| is_demanded(&one.description)) {
        coverage.note(file, interaction, test.path());
    }
}

/// What happened in a test.
pub(super) fn of_outcomes(test: &RegisteredTest, outcomes: &[Outcome]) -> Coverage {
    let mut coverage = Coverage::new();
    for (server, outcome) in test.servers.iter().zip(outcomes) {
        for (pact, contract) in server.pacts.iter().zip(outcome.plan().contracts()) {
            if let Ok(whole) = Pact::parse(pact.text) {
                coverage.add(pact.file, &whole);
            }
            for index in contract.interactions.clone().filter(|index| outcome.count(*index) > 0) {
                coverage.note(pact.file, &outcome.interactions()[index], test.path());
            }
        }
    }
    coverage
}

/// The contracts at a path.
pub(super) fn read(path: &str) -> Result<Vec<(String, Pact)>, String> {
    let root = files::root().unwrap_or_default();
    let read = |file: String| {
        let bytes = std::fs::read(root.join(&file)).map_err(|error| format!("{file}: {error}"))?;
        let pact = Pact::parse_bytes(&bytes).map_err(|error| error.in_file(&file).to_string())?;
        Ok((file, pact))
    };
    files::list(&root, path)?.into_iter().map(read).collect()
}
