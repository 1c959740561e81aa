//! The servers that are compared.
//!
//! To add one, implement [`Backend`] and name it in [`all`].

mod bare_hyper;
mod mock_runtime;
#[cfg(feature = "peers")]
mod peers;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::runtime::Builder;

use crate::scenario::{Kind, Scenario};

/// A kind of server.
pub(crate) trait Backend: Send + Sync {
    fn name(&self) -> &'static str;

    /// Whether it can serve such a scenario.
    fn serves(&self, kind: Kind) -> bool;

    /// Starts a server: from what a test has in hand, a text or calls, to a port that is open.
    /// Everything that a user has to wait for belongs in here.
    fn start(&self, scenario: &Scenario) -> io::Result<Box<dyn Running>>;
}

/// A server. Dropping it stops it, as its users would.
pub(crate) trait Running: Send {
    fn address(&self) -> SocketAddr;
}

/// All of them; the first is the floor, to which every ratio refers.
pub(crate) fn all() -> io::Result<Vec<Box<dyn Backend>>> {
    let runtime = Arc::new(Builder::new_multi_thread().worker_threads(2).enable_all().build()?);
    Ok(vec![
        Box::new(bare_hyper::BareHyper::new(runtime.clone())),
        Box::new(mock_runtime::MockRuntime),
        #[cfg(feature = "peers")]
        Box::new(peers::WireMock::new(runtime)),
        #[cfg(feature = "peers")]
        Box::new(peers::HttpMock),
        #[cfg(feature = "peers")]
        Box::new(peers::Mockito),
    ])
}

/// Measures every server in turn, round after round, so that what disturbs the machine for a
/// while disturbs all of them. The results are those of the first back-end, of the second, ….
pub(crate) fn in_turn<T>(
    backends: &[&dyn Backend],
    rounds: usize,
    mut measure: impl FnMut(&dyn Backend) -> io::Result<T>,
) -> io::Result<Vec<Vec<T>>> {
    let mut results: Vec<Vec<T>> = backends.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        for (backend, results) in backends.iter().zip(&mut results) {
            let in_backend = |error| io::Error::other(format!("{}: {error}", backend.name()));
            results.push(measure(*backend).map_err(in_backend)?);
        }
    }
    Ok(results)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Client;

    #[test]
    fn every_server_answers_what_it_serves() {
        let client = Client::new().unwrap();
        for backend in all().unwrap() {
            for kind in Kind::ALL.into_iter().filter(|kind| backend.serves(*kind)) {
                for interactions in [1, 3] {
                    let scenario = Scenario::new(kind, interactions);
                    let server = backend.start(&scenario).unwrap();
                    if let Err(error) = client.send(server.address(), &scenario.request, 3) {
                        panic!("{}, {}: {error}", backend.name(), kind.name());
                    }
                }
            }
        }
    }

    #[test]
    fn a_dropped_server_is_gone() {
        let client = Client::new().unwrap();
        let scenario = Scenario::new(Kind::Get, 1);
        // The peers keep theirs in a pool.
        for backend in &all().unwrap()[..2] {
            let server = backend.start(&scenario).unwrap();
            let address = server.address();
            drop(server);
            // Dropping does not wait.
            let is_gone = || client.send(address, &scenario.request, 1).is_err();
            let soon = (0..200).any(|_| {
                std::thread::sleep(std::time::Duration::from_millis(5));
                is_gone()
            });
            assert!(soon, "{}", backend.name());
        }
    }

    #[test]
    fn turns() {
        let backends = all().unwrap();
        let two: Vec<_> = backends[..2].iter().map(AsRef::as_ref).collect();
        let mut turn = 0;
        let results = in_turn(&two, 2, |_| {
            turn += 1;
            Ok(turn)
        });
        assert_eq!(results.unwrap(), [[1, 3], [2, 4]]);
    }
}
