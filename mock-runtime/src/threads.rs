//! Threads of our own.

use std::io;
use std::thread::{Builder, JoinHandle};

/// Starts a thread.
///
/// The type of its work is forgotten: the standard library compiles some 1,500 lines of LLVM for
/// each that it is given, which every user's cold build would pay.
///
/// # Errors
/// When the system has none left.
pub(crate) fn start(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let work: Box<dyn FnOnce() + Send> = Box::new(work);
    Builder::new().name(name.to_owned()).spawn(work)
}
