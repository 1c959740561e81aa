//! What the outer process knows of the inner one, and what it says if that could not.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use mock_core::{Outcome, Session};

use super::control::Told;
use super::ending::Ending;
use super::event::{Event, replayed_at};
use super::output::Output;
use super::wire::Reader;
use crate::descriptors::explained;
use crate::end::{End, failure};
use crate::exit::how;
use crate::generators;
use crate::plans;
use crate::registry::RegisteredTest;
use crate::report;

/// What libtest exits with when the test is as it should be, and when it is not.
const EXPECTED: [i32; 2] = [0, 101];

/// So many bytes of events are kept as they are. Most tests have fewer, and need no second look.
const EVENTS: usize = 16 * 1024 * 1024;

/// What is known of a process.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// What has happened since it last happened again to the sessions.
    events: Vec<Vec<u8>>,
    size_of_events: usize,
    /// To which happens again what happened to those of the process, once that is needed.
    sessions: Option<Vec<Session>>,
    has_begun: bool,
    port_is_taken: bool,
    ending: Option<Ending>,
    /// How the process ended.
    pub(super) status: Option<ExitStatus>,
    /// Whether it took more time than it had, and was killed.
    pub(super) is_overdue: bool,
    /// Why nothing could be heard of the process, which was killed then.
    pub(super) deaf: Option<io::Error>,
}

impl Story {
    pub(super) fn add(&mut self, told: Told, test: &RegisteredTest) {
        match told {
            Told::PortTaken => self.port_is_taken = true,
            Told::Began => self.has_begun = true,
            Told::Happens(event) => {
                self.size_of_events += event.len();
                self.events.push(event);
                if self.size_of_events > EVENTS {
                    self.replay(test);
                }
            }
            Told::Ended(ending) => self.ending = Some(ending),
        }
    }

    /// How the test ended. Nothing comes back if it has not begun, because a port was taken.
    pub(super) fn end(
        mut self,
        test: &'static RegisteredTest,
        output: &mut Output,
    ) -> Option<End<()>> {
        if self.port_is_taken && !self.has_begun {
            return None;
        }
        output.show();
        if !output.is_whole
            && let Some(text) = self.unsaid(test)
        {
            eprintln!("\n{text}");
        }
        let Some(text) = self.crash(test) else {
            return self.ending.map(Ending::into_end);
        };
        match self.ending {
            Some(_) => {
                output.show_after();
                if !self.is_end_of_libtest() {
                    output.show_last();
                }
            }
            None if self.has_begun || self.deaf.is_some() => {}
            None => output.show_before(),
        }
        if self.ending.is_some() {
            // The report has been printed, if there was one to make.
            return Some(failure(text));
        }
        let reports = report::of_outcomes(test, &self.outcomes(test));
        Some(failure(format!("{text}\n\n{reports}")))
    }

    /// What is to be said for a process that has failed, and could not print it.
    fn unsaid(&mut self, test: &RegisteredTest) -> Option<String> {
        let text = match self.ending.as_ref()? {
            Ending::Failed(text) => text.clone(),
            // What comes behind the end of the test is the panic's own.
            Ending::Panicked(_) if cfg!(panic = "abort") => return None,
            Ending::Panicked(text) => {
                let none = || "(what it panicked with is no text)".to_owned();
                let text = text.clone().unwrap_or_else(none);
                let reports = report::of_outcomes(test, &self.outcomes(test));
                format!("The test's body panicked: {text}\n\n{reports}")
            }
            Ending::Passed => return None,
        };
        let lost =
            "The test has closed its standard output: of what it printed, all or the end is lost.";
        Some(format!("{lost}\n{}", text.trim_end()))
    }

    /// Whether the process ended as one does that ran a test: what it then says is libtest's.
    fn is_end_of_libtest(&self) -> bool {
        let code = self.status.and_then(|status| status.code());
        code.is_some_and(|code| EXPECTED.contains(&code))
    }

    /// What is to be said of a process that has not ended as one that ran a test does.
    fn crash(&self, test: &RegisteredTest) -> Option<String> {
        let code = self.status.and_then(|status| status.code());
        let how = self.status.map_or_else(|| "cannot be found".to_owned(), how);
        if self.is_overdue {
            let limit = test.settings.timeout.unwrap_or_default();
            return Some(format!(
                "The test's process did not end by itself after its timeout of {limit:?}, and {how}."
            ));
        }
        if let Some(error) = &self.deaf {
            let error = explained(error);
            return Some(format!("The test's process could not be heard, and {how}: {error}"));
        }
        let Some(ending) = &self.ending else {
            let when = if self.has_begun { "was over" } else { "began" };
            return Some(format!("The test's process {how} before the test {when}."));
        };
        let is_fine = match ending {
            // Where a panic is expected, libtest finds fault with a test that passes.
            Ending::Passed if !test.should_panic => code == Some(0),
            // A panic was the end of the process, and is known.
            Ending::Panicked(_) if cfg!(panic = "abort") => true,
            _ => self.is_end_of_libtest(),
        };
        (!is_fine).then(|| format!("The test's process {how} after the test was over."))
    }

    /// What the servers of the process had come to.
    fn outcomes(&mut self, test: &RegisteredTest) -> Vec<Outcome> {
        self.replay(test).iter().map(Session::outcome).collect()
    }

