//! The inner process: it runs the body, and tells the outer one what happens.

use std::any::Any;
use std::cell::RefCell;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, OnceLock};
use std::{env, process, thread};

use super::control::{Control, Told};
use super::ending::Ending;
use super::event::Event;
use super::relay::Mark;
use super::variable::{self, Variable};
use super::wire::Writer;
use crate::descriptors::explained;
use crate::end::End;
use crate::registry::RegisteredTest;
use crate::stopwatch;
use crate::threads;

/// As libtest exits when a test has failed.
const FAILED: i32 = 101;

/// This process, as the inner one of a test.
#[derive(Debug)]
pub(crate) struct Inner {
    variable: &'static Variable,
    control: Control,
    /// Set by whoever ends the body: itself, or the time that it may take.
    is_over: AtomicBool,
}

/// This process, if it is the inner one of this test.
pub(crate) fn inner(test: &RegisteredTest) -> Option<&'static Inner> {
    static VARIABLE: LazyLock<Option<Variable>> =
        LazyLock::new(|| Variable::parse(&env::var(variable::NAME).ok()?));
    static INNER: OnceLock<Inner> = OnceLock::new();
    let variable = VARIABLE.as_ref().filter(|variable| variable.test == test.name)?;
    Some(INNER.get_or_init(|| match Inner::connect(variable) {
        Ok(inner) => inner,
        // Nobody is there who could want to know what becomes of the test.
        Err(error) => {
            let error = explained(&error);
            exit(&format!("the test's process has lost the one that started it: {error}"))
        }
    }))
}

impl Inner {
    fn connect(variable: &'static Variable) -> io::Result<Self> {
        let control = Control::connect(variable.control, &variable.token)?;
        let lifeline = control.lifeline()?;
        let wait = move || {
            lifeline.wait();
            process::exit(1);
        };
        drop(threads::start("mock-lifeline", wait)?);
        let inner = Self { variable, control, is_over: AtomicBool::new(false) };
        inner.mark(Mark::Begin);
        Ok(inner)
    }

    fn mark(&self, mark: Mark) {
        let mut stdout = io::stdout().lock();
        drop(stdout.write_all(&mark.bytes(&self.variable.token)).and_then(|()| stdout.flush()));
    }

    /// The port that was reserved for a server.
    pub(crate) fn port(&self, server: usize) -> Option<u16> {
        self.variable.ports.get(server).copied()
    }

    /// Ends this process, since somebody else has taken a port: nothing has happened yet.
    pub(crate) fn port_is_taken(&self) -> ! {
        self.control.tell(&Told::PortTaken);
        process::exit(0)
    }

    /// Sees what happens to a server.
    pub(crate) fn witness(&'static self, server: usize) -> Witness {
        Witness { inner: self, server }
    }

    /// The body begins.
    pub(crate) fn begin(&self) {
        self.control.tell(&Told::Began);
    }

    /// Whether this is the first to end the body. There is no way back for others.
    pub(crate) fn is_first_to_end(&self) -> bool {
        !self.is_over.swap(true, Ordering::Relaxed)
    }

    /// Whether a body has ended in this process before. What is printed from then on is the test's
    /// again.
    pub(crate) fn is_over(&self) -> bool {
        let is_over = self.is_over.load(Ordering::Relaxed);
        if is_over {
            self.mark(Mark::Begin);
        }
        is_over
    }

    /// The body has ended by itself. If its time was over before, the process is about to end.
    pub(crate) fn body_ended(&self) {
        while !self.is_first_to_end() {
            thread::park();
        }
    }

    /// The test has ended, and all that there is to say has been printed.
    pub(crate) fn end(&'static self, end: End<()>) -> End<()> {
        self.mark(Mark::End);
        LEAVING.set(Leaving(Some(self)));
        self.control.tell(&Told::Ended(Ending::of(&end)));
        end
    }

    /// The test has panicked, and this process does not outlive that. What is printed from here on
    /// is the panic's.
    pub(crate) fn panics(&self, panic: &(dyn Any + Send)) {
        self.control.tell(&Told::Ended(Ending::of_panic(panic)));
    }

    /// As [`end`](Self::end), for a body that does not end by itself.
    pub(crate) fn exit(&'static self, end: End<()>) -> ! {
        drop(self.end(end));
        process::exit(FAILED)
    }
}

/// Marks the end of the test's thread, which libtest waits for.
struct Leaving(Option<&'static Inner>);

thread_local! {
    static LEAVING: RefCell<Leaving> = const { RefCell::new(Leaving(None)) };
}

impl Drop for Leaving {
    fn drop(&mut self) {
        if let Some(inner) = self.0 {
            inner.mark(Mark::Leave);
        }
    }
}

/// Tells the outer process what happens to a server, before it happens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Witness {
    inner: &'static Inner,
    server: usize,
}

impl Witness {
    pub(crate) fn tell(&self, event: &Event<'_>) {
        let mut to = Writer::default();
        // Half a millennium of nanoseconds has room here.
        let at = stopwatch::elapsed().as_nanos().try_into().unwrap_or(u64::MAX);
        event.write(to.index(self.server).number(at));
        self.inner.control.tell(&Told::Happens(to.finish()));
    }
}

fn exit(text: &str) -> ! {
    eprintln!("{text}");
    process::exit(1)
}
