//! Ports: each is used once in the life of the process, as long as there are others.
//!
//! A client that outlives its test (a pooled connection, a retry in a forgotten thread) would
//! otherwise reach the server of a later test, and fail it.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

/// The ports of our own choice: of those that nobody may register (RFC 6335, section 6), as far as
/// Linux does not offer them itself unless it is told to, so that nobody's [`Reservation`] is among
/// them.
const DYNAMIC: RangeInclusive<u16> =
    if cfg!(target_os = "linux") { 61000..=65535 } else { 49152..=65535 };

/// How many ports the system may offer that were used before, until one is used again: then some
/// ten thousand servers have been started meanwhile.
const OFFERS: usize = 64;

static USED: LazyLock<Mutex<HashSet<u16>>> = LazyLock::new(Mutex::default);

/// Notes a port as used. False if it was before.
fn first_use(port: u16) -> bool {
    // A set of numbers is whole even if a thread died while it held the lock.
    USED.lock().unwrap_or_else(PoisonError::into_inner).insert(port)
}

/// A listener on a port that is free and, as long as there is one, that this process has not used
/// before; or on the port that is asked for.
pub(crate) fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    let bind = |port| {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        Ok((listener.local_addr()?.port(), listener))
    };
    match port {
        None => unused(ports(), bind),
        Some(port) => {
            let (port, listener) = bind(port)?;
            first_use(port);
            Ok(listener)
        }
    }
}

/// A port for a process that is about to start.
///
/// Between choosing a port and its being used somebody else could get it. Linux lets us hold a
/// port without listening on it: whoever asks the system for any port is not given it, nor does a
/// connection start from it, but whoever asks for this very one may listen, if both sides allow
/// addresses to be used again (`SO_REUSEADDR`), as the standard library does on Unix. So the port
/// is one that the system offers: two that ask for the same one may both hold it.
#[derive(Debug)]
pub(crate) struct Reservation {
    port: u16,
    #[cfg(target_os = "linux")]
    held: Option<tokio::net::TcpSocket>,
}

impl Reservation {
    /// A port that this process has not used before, as long as there is one.
    #[cfg(target_os = "linux")]
    pub(crate) fn new() -> io::Result<Self> {
        let bind = |port| {
            let socket = tokio::net::TcpSocket::new_v4()?;
            socket.set_reuseaddr(true)?;
            socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
            Ok((socket.local_addr()?.port(), socket))
        };
        let socket = unused(offers().chain(ports()), bind)?;
        Ok(Self { port: socket.local_addr()?.port(), held: Some(socket) })
    }

    /// A port that this process has not used before, as long as there is one.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self { port: listen(None)?.local_addr()?.port() })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The port is free, for programs that do not allow addresses to be used again.
    pub(crate) fn release(&mut self) {
        #[cfg(target_os = "linux")]
        drop(self.held.take());
    }
}

/// The ports to try: those of our own choice that were not tried yet, from a random one on, and in
/// the end what the system offers, which is 0.
///
/// Linux offers a quarter of its ports, and none from which a connection was closed within the
/// last minute. That leaves some seven thousand, which several runs of a large suite use up in
/// seconds; and the fewer are left, the longer it takes to find them. Whoever names a port gets it
/// at once if it is free.
fn ports() -> impl Iterator<Item = u16> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    static START: LazyLock<usize> = LazyLock::new(|| RandomState::new().hash_one(()) as usize);
    let own = std::iter::from_fn(|| {
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        own(next, *START)
    });
    own.chain(offers())
}

/// The ports of our own choice, each once, by their number from 0.
fn own(number: usize, start: usize) -> Option<u16> {
    let count = DYNAMIC.len();
    (number < count).then(|| DYNAMIC.start() + ((start % count + number) % count) as u16)
}

/// What the system offers.
fn offers() -> impl Iterator<Item = u16> {
    std::iter::repeat_n(0, OFFERS)
}

/// The first of these ports that is free, with what holds it, and was not used before; if all were,
/// the last that was offered.
fn unused<T>(
    ports: impl IntoIterator<Item = u16>,
    mut bind: impl FnMut(u16) -> io::Result<(u16, T)>,
) -> io::Result<T> {
    // Kept open until the end, so that the system does not offer the same port again.
    let mut used = Vec::new();
    for wanted in ports {
        if wanted > 0 && !first_use(wanted) {
            continue;
        }
        match bind(wanted) {
            Ok((port, holder)) if port == wanted || first_use(port) => return Ok(holder),
            Ok((_, holder)) => used.push(holder),
            Err(error) if wanted > 0 && is_taken(&error) => {}
            Err(error) => return used.pop().ok_or(error),
        }
    }
    used.pop().ok_or_else(|| io::Error::new(io::ErrorKind::AddrInUse, "no port is free"))
}

/// Whether it is about this port and no other. (On Windows some are kept for the system.)
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Binds these ports one after the other; no system offers such, so that no other test has
    /// them.
    #[track_caller]
    fn check(wanted: &[u16], offers: &[io::Result<u16>], expected: io::Result<u16>) {
        let mut offers = offers.iter();
        let bind = |_| match offers.next().expect("an offer") {
            Ok(port) => Ok((*port, *port)),
            Err(error) => Err(error.kind().into()),
        };
        let unused = unused(wanted.iter().copied(), bind).map_err(|error| error.kind());
        assert_eq!(unused, expected.map_err(|error| error.kind()));
    }

    #[test]
    fn a_port_is_used_once_while_there_are_others() {
        let taken = || Err(io::ErrorKind::AddrInUse.into());
        check(&[0], &[Ok(1)], Ok(1));
        check(&[0, 0], &[Ok(1), Ok(2)], Ok(2));
        check(&[0, 1, 3], &[Ok(2), Ok(3)], Ok(3));
        check(&[4, 5], &[taken(), Ok(5)], Ok(5));
        check(&[0, 1, 5], &[Ok(3)], Ok(3));
        check(&[1, 0, 0], &[Ok(1), Ok(2)], Ok(2));
        check(&[0, 0], &[Ok(1), taken()], Ok(1));
        check(&[1, 3], &[], taken());
        // Without any port at all, no other would help.
        check(&[0, 6], &[taken()], taken());
        let none = || Err(io::ErrorKind::OutOfMemory.into());
        check(&[6, 7], &[none()], none());
    }

    #[test]
    fn each_port_of_our_choice_is_tried_once() {
        for start in [0, 1, 77_777, usize::MAX] {
            let mut ports: Vec<u16> = (0..10_000).filter_map(|number| own(number, start)).collect();
            ports.sort_unstable();
            assert_eq!(ports, DYNAMIC.collect::<Vec<u16>>());
        }
    }

    #[test]
    fn a_reserved_port_is_free_for_who_knows_it() {
        let reserved = Reservation::new().unwrap();
        let address = (Ipv4Addr::LOCALHOST, reserved.port());
        assert!(std::net::TcpStream::connect(address).is_err());
        // It was used before, and may be used again by whoever asks for it.
        assert_eq!(listen(Some(reserved.port())).unwrap().local_addr().unwrap(), address.into());
    }
}
