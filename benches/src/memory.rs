//! How much memory a request leaves behind: mock servers keep them for their reports.
//!
//! Each measurement is a process of its own, started by this one, because an allocator that has
//! served another server before would give this one memory that is there already.

use std::io;
use std::process::Command;

use crate::Options;
use crate::backend::{Backend, in_turn};
use crate::client::Client;
use crate::scenario::{Kind, Scenario};
use crate::table::{Table, median};

/// The command of such a process.
pub(crate) const CHILD: &str = "memory-of";

const KINDS: [Kind; 2] = [Kind::Get, Kind::PostExact];
const REQUESTS: usize = 50_000;

/// The resident set varies by less than the figures that it is used for.
const ROUNDS: usize = 3;

pub(crate) fn run(backends: &[&dyn Backend], options: &Options) -> io::Result<Vec<Table>> {
    let requests = options.scaled(REQUESTS);
    let mut tables = Vec::new();
    for kind in KINDS {
        let kept = in_turn(backends, options.rounds.min(ROUNDS), |backend| {
            in_child(backend.name(), kind, requests).map(|bytes| bytes / requests as f64)
        })?;
        let sent = Scenario::new(kind, 1).request.len();
        let title = format!("Memory: {}, {requests} requests of {sent} bytes each", kind.name());
        let mut table = Table::new(title, &["back-end", "bytes kept per request", "to those sent"]);
        for (backend, rounds) in backends.iter().zip(&kept) {
            let kept = median(rounds.iter().copied());
            table.row(backend.name(), [kept, kept / sent as f64]);
        }
        tables.push(table);
    }
    Ok(tables)
}

fn in_child(backend: &str, kind: Kind, requests: usize) -> io::Result<f64> {
    let child = Command::new(std::env::current_exe()?)
        .args([CHILD, backend, kind.name(), &requests.to_string()])
        .output()?;
    let text = String::from_utf8_lossy(&child.stdout);
    text.trim().parse().map_err(|_| {
        let errors = String::from_utf8_lossy(&child.stderr);
        io::Error::other(format!("its process failed: {errors}"))
    })
}

/// What the child does: returns by how many bytes it has grown.
pub(crate) fn child(backends: &[&dyn Backend], arguments: &[String]) -> io::Result<u64> {
    let wrong = || io::Error::other(format!("{CHILD}: a back-end, a kind, a number"));
    let [backend, kind, requests] = arguments else {
        return Err(wrong());
    };
    let backend = backends.iter().find(|it| it.name() == backend).ok_or_else(wrong)?;
    let kind = KINDS.into_iter().find(|it| it.name() == kind).ok_or_else(wrong)?;
    let requests = requests.parse().map_err(|_| wrong())?;
    let scenario = Scenario::new(kind, 1);
    let (server, client) = (backend.start(&scenario)?, Client::new()?);
    // What a server needs once is not what a request leaves behind.
    client.send(server.address(), &scenario.request, 1000)?;
    let before = resident()?;
    client.send(server.address(), &scenario.request, requests)?;
    Ok(resident()?.saturating_sub(before))
}

/// The resident set of this process in bytes, as Linux tells it.
fn resident() -> io::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kilobytes = status.lines().find_map(|line| {
        line.strip_prefix("VmRSS:")?.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()
    });
    kilobytes
        .map(|kilobytes| kilobytes * 1024)
        .ok_or_else(|| io::Error::other("/proc/self/status does not tell the resident set"))
}
