//! The servers that are compared.
//!
//! To add one, implement [`Backend`] and name it in [`all`].

mod bare_hyper;
mod mock_runtime;
#[cfg(feature = "reference")]
mod pact_mock_server;
#[cfg(feature = "peers")]
mod peers;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use crate::scenario::{Kind, Scenario};

/// A server to be.
pub(crate) type Starting<'a> =
    Pin<Box<dyn Future<Output = io::Result<Box<dyn Running>>> + Send + 'a>>;

/// What is measured of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measurement {
    Start,
    Throughput,
    Growth,
    /// Ten times as many interactions as the others have to cope with.
    LargestContract,
    /// Requests that are refused, with what is said about them.
    Diagnosis,
    /// The memory of a server.
    Servers,
    /// The memory that requests leave behind.
    Requests,
    /// The same up to a million requests, which whoever keeps all of them could not do.
    ManyRequests,
}

/// A kind of server.
pub(crate) trait Backend: Send + Sync {
    fn name(&self) -> &'static str;

    /// Whether it can serve such a scenario.
    fn serves(&self, kind: Kind) -> bool;

    /// Whether such a measurement says anything about it that another row does not.
    fn takes_part(&self, measurement: Measurement) -> bool {
        match measurement {
            Measurement::Start
            | Measurement::Throughput
            | Measurement::Growth
            | Measurement::Servers
            | Measurement::Requests => true,
            Measurement::LargestContract | Measurement::Diagnosis | Measurement::ManyRequests => {
                false
            }
        }
    }

    /// Starts a server: from what a test has in hand, a text or calls, to a port that is open.
    /// Everything that a user has to wait for belongs in here.
    ///
    /// It is polled on the runtime that all servers share.
    fn start<'a>(&'a self, scenario: &'a Scenario) -> Starting<'a>;
}

/// A server. Dropping it stops it, as its users would.
pub(crate) trait Running: Send {
    fn address(&self) -> SocketAddr;
}

/// All of them; the first is the floor, to which every ratio refers.
pub(crate) fn all() -> Vec<Arc<dyn Backend>> {
    vec![
        Arc::new(bare_hyper::BareHyper { reads_json: false }),
        Arc::new(bare_hyper::BareHyper { reads_json: true }),
        Arc::new(mock_runtime::MockRuntime { remembers: true }),
        Arc::new(mock_runtime::MockRuntime { remembers: false }),
        #[cfg(feature = "reference")]
        Arc::new(pact_mock_server::PactMockServer { own_runtime: false }),
        #[cfg(feature = "reference")]
        Arc::new(pact_mock_server::PactMockServer { own_runtime: true }),
        #[cfg(feature = "peers")]
        Arc::new(peers::HttpMock),
        #[cfg(feature = "peers")]
        Arc::new(peers::WireMock { pooled: true }),
        #[cfg(feature = "peers")]
        Arc::new(peers::WireMock { pooled: false }),
        #[cfg(feature = "peers")]
        Arc::new(peers::Mockito { pooled: true }),
        #[cfg(feature = "peers")]
        Arc::new(peers::Mockito { pooled: false }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{Bench, Options};
    use crate::client::Client;

    #[test]
    fn every_server_answers_what_it_serves() {
        let client = Client::new().unwrap();
        let bench = Bench::new(Options::default()).unwrap();
        for backend in all() {
            for kind in Kind::ALL.into_iter().filter(|kind| backend.serves(*kind)) {
                let scenarios = [
                    Scenario::new(kind, 1),
                    Scenario::new(kind, 3),
                    Scenario::of_patterns(kind, 3),
                ];
                for scenario in scenarios {
                    let server = bench.start(&*backend, &scenario).unwrap();
                    if let Err(error) = client.send(server.address(), &scenario.request, 3) {
                        panic!("{}, {}: {error}", backend.name(), kind.name());
                    }
                }
            }
        }
    }

    /// Whoever says what is wrong with a request is measured with requests that are wrong.
    #[test]
    fn every_server_that_diagnoses_refuses() {
        let client = Client::new().unwrap();
        let bench = Bench::new(Options::default()).unwrap();
        for backend in bench.backends(Measurement::Diagnosis) {
            for kind in Kind::ALL {
                let scenario = Scenario::new(kind, 3);
                let server = bench.start(&*backend, &scenario).unwrap();
                for request in [&scenario.differing, &scenario.stranger] {
                    if let Err(error) = client.send(server.address(), request, 2) {
                        panic!("{}, {}: {error}", backend.name(), kind.name());
                    }
                }
            }
        }
    }

    #[test]
    fn a_dropped_server_is_gone() {
        let client = Client::new().unwrap();
        let bench = Bench::new(Options::default()).unwrap();
        let scenario = Scenario::new(Kind::Get, 1);
        // The peers keep theirs in a pool.
        for name in ["bare hyper", "mock-runtime"] {
            let backend = bench.backend(name).unwrap();
            let server = bench.start(&**backend, &scenario).unwrap();
            let address = server.address();
            drop(server);
            // Dropping does not wait.
            let is_gone = || client.send(address, &scenario.request, 1).is_err();
            let soon = (0..200).any(|_| {
                std::thread::sleep(std::time::Duration::from_millis(5));
                is_gone()
            });
            assert!(soon, "{name}");
        }
    }
}
