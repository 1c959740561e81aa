//! Contracts as texts.

use mock_core::Pact;

/// Any bytes are a contract or not; one that is read is written, and what was written is the same
/// contract.
pub fn reader(bytes: &[u8]) {
    let lines = bytes.split(|byte| *byte == b'\n').count() as u32;
    match Pact::parse_bytes(bytes) {
        Ok(pact) => {
            let written = pact.to_json();
            let again = Pact::parse(&written).unwrap_or_else(|error| panic!("{error}\n{written}"));
            assert_eq!(again.to_json(), written);
            assert_eq!(again.consumer, pact.consumer);
            assert_eq!(again.descriptions().count(), pact.descriptions().count());
        }
        Err(error) => {
            assert!(!error.problems().is_empty());
            for problem in error.problems() {
                let place = &problem.place;
                assert!((1..=lines).contains(&place.line) && place.column > 0, "{problem}");
            }
        }
    }
}
