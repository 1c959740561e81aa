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
    let told = [(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()];
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

/// Whether somebody listens there. A connection may come about with itself, where nobody does and
/// the system chooses the port that is called for the caller.
async fn accepts(address: SocketAddr) -> bool {
    match timeout(TRY, TcpStream::connect(address)).await {
        Ok(Ok(stream)) => stream.local_addr().is_ok_and(|local| local != address),
        _ => false,
    }
}
