//! A small shop. Its clients talk to three services, and its warehouse hears of its events, each
//! with a contract in `pacts/`; the tests in `tests/` hold them to these.
//!
//! | service | client | contract |
//! |---|---|---|
//! | orders | [`OrdersClient`], blocking | `pacts/orders.json`, version 2 |
//! | users | [`UsersClient`], async | `pacts/users.json`, version 3 |
//! | catalogue | [`CatalogueClient`], async | `pacts/catalogue.json`, version 4 |
//! | events | [`Warehouse`], which is called by a queue | `pacts/events.json`, version 4, and `pacts/payments.json`, version 3 |
//!
//! Its storefront is a binary of its own (`src/bin/storefront.rs`), which the tests in
//! `tests/service.rs` start.

#![allow(clippy::exhaustive_structs, reason = "the data of an example")]

mod catalogue;
mod events;
mod orders;
mod users;

pub use catalogue::{CatalogueClient, Page, Product};
pub use events::Warehouse;
pub use orders::{Line, NewOrder, Order, OrderError, OrdersClient};
pub use users::{User, UsersClient};
