//! Requests per second and their latency, over connections that are kept.

use std::io;
use std::time::Duration;

use crate::Options;
use crate::backend::{Backend, in_turn};
use crate::client::{Client, Load};
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median, median_ratio};

const CONNECTIONS: [usize; 2] = [1, 8];

pub(crate) fn run(backends: &[&dyn Backend], options: &Options) -> io::Result<Vec<Table>> {
    Kind::ALL.into_iter().map(|kind| of_kind(backends, options, kind)).collect()
}

fn of_kind(backends: &[&dyn Backend], options: &Options, kind: Kind) -> io::Result<Table> {
    let scenario = Scenario::new(kind, 1);
    let backends: Vec<_> = backends.iter().copied().filter(|it| it.serves(kind)).collect();
    let client = Client::new()?;
    let mut table = Table::new(
        format!("Throughput: {}", kind.name()),
        &["back-end", "connections", "requests/s", "to bare hyper", "p50 µs", "p99 µs"],
    );
    for connections in CONNECTIONS {
        let load = Load {
            connections,
            warm_up: options.scaled(Duration::from_millis(50)),
            time: options.scaled(Duration::from_millis(250)),
        };
        let paces = in_turn(&backends, options.rounds, |backend| {
            // A new one each time: most keep every request that they have seen.
            let server = backend.start(&scenario)?;
            client.load(server.address(), &scenario.request, load)
        })?;
        for (backend, rounds) in backends.iter().zip(&paces) {
            table.row(
                backend.name(),
                [
                    connections as f64,
                    median(rounds.iter().map(|pace| pace.per_second)),
                    median_ratio(rounds, &paces[0], |pace| pace.per_second),
                    median(rounds.iter().map(|pace| pace.p50_us)),
                    median(rounds.iter().map(|pace| pace.p99_us)),
                ],
            );
        }
    }
    Ok(table)
}
