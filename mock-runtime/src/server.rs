//! The HTTP server: bytes to [`ReceivedRequest`](mock_core::ReceivedRequest) and
//! [`Reply`](mock_core::Reply) to bytes, and nothing else. Only this module names hyper.
//!
//! What must stay true: a verdict is recorded before its response leaves; whatever is refused is
//! recorded with its reason; once [`Server::stop`] is over nothing listens and nothing more is
//! recorded.

mod accept;
mod answer;
mod body;
mod connections;
mod host;
mod malformed;
mod socket;

use std::borrow::Cow;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::Poll;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use mock_core::{OpenConnection, ReceivedRequest, Reply, Session};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};

use crate::background::Background;
use crate::ports;
use crate::process::{Event, Witness};
use connections::{Activity, Connection, Connections};
use socket::Socket;

/// What all connections of a server share.
#[derive(Debug)]
pub(crate) struct Served {
    session: Session,
    body_limit: usize,
    /// Who must know what happens even if this process has no time to tell.
    witness: Option<Witness>,
    /// How many wait for completion. Without any, a request costs no second look at the journal.
    watchers: AtomicUsize,
    completed: Notify,
    /// Set when the server is about to stop; every socket has it.
    is_ending: Arc<AtomicBool>,
    connections: Arc<Connections>,
}

impl Served {
    pub(crate) fn new(session: Session, body_limit: usize, witness: Option<Witness>) -> Self {
        Self {
            session,
            body_limit,
            witness,
            watchers: AtomicUsize::new(0),
            completed: Notify::new(),
            is_ending: Arc::default(),
            connections: Arc::default(),
        }
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    fn respond(&self, request: ReceivedRequest) -> Reply {
        self.tell(|| Event::Respond(Cow::Borrowed(&request)));
        self.note(|session| session.respond(request))
    }

    /// The connections that are open now.
    pub(crate) fn connections(&self) -> Vec<OpenConnection> {
        self.connections.list()
    }

    fn refuse(&self, request: ReceivedRequest, reason: &str) {
        self.tell(|| Event::Refuse(Cow::Borrowed(&request), reason.into()));
        self.session.refuse(request, reason);
    }

    /// Says what is about to happen.
    pub(crate) fn tell<'a>(&self, event: impl FnOnce() -> Event<'a>) {
        if let Some(witness) = &self.witness {
            witness.tell(&event());
        }
    }

    /// Lets something happen, and whoever waits know if it was the last.
    pub(crate) fn note<T>(&self, happens: impl FnOnce(&Session) -> T) -> T {
        let result = happens(&self.session);
        // Relaxed is enough: a watcher counts itself before it looks into the journal. If it
        // looked before the request was recorded, the journal's lock makes the count visible
        // here; if after, it saw the request itself.
        if self.watchers.load(Ordering::Relaxed) > 0 && self.session.is_complete() {
            self.completed.notify_waiters();
        }
        result
    }

    /// Waits until every interaction has happened.
    pub(crate) async fn complete(&self) {
        let _watching = Watching::new(&self.watchers);
        let mut completed = pin!(self.completed.notified());
        completed.as_mut().enable();
        if !self.session.is_complete() {
            completed.await;
        }
    }
}

/// Counts a watcher for as long as it watches, also when its future is dropped half-way.
struct Watching<'a>(&'a AtomicUsize);

impl<'a> Watching<'a> {
    fn new(watchers: &'a AtomicUsize) -> Self {
        watchers.fetch_add(1, Ordering::Relaxed);
        Self(watchers)
    }
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The stages of a server's life. The accept loop and every connection hold a receiver, so that
/// the server has ended when there is none left. [`accept::life`] sees to it that this comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Serving,
    /// Nothing new is accepted; what is under way is answered.
    Draining,
    /// What is still open is cut off.
    Closed,
}

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    background: Background,
    stage: Arc<watch::Sender<Stage>>,
    is_ending: Arc<AtomicBool>,
}

impl Server {
    /// Binds a port and starts to serve what is made for its address. The port accepts connections
    /// when this returns.
    pub(crate) fn start(
        port: Option<u16>,
        served: impl FnOnce(SocketAddr) -> Served,
    ) -> io::Result<(Self, Arc<Served>)> {
        let background = Background::get()?;
        let listener = ports::listen(port)?;
        let address = listener.local_addr()?;
        let served = Arc::new(served(address));
        listener.set_nonblocking(true)?;
        let listener = {
            let _registering = background.enter();
            TcpListener::from_std(listener)?
        };
        let (sender, receiver) = watch::channel(Stage::Serving);
        let (stage, is_ending) = (Arc::new(sender), served.is_ending.clone());
        background.spawn(accept::life(listener, served.clone(), stage.clone(), receiver));
        Ok((Self { address, background, stage, is_ending }, served))
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn background(&self) -> &Background {
        &self.background
    }

    /// Lets the server end: it stops accepting, lets what is under way be answered, and closes
    /// every connection. Does not wait for that.
    pub(crate) fn begin_stop(&self) {
        self.is_ending.store(true, Ordering::Relaxed);
        self.stage.send_modify(|stage| *stage = Stage::Draining.max(*stage));
    }

    /// Lets the server end; when this is over it has.
    pub(crate) fn stop(&self) -> impl Future<Output = ()> + Send + use<> {
        self.begin_stop();
        let stage = self.stage.clone();
        async move { stage.closed().await }
    }
}

async fn connection(
    stream: TcpStream,
    open: Arc<Connection>,
    served: Arc<Served>,
    mut stage: watch::Receiver<Stage>,
) {
    // Answers are written whole; waiting for more would only delay them.
    drop(stream.set_nodelay(true));
    let service = service_fn(|request| answer::answer(&served, &open, request));
    let mut connection = http1::Builder::new()
        .half_close(true)
        .auto_date_header(false)
        .serve_connection(Socket::new(stream, open.clone(), served.is_ending.clone()), service);
    let mut ended = until(Pin::new(&mut connection), reached(&mut stage, Stage::Draining)).await;
    if ended.is_none() {
        // The connection looks a last time for a request that has arrived, before it closes.
        ended = until(Pin::new(&mut connection), async {}).await;
    }
    if ended.is_none() {
        Pin::new(&mut connection).graceful_shutdown();
        ended = until(Pin::new(&mut connection), reached(&mut stage, Stage::Closed)).await;
    }
    let error = match ended {
        Some(Ok(())) => return,
        Some(Err(error)) => Some(error),
        None => {
            // What is dropped with it, a request half-way, is not the client's doing.
            open.is(Activity::CutOff);
            None
        }
    };
    let parts = connection.into_parts();
    if let Some((request, reason)) =
        malformed::describe(error.as_ref(), &parts.read_buf, parts.io.latest())
    {
        served.refuse(request, &reason);
    }
}

/// Waits until the server's life has come to a stage.
async fn reached(current: &mut watch::Receiver<Stage>, stage: Stage) {
    // An error means that the sender is gone: nobody could end this server any more.
    drop(current.wait_for(|current| *current >= stage).await);
}

/// What the work comes to, unless the signal is first. If both are ready, the work is.
async fn until<T>(
    mut work: Pin<&mut impl Future<Output = T>>,
    signal: impl Future<Output = ()>,
) -> Option<T> {
    let mut signal = pin!(signal);
    std::future::poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => signal.as_mut().poll(context).map(|()| None),
    })
    .await
}
