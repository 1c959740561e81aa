//! A test in a process of its own: for its environment, which nobody can change in a running one,
//! and for its timeout, since only a process can be ended whatever it does.
//!
//! The outer process is the one that the user started: there, the test starts this same binary
//! for itself alone and shows what comes of it. The inner process runs the body, with the servers,
//! and prints all that there is to say of it. What must stay true: the verdict is that of a test
//! in this process; the inner process tells everything before it happens, so that no crash loses
//! it; the inner process never outlives the outer one.

mod control;
mod ending;
mod event;
mod inner;
mod outer;
mod output;
mod relay;
mod story;
mod variable;
mod wire;

pub(crate) use event::Event;
pub(crate) use inner::{Inner, Witness, inner};
pub(crate) use outer::{outer, path};
