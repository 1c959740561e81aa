//! The same in futures, on the runtime's executor and on tokio's, above and below.

use std::io;
use std::net::SocketAddr;

use mock_runtime::mock_test;

use super::client;

async fn call(library: SocketAddr, request: &'static str) -> io::Result<u16> {
    tokio::task::spawn_blocking(move || client::call(library, request, &[], "")).await?
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn passes(library: SocketAddr) {
    assert_eq!(call(library, "GET /books/7").await.unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn wrong_path(library: SocketAddr) {
    assert_eq!(call(library, "GET /book/7").await.unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
async fn wrong_path_on_tokio(library: SocketAddr) {
    assert_eq!(call(library, "GET /book/7").await.unwrap(), 500);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn wrong_path_on_tokio_above(library: SocketAddr) {
    assert_eq!(call(library, "GET /book/7").await.unwrap(), 500);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn panics(library: SocketAddr) {
    assert_eq!(call(library, "GET /book/7").await.unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
async fn panics_on_tokio(library: SocketAddr) {
    assert_eq!(call(library, "GET /book/7").await.unwrap(), 200);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
async fn returns_an_error(_library: SocketAddr) -> Result<(), &'static str> {
    Err("no book")
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
#[should_panic]
async fn should_panic(_library: SocketAddr) {
    panic!("on purpose");
}

/// The body is over before the call that it began; nobody waited for it.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
async fn forgets_to_await(library: SocketAddr) {
    drop(call(library, "GET /books/7"));
}

/// Nobody looks at the task's end, but what it says is seen.
#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test]
async fn panics_in_a_task(_library: SocketAddr) {
    let task = tokio::spawn(async { panic!("on purpose, elsewhere") });
    assert!(task.await.is_err());
}
