//! A thousand tests, each with a server of its own, and a hundred of them with a process of their
//! own. `many` runs them as a process.

#![allow(clippy::unwrap_used, reason = "what helps a test is a test too")]

#[path = "../client/mod.rs"]
mod client;
mod held;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{LazyLock, Mutex, OnceLock};

use held::Held;
use mock_runtime::mock_test;

fn greeted(host: SocketAddr) {
    /// The ports of the servers so far.
    static PORTS: LazyLock<Mutex<HashSet<u16>>> = LazyLock::new(Mutex::default);

    assert_eq!(client::call(host, "GET /hello", &[], "").unwrap(), 200);
    let is_new = PORTS.lock().unwrap().insert(host.port());
    assert!(is_new, "port {} was that of an earlier server", host.port());
}

macro_rules! test {
    () => {
        #[mock_runtime::mock_test(pact = "pacts/greeter.json")]
        fn greets(host: std::net::SocketAddr) {
            crate::greeted(host);
        }
    };
}

macro_rules! test_apart {
    () => {
        #[mock_runtime::mock_test(pact = "pacts/greeter.json", env(HOST_URL = host))]
        fn greets(host: std::net::SocketAddr) {
            assert_eq!(std::env::var("HOST_URL").unwrap(), format!("http://{host}"));
            crate::greeted(host);
        }
    };
}

/// Modules of these names; in each is what the macro makes.
macro_rules! modules {
    ($content:ident: $($name:ident)*) => {
        $(mod $name { $content! {} })*
    };
}

macro_rules! ten {
    () => {
        modules! { test: t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 }
    };
}

macro_rules! ten_apart {
    () => {
        modules! { test_apart: t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 }
    };
}

macro_rules! hundred {
    () => {
        modules! { ten: t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 }
    };
}

mod many {
    modules! { hundred: h0 h1 h2 h3 h4 h5 h6 h7 h8 }

    mod apart {
        modules! { ten_apart: t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 }
    }
}

// On one thread, libtest runs tests in the order of their names: this first, that last.

static AT_FIRST: OnceLock<Held> = OnceLock::new();

#[mock_test(pact = "pacts/greeter.json")]
fn before_the_others(host: SocketAddr) {
    AT_FIRST.set(Held::now()).unwrap();
    greeted(host);
}

#[mock_test(pact = "pacts/greeter.json")]
fn nothing_is_left_of_the_others(host: SocketAddr) {
    AT_FIRST.get().unwrap().is_all_that_is_held();
    greeted(host);
}
