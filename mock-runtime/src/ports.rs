//! Ports: each is used once in the life of the process.
//!
//! A client that outlives its test (a pooled connection, a retry in a forgotten thread) would
//! otherwise reach the server of a later test, and fail it.

use std::collections::HashSet;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{LazyLock, Mutex, PoisonError};

/// How many used ports in a row the system may offer before we give up.
const TRIES: usize = 64;

static USED: LazyLock<Mutex<HashSet<u16>>> = LazyLock::new(Mutex::default);

/// Notes a port as used. False if it was before.
fn first_use(port: u16) -> bool {
    // A set of numbers is whole even if a thread died while it held the lock.
    USED.lock().unwrap_or_else(PoisonError::into_inner).insert(port)
}

/// A listener on a port that the system chose and this process has not used before, or on the
/// port that is asked for.
pub(crate) fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    match port {
        None => unused(TRIES, || {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
            Ok((listener.local_addr()?.port(), listener))
        }),
        Some(port) => {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
            first_use(listener.local_addr()?.port());
            Ok(listener)
        }
    }
}

/// A port for a process that is about to start.
///
/// Between choosing a port and its being used somebody else could get it. Linux lets us hold a
/// port without listening on it: whoever asks the system for any port is not given it, nor does a
/// connection start from it, but whoever asks for this very one may listen, if both sides allow
/// addresses to be used again (`SO_REUSEADDR`), as the standard library does on Unix.
#[derive(Debug)]
pub(crate) struct Reservation {
    port: u16,
    #[cfg(target_os = "linux")]
    held: Option<tokio::net::TcpSocket>,
}

impl Reservation {
    /// A port that this process has not used before.
    #[cfg(target_os = "linux")]
    pub(crate) fn new() -> io::Result<Self> {
        let socket = unused(TRIES, || {
            let socket = tokio::net::TcpSocket::new_v4()?;
            socket.set_reuseaddr(true)?;
            socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
            Ok((socket.local_addr()?.port(), socket))
        })?;
        Ok(Self { port: socket.local_addr()?.port(), held: Some(socket) })
    }

    /// A port that this process has not used before.
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

/// A port that is offered with what holds it, and that this process has not used before.
fn unused<T>(tries: usize, mut bind: impl FnMut() -> io::Result<(u16, T)>) -> io::Result<T> {
    // Kept open until the end, so that the system does not offer the same port again.
    let mut used = Vec::new();
    while used.len() < tries {
        let (port, holder) = bind()?;
        if first_use(port) {
            return Ok(holder);
        }
        used.push(holder);
    }
    Err(io::Error::new(
        io::ErrorKind::AddrInUse,
        "the system offers only ports that an earlier mock server of this process has used",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_used_port_is_not_used_again() {
        let mut offers = vec![(2, "new"), (1, "used"), (1, "new")];
        let mut next = || unused(2, || Ok(offers.pop().expect("an offer")));
        // No system offers such ports, so that no other test has them.
        assert_eq!([next().unwrap(), next().unwrap()], ["new", "new"]);
    }

    #[test]
    fn the_search_ends() {
        assert!(unused(1, || Ok((3, ()))).is_ok());
        let error = unused(3, || Ok((3, ()))).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
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
