//! Which connections are open, for the report of a test that does not end.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use mock_core::OpenConnection;

use crate::stopwatch;

/// What happens on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activity {
    Idle,
    Arriving,
    Answering,
    /// The server has stopped, and closes it whatever is under way.
    CutOff,
}

impl Activity {
    const ALL: [(Self, &str); 4] = [
        (Self::Idle, "idle"),
        (Self::Arriving, "a request is arriving"),
        (Self::Answering, "being answered"),
        (Self::CutOff, "being closed"),
    ];
}

/// The open connections of a server, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Connections(Mutex<Register>);

#[derive(Debug, Default)]
struct Register {
    next: u64,
    /// By their numbers, which only grow.
    open: Vec<(u64, Weak<Connection>)>,
}

impl Connections {
    fn register(&self) -> MutexGuard<'_, Register> {
        // The register is whole after each of the few statements that change it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a connection, which is open for as long as what this returns.
    pub(super) fn open(self: &Arc<Self>, peer: SocketAddr) -> Arc<Connection> {
        let mut register = self.register();
        let number = register.next;
        let connection = Arc::new(Connection {
            connections: self.clone(),
            number,
            peer,
            opened: stopwatch::elapsed(),
            activity: AtomicU8::new(Activity::Idle as u8),
        });
        register.next += 1;
        register.open.push((number, Arc::downgrade(&connection)));
        connection
    }

    /// All that are open now.
    pub(super) fn list(&self) -> Vec<OpenConnection> {
        let open: Vec<_> =
            self.register().open.iter().filter_map(|(_, one)| one.upgrade()).collect();
        open.iter().map(|connection| connection.describe()).collect()
    }
}

/// A connection that is open.
#[derive(Debug)]
pub(super) struct Connection {
    connections: Arc<Connections>,
    number: u64,
    peer: SocketAddr,
    opened: Duration,
    activity: AtomicU8,
}

impl Connection {
    /// Notes what happens on it.
    pub(super) fn is(&self, activity: Activity) {
        self.activity.store(activity as u8, Ordering::Relaxed);
    }

    /// Whether it is the server that ends it.
    pub(super) fn is_cut_off(&self) -> bool {
        self.activity.load(Ordering::Relaxed) == Activity::CutOff as u8
    }

    fn describe(&self) -> OpenConnection {
        let (_, text) = Activity::ALL[usize::from(self.activity.load(Ordering::Relaxed))];
        OpenConnection { peer: self.peer, opened: self.opened, state: text.to_owned() }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut register = self.connections.register();
        if let Ok(at) = register.open.binary_search_by_key(&self.number, |(number, _)| *number) {
            drop(register.open.remove(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_are_open_are_listed() {
        #[track_caller]
        fn check(connections: &Connections, expected: &[(u16, &str)]) {
            let list = connections.list();
            let list: Vec<(u16, &str)> =
                list.iter().map(|one| (one.peer.port(), one.state.as_str())).collect();
            assert_eq!(list, expected);
        }
        let connections = Arc::new(Connections::default());
        let open = |port| connections.open(([127, 0, 0, 1], port).into());
        check(&connections, &[]);
        let (first, second) = (open(2), open(1));
        first.is(Activity::Arriving);
        check(&connections, &[(2, "a request is arriving"), (1, "idle")]);
        for (activity, text) in Activity::ALL {
            second.is(activity);
            check(&connections, &[(2, "a request is arriving"), (1, text)]);
        }
        drop(first);
        check(&connections, &[(1, "being closed")]);
    }
}
