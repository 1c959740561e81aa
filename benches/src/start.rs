//! The life of a server: from what a test has in hand to the first answer, and to its end.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use tokio::task::JoinSet;

use crate::backend::{Backend, Measurement, Running};
use crate::bench::Bench;
use crate::client::{self, Client};
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median, median_ratio};

/// Numbers of interactions, how many servers of each are kept alive, and how many lives make a
/// round. All servers that are kept fit into the smallest pool of a peer, which has 25.
const SIZES: [(usize, usize, usize); 3] = [(1, 16, 40), (100, 5, 10), (1000, 2, 3)];

/// As many as a test runner starts at once on a machine with as many cores.
const THREADS: usize = 8;
const LIVES_PER_THREAD: usize = 25;
const TASKS: usize = 200;

/// Microseconds since the beginning.
#[derive(Clone, Copy, Debug)]
struct Life {
    started: f64,
    answered: f64,
    stopped: f64,
}

pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    // Servers that are kept come first, and are kept until all of them are there: so no pool has
    // one at hand.
    let mut kept = Vec::new();
    for (interactions, servers, _) in SIZES {
        bench.print(&keep(bench, interactions, servers, &mut kept)?)?;
    }
    drop(kept);
    for (interactions, _, lives) in SIZES {
        bench.print(&one_by_one(bench, interactions, bench.scaled(lives))?)?;
    }
    bench.print(&on_threads(bench)?)?;
    bench.print(&in_tasks(bench)?)
}

fn micros(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e6
}

fn keep(
    bench: &Bench,
    interactions: usize,
    servers: usize,
    kept: &mut Vec<Box<dyn Running>>,
) -> io::Result<Table> {
    let scenario = Scenario::new(Kind::Get, interactions);
    let client = Client::new()?;
    let backends = bench.backends(Measurement::Start);
    let times = bench.in_turn(&backends, servers, |backend| {
        let begin = Instant::now();
        let server = bench.start(&**backend, &scenario)?;
        let started = micros(begin);
        client.send(server.address(), &scenario.request, 1)?;
        let answered = micros(begin);
        kept.push(server);
        Ok((started, answered))
    })?;
    let mut table = Table::new(
        format!("Start of a new server: {interactions} interactions, {servers} kept alive"),
        &["back-end", "started µs", "first answer µs", "to bare hyper"],
    );
    for (backend, times_of) in backends.iter().zip(&times) {
        let started = median(times_of.iter().map(|(started, _)| *started));
        let answered = median(times_of.iter().map(|(_, answered)| *answered));
        let ratio = median_ratio(times_of, &times[0], |(_, answered)| *answered);
        table.row(backend.name(), [started, answered, ratio]);
    }
    Ok(table)
}

fn live(
    bench: &Bench,
    backend: &dyn Backend,
    scenario: &Scenario,
    client: &Client,
) -> io::Result<Life> {
    let begin = Instant::now();
    let server = bench.start(backend, scenario)?;
    let started = micros(begin);
    client.send(server.address(), &scenario.request, 1)?;
    let answered = micros(begin);
    drop(server);
    Ok(Life { started, answered, stopped: micros(begin) })
}

fn one_by_one(bench: &Bench, interactions: usize, lives: usize) -> io::Result<Table> {
    let scenario = Scenario::new(Kind::Get, interactions);
    let client = Client::new()?;
    let backends = bench.backends(Measurement::Start);
    let rounds = bench.in_turn(&backends, bench.rounds(11), |backend| {
        let lives: Vec<Life> = (0..lives)
            .map(|_| live(bench, &**backend, &scenario, &client))
            .collect::<io::Result<_>>()?;
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

fn on_threads(bench: &Bench) -> io::Result<Table> {
    let scenario = Scenario::new(Kind::Get, 1);
    let lives = bench.scaled(LIVES_PER_THREAD);
    let clients = (0..THREADS).map(|_| Client::new()).collect::<io::Result<Vec<_>>>()?;
    let title =
        format!("Start, one request, stop: {} servers on {THREADS} threads", THREADS * lives);
    at_once(bench, title, THREADS * lives, |backend| {
        thread::scope(|scope| {
            let live = |client| live(bench, &**backend, &scenario, client).map(drop);
            let threads: Vec<_> = clients
                .iter()
                .map(|client| scope.spawn(move || (0..lives).try_for_each(|_| live(client))))
                .collect();
            threads.into_iter().try_for_each(|thread| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
        })
    })
}

/// Servers and clients share the runtime with two workers, as those of async tests do.
fn in_tasks(bench: &Bench) -> io::Result<Table> {
    let scenario = Arc::new(Scenario::new(Kind::Get, 1));
    let count = bench.scaled(TASKS);
    let title = format!("Start, one request, stop: {count} tasks on a runtime with two workers");
    at_once(bench, title, count, |backend| {
        bench.runtime.block_on(async {
            let mut tasks = JoinSet::new();
            for _ in 0..count {
                let (backend, scenario) = (backend.clone(), scenario.clone());
                tasks.spawn(async move {
                    let server = backend.start(&scenario).await?;
                    client::send_once(server.address(), &scenario.request).await
                });
            }
            while let Some(ended) = tasks.join_next().await {
                ended??;
            }
            Ok(())
        })
    })
}

/// Many lives at once, and what each of them comes to.
fn at_once(
    bench: &Bench,
    title: String,
    lives: usize,
    live: impl Fn(&Arc<dyn Backend>) -> io::Result<()>,
) -> io::Result<Table> {
    let backends = bench.backends(Measurement::Start);
    let times = bench.in_turn(&backends, bench.rounds(11), |backend| {
        let begin = Instant::now();
        live(backend)?;
        Ok(micros(begin) / lives as f64)
    })?;
    let mut table = Table::new(title, &["back-end", "µs per server", "to bare hyper"]);
    for (backend, rounds) in backends.iter().zip(&times) {
        let ratio = median_ratio(rounds, &times[0], |time| *time);
        table.row(backend.name(), [median(rounds.iter().copied()), ratio]);
    }
    Ok(table)
}