    /// Lets happen again what has happened.
    fn replay(&mut self, test: &RegisteredTest) -> &[Session] {
        let sessions = self.sessions.get_or_insert_with(|| {
            // A contract that cannot be served has had no requests.
            sessions(test).unwrap_or_default()
        });
        for event in self.events.drain(..) {
            // The last may be half of one.
            let _ = replay(&event, sessions);
        }
        self.size_of_events = 0;
        sessions
    }
}

/// Sessions as those of the process were when it began.
fn sessions(test: &RegisteredTest) -> Result<Vec<Session>, String> {
    let sessions = test.servers.iter().map(|server| {
        // The inner process was told this one's seed.
        let context = generators::context(generators::seed()?, String::new());
        let session = Session::new(plans::of_server(server)?).with_stopwatch(replayed_at);
        let session = session.with_generators(context, generators::clock);
        Ok(session.with_expectations(server.expectations(&test.settings)))
    });
    sessions.collect()
}

fn replay(event: &[u8], sessions: &[Session]) -> Option<()> {
    let mut from = Reader::new(event);
    let session = sessions.get(from.index()?)?;
    let at = Duration::from_nanos(from.number()?);
    Event::read(&mut from)?.replay(at, session);
    Some(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::os::unix::process::ExitStatusExt as _;
    use std::time::Duration;

    use expect_test::{Expect, expect};
    use http::Method;
    use mock_core::ReceivedRequest;

    use super::super::wire::Writer;
    use super::*;
    use crate::registry::{RegisteredPact, RegisteredServer, Settings};

    const fn test(should_panic: bool) -> RegisteredTest {
        RegisteredTest {
            name: "shop::orders",
            file: "tests/shop.rs",
            line: 1,
            servers: &[],
            settings: Settings { timeout: Some(Duration::from_secs(2)), ..Settings::DEFAULT },
            ignored: false,
            should_panic,
        }
    }

    const EXIT: fn(i32) -> i32 = |code| code << 8;
    const SIGKILL: i32 = 9;

    #[track_caller]
    fn check(ending: Option<Ending>, status: i32, should_panic: bool, expected: &Expect) {
        let status = Some(ExitStatus::from_raw(status));
        let story = Story { ending, status, has_begun: true, ..Story::default() };
        expected.assert_eq(&story.crash(&test(should_panic)).unwrap_or_default());
    }

    #[test]
    fn ends_of_processes() {
        let panicked = || Some(Ending::Panicked(None));
        let failed = || Some(Ending::Failed(String::new()));
        for status in [EXIT(0), EXIT(101)] {
            check(panicked(), status, true, &expect![[""]]);
            check(failed(), status, false, &expect![[""]]);
            check(Some(Ending::Passed), status, true, &expect![[""]]);
        }
        check(Some(Ending::Passed), EXIT(0), false, &expect![[""]]);
        check(
            Some(Ending::Passed),
            EXIT(101),
            false,
            &expect!["The test's process exited with code 101 after the test was over."],
        );
        check(
            Some(Ending::Passed),
            SIGKILL,
            false,
            &expect![
                "The test's process was killed by signal 9 (SIGKILL) after the test was over."
            ],
        );
        check(
            panicked(),
            SIGKILL,
            true,
            &expect![
                "The test's process was killed by signal 9 (SIGKILL) after the test was over."
            ],
        );
        check(
            failed(),
            EXIT(3),
            false,
            &expect!["The test's process exited with code 3 after the test was over."],
        );
        check(
            None,
            EXIT(0),
            true,
            &expect!["The test's process exited with code 0 before the test was over."],
        );
        check(
            None,
            SIGKILL,
            false,
            &expect![
                "The test's process was killed by signal 9 (SIGKILL) before the test was over."
            ],
        );
    }

    #[test]
    fn processes_that_never_began_or_never_ended() {
        let status = Some(ExitStatus::from_raw(EXIT(0)));
        let never_began = Story { status, ..Story::default() };
        expect!["The test's process exited with code 0 before the test began."]
            .assert_eq(&never_began.crash(&test(false)).unwrap());
        let status = Some(ExitStatus::from_raw(SIGKILL));
        let ending = Some(Ending::Passed);
        let overdue = Story { status, ending, is_overdue: true, ..Story::default() };
        expect!["The test's process did not end by itself after its timeout of 2s, and was killed by signal 9 (SIGKILL)."].assert_eq(&overdue.crash(&test(false)).unwrap());
    }

    const PACTS: &[RegisteredPact] = &[RegisteredPact {
        file: "poll.json",
        text: r#"{"interactions": [{"description": "poll", "request": {"path": "/job"}}]}"#,
    }];
    const SERVERS: &[RegisteredServer] =
        &[RegisteredServer { name: "jobs", pacts: PACTS, ..RegisteredServer::DEFAULT }];

    /// Events that are many happen again before the end, and none of them twice.
    #[test]
    fn what_happens_is_told_once() {
        let test = RegisteredTest { servers: SERVERS, ..test(false) };
        let mut story = Story::default();
        for number in 0..40 {
            let mut event = Writer::default();
            event.index(0).number(number);
            let mut request = ReceivedRequest::new(Method::GET, "/job");
            request.body = vec![b' '; 1024 * 1024].into();
            Event::Respond(Cow::Owned(request)).write(&mut event);
            story.add(Told::Happens(event.finish()), &test);
            assert!(story.size_of_events <= EVENTS);
        }
        for _ in 0..2 {
            let outcomes = story.outcomes(&test);
            assert_eq!((outcomes[0].count(0), story.events.len()), (40, 0));
        }
    }
}
