//! All that a failing test has to say: the reports of its servers, the end of its service, and what
//! happened between them.

use std::time::Duration;

use mock_core::{Outcome, Report, TimedOut, Timeline};

use crate::handle::MockServer;
use crate::registry::{RegisteredServer, RegisteredTest};
use crate::servers::Ended;
use crate::service::{Service, sentence};
use crate::stopwatch;

/// What is to be said of a test whose contracts were not kept, or whose service has crashed.
pub(crate) fn text(test: &RegisteredTest, ended: &Ended) -> String {
    let mut parts: Vec<String> = Vec::new();
    let unkept = ended.outcomes.iter().zip(test.servers).filter(|(one, _)| !one.is_success());
    parts.extend(unkept.map(|(outcome, server)| of_server(test, ended, outcome, server, None)));
    parts.extend(crash(test, ended, parts.is_empty()));
    parts.extend(timeline(test, ended));
    parts.join("\n")
}

/// What is to be said of a test whose body has taken all of its time.
pub(crate) fn timed_out(test: &RegisteredTest, servers: &[MockServer], limit: Duration) -> String {
    let outcomes = servers.iter().map(MockServer::outcome).collect();
    let service = servers[0].service().map(Service::so_far);
    let ended = Ended { outcomes, service, body_ended: Duration::MAX };
    let mut text = String::new();
    for ((outcome, registered), server) in ended.outcomes.iter().zip(test.servers).zip(servers) {
        let (at, connections) = (stopwatch::elapsed(), server.connections());
        let timed_out = TimedOut { limit, at, connections };
        let files = files(registered);
        let report = Report::new(outcome).pact_files(&files).timed_out(&timed_out);
        text += &report.test(test.path(), test.file, test.line).to_string();
    }
    [text].into_iter().chain(timeline(test, &ended)).collect::<Vec<_>>().join("\n")
}

/// What is to be said of a test whose service did not start.
pub(crate) fn not_started(
    test: &RegisteredTest,
    (text, help): (&str, &str),
    ended: &Ended,
) -> String {
    let head = format!("{text}\n{}{help}", place(test));
    [head].into_iter().chain(timeline(test, ended)).collect::<Vec<_>>().join("\n")
}

/// What is to be said of a test that is held: where everything is, and what is missing.
pub(crate) fn held(
    test: &RegisteredTest,
    servers: &[MockServer],
    ended: &Ended,
    failure: Option<&str>,
) -> String {
    let mut text = format!("MOCK_TEST=hold keeps the servers of this test up.\n{}", place(test));
    let width = test.servers.iter().map(|server| server.name.len()).max().unwrap_or(0);
    for (registered, server) in test.servers.iter().zip(servers) {
        text += &format!("  {:width$}  {}\n", registered.name, server.url());
    }
    if let Some(service) = servers[0].service() {
        text += &format!("  {:width$}  {} (the service)\n", service.name(), service.url());
    }
    if let Some(failure) = failure {
        text += &format!("\n{failure}\n");
    }
    for ((outcome, registered), server) in ended.outcomes.iter().zip(test.servers).zip(servers) {
        if !outcome.is_success() {
            let report = of_server(test, ended, outcome, registered, Some(server.url()));
            text += &format!("\n{report}");
        }
    }
    for part in crash(test, ended, false).into_iter().chain(timeline(test, ended)) {
        text += &format!("\n{part}");
    }
    text
}

/// The report of one server.
fn of_server(
    test: &RegisteredTest,
    ended: &Ended,
    outcome: &Outcome,
    server: &RegisteredServer,
    url: Option<&str>,
) -> String {
    let files = files(server);
    let mut report = Report::new(outcome).pact_files(&files).body_ended(ended.body_ended);
    report = report.test(test.path(), test.file, test.line);
    if test.settings.within > Duration::ZERO {
        report = report.waited(test.settings.within);
    }
    if let Some(url) = url {
        report = report.base_url(url);
    }
    report.to_string()
}

fn files(server: &RegisteredServer) -> Vec<&'static str> {
    server.pacts.iter().map(|pact| pact.file).collect()
}

/// How the service ended that should have lived on.
fn crash(test: &RegisteredTest, ended: &Ended, is_alone: bool) -> Option<String> {
    let crash = ended.service.as_ref()?.crash()?;
    let place = if is_alone { place(test) } else { String::new() };
    Some(format!("{crash}\n{place}"))
}

/// What happened, if there is a service: its output explains the requests, and they explain it.
pub(crate) fn timeline(test: &RegisteredTest, ended: &Ended) -> Option<String> {
    let service = ended.service.as_ref()?;
    let servers = ended.outcomes.iter().zip(test.servers);
    let mut timeline = servers
        .fold(Timeline::new(), |timeline, (outcome, server)| timeline.server(server.name, outcome));
    for line in &service.lines {
        timeline = timeline.line(line.at, &line.text);
    }
    if let Some(exit) = service.exit {
        // The news of the end may overtake the last words.
        let at = service.lines.last().map_or(exit.at, |last| exit.at.max(last.at));
        timeline = timeline.line(at, format!("({})", sentence(exit.status)));
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
