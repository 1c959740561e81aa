//! The outer process: it starts the inner one, shows what that prints, and says how it ended.

use std::env;
use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::control::{Listener, Told};
use super::output::{self, Output};
use super::relay::{Mark, Relay};
use super::story::Story;
use super::variable::{self, Variable};
use crate::channel::{Receiver, Sender, channel};
use crate::descriptors::explained;
use crate::end::{End, failure};
use crate::generators;
use crate::group::Group;
use crate::hold;
use crate::mode::Mode;
use crate::ports::{self, Reservation};
use crate::registry::{Part, RegisteredTest};
use crate::threads;

/// How often a port may be taken by somebody else before the inner process has it.
const TRIES: usize = 16;

/// How long a process may take, beyond the time that the test has, to end by itself.
const GRACE: Duration = Duration::from_secs(5);

/// Runs a test in a process of its own, and shows all that it prints.
pub(crate) fn outer(test: &'static RegisteredTest) -> End<()> {
    // What is held in that process is held in its turn here.
    let _turn = is_held().then(hold::turn);
    for _ in 0..TRIES {
        match Outer::start(test) {
            Ok(outer) => {
                if let Some(end) = outer.watch() {
                    return end;
                }
            }
            Err(error) => {
                let error = explained(&error);
                return failure(format!("the test's process could not start: {error}"));
            }
        }
    }
    failure(format!("{TRIES} times in a row a port was taken before the test's process had it"))
}

/// What becomes known of the inner process.
#[derive(Debug)]
enum News {
    Printed(Option<Mark>, Vec<u8>),
    Told(Told),
    /// What it tells cannot be heard.
    Deaf(io::Error),
    Gone(io::Result<ExitStatus>),
}

/// An inner process that runs.
struct Outer {
    test: &'static RegisteredTest,
    group: Option<Group>,
    /// The ports of its servers: others are not given them.
    reserved: Vec<Reservation>,
    listener: Arc<Listener>,
    /// Held for the last mark.
    pipe: PipeWriter,
    token: String,
    news: Receiver<News>,
    threads: Vec<JoinHandle<()>>,
}

impl Outer {
    fn start(test: &'static RegisteredTest) -> io::Result<Self> {
        let reserved: Vec<Reservation> =
            test.servers.iter().map(|_| Reservation::new()).collect::<io::Result<_>>()?;
        let token = Variable::new_token();
        let control = ports::listen(None)?;
        let variable = Variable {
            control: control.local_addr()?,
            token: token.clone(),
            ports: reserved.iter().map(Reservation::port).collect(),
            test: test.name.to_owned(),
        };
        let listener = Arc::new(Listener::new(control, token.clone())?);
        let (reader, pipe) = io::pipe()?;
        let mut command = command(test, &variable)?;
        redirect(&mut command, &pipe)?;
        let group = if is_held() { None } else { Some(Group::new()?) };
        let child = match &group {
            Some(group) => group.spawn(&mut command)?,
            None => command.spawn()?,
        };
        let (sender, news) = channel();
        let mut outer =
            Self { test, group, reserved, listener, pipe, token, news, threads: Vec::new() };
        outer.listen(reader, child, &sender)?;
        Ok(outer)
    }

    /// Starts whoever waits for news.
    fn listen(
        &mut self,
        reader: PipeReader,
        child: Child,
        sender: &Sender<News>,
    ) -> io::Result<()> {
        let (relay, news) = (Relay::new(&self.token), sender.clone());
        self.spawn(move || read(reader, relay, &news))?;
        let (listener, news) = (self.listener.clone(), sender.clone());
        self.spawn(move || {
            if let Err(error) = listener.listen(|told| news.send(News::Told(told))) {
                news.send(News::Deaf(error));
            }
        })?;
        let (mut child, news) = (child, sender.clone());
        self.spawn(move || news.send(News::Gone(child.wait())))
    }

    fn spawn(&mut self, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        self.threads.push(threads::start("mock-process", work)?);
        Ok(())
    }

