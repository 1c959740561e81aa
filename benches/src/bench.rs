//! What all measurements share: the servers, how thorough to be, and taking turns.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

use crate::backend::{self, Backend, Measurement, Running};
use crate::scenario::Scenario;
use crate::table::Table;

/// What took that long gets no further round: a server that needs seconds for a request is
/// measured, and the others are not kept waiting for hours.
const PATIENCE: Duration = Duration::from_secs(15);

/// How thorough the measurements are.
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) rounds: Option<usize>,
    /// The names of what is measured beside the floor; all if there are none.
    pub(crate) only: Vec<String>,
    /// Only to see that everything runs: such figures mean nothing.
    pub(crate) quick: bool,
}

impl Options {
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.names(name)
    }

    pub(crate) fn names(&self, name: &str) -> bool {
        self.only.iter().any(|it| it == name)
    }
}

/// What is shorter in a quick run.
pub(crate) trait Scale {
    fn tenth(self) -> Self;
}

impl Scale for Duration {
    fn tenth(self) -> Self {
        self / 10
    }
}

impl Scale for usize {
    fn tenth(self) -> Self {
        self.div_ceil(10)
    }
}

pub(crate) struct Bench {
    pub(crate) options: Options,
    /// Where all servers run that do not bring a runtime of their own: two workers, as many as
    /// mock-runtime takes on a small machine.
    pub(crate) runtime: Runtime,
    /// The first is the floor, to which every ratio refers.
    backends: Vec<Arc<dyn Backend>>,
}

impl Bench {
    pub(crate) fn new(options: Options) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { options, runtime, backends: backend::all() })
    }

    /// The servers that take part in a measurement, the floor first.
    pub(crate) fn backends(&self, measurement: Measurement) -> Vec<Arc<dyn Backend>> {
        let wanted = self.backends.iter().enumerate().filter(|(index, backend)| {
            backend.takes_part(measurement) && (*index == 0 || self.options.wants(backend.name()))
        });
        wanted.map(|(_, backend)| backend.clone()).collect()
    }

    pub(crate) fn backend(&self, name: &str) -> Option<&Arc<dyn Backend>> {
        self.backends.iter().find(|backend| backend.name() == name)
    }

    /// Starts a server and waits until it is there.
    pub(crate) fn start(
        &self,
        backend: &dyn Backend,
        scenario: &Scenario,
    ) -> io::Result<Box<dyn Running>> {
        self.runtime.block_on(backend.start(scenario))
    }

    /// How often each server gets its turn, for want of a number on the command line.
    pub(crate) fn rounds(&self, usual: usize) -> usize {
        self.options.rounds.unwrap_or(usual)
    }

    pub(crate) fn scaled<T: Scale>(&self, amount: T) -> T {
        if self.options.quick { amount.tenth() } else { amount }
    }

    /// Measures every server in turn, round after round, so that what disturbs the machine for a
    /// while disturbs all of them. The results are those of the first back-end, of the second, ….
    pub(crate) fn in_turn<T>(
        &self,
        backends: &[Arc<dyn Backend>],
        rounds: usize,
        mut measure: impl FnMut(&Arc<dyn Backend>) -> io::Result<T>,
    ) -> io::Result<Vec<Vec<T>>> {
        let mut results: Vec<Vec<T>> = backends.iter().map(|_| Vec::new()).collect();
        let mut spent = vec![Duration::ZERO; backends.len()];
        for _ in 0..rounds {
            for ((backend, results), spent) in backends.iter().zip(&mut results).zip(&mut spent) {
                if *spent > PATIENCE {
                    continue;
                }
                let begin = Instant::now();
                let in_backend = |error| io::Error::other(format!("{}: {error}", backend.name()));
                results.push(measure(backend).map_err(in_backend)?);
                *spent += begin.elapsed();
            }
        }
        Ok(results)
    }

    /// Prints a table as soon as it is there: the next one may take minutes.
    pub(crate) fn print(&self, table: &Table) -> io::Result<()> {
        self.say(&table.to_string())
    }

    pub(crate) fn say(&self, text: &str) -> io::Result<()> {
        let mut output = io::stdout().lock();
        writeln!(output, "{text}")?;
        output.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns() {
        let bench = Bench::new(Options::default()).unwrap();
        let backends = bench.backends(Measurement::Throughput);
        let mut turn = 0;
        let results = bench.in_turn(&backends[..2], 2, |_| {
            turn += 1;
            Ok(turn)
        });
        assert_eq!(results.unwrap(), [[1, 3], [2, 4]]);
    }

    #[test]
    fn the_floor_always_takes_part() {
        let only = vec!["mock-runtime".to_owned()];
        let bench = Bench::new(Options { only, ..Options::default() }).unwrap();
        let names = bench.backends(Measurement::Start);
        let names: Vec<_> = names.iter().map(|backend| backend.name()).collect();
        assert_eq!(names, ["bare hyper", "mock-runtime"]);
    }
}
