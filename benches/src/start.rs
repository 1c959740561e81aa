//! The life of a server: from what a test has in hand to the first answer, and to its end.

use std::io;
use std::thread;
use std::time::Instant;

use crate::Options;
use crate::backend::{Backend, in_turn};
use crate::client::Client;
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median, median_ratio};

/// Numbers of interactions, and how many lives make a round.
const SIZES: [(usize, usize); 3] = [(1, 40), (100, 10), (1000, 3)];

/// As many as a test runner starts at once on a machine with as many cores.
const THREADS: usize = 8;
const LIVES_PER_THREAD: usize = 25;

/// Microseconds since the beginning.
#[derive(Clone, Copy, Debug)]
struct Life {
    started: f64,
    answered: f64,
    stopped: f64,
}

pub(crate) fn run(backends: &[&dyn Backend], options: &Options) -> io::Result<Vec<Table>> {
    let mut tables = Vec::new();
    for (interactions, lives) in SIZES {
        tables.push(one_by_one(backends, options, interactions, options.scaled(lives))?);
    }
    tables.push(in_parallel(backends, options)?);
    Ok(tables)
}

fn micros(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e6
}

fn live(backend: &dyn Backend, scenario: &Scenario, client: &Client) -> io::Result<Life> {
    let begin = Instant::now();
    let server = backend.start(scenario)?;
    let started = micros(begin);
    client.send(server.address(), &scenario.request, 1)?;
    let answered = micros(begin);
    drop(server);
    Ok(Life { started, answered, stopped: micros(begin) })
}

fn one_by_one(
    backends: &[&dyn Backend],
    options: &Options,
    interactions: usize,
    lives: usize,
) -> io::Result<Table> {
    let scenario = Scenario::new(Kind::Get, interactions);
    let client = Client::new()?;
    let rounds = in_turn(backends, options.rounds, |backend| {
        let lives: Vec<Life> =
            (0..lives).map(|_| live(backend, &scenario, &client)).collect::<io::Result<_>>()?;
        let median = |time: fn(&Life) -> f64| median(lives.iter().map(time));
        Ok(Life {
            started: median(|life| life.started),
            answered: median(|life| life.answered),
            stopped: median(|life| life.stopped),
        })
    })?;
    let mut table = Table::new(
        format!("Start, one request, stop: {interactions} interactions, one server at a time"),
        &["back-end", "started µs", "first answer µs", "stopped µs", "to bare hyper"],
    );
    for (backend, lives) in backends.iter().zip(&rounds) {
        table.row(
            backend.name(),
            [
                median(lives.iter().map(|life| life.started)),
                median(lives.iter().map(|life| life.answered)),
                median(lives.iter().map(|life| life.stopped)),
                median_ratio(lives, &rounds[0], |life| life.stopped),
            ],
        );
    }
    Ok(table)
}

fn in_parallel(backends: &[&dyn Backend], options: &Options) -> io::Result<Table> {
    let scenario = Scenario::new(Kind::Get, 1);
    let lives = options.scaled(LIVES_PER_THREAD);
    let clients = (0..THREADS).map(|_| Client::new()).collect::<io::Result<Vec<_>>>()?;
    let times = in_turn(backends, options.rounds, |backend| {
        let begin = Instant::now();
        thread::scope(|scope| {
            let threads: Vec<_> = clients
                .iter()
                .map(|client| {
                    let scenario = &scenario;
                    scope.spawn(move || {
                        (0..lives).try_for_each(|_| live(backend, scenario, client).map(drop))
                    })
                })
                .collect();
            threads.into_iter().try_for_each(|thread| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
        })?;
        Ok(micros(begin) / (THREADS * lives) as f64)
    })?;
    let mut table = Table::new(
        format!("Start, one request, stop: {} servers on {THREADS} threads", THREADS * lives),
        &["back-end", "µs per server", "to bare hyper"],
    );
    for (backend, rounds) in backends.iter().zip(&times) {
        let ratio = median_ratio(rounds, &times[0], |time| *time);
        table.row(backend.name(), [median(rounds.iter().copied()), ratio]);
    }
    Ok(table)
}
