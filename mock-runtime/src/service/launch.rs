//! Starting a service: its environment, its port, and what to say if it does not serve.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use std::{env, io};

use tokio::time::timeout;

use super::Service;
use super::process::{Ended, Process};
use super::readiness::{is_taken, ready};
use crate::background::Background;
use crate::descriptors::explained;
use crate::exit::how;
use crate::handle::MockServer;
use crate::ports::Reservation;
use crate::registry::{Part, RegisteredServer, Settings};

/// How long a service may take to serve, if the test allows that much.
const START: Duration = Duration::from_secs(30);

/// How often a service is started whose port is taken.
const TRIES: usize = 3;

/// The variable that tells a service its port (<https://12factor.net/port-binding>).
const PORT: &str = "PORT";

/// Why there is no service.
pub(crate) struct Failed {
    /// What to say of it.
    pub(crate) text: String,
    /// What it was told, and what it should have done.
    pub(crate) help: String,
    /// What is left of it, if it ran.
    pub(crate) ended: Option<Ended>,
}

/// A service that is to be started.
pub(crate) struct Launch {
    name: &'static str,
    file: PathBuf,
    /// What is in its environment beside what the test has in its own.
    environment: Vec<(String, String)>,
    /// Where it cannot listen.
    ports_of_servers: Vec<u16>,
    limit: Duration,
    /// The port that the test itself says; 0 leaves it to the service.
    given_port: Option<u16>,
}

impl Launch {
    pub(crate) fn new(
        (name, file): (&'static str, &'static str),
        settings: &Settings,
        registered: &[RegisteredServer],
        servers: &[MockServer],
    ) -> Self {
        let urls: Vec<&str> = servers.iter().map(MockServer::url).collect();
        let environment = environment(settings, registered, &urls);
        let port = environment.iter().find(|(name, _)| name == PORT);
        Self {
            name,
            file: file_of(name, |variable| env::var_os(variable)).unwrap_or_else(|| file.into()),
            // The attribute has seen to it that it is a number.
            given_port: port.map(|(_, value)| value.parse().unwrap_or(0)),
            environment,
            ports_of_servers: servers.iter().map(MockServer::port).collect(),
            limit: settings.timeout.map_or(START, |limit| limit.min(START)),
        }
    }

    /// Starts it, and waits until it serves.
    ///
    /// # Errors
    /// When it cannot be started, ends, or does not serve in time.
    pub(crate) fn start(&self) -> Result<(Process, Service), Failed> {
        let mut tries = 0;
        loop {
            let failed = match self.attempt(tries == 0) {
                Ok(started) => return Ok(started),
                Err(failed) => failed,
            };
            tries += 1;
            let is_taken = failed.ended.as_ref().is_some_and(says_taken);
            if tries == TRIES || !is_taken || self.given_port.is_some() {
                return Err(failed);
            }
        }
    }

    /// Starts it with a port that is its own, if it can bear that the port is held for it.
    fn attempt(&self, is_held: bool) -> Result<(Process, Service), Failed> {
        let name = self.name;
        let could_not = |error: io::Error| Failed {
            text: format!("The service `{name}` could not be started: {}", explained(&error)),
            help: format!("  file  {}\n", self.file.display()),
            ended: None,
        };
        let background = Background::get().map_err(could_not)?;
        let mut reserved = self.reserved(&background).map_err(could_not)?;
        if !is_held {
            reserved.iter_mut().for_each(Reservation::release);
        }
        let port = reserved.as_ref().map(Reservation::port);
        let port = port.or(self.given_port).unwrap_or(0);
        let process = Process::start(name, self.command(port)).map_err(could_not)?;
        let (monitor, servers) = (process.monitor.clone(), self.ports_of_servers.clone());
        let limit = self.limit;
        let is_ready =
            background.wait(async move { timeout(limit, ready(&monitor, port, &servers)).await });
        if let Ok(Some(address)) = is_ready {
            let monitor = process.monitor.clone();
            return Ok((process, Service::new(name, address, monitor, background)));
        }
        let ended = background.wait(process.end(false));
        Err(Failed { text: self.not_ready(&ended), help: self.help(port), ended: Some(ended) })
    }

