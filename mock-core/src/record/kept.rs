//! The newest of the requests that are as they should be.
//!
//! They stand one behind the other in a ring of bytes, so that remembering one is a copy, and
//! neither it nor the oldest that is forgotten for it is an allocation: what takes its place is
//! memory that is there already.

use core::time::Duration;
use std::collections::VecDeque;

use super::packed::{self, Packed};
use crate::exchange::ReceivedRequest;
use crate::verdict::{Exchange, Verdict};

/// A request with a longer body has memory of its own, which is given back with it.
const LONG: usize = 64 * 1024;

/// From so many requests on there is room for a quarter more, not for as many again.
const MANY: usize = 4096;

/// A request that is as it should be, or let pass.
#[derive(Clone, Debug)]
struct Entry {
    bytes: Bytes,
    number: usize,
    at: Duration,
    /// What it matched; nothing if it was let pass.
    interaction: Option<u32>,
}

/// A request that is about to be remembered.
#[derive(Debug)]
pub(crate) struct Arrived<'a> {
    request: &'a ReceivedRequest,
    /// A long body is copied before the record is held.
    long: Option<Packed>,
}

impl<'a> Arrived<'a> {
    /// With a limit of 0 nothing is copied.
    pub(crate) fn new(request: &'a ReceivedRequest, limit: usize) -> Self {
        let is_long = limit > 0 && request.body.len() > LONG;
        Self { request, long: is_long.then(|| Packed::new(request)) }
    }
}

/// Where a packed request is.
#[derive(Clone, Debug)]
enum Bytes {
    /// In the ring: so many bytes behind the request before.
    Ring(u32),
    Own(Packed),
}

impl Bytes {
    fn in_ring(&self) -> usize {
        match self {
            Self::Ring(length) => *length as usize,
            Self::Own(_) => 0,
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Ring(length) => *length as usize,
            Self::Own(packed) => packed.len(),
        }
    }
}

impl Entry {
    fn size(&self) -> usize {
        size_of::<Self>() + self.bytes.len()
    }
}

/// As many requests as there is room for.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// How many bytes they take, and may.
    size: usize,
    limit: usize,
    entries: VecDeque<Entry>,
    ring: VecDeque<u8>,
}

impl Kept {
    pub(super) fn new(limit: usize) -> Self {
        Self { size: 0, limit, entries: VecDeque::new(), ring: VecDeque::new() }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Remembers a request, and forgets the oldest for it; with a limit of 0, does nothing.
    pub(super) fn add(
        &mut self,
        number: usize,
        at: Duration,
        interaction: Option<u32>,
        arrived: &Arrived<'_>,
    ) {
        if self.limit == 0 {
            return;
        }
        let request = arrived.request;
        let bytes = match &arrived.long {
            Some(packed) => Bytes::Own(packed.clone()),
            // A body of that length, and a head, which servers bound.
            None => Bytes::Ring(packed::size(request) as u32),
        };
        let entry = Entry { bytes, number, at, interaction };
        self.size += entry.size();
        // The newest stays, however large it is.
        while self.size > self.limit && self.forget_oldest() {}
        if let Bytes::Ring(length) = entry.bytes {
            self.make_room_in_ring(length as usize);
            packed::pack(request, &mut self.ring);
        }
        self.make_room();
        self.entries.push_back(entry);
    }

    fn forget_oldest(&mut self) -> bool {
        let Some(oldest) = self.entries.pop_front() else { return false };
        self.size -= oldest.size();
        self.ring.drain(..oldest.bytes.in_ring());
        true
    }

    /// A ring walks through all of its memory, so that it must not have twice what it needs.
    fn make_room_in_ring(&mut self, length: usize) {
        let needed = self.ring.len() + length;
        if needed > self.ring.capacity() {
            let room = (self.ring.capacity() * 2).min(self.limit.saturating_add(LONG)).max(needed);
            self.ring.reserve_exact(room - self.ring.len());
        }
    }

    fn make_room(&mut self) {
        match self.entries.len() {
            // Most servers get one request.
            0 => self.entries.reserve_exact(1),
            length if length == self.entries.capacity() && length >= MANY => {
                self.entries.reserve_exact(length / 4);
            }
            _ => {}
        }
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Remembered<'_>> {
        let mut start = 0;
        self.entries.iter().map(move |entry| {
            let remembered = Remembered { entry, ring: &self.ring, start };
            start += entry.bytes.in_ring();
            remembered
        })
    }
}

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remembered<'a> {
    entry: &'a Entry,
    ring: &'a VecDeque<u8>,
    start: usize,
}

impl Remembered<'_> {
    pub(super) fn number(self) -> usize {
        self.entry.number
    }

    pub(super) fn interaction(self) -> Option<usize> {
        self.entry.interaction.map(|interaction| interaction as usize)
    }

    pub(super) fn packed(self) -> Packed {
        match &self.entry.bytes {
            Bytes::Own(packed) => packed.clone(),
            Bytes::Ring(length) => {
                let end = self.start + *length as usize;
                self.ring.range(self.start..end).copied().collect::<Vec<u8>>().into()
            }
        }
    }

    pub(super) fn exchange(self) -> Exchange {
        let verdict = match self.interaction() {
            Some(interaction) => Verdict::Matched { interaction },
            None => Verdict::Unexpected { nearest: None },
        };
        let (number, at) = (self.entry.number, self.entry.at);
        Exchange { number, request: self.packed().unpack(), verdict, at }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;
    use proptest::prelude::*;

    use super::*;

    fn request(length: usize) -> ReceivedRequest {
        let mut request = ReceivedRequest::new(Method::POST, "/");
        request.body = vec![length as u8; length].into();
        request
    }

    proptest! {
        /// The newest are there, each as it came, and no more than there is room for.
        #[test]
        fn the_newest_are_remembered(
            lengths in proptest::collection::vec(prop_oneof![0..300_usize, 65_000..66_000_usize], 0..40),
            limit in prop_oneof![Just(0), 1..3000_usize, 60_000..300_000_usize],
        ) {
            let mut kept = Kept::new(limit);
            for (number, length) in lengths.iter().enumerate() {
                let request = request(*length);
                kept.add(number, Duration::ZERO, Some(7), &Arrived::new(&request, limit));
            }
            let there: Vec<Exchange> = kept.iter().map(Remembered::exchange).collect();
            prop_assert_eq!(there.len(), kept.len());
            let size = |length: &usize| size_of::<Entry>() + packed::size(&request(*length));
            let room = |count: &usize| lengths.iter().rev().take(*count).map(size).sum::<usize>() <= limit;
            let expected = (0..=lengths.len()).take_while(room).last().unwrap_or_default();
            let expected = expected.max(usize::from(limit > 0 && !lengths.is_empty()));
            prop_assert_eq!(there.len(), expected);
            let first = lengths.len() - expected;
            for (exchange, number) in there.iter().zip(first..) {
                prop_assert_eq!(exchange.number, number);
                prop_assert_eq!(&exchange.request, &request(lengths[number]));
            }
            prop_assert_eq!(kept.ring.len(), kept.entries.iter().map(|one| one.bytes.in_ring()).sum::<usize>());
        }
    }
}
