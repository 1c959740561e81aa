//! When a service serves.
//!
//! No system tells one process that another one listens, so that a silent service has to be
//! tried. One that speaks is tried whenever it has said something.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::timeout;

use super::monitor::Monitor;

/// The pauses between two tries: short at first, since most services are quick.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(25);

/// How long a connection on this machine may take.
const TRY: Duration = Duration::from_millis(200);

/// The address on which the service accepts connections; nothing if it ends before.
///
/// It was told to listen on `port`. What it says itself counts too, unless that is one of the
/// ports of the test's servers: services write down what they were told.
pub(super) async fn ready(
    monitor: &Monitor,
    port: u16,
    ports_of_servers: &[u16],
) -> Option<SocketAddr> {
    let told = addresses(port);
    let mut pause = FIRST_PAUSE;
    let mut changes = monitor.changes();
    while monitor.exit().is_none() {
        changes.mark_unchanged();
        let announced = monitor.announced();
        let said = announced.iter().filter(|said| !ports_of_servers.contains(&said.port()));
        for address in told.iter().chain(said) {
            if accepts(*address).await {
                return Some(*address);
            }
        }
        drop(timeout(pause, changes.changed()).await);
        pause = LONGEST_PAUSE.min(pause * 2);
    }
    None
}

/// Whether somebody serves on this port already, and would be taken for the service.
pub(super) async fn is_taken(port: u16) -> bool {
    let [first, second] = addresses(port);
    accepts(first).await || accepts(second).await
}

/// Where a service listens that is told a port.
fn addresses(port: u16) -> [SocketAddr; 2] {
    [(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()]
}

/// Whether somebody listens there. A connection may come about with itself, where nobody does and
/// the system chooses the port that is called for the caller.
async fn accepts(address: SocketAddr) -> bool {
    match timeout(TRY, TcpStream::connect(address)).await {
        Ok(Ok(stream)) => stream.local_addr().is_ok_and(|local| local != address),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::background::Background;
    use crate::ports::{self, Reservation};

    #[test]
    fn a_port_is_taken_by_who_listens() {
        let background = Background::get().unwrap();
        let reserved = Reservation::new().unwrap();
        assert!(!background.wait(is_taken(reserved.port())));
        let listener = ports::listen(None).unwrap();
        assert!(background.wait(is_taken(listener.local_addr().unwrap().port())));
    }
}
