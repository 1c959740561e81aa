//! An instant as clocks and calendars at one place show it.

use chrono::{DateTime, NaiveDateTime, TimeDelta};

/// The farthest that clocks are from UTC (XML Schema 1.1 part 2, section 3.3.7): the islands that
/// are first to see a day are 14 hours ahead.
pub(super) const FARTHEST_OFFSET: i32 = 14 * 3600;

/// An instant, as clocks and calendars with one offset from UTC show it.
///
/// ```
/// use mock_core::datetime::{Moment, Pattern};
///
/// let moment = Moment::from_unix(1_000_000_000, 0, 2 * 3600).unwrap();
/// let pattern = Pattern::parse("yyyy-MM-dd'T'HH:mm:ssXXX").unwrap();
/// assert_eq!(pattern.write(&moment), "2001-09-09T03:46:40+02:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// What the clocks show.
    pub(super) local: NaiveDateTime,
    /// The seconds that they are ahead of UTC, in whole minutes.
    pub(super) offset: i32,
}

impl Moment {
    /// The instant so many seconds and nanoseconds after 1970-01-01T00:00:00Z, on clocks that are
    /// `utc_offset` seconds ahead of UTC. Offsets are kept to whole minutes and 14 hours, which is
    /// all that can be written (RFC 3339, section 4.2).
    ///
    /// Nothing if no calendar goes so far: beyond the years ±262,142.
    pub fn from_unix(seconds: i64, nanoseconds: u32, utc_offset: i32) -> Option<Self> {
        let offset = utc_offset.clamp(-FARTHEST_OFFSET, FARTHEST_OFFSET) / 60 * 60;
        let utc = DateTime::from_timestamp(seconds, nanoseconds.min(999_999_999))?.naive_utc();
        let local = utc.checked_add_signed(TimeDelta::try_seconds(offset.into())?)?;
        Some(Self { local, offset })
    }
}
