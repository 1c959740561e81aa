//! Starting a service: its environment, its port, and what to say if it does not serve.

use std::io;
use std::process::Command;
use std::time::Duration;

use tokio::time::timeout;

use super::Service;
use super::process::{Ended, Process};
use super::readiness::ready;
use crate::background::Background;
use crate::descriptors::explained;
use crate::exit::how;
use crate::handle::MockServer;
use crate::ports::Reservation;
use crate::registry::{RegisteredServer, Settings};

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
pub(crate) struct Launch<'a> {
    name: &'static str,
    file: &'static str,
    /// The names of the variables and their values.
    urls: Vec<(String, &'a str)>,
    /// Where it cannot listen.
    ports_of_servers: Vec<u16>,
    limit: Duration,
    /// Whether the test says itself which port it is.
    has_port: bool,
}

impl<'a> Launch<'a> {
    pub(crate) fn new(
        (name, file): (&'static str, &'static str),
        settings: &Settings,
        servers: impl Iterator<Item = (&'static RegisteredServer, &'a MockServer)> + Clone,
    ) -> Self {
        let variable = |name: &str| format!("{}_URL", name.to_uppercase());
        Self {
            name,
            file,
            urls: servers.clone().map(|(one, server)| (variable(one.name), server.url())).collect(),
            ports_of_servers: servers.map(|(_, server)| server.port()).collect(),
            limit: settings.timeout.map_or(START, |limit| limit.min(START)),
            has_port: settings.env.iter().any(|(name, _)| *name == PORT),
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
            if tries == TRIES || !is_taken {
                return Err(failed);
            }
        }
    }

    /// Starts it with a port that is its own, if it can bear that the port is held for it.
    fn attempt(&self, is_held: bool) -> Result<(Process, Service), Failed> {
        let name = self.name;
        let could_not = |error: io::Error| Failed {
            text: format!("The service `{name}` could not be started: {}", explained(&error)),
            help: String::new(),
            ended: None,
        };
        let background = Background::get().map_err(could_not)?;
        let mut reserved = Reservation::new().map_err(could_not)?;
        if !is_held {
            reserved.release();
        }
        let process = Process::start(name, self.command(reserved.port())).map_err(could_not)?;
        let (monitor, servers) = (process.monitor.clone(), self.ports_of_servers.clone());
        let (limit, port) = (self.limit, reserved.port());
        let is_ready =
            background.wait(async move { timeout(limit, ready(&monitor, port, &servers)).await });
        if let Ok(Some(address)) = is_ready {
            let monitor = process.monitor.clone();
            return Ok((process, Service::new(name, address, monitor, background)));
        }
        let ended = background.wait(process.end(false));
        Err(Failed { text: self.not_ready(&ended), help: self.help(port), ended: Some(ended) })
    }

    fn command(&self, port: u16) -> Command {
        let mut command = Command::new(self.file);
        command.envs(self.urls.iter().map(|(variable, url)| (variable, url)));
        if !self.has_port {
            command.env(PORT, port.to_string());
        }
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
        for (variable, url) in &self.urls {
            help += &format!("  env   {variable}={url}\n");
        }
        let said = "where its output says that it is \"listening on http://127.0.0.1:<port>\"";
        if self.has_port {
            return help + &format!("It serves when it accepts connections {said}.\n");
        }
        help += &format!("  env   {PORT}={port}\n");
        help + &format!("It serves when it accepts connections on {PORT}, or {said}.\n")
    }
}

/// Whether the last that a service said is that its port is taken, as systems and languages say it.
fn says_taken(ended: &Ended) -> bool {
    let phrases = ["already in use", "eaddrinuse", "only one usage of each socket address"];
    let says = |text: &str| phrases.iter().any(|phrase| text.to_lowercase().contains(phrase));
    ended.exit.is_some() && ended.lines.iter().rev().take(20).any(|line| says(&line.text))
}
