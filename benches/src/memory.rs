//! How much memory a server takes, and how much a request leaves behind: mock servers keep them
//! for their reports.
//!
//! Each measurement is a process of its own, started by this one, because an allocator that has
//! served another server before would give this one memory that is there already.

use std::io;
use std::process::{Command, exit};

use crate::backend::{Backend, Measurement};
use crate::bench::Bench;
use crate::client::Client;
use crate::scenario::{Kind, Numbering, Scenario};
use crate::table::{Table, median};

/// The command of such a process.
pub(crate) const CHILD: &str = "memory-of";

const KINDS: [Kind; 2] = [Kind::Get, Kind::PostExact];
const SERVERS: usize = 200;
const REQUESTS: usize = 100_000;
/// After how many requests the memory is looked at, in a test that sends very many.
const MANY: [usize; 3] = [100_000, 300_000, 1_000_000];
/// What is sent before anything counts: what a server needs once is not what a request leaves.
const WARM_UP: usize = 1000;

/// The resident set varies by less than the figures that it is used for.
const ROUNDS: usize = 3;

const KILOBYTE: f64 = 1e3;
const MEGABYTE: f64 = 1e6;

pub(crate) fn run(bench: &Bench) -> io::Result<()> {
    bench.print(&servers(bench)?)?;
    for kind in KINDS {
        bench.print(&requests(bench, kind)?)?;
    }
    KINDS.into_iter().try_for_each(|kind| bench.print(&many_requests(bench, kind)?))
}

fn servers(bench: &Bench) -> io::Result<Table> {
    let count = bench.scaled(SERVERS);
    let backends = bench.backends(Measurement::Servers);
    let grown = bench.in_turn(&backends, bench.rounds(ROUNDS).min(ROUNDS), |backend| {
        in_child(&**backend, Kind::Get, "servers", &[count])
    })?;
    let mut table = Table::new(
        format!("Memory: {count} servers alive, each has answered a request"),
        &["back-end", "kB per server", "threads per server"],
    );
    for (backend, rounds) in backends.iter().zip(&grown) {
        let each = |index: usize| median(rounds.iter().map(|it| it[index])) / count as f64;
        table.row(backend.name(), [each(0) / KILOBYTE, each(1)]);
    }
    Ok(table)
}

fn requests(bench: &Bench, kind: Kind) -> io::Result<Table> {
    let count = bench.scaled(REQUESTS);
    let backends = bench.backends(Measurement::Requests);
    let grown = bench.in_turn(&backends, bench.rounds(ROUNDS).min(ROUNDS), |backend| {
        in_child(&**backend, kind, "requests", &[count])
    })?;
    let sent = Scenario::new(kind, 1).request.bytes.len();
    let title = format!("Memory: {}, {count} requests of {sent} bytes each", kind.name());
    let mut table =
        Table::new(title, &["back-end", "MB", "bytes kept per request", "to those sent"]);
    for (backend, rounds) in backends.iter().zip(&grown) {
        let grown = median(rounds.iter().map(|it| it[0]));
        let each = grown / count as f64;
        table.row(backend.name(), [grown / MEGABYTE, each, each / sent as f64]);
    }
    Ok(table)
}

fn many_requests(bench: &Bench, kind: Kind) -> io::Result<Table> {
    let counts = MANY.map(|count| bench.scaled(bench.scaled(count)));
    let backends = bench.backends(Measurement::ManyRequests);
    let grown =
        bench.in_turn(&backends, 1, |backend| in_child(&**backend, kind, "requests", &counts))?;
    let columns = counts.map(|count| format!("MB after {count}"));
    let columns: Vec<_> =
        ["back-end"].into_iter().chain(columns.iter().map(String::as_str)).collect();
    let mut table =
        Table::new(format!("Memory: {}, more and more requests", kind.name()), &columns);
    for (backend, rounds) in backends.iter().zip(&grown) {
        let figures = (0..counts.len()).map(|index| median(rounds.iter().map(|it| it[index])));
        table.row(backend.name(), figures.map(|bytes| bytes / MEGABYTE));
    }
    Ok(table)
}

