//! Requests per second and their latency, over connections that are kept.

use std::io;
use std::time::Duration;

use crate::backend::Measurement;
use crate::bench::Bench;
use crate::client::{Client, Load};
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median, median_ratio};

pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    Kind::ALL.into_iter().try_for_each(|kind| bench.print(&of_kind(bench, kind)?))
}

fn of_kind(bench: &Bench, kind: Kind) -> io::Result<Table> {
    // More than eight bodies of 1 MB at once would measure the memory of the machine.
    let connections: &[usize] = if kind == Kind::PostEachLike { &[1, 8] } else { &[1, 8, 64] };
    let scenario = Scenario::new(kind, 1);
    let mut backends = bench.backends(Measurement::Throughput);
    backends.retain(|backend| backend.serves(kind));
    let client = Client::new()?;
    let mut table = Table::new(
        format!("Throughput: {}", kind.name()),
        &["back-end", "connections", "requests/s", "to bare hyper", "p50 µs", "p99 µs"],
    );
    for connections in connections.iter().copied() {
        let load = Load {
            connections,
            warm_up: bench.scaled(Duration::from_millis(50)),
            time: bench.scaled(Duration::from_millis(250)),
        };
        let paces = bench.in_turn(&backends, bench.rounds(11), |backend| {
            // A new one each time: most keep every request that they have seen.
            let server = bench.start(&**backend, &scenario)?;
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
