//! What a request costs among many interactions, when it fits the last one.

use std::io;
use std::time::Duration;

use crate::Options;
use crate::backend::{Backend, in_turn};
use crate::client::{Client, Load};
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median};

const INTERACTIONS: [usize; 4] = [1, 10, 100, 1000];

pub(crate) fn run(backends: &[&dyn Backend], options: &Options) -> io::Result<Vec<Table>> {
    // Beside a body of 1 MB nothing else would be seen.
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::PostEachLike);
    kinds.map(|kind| of_kind(backends, options, kind)).collect()
}

fn of_kind(backends: &[&dyn Backend], options: &Options, kind: Kind) -> io::Result<Table> {
    let scenarios = INTERACTIONS.map(|interactions| Scenario::new(kind, interactions));
    let backends: Vec<_> = backends.iter().copied().filter(|it| it.serves(kind)).collect();
    let client = Client::new()?;
    let load = Load {
        connections: 1,
        warm_up: options.scaled(Duration::from_millis(40)),
        time: options.scaled(Duration::from_millis(120)),
    };
    // The four sizes of a back-end follow each other, because they are what is compared.
    let times = in_turn(&backends, options.rounds, |backend| {
        let mut p50 = [0.0; INTERACTIONS.len()];
        for (p50, scenario) in p50.iter_mut().zip(&scenarios) {
            let server = backend.start(scenario)?;
            *p50 = client.load(server.address(), &scenario.request, load)?.p50_us;
        }
        Ok(p50)
    })?;
    let mut table = Table::new(
        format!("Growth: {}, time of a request (p50, µs) among n interactions", kind.name()),
        &["back-end", "n = 1", "n = 10", "n = 100", "n = 1000", "1000 to 1"],
    );
    for (backend, rounds) in backends.iter().zip(&times) {
        let medians = (0..INTERACTIONS.len()).map(|size| median(rounds.iter().map(|it| it[size])));
        let growth = median(rounds.iter().map(|it| it[INTERACTIONS.len() - 1] / it[0]));
        table.row(backend.name(), medians.chain([growth]));
    }
    Ok(table)
}
