//! What a request costs that is refused, with all that the answer says about it, beside one that
//! fits.

use std::io;
use std::time::Duration;

use crate::backend::{Backend, Measurement};
use crate::bench::Bench;
use crate::client::{Client, Load, Request};
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median};

const INTERACTIONS: [usize; 2] = [1, 1000];

pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    Kind::ALL.into_iter().try_for_each(|kind| bench.print(&of_kind(bench, kind)?))
}

/// The times of a request in microseconds.
#[derive(Clone, Copy, Debug)]
struct Times {
    matched: f64,
    differing: f64,
    stranger: f64,
}

fn of_kind(bench: &Bench, kind: Kind) -> io::Result<Table> {
    let backends = bench.backends(Measurement::Diagnosis);
    let client = Client::new()?;
    let mut table = Table::new(
        format!("Diagnosis: {}, time of a request (p50, µs) among n interactions", kind.name()),
        &[
            "back-end",
            "n",
            "fits",
            "differs",
            "to one that fits",
            "unknown path",
            "to one that fits",
        ],
    );
    for interactions in INTERACTIONS {
        let scenario = Scenario::new(kind, interactions);
        let times = bench.in_turn(&backends, bench.rounds(11), |backend| {
            let time = |request| time(bench, &client, &**backend, &scenario, request);
            Ok(Times {
                matched: time(&scenario.request)?,
                differing: time(&scenario.differing)?,
                stranger: time(&scenario.stranger)?,
            })
        })?;
        for (backend, rounds) in backends.iter().zip(&times) {
            let median = |figure: fn(&Times) -> f64| median(rounds.iter().map(figure));
            table.row(
                backend.name(),
                [
                    interactions as f64,
                    median(|it| it.matched),
                    median(|it| it.differing),
                    median(|it| it.differing / it.matched),
                    median(|it| it.stranger),
                    median(|it| it.stranger / it.matched),
                ],
            );
        }
    }
    Ok(table)
}

fn time(
    bench: &Bench,
    client: &Client,
    backend: &dyn Backend,
    scenario: &Scenario,
    request: &Request,
) -> io::Result<f64> {
    let load = Load {
        connections: 1,
        warm_up: bench.scaled(Duration::from_millis(20)),
        time: bench.scaled(Duration::from_millis(100)),
    };
    // A new one each time, so that none keeps what the one before was sent.
    let server = bench.start(backend, scenario)?;
    Ok(client.load(server.address(), request, load)?.p50_us)
}