/// What a child says: some figures.
fn in_child(
    backend: &dyn Backend,
    kind: Kind,
    what: &str,
    counts: &[usize],
) -> io::Result<Vec<f64>> {
    let child = Command::new(std::env::current_exe()?)
        .args([CHILD, backend.name(), kind.name(), what])
        .args(counts.iter().map(usize::to_string))
        // As many of httpmock's servers as are kept alive; it has 25 otherwise.
        .env("HTTPMOCK_MAX_SERVERS", "1000")
        .output()?;
    let text = String::from_utf8_lossy(&child.stdout);
    let figures: Option<Vec<f64>> =
        text.split_whitespace().map(|figure| figure.parse().ok()).collect();
    figures.filter(|figures| !figures.is_empty()).ok_or_else(|| {
        let errors = String::from_utf8_lossy(&child.stderr);
        io::Error::other(format!("its process failed: {errors}"))
    })
}

/// What the child does: prints by how many bytes it has grown.
pub(crate) fn child(bench: &Bench, arguments: &[String]) -> io::Result<()> {
    let wrong = || io::Error::other(format!("{CHILD}: a back-end, a kind, what, numbers"));
    let [backend, kind, what, counts @ ..] = arguments else {
        return Err(wrong());
    };
    let backend = bench.backend(backend).ok_or_else(wrong)?;
    let kind = KINDS.into_iter().find(|it| it.name() == kind).ok_or_else(wrong)?;
    let counts = counts.iter().map(|count| count.parse().map_err(|_| wrong()));
    let counts = counts.collect::<io::Result<Vec<usize>>>()?;
    let grown = match what.as_str() {
        "servers" => of_servers(bench, &**backend, kind, &counts)?,
        "requests" => of_requests(bench, &**backend, kind, &counts)?,
        _ => return Err(wrong()),
    };
    let grown = grown.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
    bench.say(&grown)?;
    // Some servers take long to stop, which is measured elsewhere.
    exit(0)
}

/// By how many bytes the process grows with so many servers, and by how many threads.
fn of_servers(
    bench: &Bench,
    backend: &dyn Backend,
    kind: Kind,
    counts: &[usize],
) -> io::Result<Vec<u64>> {
    let scenario = Scenario::new(kind, 1);
    let client = Client::new()?;
    let mut kept = Vec::new();
    let mut serve = || -> io::Result<()> {
        let server = bench.start(backend, &scenario)?;
        client.send(server.address(), &scenario.request, 1)?;
        kept.push(server);
        Ok(())
    };
    serve()?;
    let before = [status("VmRSS:")?, status("Threads:")?];
    (0..counts.iter().sum()).try_for_each(|_| serve())?;
    let after = [status("VmRSS:")?, status("Threads:")?];
    // What is kept has to be alive until here.
    std::mem::forget(kept);
    Ok(vec![(after[0].saturating_sub(before[0])) * 1024, after[1].saturating_sub(before[1])])
}

/// By how many bytes the process has grown after so many requests.
fn of_requests(
    bench: &Bench,
    backend: &dyn Backend,
    kind: Kind,
    counts: &[usize],
) -> io::Result<Vec<u64>> {
    let scenario = Scenario::new(kind, 1);
    let server = bench.start(backend, &scenario)?;
    let client = Client::new()?;
    let numbering = Numbering::new(&scenario.request);
    let send = |numbers| {
        let numbering = numbering.clone();
        let number = move |request: &mut [u8], it| numbering.number(request, it);
        client.send_all(server.address(), &scenario.request, numbers, number)
    };
    send(0..WARM_UP)?;
    let before = status("VmRSS:")?;
    let mut sent = 0;
    let mut grown = Vec::new();
    for count in counts {
        send(WARM_UP + sent..WARM_UP + count)?;
        sent = *count;
        grown.push(status("VmRSS:")?.saturating_sub(before) * 1024);
    }
    std::mem::forget(server);
    Ok(grown)
}

/// A figure of this process, as Linux tells it: memory in kB.
fn status(name: &str) -> io::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let figure = status.lines().find_map(|line| {
        line.strip_prefix(name)?.trim().trim_end_matches("kB").trim().parse().ok()
    });
    figure.ok_or_else(|| io::Error::other(format!("/proc/self/status does not tell {name}")))
}
