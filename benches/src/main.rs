//! What mock-runtime costs, beside the bare floor and its peers: see `README.md`.

mod backend;
mod bench;
mod client;
mod dependency;
mod diagnosis;
mod empty;
mod growth;
mod memory;
mod scenario;
mod start;
mod table;
mod throughput;
mod user_crate;

use std::io;
use std::process::ExitCode;

use bench::{Bench, Options};

/// What a command measures; it prints its tables.
type Command = fn(&Bench) -> io::Result<()>;

const COMMANDS: [(&str, Command); 7] = [
    ("start", start::run),
    ("throughput", throughput::run),
    ("growth", growth::run),
    ("diagnosis", diagnosis::run),
    ("memory", memory::run),
    ("empty", empty::run),
    ("dependency", dependency::run),
];

/// All that measure servers. `start` comes first, before the pools of others are filled.
const SERVERS: &[(&str, Command)] = COMMANDS.split_at(5).0;

const USAGE: &str = "usage: benches COMMAND... [--rounds N] [--only NAME,...] [--quick]
commands: start, throughput, growth, diagnosis, memory, or servers for all of these; empty; dependency";

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
    if let Some((memory::CHILD, arguments)) = split_first(arguments) {
        return memory::child(&Bench::new(Options::default())?, arguments);
    }
    let (commands, options) =
        read(arguments).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, USAGE))?;
    let bench = Bench::new(options)?;
    commands.into_iter().try_for_each(|command| command(&bench))
}

fn split_first(arguments: &[String]) -> Option<(&str, &[String])> {
    let (first, rest) = arguments.split_first()?;
    Some((first, rest))
}

/// What is asked for, unless it is not understood.
fn read(arguments: &[String]) -> Option<(Vec<Command>, Options)> {
    let flags = arguments.iter().position(|it| it.starts_with("--")).unwrap_or(arguments.len());
    let (names, flags) = arguments.split_at(flags);
    let mut commands = Vec::new();
    for name in names {
        match name.as_str() {
            "servers" => commands.extend(SERVERS.iter().map(|(_, command)| *command)),
            name => commands.push(COMMANDS.iter().find(|(known, _)| *known == name)?.1),
        }
    }
    let mut options = Options::default();
    let mut flags = flags.iter().map(String::as_str);
    while let Some(flag) = flags.next() {
        match flag {
            "--quick" => options.quick = true,
            "--rounds" => {
                options.rounds = Some(flags.next()?.parse().ok().filter(|rounds| *rounds > 0)?);
            }
            "--only" => options.only = flags.next()?.split(',').map(str::to_owned).collect(),
            _ => return None,
        }
    }
    (!commands.is_empty()).then_some((commands, options))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments() {
        #[track_caller]
        fn check(line: &str, expected: Option<(usize, Option<usize>, &str)>) {
            let arguments: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
            let actual = read(&arguments).map(|(commands, options)| {
                (commands.len(), options.rounds, options.only.join("|"))
            });
            let expected = expected.map(|(count, rounds, only)| (count, rounds, only.to_owned()));
            assert_eq!(actual, expected, "{line}");
        }
        check("growth", Some((1, None, "")));
        check("servers --quick --rounds 3", Some((5, Some(3), "")));
        check("throughput start --only mockito,wiremock", Some((2, None, "mockito|wiremock")));
        check("", None);
        check("--quick", None);
        check("speed", None);
        check("start --rounds", None);
        check("start --rounds 0", None);
        check("start --quick growth", None);
        check("start --slow", None);
    }
}
