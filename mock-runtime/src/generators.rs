//! What the contract's generators draw from in a test: chance, the time, and the server's URL.

use std::env;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use mock_core::generator::{Clock, GeneratorContext};

/// The variable that says where chance starts.
pub(crate) const SEED: &str = "MOCK_TEST_SEED";

/// Where chance starts.
///
/// # Errors
/// When the environment says something that is no number.
pub(crate) fn seed() -> Result<u64, String> {
    static SEED_OF_PROCESS: LazyLock<Result<u64, String>> =
        LazyLock::new(|| match env::var(SEED) {
            Ok(text) => parse(&text),
            Err(env::VarError::NotPresent) => Ok(random_seed()),
            Err(error @ env::VarError::NotUnicode(_)) => Err(format!("{SEED}: {error}")),
        });
    SEED_OF_PROCESS.clone()
}

/// What the generators of a server with this URL draw from.
pub(crate) fn context(seed: u64, url: String) -> GeneratorContext {
    let mut context = GeneratorContext::default();
    context.seed = seed;
    context.mock_server_url = Some(url);
    context
}

fn parse(text: &str) -> Result<u64, String> {
    let number = text.trim().parse();
    number.map_err(|_| format!("{SEED} must be a whole number from 0, and is \"{text}\""))
}

/// Another one in every process, and short enough to be copied by hand.
fn random_seed() -> u64 {
    RandomState::new().hash_one(SEED) % 1_000_000
}

/// The time, as clocks show it here.
pub(crate) fn clock() -> Clock {
    // A clock before 1970 is one that was never set.
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = time.as_secs().try_into().unwrap_or(i64::MAX);
    Clock::from_unix(seconds, time.subsec_nanos()).with_utc_offset(utc_offset())
}

/// How many seconds clocks are ahead of UTC here.
#[cfg(feature = "datetime")]
fn utc_offset() -> i32 {
    chrono::Local::now().offset().local_minus_utc()
}

/// Nothing that is compiled in asks for the hour of the day.
#[cfg(not(feature = "datetime"))]
fn utc_offset() -> i32 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_numbers() {
        assert_eq!(parse("42"), Ok(42));
        assert_eq!(parse(" 18446744073709551615 "), Ok(u64::MAX));
        for text in ["", "-1", "0x10", "many", "18446744073709551616"] {
            let message =
                format!("MOCK_TEST_SEED must be a whole number from 0, and is \"{text}\"");
            assert_eq!(parse(text), Err(message));
        }
    }
}
