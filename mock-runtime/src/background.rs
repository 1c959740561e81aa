//! The one runtime on which all mock servers of the process run.
//!
//! It has threads of its own, so that a test that blocks, or that pauses the clock of its own
//! runtime, never starves its server. It lives in a static and is therefore never dropped, which
//! inside an async context would panic.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::runtime::{Builder, EnterGuard, Handle, Runtime};

use crate::channel::channel;

/// Two threads: one that reads while the other matches. More would only take from the tests,
/// which run in parallel already.
const WORKERS: usize = 2;

/// A task whose type is forgotten: tokio compiles some 5,000 lines of LLVM for each type it runs,
/// and again for each scheduler, which every user's cold build would pay.
type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A way to the background runtime.
#[derive(Clone, Debug)]
pub(crate) struct Background(Handle);

impl Background {
    /// The runtime, which is started by the first call that can.
    pub(crate) fn get() -> io::Result<Self> {
        static RUNTIME: OnceLock<Runtime> = OnceLock::new();
        static STARTING: Mutex<()> = Mutex::new(());
        let handle = |runtime: &Runtime| Self(runtime.handle().clone());
        if let Some(runtime) = RUNTIME.get() {
            return Ok(handle(runtime));
        }
        let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        match RUNTIME.get() {
            Some(runtime) => Ok(handle(runtime)),
            None => start().map(|runtime| handle(RUNTIME.get_or_init(|| runtime))),
        }
    }

    /// Makes it the current runtime of this thread, for what has to be registered with one.
    pub(crate) fn enter(&self) -> EnterGuard<'_> {
        self.0.enter()
    }

    /// Starts a task there.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let task: Task = Box::pin(task);
        drop(self.0.spawn(task));
    }

    /// Runs a task there and blocks this thread until it is done. Unlike `block_on` this may be
    /// called from inside another runtime.
    pub(crate) fn wait<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> T {
        let (result, task) = kept(task);
        let (sender, receiver) = channel();
        self.spawn(async move {
            task.await;
            sender.send(());
        });
        // What counts is whether there is a result.
        receiver.receive(None).ok();
        taken(&result)
    }

    /// Runs a task there and waits for it, on whatever executor this is awaited.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> T {
        let (result, task) = kept(task);
        let task: Task = Box::pin(task);
        drop(self.0.spawn(task).await);
        taken(&result)
    }
}

/// Starts a task on the runtime that this one runs on.
pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    let task: Task = Box::pin(task);
    drop(tokio::spawn(task));
}

/// A task that leaves its result behind, and the place where it does.
fn kept<T: Send + 'static>(
    task: impl Future<Output = T> + Send + 'static,
) -> (Arc<Mutex<Option<T>>>, impl Future<Output = ()> + Send + 'static) {
    let result = Arc::new(Mutex::new(None));
    let place = result.clone();
    let task = async move {
        let made = task.await;
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
    };
    (result, task)
}

fn taken<T>(result: &Mutex<Option<T>>) -> T {
    let result = result.lock().unwrap_or_else(PoisonError::into_inner).take();
    result.expect("the background runtime is never shut down, and its tasks do not panic")
}

fn start() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .thread_name("mock-server")
        .enable_io()
        .enable_time()
        .build()
}
