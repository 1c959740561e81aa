//! A small shop. Its clients talk to three services, each with a contract in `pacts/`; the tests
//! in `tests/` hold the clients to them.
//!
//! | service | client | contract |
//! |---|---|---|
//! | orders | [`OrdersClient`], blocking | `pacts/orders.json`, version 2 |
//! | users | [`UsersClient`], async | `pacts/users.json`, version 3 |
//! | catalogue | [`CatalogueClient`], async | `pacts/catalogue.json`, version 4 |

#![allow(clippy::exhaustive_structs, reason = "the data of an example")]

mod catalogue;
mod orders;
mod users;

pub use catalogue::{CatalogueClient, Page, Product};
pub use orders::{Line, NewOrder, Order, OrderError, OrdersClient};
pub use users::{User, UsersClient};
