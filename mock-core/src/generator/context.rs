//! What generators draw from beside their own attributes.

use crate::json::JsonText;

/// For whom values are made (specification V4, "Generators").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum GeneratorMode {
    /// For a consumer, by the mock server that stands in for the provider.
    #[default]
    Consumer,
    /// For a provider, by whoever replays the contract's requests to it.
    Provider,
}

/// The time as generators see it: an instant, and how far local clocks are from UTC.
///
/// The crate has no clock of its own; whoever wants the real time passes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Clock {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Nanoseconds since that second.
    pub nanoseconds: u32,
    /// The seconds that local clocks are ahead of UTC.
    pub utc_offset: i32,
}

impl Clock {
    /// An instant, on clocks that show UTC.
    ///
    /// ```
    /// use mock_core::generator::Clock;
    ///
    /// let clock = Clock::from_unix(1_000_000_000, 0).with_utc_offset(3600);
    /// assert_eq!((clock.seconds, clock.utc_offset), (1_000_000_000, 3600));
    /// ```
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Self {
        Self { seconds, nanoseconds: nanoseconds.min(999_999_999), utc_offset: 0 }
    }

    /// The same instant on clocks that are so many seconds ahead of UTC.
    #[must_use]
    pub fn with_utc_offset(self, utc_offset: i32) -> Self {
        Self { utc_offset, ..self }
    }
}

/// What generators draw from beside their own attributes. Equal contexts give equal values.
///
/// ```
/// use mock_core::generator::{Clock, GeneratorContext};
///
/// let mut context = GeneratorContext::default();
/// context.seed = 42;
/// context.clock = Clock::from_unix(1_000_000_000, 0);
/// context.mock_server_url = Some("http://127.0.0.1:8080".into());
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct GeneratorContext {
    /// For whom the values are.
    pub mode: GeneratorMode,
    /// Where chance starts.
    pub seed: u64,
    /// The time.
    pub clock: Clock,
    /// Scheme, host and port of the server that answers, without a slash at the end.
    pub mock_server_url: Option<String>,
    /// What provider states have set up: each name with its value.
    pub provider_state: Vec<(String, JsonText)>,
}

/// The making of one exchange's values.
#[derive(Debug)]
pub(crate) struct Making<'a> {
    pub(crate) random: fastrand::Rng,
    pub(crate) context: &'a GeneratorContext,
}

impl<'a> Making<'a> {
    pub(crate) fn new(context: &'a GeneratorContext) -> Self {
        Self { random: fastrand::Rng::with_seed(context.seed), context }
    }
}
