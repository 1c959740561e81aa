//! Accepting connections, and what becomes of them when no file descriptor is left for them.
//!
//! A client waits for its answer, and its connection for a descriptor. Where such clients hold all
//! that there are, nothing would ever go on. So a connection waits for a while, until others are
//! closed; then the server gives up the one descriptor that is its own, that of the port. The
//! system resets the connections that wait, and refuses those to come, so that nobody hangs. That
//! needs nothing that somebody else could have taken meanwhile, as a spare descriptor would be.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use std::{io, net};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};

use super::malformed::nameless;
use super::{Served, Stage, connection, reached, until};
use crate::{background, descriptors};

/// How long a connection waits until others have closed theirs.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long a request that is under way at the end may take to be answered.
const DRAIN: Duration = Duration::from_secs(1);

/// What is known of connections that cannot be accepted.
#[derive(Clone, Copy, Debug)]
enum Shortage {
    None,
    /// There may be one: systems look for a descriptor before they look for a connection.
    Possible,
    /// There is one, which waits until then.
    Until(Instant),
}

impl Shortage {
    /// What is known after another error.
    fn grown(self) -> Self {
        match self {
            Self::None => Self::Possible,
            Self::Possible => Self::Until(Instant::now() + PATIENCE),
            Self::Until(_) => self,
        }
    }
}

/// The life of a server. Its end needs nobody who waits for it, and no timer where no connection
/// is open.
pub(super) async fn life(
    listener: TcpListener,
    served: Arc<Served>,
    stage: Arc<watch::Sender<Stage>>,
    receiver: watch::Receiver<Stage>,
) {
    accept(listener, served, receiver).await;
    if stage.is_closed() {
        return;
    }
    // Apart from what every server keeps for as long as it lives.
    Box::pin(close_connections(&stage)).await;
}

async fn close_connections(stage: &watch::Sender<Stage>) {
    if *stage.borrow() == Stage::Serving {
        // The port was given up; the connections that are open go on.
        drains(&mut stage.subscribe()).await;
    }
    if timeout(DRAIN, stage.closed()).await.is_err() {
        stage.send_replace(Stage::Closed);
    }
}

/// Accepts connections until the server drains; then those that had come before.
async fn accept(mut listener: TcpListener, served: Arc<Served>, mut stage: watch::Receiver<Stage>) {
    let mut shortage = Shortage::None;
    loop {
        let freed = descriptors::freed();
        let accepted = until(pin!(listener.accept()), drains(&mut stage)).await;
        let error = match accepted {
            Some(Ok(accepted)) => {
                shortage = Shortage::None;
                serve(accepted, &served, &stage);
                continue;
            }
            Some(Err(error)) if is_of_client(&error) => continue,
            Some(Err(error)) => error,
            None => break,
        };
        shortage = shortage.grown();
        if let Shortage::Until(end) = shortage {
            if end <= Instant::now() {
                return give_up(&served, &error, listener);
            }
            let waited = async { until(pin!(timeout_at(end, freed)), drains(&mut stage)).await };
            let _first = Box::pin(waited).await;
        }
        // Registered anew, it is asked again only if there is a connection.
        listener = match listener.into_std().and_then(TcpListener::from_std) {
            Ok(listener) => listener,
            Err(error) => return give_up(&served, &error, ()),
        };
    }
    let Ok(listener) = listener.into_std() else { return };
    match drain(&listener, &served, &stage) {
        Err(error) if matches!(shortage, Shortage::Until(_)) => give_up(&served, &error, listener),
        Ok(()) | Err(_) => close(listener),
    }
}

async fn drains(stage: &mut watch::Receiver<Stage>) {
    reached(stage, Stage::Draining).await;
}

/// Whoever had connected before the end is still heard.
fn drain(
    listener: &net::TcpListener,
    served: &Arc<Served>,
    stage: &watch::Receiver<Stage>,
) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, peer)) => {
                stream.set_nonblocking(true)?;
                serve((TcpStream::from_std(stream)?, peer), served, stage);
            }
            Err(error) if is_of_client(&error) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

fn serve(
    (stream, peer): (TcpStream, SocketAddr),
    served: &Arc<Served>,
    stage: &watch::Receiver<Stage>,
) {
    let open = served.connections.open(peer);
    let connection = connection(stream, open, served.clone(), stage.clone());
    background::spawn(async {
        connection.await;
        descriptors::free();
    });
}

/// Whether it is the client that has gone: the next one may be well.
fn is_of_client(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset)
}

/// Says that connections are left alone, before they are.
fn give_up<T>(served: &Served, error: &io::Error, listener: T) {
    let error = descriptors::explained(error);
    let reason = format!("a connection could not be accepted, and the port was closed: {error}");
    served.refuse(nameless(), &reason);
    close(listener);
}

fn close<T>(listener: T) {
    drop(listener);
    descriptors::free();
}
