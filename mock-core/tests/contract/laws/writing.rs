//! Writing what was read and reading what was written change nothing.

use mock_core::Pact;
use mock_core::json::Document;
use proptest::prelude::*;

use super::config;
use super::contracts::contract;

/// The members of a contract that are written as they were read.
const WHOLE: [&[&str]; 3] = [&["consumer"], &["extra"], &["metadata"]];

/// The same of an interaction or a message.
const OF_AN_INTERACTION: [&[&str]; 15] = [
    &["request", "query"],
    &["request", "headers"],
    &["request", "body"],
    &["request", "matchingRules"],
    &["request", "more"],
    &["response"],
    &["contents"],
    &["metadata"],
    &["matchingRules"],
    &["comments"],
    &["unknown"],
    &["_id"],
    &["key"],
    &["transport"],
    &["providerStates"],
];

/// A member of the source is in the written contract as it was.
fn kept(source: &Document<'_>, written: &Document<'_>, names: &[&str]) {
    let member = |document: &Document<'_>| {
        let mut value = document.root();
        for name in names {
            value = match name.parse() {
                Ok(index) => value.elements().nth(index)?,
                Err(_) => value.get(name)?,
            };
        }
        Some(value.compact())
    };
    if let Some(expected) = member(source) {
        assert_eq!(member(written), Some(expected), "{names:?}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_contract_survives_being_written(text in contract()) {
        let pact = Pact::parse(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        let written = pact.to_json();
        let again = Pact::parse(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
        prop_assert_eq!(again.to_json(), written.clone());
        let (source, written) = (Document::parse(&*text).unwrap(), Document::parse(written).unwrap());
        for names in WHOLE {
            kept(&source, &written, names);
        }
        for list in ["interactions", "messages"] {
            for index in ["0", "1", "2", "3"] {
                for names in OF_AN_INTERACTION {
                    kept(&source, &written, &[&[list, index][..], names].concat());
                }
            }
        }
    }
}
