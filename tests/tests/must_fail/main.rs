//! Tests that must fail, and a few beside them that must not. `failures` runs each as a process
//! and knows what it has to say.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

mod asynchronous;
mod bodies;
#[path = "../client/mod.rs"]
mod client;
mod composed;
mod endings;
mod generated;
mod messages;
mod processes;
mod requests;
mod services;
mod should_panic;
mod together;