    /// A port that is held for it, unless the test says itself which it is.
    fn reserved(&self, background: &Background) -> io::Result<Option<Reservation>> {
        let Some(port) = self.given_port else { return Reservation::new().map(Some) };
        if port > 0 && background.wait(is_taken(port)) {
            let text = format!("somebody else serves on {PORT}={port} already");
            return Err(io::Error::new(io::ErrorKind::AddrInUse, text));
        }
        Ok(None)
    }

    fn command(&self, port: u16) -> Command {
        let mut command = Command::new(&self.file);
        command.env(PORT, port.to_string());
        command.envs(self.environment.iter().map(|(variable, value)| (variable, value)));
        command
    }

    fn not_ready(&self, ended: &Ended) -> String {
        match ended.exit {
            Some(exit) => {
                format!("The service `{}` {} before it served.", self.name, how(exit.status))
            }
            None => format!("The service `{}` did not serve within {:?}.", self.name, self.limit),
        }
    }

    fn help(&self, port: u16) -> String {
        let mut help = String::new();
        for (variable, value) in &self.environment {
            help += &format!("  env   {variable}={value}\n");
        }
        if self.given_port.is_none() {
            help += &format!("  env   {PORT}={port}\n");
        }
        let on_port = if port == 0 { String::new() } else { format!("on {PORT}, or ") };
        let said = "where its output says that it is \"listening on http://127.0.0.1:<port>\"";
        help + &format!("It serves when it accepts connections {on_port}{said}.\n")
    }
}

/// Where the binary is now, if the one who runs the test says so: it may have been moved since the
/// test was compiled, as in an archive of cargo-nextest
/// (<https://nexte.st/docs/configuration/env-vars/>). Cargo says it too, from a certain version on.
fn file_of(name: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let said = ["NEXTEST_BIN_EXE_", "CARGO_BIN_EXE_"].map(|start| format!("{start}{name}"));
    said.iter().find_map(|name| variable(name)).map(PathBuf::from)
}

/// The URLs of the servers, by their names; then the variables of the test's own, which win.
fn environment(
    settings: &Settings,
    servers: &[RegisteredServer],
    urls: &[&str],
) -> Vec<(String, String)> {
    let variable = |server: &RegisteredServer| format!("{}_URL", server.name.to_uppercase());
    let is_given = |name: &String| settings.env.iter().any(|(given, _)| given == name);
    let defaults = servers.iter().map(variable).zip(urls.iter().map(|url| (*url).to_owned()));
    let given = settings.env.iter().map(|(name, parts)| {
        let value = parts.iter().map(|part| match part {
            Part::Text(text) => *text,
            Part::Url(server) => urls[*server],
        });
        ((*name).to_owned(), value.collect())
    });
    defaults.filter(|(name, _)| !is_given(name)).chain(given).collect()
}

/// Whether the last that a service said is that its port is taken, as systems and languages say it.
fn says_taken(ended: &Ended) -> bool {
    let phrases = ["already in use", "eaddrinuse", "only one usage of each socket address"];
    let says = |text: &str| phrases.iter().any(|phrase| text.to_lowercase().contains(phrase));
    ended.exit.is_some() && ended.lines.iter().rev().take(20).any(|line| says(&line.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn server(name: &'static str) -> RegisteredServer {
        RegisteredServer { name, ..RegisteredServer::DEFAULT }
    }

    #[test]
    fn what_a_service_is_told() {
        #[track_caller]
        fn check(env: &'static [(&'static str, &'static [Part])], expected: &[(&str, &str)]) {
            let settings = Settings { env, ..Settings::DEFAULT };
            let servers = [server("orders"), server("users")];
            let told = environment(&settings, &servers, &["http://o", "http://u"]);
            let told: Vec<(&str, &str)> =
                told.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!(told, expected);
        }
        check(&[], &[("ORDERS_URL", "http://o"), ("USERS_URL", "http://u")]);
        check(
            &[("ORDERS_URL", &[Part::Url(1), Part::Text("/v1")]), ("MODE", &[Part::Text("slow")])],
            &[("USERS_URL", "http://u"), ("ORDERS_URL", "http://u/v1"), ("MODE", "slow")],
        );
    }
}