    /// Waits until the process has ended. Nothing comes back if it is to be tried again.
    fn watch(mut self) -> Option<End<()>> {
        let mut output = Output::new(output::is_captured());
        let mut story = Story::default();
        let mut deadline = None;
        loop {
            match self.news.receive(deadline) {
                Ok(News::Printed(mark, bytes)) => output.add(mark, &bytes),
                Ok(News::Told(told)) => {
                    self.reserved.clear();
                    if told == Told::Began && !is_held() {
                        deadline = self.test.settings.timeout.map(|time| self.deadline(time));
                    }
                    story.add(told, self.test);
                }
                Ok(News::Deaf(error)) => {
                    story.deaf = Some(error);
                    drop(self.group.take());
                }
                Ok(News::Gone(status)) => {
                    deadline = None;
                    story.status = status.ok();
                    self.close();
                }
                Err(RecvTimeoutError::Timeout) => {
                    deadline = None;
                    story.is_overdue = true;
                    // What is killed is gone soon, and that is the news to come.
                    drop(self.group.take());
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        for thread in self.threads.drain(..) {
            // A thread that panicked has brought no news, which is seen by what is missing.
            drop(thread.join());
        }
        story.end(self.test, &mut output)
    }

    fn deadline(&self, time: Duration) -> Instant {
        let settings = &self.test.settings;
        Instant::now() + time + settings.within + settings.settle + GRACE
    }

    /// The process is gone: what it has started ends too, and nothing more is waited for.
    fn close(&mut self) {
        drop(self.group.take());
        self.listener.close();
        drop(self.pipe.write_all(&Mark::Close.bytes(&self.token)));
    }
}

fn read(mut pipe: PipeReader, mut relay: Relay, news: &Sender<News>) {
    let send = |mark, bytes: &[u8]| news.send(News::Printed(mark, bytes.to_vec()));
    let mut buffer = [0; 8 * 1024];
    loop {
        let length = match pipe.read(&mut buffer) {
            Ok(0) => return relay.finish(send),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return,
        };
        if !relay.feed(&buffer[..length], send) {
            return;
        }
    }
}

/// Whether somebody looks at what fails, and presses a key for it.
fn is_held() -> bool {
    matches!(Mode::get(), Ok(Some(Mode::Hold)))
}

/// This binary, for one test.
fn command(test: &RegisteredTest, variable: &Variable) -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["--exact", &path(test), "--test-threads=1", "--nocapture", "--include-ignored"]);
    if let Ok(seed) = generators::seed() {
        command.env(generators::SEED, seed.to_string());
    }
    for (name, parts) in test.settings.env {
        command.env(name, value(parts, &variable.ports));
    }
    command.env(variable::NAME, variable.to_string());
    Ok(command)
}

fn value(parts: &[Part], ports: &[u16]) -> String {
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => (*text).to_owned(),
        Part::Url(server) => format!("http://127.0.0.1:{}", ports[*server]),
    });
    parts.collect()
}

/// What is captured comes through one pipe, so that its order is kept.
fn redirect(command: &mut Command, pipe: &PipeWriter) -> io::Result<()> {
    command.stdout(pipe.try_clone()?);
    if output::is_captured() && !is_held() {
        command.stderr(pipe.try_clone()?);
    }
    if !is_held() {
        command.stdin(Stdio::null());
    }
    Ok(())
}

/// The path of the test as this process knows it: libtest calls the thread by it, and nextest
/// says it. It goes on behind the function's own where another macro has made several cases.
pub(crate) fn path(test: &RegisteredTest) -> String {
    let registered = test.path();
    let is_it = |name: &String| {
        name.strip_prefix(registered).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let thread = thread::current().name().map(str::to_owned).filter(is_it);
    let nextest = || env::var("NEXTEST_TEST_NAME").ok().filter(is_it);
    thread.or_else(nextest).unwrap_or_else(|| registered.to_owned())
}
