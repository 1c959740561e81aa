//! All that a failing test has to say: the reports of its servers, the end of its service, and what
//! happened between them.

use mock_core::{Outcome, Report, TimedOut, Timeline};

use crate::exit::how;
use crate::handle::MockServer;
use crate::registry::{RegisteredServer, RegisteredTest};
use crate::test_outcome::TestOutcome;

/// What is to be said of a test whose contracts were not kept, or whose service has crashed.
pub(crate) fn text(test: &RegisteredTest, ended: &TestOutcome) -> String {
    let beside = Beside { ended: Some(ended), ..Beside::default() };
    let mut parts = of_servers(test, &ended.outcomes, beside);
    parts.extend(crash(test, ended, parts.is_empty()));
    parts.extend(timeline(test, ended));
    parts.join("\n")
}

/// What is to be said of servers alone, where nothing else is known.
pub(crate) fn of_outcomes(test: &RegisteredTest, outcomes: &[Outcome]) -> String {
    of_servers(test, outcomes, Beside::default()).join("\n")
}

/// The reports of the servers whose contracts were not kept, and behind them a line for each of
/// the others. Nothing, if there is nothing to report.
fn of_servers(test: &RegisteredTest, outcomes: &[Outcome], beside: Beside<'_>) -> Vec<String> {
    let of = |is_kept| {
        let all = outcomes.iter().zip(test.servers);
        all.filter(move |(outcome, _)| outcome.is_success() == is_kept)
    };
    let mut parts: Vec<String> =
        of(false).map(|(outcome, server)| of_server(test, server, outcome, beside)).collect();
    if !parts.is_empty() {
        let kept: String = of(true).map(|(outcome, server)| kept(server, outcome)).collect();
        parts.extend(Some(kept).filter(|kept| !kept.is_empty()));
    }
    parts
}

/// The line of a server whose contract was kept, beside others.
fn kept(server: &RegisteredServer, outcome: &Outcome) -> String {
    let report = Report::new(outcome).server(server.name).to_string();
    report.lines().next().map(|line| format!("{line}\n")).unwrap_or_default()
}

/// What is to be said of a test that did not end in time: of each server what it is stuck in.
pub(crate) fn timed_out(
    test: &RegisteredTest,
    ended: &TestOutcome,
    timed_out: &[TimedOut],
) -> String {
    let servers = ended.outcomes.iter().zip(test.servers).zip(timed_out);
    let reports = servers.map(|((outcome, server), timed_out)| {
        let beside = Beside { timed_out: Some(timed_out), ..Beside::default() };
        of_server(test, server, outcome, beside)
    });
    reports.chain(timeline(test, ended)).collect::<Vec<_>>().join("\n")
}

/// What is to be said of a test whose service did not start.
pub(crate) fn not_started(
    test: &RegisteredTest,
    (text, help): (&str, &str),
    ended: &TestOutcome,
) -> String {
    let head = format!("{text}\n{}{help}", place(test));
    [head].into_iter().chain(timeline(test, ended)).collect::<Vec<_>>().join("\n")
}

/// What is to be said of a test that is held: where everything is, and what is missing.
pub(crate) fn held(
    test: &RegisteredTest,
    servers: &[MockServer],
    ended: &TestOutcome,
    failure: Option<&str>,
) -> String {
    let mut text = format!("MOCK_TEST=hold keeps the servers of this test up.\n{}", place(test));
    let urls = servers.iter().map(MockServer::url);
    let mut places: Vec<(&str, &str)> =
        test.servers.iter().map(|server| server.name).zip(urls).collect();
    places.extend(servers[0].service().map(|service| (service.name(), service.url())));
    let width = places.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, url) in places {
        text += &format!("  {name:width$}  {url}\n");
    }
    if let Some(failure) = failure {
        text += &format!("\n{failure}\n");
    }
    for ((outcome, registered), server) in ended.outcomes.iter().zip(test.servers).zip(servers) {
        if !outcome.is_success() {
            let url = Some(server.url());
            let beside = Beside { ended: Some(ended), url, ..Beside::default() };
            let report = of_server(test, registered, outcome, beside);
            text += &format!("\n{report}");
        }
    }
    for part in crash(test, ended, false).into_iter().chain(timeline(test, ended)) {
        text += &format!("\n{part}");
    }
    text
}

/// What a server's report says beside what its contract came to.
#[derive(Clone, Copy, Default)]
struct Beside<'a> {
    ended: Option<&'a TestOutcome>,
    timed_out: Option<&'a TimedOut>,
    url: Option<&'a str>,
}

/// The report of one server.
fn of_server(
    test: &RegisteredTest,
    server: &RegisteredServer,
    outcome: &Outcome,
    beside: Beside<'_>,
) -> String {
    let files: Vec<&str> = server.pacts.iter().map(|pact| pact.file).collect();
    let mut report = Report::new(outcome).pact_files(&files);
    report = report.test(test.path(), test.file, test.line);
    if test.servers.len() > 1 {
        report = report.server(server.name);
    }
    if let Some(ended) = beside.ended {
        report = report.body_ended(ended.body_ended);
        report = ended.waited.map_or(report, |time| report.waited(time));
    }
    if let Some(timed_out) = beside.timed_out {
        report = report.timed_out(timed_out);
    }
    if let Some(url) = beside.url {
        report = report.base_url(url);
    }
    report.to_string()
}

/// How the service ended that should have lived on.
fn crash(test: &RegisteredTest, ended: &TestOutcome, is_alone: bool) -> Option<String> {
    let crash = ended.service.as_ref()?.crash()?;
    let place = if is_alone { place(test) } else { String::new() };
    Some(format!("{crash}\n{place}"))
}

/// What happened, if there is a service: its output explains the requests, and they explain it.
pub(crate) fn timeline(test: &RegisteredTest, ended: &TestOutcome) -> Option<String> {
    let service = ended.service.as_ref()?;
    let servers = ended.outcomes.iter().zip(test.servers);
    let mut timeline = servers
        .fold(Timeline::new(), |timeline, (outcome, server)| timeline.server(server.name, outcome));
    if let Some(oldest) = service.lines.first() {
        timeline = timeline.lines_left_out(oldest.at, service.dropped);
    }
    for line in &service.lines {
        timeline = timeline.line(line.at, &line.text);
    }
    if let Some(exit) = service.exit {
        // The news of the end may overtake the last words.
        let at = service.lines.last().map_or(exit.at, |last| exit.at.max(last.at));
        timeline = timeline.line(at, format!("({})", how(exit.status)));
    }
    let text = match timeline.to_string() {
        empty if empty.is_empty() => "  nothing was requested, and nothing written\n".to_owned(),
        text => text,
    };
    Some(format!("requests, and the output of the service `{}`, in order\n{text}", service.name))
}

fn place(test: &RegisteredTest) -> String {
    format!("  test  {} ({}:{})\n", test.path(), test.file, test.line)
}
