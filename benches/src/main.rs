//! What mock-runtime costs, beside the bare floor and its peers: see `README.md`.

mod backend;
mod client;
mod growth;
mod memory;
mod scenario;
mod start;
mod table;
mod throughput;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use backend::Backend;
use table::Table;

const USAGE: &str = "usage: benches throughput|growth|start|memory|all [--rounds N] [--quick]";

/// What a command measures.
type Measurement = fn(&[&dyn Backend], &Options) -> io::Result<Vec<Table>>;

/// How thorough the measurements are.
#[derive(Debug)]
struct Options {
    rounds: usize,
    /// Only to see that everything runs: such figures mean nothing.
    quick: bool,
}

/// What is shorter in a quick run.
trait Scale {
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

impl Options {
    fn scaled<T: Scale>(&self, amount: T) -> T {
        if self.quick { amount.tenth() } else { amount }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> io::Result<()> {
    let backends = backend::all()?;
    let backends: Vec<_> = backends.iter().map(AsRef::as_ref).collect();
    let mut output = io::stdout().lock();
    if let Some((memory::CHILD, arguments)) = split_first(arguments) {
        return writeln!(output, "{}", memory::child(&backends, arguments)?);
    }
    let (measurements, options) =
        read(arguments).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, USAGE))?;
    for measurement in measurements {
        for table in measurement(&backends, &options)? {
            writeln!(output, "{table}")?;
        }
    }
    Ok(())
}

fn split_first(arguments: &[String]) -> Option<(&str, &[String])> {
    let (first, rest) = arguments.split_first()?;
    Some((first, rest))
}

/// What is asked for, unless it is not understood.
fn read(arguments: &[String]) -> Option<(Vec<Measurement>, Options)> {
    let (command, flags) = split_first(arguments)?;
    let measurements: Vec<Measurement> = match command {
        "throughput" => vec![throughput::run],
        "growth" => vec![growth::run],
        "start" => vec![start::run],
        "memory" => vec![memory::run],
        "all" => vec![throughput::run, growth::run, start::run, memory::run],
        _ => return None,
    };
    let mut options = Options { rounds: 11, quick: false };
    let mut flags = flags.iter().map(String::as_str);
    while let Some(flag) = flags.next() {
        match flag {
            "--quick" => options.quick = true,
            "--rounds" => {
                options.rounds = flags.next()?.parse().ok().filter(|rounds| *rounds > 0)?;
            }
            _ => return None,
        }
    }
    Some((measurements, options))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments() {
        #[track_caller]
        fn check(line: &str, expected: Option<(usize, usize, bool)>) {
            let arguments: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
            let actual =
                read(&arguments).map(|(what, options)| (what.len(), options.rounds, options.quick));
            assert_eq!(actual, expected, "{line}");
        }
        check("growth", Some((1, 11, false)));
        check("all --quick --rounds 3", Some((4, 3, true)));
        check("", None);
        check("speed", None);
        check("start --rounds", None);
        check("start --rounds 0", None);
        check("start --only x", None);
    }
}
