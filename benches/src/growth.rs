//! What a request costs among many interactions, when it fits the last one.

use std::io;
use std::time::Duration;

use crate::backend::{Backend, Measurement};
use crate::bench::Bench;
use crate::client::{Client, Load};
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median};

/// The last one is for those who take part in the measurement of the largest contract.
const INTERACTIONS: [usize; 5] = [1, 10, 100, 1000, 10_000];

/// A way of making a scenario of so many interactions.
type Make = fn(Kind, usize) -> Scenario;

pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    // Beside a body of 1 MB nothing else would be seen.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::PostEachLike) {
        bench.print(&grow(bench, kind, "", &INTERACTIONS, Scenario::new)?)?;
    }
    let patterns = &INTERACTIONS[..4];
    bench.print(&grow(bench, Kind::Get, " with regex paths", patterns, Scenario::of_patterns)?)
}

fn grow(bench: &Bench, kind: Kind, what: &str, sizes: &[usize], make: Make) -> io::Result<Table> {
    let sizes: Vec<_> = sizes.iter().map(|size| bench.scaled(*size)).collect();
    let scenarios: Vec<_> = sizes.iter().map(|size| (*size, make(kind, *size))).collect();
    let mut backends = bench.backends(Measurement::Growth);
    backends.retain(|backend| backend.serves(kind));
    let client = Client::new()?;
    // The sizes of a back-end follow each other, because they are what is compared.
    let times = bench.in_turn(&backends, bench.rounds(11), |backend| {
        scenarios
            .iter()
            .map(|(size, scenario)| match size {
                10_000 if !backend.takes_part(Measurement::LargestContract) => Ok(f64::NAN),
                _ => time(bench, &client, &**backend, scenario),
            })
            .collect::<io::Result<Vec<_>>>()
    })?;
    let columns: Vec<_> = sizes.iter().map(|size| format!("n = {size}")).collect();
    let columns = ["back-end"].into_iter().chain(columns.iter().map(String::as_str));
    let mut table = Table::new(
        format!("Growth: {}{what}, time of a request (p50, µs) among n interactions", kind.name()),
        &columns.chain(["1000 to 1"]).collect::<Vec<_>>(),
    );
    for (backend, rounds) in backends.iter().zip(&times) {
        let medians = (0..sizes.len()).map(|size| median(rounds.iter().map(|it| it[size])));
        let growth = median(rounds.iter().map(|it| it[3] / it[0]));
        table.row(backend.name(), medians.chain([growth]));
    }
    Ok(table)
}

/// The time of a request in microseconds.
fn time(
    bench: &Bench,
    client: &Client,
    backend: &dyn Backend,
    scenario: &Scenario,
) -> io::Result<f64> {
    let load = Load {
        connections: 1,
        warm_up: bench.scaled(Duration::from_millis(40)),
        time: bench.scaled(Duration::from_millis(120)),
    };
    let server = bench.start(backend, scenario)?;
    Ok(client.load(server.address(), &scenario.request, load)?.p50_us)
}
