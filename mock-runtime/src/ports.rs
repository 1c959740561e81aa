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
        None => unused(TRIES, || TcpListener::bind((Ipv4Addr::LOCALHOST, 0))),
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
    pub(crate) fn new() -> io::Result<Self> {
        let port = listen(None)?.local_addr()?.port();
        Ok(Self {
            port,
            #[cfg(target_os = "linux")]
            held: hold(port).ok(),
        })
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

#[cfg(target_os = "linux")]
fn hold(port: u16) -> io::Result<tokio::net::TcpSocket> {
    let socket = tokio::net::TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
    Ok(socket)
}

fn unused(
    tries: usize,
    mut bind: impl FnMut() -> io::Result<TcpListener>,
) -> io::Result<TcpListener> {
    // Kept open until the end, so that the system does not offer the same port again.
    let mut used = Vec::new();
    while used.len() < tries {
        let listener = bind()?;
        if first_use(listener.local_addr()?.port()) {
            return Ok(listener);
        }
        used.push(listener);
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
        let first = listen(None).unwrap();
        let port = first.local_addr().unwrap().port();
        drop(first);
        let mut offers = vec![0, port];
        let offer = || TcpListener::bind((Ipv4Addr::LOCALHOST, offers.pop().unwrap_or(port)));
        let second = unused(2, offer).unwrap();
        assert_ne!(second.local_addr().unwrap().port(), port);
    }

    #[test]
    fn a_reserved_port_is_free_for_who_knows_it() {
        let mut reserved = Reservation::new().unwrap();
        let address = (Ipv4Addr::LOCALHOST, reserved.port());
        assert!(std::net::TcpStream::connect(address).is_err());
        drop(TcpListener::bind(address).unwrap());
        reserved.release();
        TcpListener::bind(address).unwrap();
    }

    #[test]
    fn the_search_ends() {
        let offer = || {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
            first_use(listener.local_addr()?.port());
            Ok(listener)
        };
        assert_eq!(unused(3, offer).unwrap_err().kind(), io::ErrorKind::AddrInUse);
    }

    #[test]
    fn a_port_that_is_asked_for_may_be_used_again() {
        let port = listen(None).unwrap().local_addr().unwrap().port();
        assert_eq!(listen(Some(port)).unwrap().local_addr().unwrap().port(), port);
    }
}
