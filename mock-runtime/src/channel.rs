//! A channel between threads.
//!
//! That of the standard library is three in one and keeps lists of whoever waits: some 7,000 lines
//! of LLVM for each type that goes through it, which every user's cold build would pay.

use std::collections::VecDeque;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Makes a channel, whose sender can be cloned.
pub(crate) fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let state = State { waiting: VecDeque::new(), senders: 1 };
    let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
    (Sender(shared.clone()), Receiver(shared))
}

#[derive(Debug)]
struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    waiting: VecDeque<T>,
    senders: usize,
}

impl<T> Shared<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        // It is whole after each of the few statements that change it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug)]
pub(crate) struct Sender<T>(Arc<Shared<T>>);

impl<T> Sender<T> {
    /// Never blocks. Nobody has to be there to receive it.
    pub(crate) fn send(&self, one: T) {
        self.0.state().waiting.push_back(one);
        self.0.changed.notify_one();
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.0.state().senders += 1;
        Self(self.0.clone())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.state().senders -= 1;
        self.0.changed.notify_one();
    }
}

#[derive(Debug)]
pub(crate) struct Receiver<T>(Arc<Shared<T>>);

impl<T> Receiver<T> {
    /// Waits for the next thing that is sent, until a moment if there is one.
    ///
    /// # Errors
    /// When that moment has come, or no sender is left.
    pub(crate) fn receive(&self, until: Option<Instant>) -> Result<T, RecvTimeoutError> {
        let Shared { changed, .. } = &*self.0;
        let mut state = self.0.state();
        loop {
            if let Some(one) = state.waiting.pop_front() {
                return Ok(one);
            }
            if state.senders == 0 {
                return Err(RecvTimeoutError::Disconnected);
            }
            state = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(left) if left.is_zero() => return Err(RecvTimeoutError::Timeout),
                Some(left) => {
                    let woken = changed.wait_timeout(state, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_was_sent_comes_before_the_end() {
        let (sender, receiver) = channel();
        let other = sender.clone();
        let thread = std::thread::spawn(move || (1..=3).for_each(|one| other.send(one)));
        sender.send(0);
        drop(sender);
        let received: Vec<_> = (0..5).map(|_| receiver.receive(None)).collect();
        assert_eq!(received[4], Err(RecvTimeoutError::Disconnected));
        let mut received: Vec<i32> = received.into_iter().flatten().collect();
        // Those of one sender come in order; the thread may be the first.
        received.retain(|one| *one > 0);
        assert_eq!(received, [1, 2, 3]);
        thread.join().expect("it does not panic");
    }

    #[test]
    fn nothing_is_waited_for_beyond_a_moment() {
        let (sender, receiver) = channel();
        assert_eq!(receiver.receive(Some(Instant::now())), Err(RecvTimeoutError::Timeout));
        sender.send(1);
        assert_eq!(receiver.receive(Some(Instant::now())), Ok(1));
    }
}
